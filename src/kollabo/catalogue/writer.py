"""Writing a catalogue: stage aside, write the manifest, move into place, swap CURRENT.

Whatever happens on the way, a power cut included, a reader sees the whole old catalogue or the
whole new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kollabo.catalogue.durable import is_full, no_room, sync, write_file
from kollabo.catalogue.location import MANIFEST, SNAPSHOTS, STAGING
from kollabo.catalogue.locks import writer_lock
from kollabo.catalogue.manifest import snapshot_name
from kollabo.catalogue.snapshots import (
    current_snapshot,
    next_number,
    prune,
    prune_locked,
    swap_current,
    sweep,
)
from kollabo.catalogue.staging import PrintedWriter, Staging
from kollabo.catalogue.verify import validate
from kollabo.errors import CatalogueError

__all__ = [
    "PrintedWriter",
    "Staging",
    "current_snapshot",
    "own_version",
    "prune",
    "validate",
    "write",
]


@contextmanager
def write(
    root: Path,
    *,
    wait_seconds: float = 60,
    on_wait: Callable[[str], None] | None = None,
    keep: int = 3,
) -> Iterator[Staging]:
    """Make the next snapshot. A clean exit publishes it, unless `Staging.discard` was called; an
    exception discards it.

    One process writes at a time; another waits ``wait_seconds``, is told once through ``on_wait``
    whom it waits for, and then raises CatalogueBusy. The last ``keep`` snapshots stay.
    """
    if keep < 1:
        raise ValueError("keep must be 1 or more: the current snapshot is never pruned")
    with _plain_words(root):
        _make_folders(root)
        with writer_lock(root, wait_seconds, on_wait):
            sweep(root)
            folder = root / STAGING / os.urandom(8).hex()
            try:
                staging = Staging(folder, current_snapshot(root))
                try:
                    yield staging
                    if not staging.discarded:
                        _publish(root, staging)
                finally:
                    staging.close()
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError, CatalogueError):  # old snapshots may wait for the next writer
                prune_locked(root, keep)


def _publish(root: Path, staging: Staging) -> None:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    content = staging.seal(created, own_version()).to_bytes()
    write_file(staging.folder / MANIFEST, content)
    sync(staging.folder)
    name = snapshot_name(next_number(root), content)
    snapshot = root / SNAPSHOTS / name
    os.rename(staging.folder, snapshot)
    sync(root / SNAPSHOTS)
    swap_current(root, name)
    staging.published = snapshot


def own_version() -> str:
    """The version of this kollabo, as manifests name it."""
    try:
        return version("kollabo")
    except PackageNotFoundError:  # run from a source tree
        return "unknown"


def _make_folders(root: Path) -> None:
    try:
        for folder in (root, root / SNAPSHOTS, root / STAGING):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                with suppress(OSError):  # a folder above may not be ours to read
                    sync(folder.parent)
    except OSError as error:
        if is_full(error):
            raise
        raise CatalogueError(
            f"the catalogue's folder cannot be made or written: {error.strerror}",
            file=str(root),
            remedy="choose another with --catalogue or KOLLABO_HOME",
        ) from error


@contextmanager
def _plain_words(root: Path) -> Iterator[None]:
    try:
        yield
    # Engines tell of a full disk with errors of their own; every other error goes on as it came.
    except Exception as error:
        if is_full(error):
            raise no_room(root) from error
        raise
