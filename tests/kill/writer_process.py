"""A process that writes catalogues and is meant to be killed.

Starting Python and loading its libraries takes longer than a publish, so this process loads them
once and forks a writer for each order it reads: one line of JSON on standard input. Answers, a
line each: ``pid N``, then from the writer ``done GENERATION`` after each publish, ``commit STEP``
and ``steps N`` where steps are counted, and last ``ended`` when the writer is dead.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from synthetic_tables import fill_finished, fill_source

from kollabo.catalogue.location import CURRENT
from kollabo.catalogue.writer import write

# Whatever changes a folder, or waits for the disk.
STEPS = ("fsync", "link", "mkdir", "rename", "replace", "rmdir", "unlink")


def say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def write_generation(root: Path, generation: int, rows: int) -> None:
    """One source new, one written anew, one carried over by hard links, one dropped."""
    with write(root, keep=2) as staging:
        if "carried" not in staging.sources():
            fill_source(staging, "carried", 0)
        fill_source(staging, "rewritten", generation, rows)
        fill_source(staging, f"only-in-{generation}", generation)
        if (old := f"only-in-{generation - 1}") in staging.sources():
            staging.drop_source(old)
        fill_finished(staging, generation, rows)
    say("done", generation)


def die_before_step(fatal: int) -> Callable[[], int]:
    """Count every call that changes the disk, and die in place of the one asked for."""
    count = 0

    def counted(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if call.__name__ == "replace" and Path(args[1]).name == CURRENT:
                say("commit", count)
            if count == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **options)

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    return lambda: count


def obey(order: dict[str, Any]) -> None:
    root, rows, generation = Path(order["root"]), order["rows"], order["after"]
    if "step" in order:
        count = die_before_step(order["step"])
        write_generation(root, generation + 1, rows)
        say("steps", count())
        return
    while True:
        generation += 1
        write_generation(root, generation, rows)


def main() -> None:
    for line in iter(sys.stdin.readline, ""):
        writer = os.fork()
        if writer == 0:
            try:
                obey(json.loads(line))
            finally:
                os._exit(0)
        say("pid", writer)
        os.waitpid(writer, 0)
        say("ended")


if __name__ == "__main__":
    main()
