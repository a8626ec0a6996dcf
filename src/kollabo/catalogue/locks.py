"""Who may write, and which snapshots are in use.

Both are `flock` locks: the system drops them when a process ends, however it ends, so no lock can
be left behind by a dead one.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from kollabo.catalogue.location import LOCK, MANIFEST
from kollabo.errors import CatalogueBusy

_LOOK_AGAIN = 0.05  # seconds


@contextmanager
def writer_lock(
    root: Path, wait_seconds: float, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the catalogue as its one writer. Readers take no notice."""
    with open(root / LOCK, "a+b", buffering=0) as file:
        _acquire(file, root, wait_seconds, on_wait)
        _sign(file, {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()})
        try:
            yield
        finally:
            _sign(file, None)


def _acquire(
    file: FileIO, root: Path, wait_seconds: float, on_wait: Callable[[str], None] | None
) -> None:
    deadline = time.monotonic() + wait_seconds
    told = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        holder = _holder(file)
        if time.monotonic() >= deadline:
            raise CatalogueBusy(
                f"another import holds the catalogue: {holder}",
                file=str(root),
                remedy="try again when it has finished",
            )
        if on_wait and not told:
            on_wait(f"waiting for another import: {holder}")
            told = True
        time.sleep(min(_LOOK_AGAIN, max(0.0, deadline - time.monotonic())))


def _sign(file: FileIO, holder: dict[str, object] | None) -> None:
    """The holder's name is for people: a disk too full to take it must not stop anybody."""
    with suppress(OSError):
        file.truncate(0)
        if holder:
            file.write(json.dumps(holder).encode())


def _holder(file: FileIO) -> str:
    try:
        file.seek(0)
        holder = json.loads(file.read())
        return f"process {holder['pid']} on {holder['host']} since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "a process that has just begun"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Hold:
    """A reader's mark on a snapshot: while it lives, the snapshot is not pruned."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def hold(snapshot: Path) -> Hold | None:
    """Mark a snapshot as in use; None if it is gone, perhaps pruned this very moment."""
    manifest = snapshot / MANIFEST
    try:
        descriptor = os.open(manifest, os.O_RDONLY)
    except FileNotFoundError:
        return None
    with suppress(
        OSError
    ):  # on a disk without locks `unused` cannot lock either: nothing is pruned
        fcntl.flock(descriptor, fcntl.LOCK_SH)
    try:
        there = os.path.samestat(os.fstat(descriptor), os.stat(manifest))
    except FileNotFoundError:
        there = False
    if not there:
        os.close(descriptor)
        return None
    return Hold(descriptor)


@contextmanager
def unused(snapshot: Path) -> Iterator[bool]:
    """Tell whether nobody reads a snapshot, and keep it so for the length of the block."""
    try:
        descriptor = os.open(snapshot / MANIFEST, os.O_RDWR)
    except FileNotFoundError:
        yield True  # no manifest, no reader
        return
    except OSError:
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except OSError:
            free = False
        yield free
    finally:
        os.close(descriptor)
