"""What a piece of work costs: wall and processor seconds, and the most memory it had at once.

Each piece runs in a process of its own; all processes that it starts count with it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1  # seconds between two looks at memory
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Cost:
    """``peak`` is in bytes, ``said`` what the process wrote to its standard output."""

    wall: float
    processor: float
    peak: int
    said: str

    def __str__(self) -> str:
        return f"{self.wall:8.1f} s {self.processor:8.1f} cpu s {self.peak / 1e6:7.0f} MB"


def cost_of(words: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Run Python with these words and measure it. Ends this program where it fails."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, env=environment
    )
    watch = _Watch(child.pid)
    watch.start()
    assert child.stdout
    with child.stdout:
        said = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    watch.end()
    if status:
        raise SystemExit(f"{' '.join(words)} failed: {child.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, watch.peak, said)


class _Watch(threading.Thread):
    """Adds up the memory of a process and its descendants, again and again."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._ended = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, sum(map(_own_memory, _tree(self._root))))

    def end(self) -> None:
        self._ended.set()
        self.join()


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue  # it has just ended
    return found


def _own_memory(process: int) -> int:
    """Memory of its own and, of what it shares, files apart: two processes share no data here."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{process}/statm").read_text().split()
    except OSError:
        return 0
    return (int(resident) - int(shared)) * _PAGE
