"""Reading many distinct strings in Python, on all cores: batches in, batches out, in their order.

Each worker is a Python of its own at the other end of a socket: ``python -m kollabo.build.parallel
MODULE:FUNCTION``. However this process ends, the socket ends with it, and so does the worker.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import chain, cycle, islice
from multiprocessing.connection import Connection
from threading import Thread

import pyarrow as pa

from kollabo.errors import CatalogueError

Step = Callable[[pa.RecordBatch], pa.RecordBatch]

_FEW = 2  # batches that are done before workers would have started


def each_batch(step: Step, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """``step`` of every batch. It must be a function of a module: workers import it."""
    waiting = iter(batches)
    first = list(islice(waiting, _FEW + 1))
    cores = os.cpu_count() or 1
    if len(first) <= _FEW or cores == 1:
        yield from map(step, chain(first, waiting))
        return
    with _workers(step, cores) as workers:
        feeder = _Feeder(workers, chain(first, waiting))
        feeder.start()
        try:
            yield from _answers(workers)
        finally:
            for worker in workers:
                worker.stop()
            feeder.join()
        if feeder.failure is not None:
            raise feeder.failure


class _Worker:
    """A process that does a step; batches go to it and come back over ``connection``."""

    def __init__(self, step: Step) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            words = [sys.executable, "-m", __name__, f"{step.__module__}:{step.__qualname__}"]
            self._process = subprocess.Popen(
                words, stdin=theirs.fileno(), stdout=subprocess.DEVNULL
            )
        self.connection = Connection(ours.detach())

    def answer(self) -> pa.RecordBatch | None:
        """The next batch that comes back; None after the last."""
        try:
            batch: pa.RecordBatch | None = self.connection.recv()
        except (EOFError, OSError):
            code = self._process.wait()
            raise CatalogueError(
                f"a process that read names and titles ended with {code}",
                remedy="if it was memory that ran out, close other programs and try again",
            ) from None
        return batch

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        self.stop()
        self.connection.close()


@contextmanager
def _workers(step: Step, number: int) -> Iterator[list[_Worker]]:
    workers: list[_Worker] = []
    try:
        for _ in range(number):
            workers.append(_Worker(step))
        yield workers
    finally:
        for worker in workers:
            worker.close()


class _Feeder(Thread):
    """Hands batches to the workers in turns, and in the end None to each."""

    def __init__(self, workers: Sequence[_Worker], batches: Iterator[pa.RecordBatch]) -> None:
        super().__init__(daemon=True)
        self._workers = workers
        self._batches = batches
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            for worker, batch in zip(cycle(self._workers), self._batches, strict=False):
                worker.connection.send(batch)
        except BrokenPipeError:
            return  # who waits for the worker's answer learns why it is gone
        except BaseException as error:
            self.failure = error
        with suppress(BrokenPipeError):
            for worker in self._workers:
                worker.connection.send(None)


def _answers(workers: Sequence[_Worker]) -> Iterator[pa.RecordBatch]:
    """In the order in which batches were handed out: the first None is the end of all."""
    for worker in cycle(workers):
        batch = worker.answer()
        if batch is None:
            return
        yield batch


def _work(step: Step) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began it ends it
    connection = Connection(sys.stdin.fileno())
    with suppress(EOFError, OSError):  # who began it is gone
        while (batch := connection.recv()) is not None:
            connection.send(step(batch))
        connection.send(None)


if __name__ == "__main__":
    module, _, function = sys.argv[1].partition(":")
    _work(getattr(import_module(module), function))
