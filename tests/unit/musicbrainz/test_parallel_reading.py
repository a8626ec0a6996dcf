"""Strings read by several processes come back as one process would have read them."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

from kollabo.build.musicbrainz.titles import read_titles
from kollabo.build.parallel import each_batch
from kollabo.errors import CatalogueError


def batches(count: int) -> Iterator[pa.RecordBatch]:
    """Every batch has a title of its own, in many scripts."""
    for number in range(count):
        titles = [f"Café {number} (live)", f"사랑 {number}", "The Same (Boy with Luv)"]
        yield pa.RecordBatch.from_pydict({"title": titles, "comment": ["", "", "live, 1986"]})


def ended_from_outside(batch: pa.RecordBatch) -> pa.RecordBatch:
    os.kill(os.getpid(), signal.SIGKILL)
    return batch


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("count", [0, 1, 3, 8])
def test_many_batches_come_back_in_their_order(count: int) -> None:
    assert list(each_batch(read_titles, batches(count))) == list(map(read_titles, batches(count)))


def test_what_goes_wrong_with_the_input_is_raised() -> None:
    def torn() -> Iterator[pa.RecordBatch]:
        yield from batches(4)
        raise ZeroDivisionError("in the engine")

    with pytest.raises(ZeroDivisionError, match="in the engine"):
        list(each_batch(read_titles, torn()))


def test_a_worker_that_is_ended_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.path.dirname(__file__))
    monkeypatch.setattr(ended_from_outside, "__module__", "test_parallel_reading")
    with pytest.raises(CatalogueError, match=r"ended with -9 \(if it was memory"):
        list(each_batch(ended_from_outside, batches(5)))


def test_who_stops_early_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    read = each_batch(read_titles, batches(8))
    next(read)
    read.close()
    assert len(started) == 3
    for worker in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(worker.pid, os.WNOHANG)
