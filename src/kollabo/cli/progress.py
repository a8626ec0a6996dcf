"""Progress of an import on stderr: a bar on a terminal, a line for each step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from kollabo.publish.plain import one_line


class Progress(Protocol):
    """What an import tells while it runs."""

    def say(self, message: str) -> None: ...

    def start_reading(self, name: str) -> None: ...

    def read(self, done: int, total: int | None) -> None:
        """So many bytes of the source are read."""

    def rows(self, count: int) -> None:
        """So many more rows are written."""

    def step(self, name: str) -> None:
        """The build begins a step."""


class Lines:
    """A line for each source and step."""

    def say(self, message: str) -> None:
        print(one_line(message), file=sys.stderr, flush=True)

    def start_reading(self, name: str) -> None:
        self.say(f"reading {name}")

    def read(self, done: int, total: int | None) -> None:
        pass

    def rows(self, count: int) -> None:
        pass

    def step(self, name: str) -> None:
        self.say(f"building: {name}")


@contextmanager
def open_progress() -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield Lines()
        return
    from kollabo.cli.progress_bar import open_bar

    with open_bar() as bar:
        yield bar
