"""Progress on a terminal: one bar that says what is done, how fast, and how long it will take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.text import Text

from kollabo.publish.plain import one_line

_MB = 1_000_000


class Bar:
    """A bar for the source that is read, then for the build."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task = bars.add_task("starting", total=None)
        self._name = ""
        self._rows = 0

    def _begin(self, description: str) -> None:
        self._bars.remove_task(self._task)
        self._task = self._bars.add_task(description, total=None)

    def say(self, message: str) -> None:
        self._bars.console.print(one_line(message), markup=False, highlight=False)

    def start_reading(self, name: str) -> None:
        self._name, self._rows = one_line(name), 0
        self._begin(f"reading {self._name}")

    def read(self, done: int, total: int | None) -> None:
        self._bars.update(self._task, completed=done, total=total)

    def rows(self, count: int) -> None:
        self._rows += count
        text = f"reading {self._name}: {self._rows:,} rows"
        self._bars.update(self._task, description=text)

    def step(self, name: str) -> None:
        self._begin(f"building: {name}")


class _Rate(ProgressColumn):
    """How much is read, how fast and how long it will take; of a step, how long it has taken."""

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text(f"{task.elapsed or 0:.0f} s")
        words = f"{task.completed / _MB:,.1f} of {task.total / _MB:,.1f} MB"
        if task.speed:
            words += f", {task.speed / _MB:,.1f} MB/s"
        if task.time_remaining:
            words += f", {task.time_remaining:.0f} s left"
        return Text(words)


@contextmanager
def open_bar() -> Iterator[Bar]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        _Rate(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        yield Bar(bars)
