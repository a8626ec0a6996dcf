"""The snapshots of a catalogue: which one is current, which are old, which were never finished."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kollabo.catalogue.durable import sync, write_file
from kollabo.catalogue.location import CURRENT, SNAPSHOTS, STAGING
from kollabo.catalogue.locks import unused, writer_lock
from kollabo.catalogue.manifest import snapshot_number
from kollabo.errors import CatalogueError

T = TypeVar("T")


def current_snapshot(root: Path) -> Path | None:
    """The snapshot readers open now; None in an empty catalogue."""
    return take_current(root, lambda snapshot: snapshot if snapshot.is_dir() else None)


def take_current(root: Path, take: Callable[[Path], T | None]) -> T | None:
    """``take`` the current snapshot, and again if a publish moved CURRENT and pruned meanwhile."""
    before: Path | None = None
    while True:
        snapshot = _named(root)
        if snapshot is None:
            return None
        taken = take(snapshot)
        if taken is not None:
            return taken
        if snapshot == before:
            raise _broken(root, f"names the snapshot {snapshot.name}, which is not there")
        before = snapshot


def _named(root: Path) -> Path | None:
    try:
        name = (root / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        # A first publish may end between its two steps, and CURRENT may be lost. What lies in
        # snapshots/ came there whole, so the newest will do.
        numbered = _numbered(root)
        return numbered[-1][1] if numbered else None
    except NotADirectoryError as error:
        raise CatalogueError(
            "is a file and no folder",
            file=str(root),
            remedy="name the catalogue's folder with --catalogue or KOLLABO_HOME",
        ) from error
    except PermissionError as error:
        raise CatalogueError(
            f"cannot be read: {error.strerror}",
            file=str(root / CURRENT),
            remedy="ask for the right to read it, or name another with --catalogue",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(root, "cannot be read") from error
    if snapshot_number(name) is None:
        raise _broken(root, "does not hold the name of a snapshot")
    return root / SNAPSHOTS / name


def _broken(root: Path, what: str) -> CatalogueError:
    return CatalogueError(
        what,
        file=str(root / CURRENT),
        remedy="remove this file, and the newest snapshot there is will be used",
    )


def _numbered(root: Path) -> list[tuple[int, Path]]:
    """Every snapshot with its number, oldest first."""
    try:
        found = list((root / SNAPSHOTS).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(
        (number, path) for path in found if (number := snapshot_number(path.name)) is not None
    )


def next_number(root: Path) -> int:
    numbered = _numbered(root)
    return numbered[-1][0] + 1 if numbered else 1


def swap_current(root: Path, name: str) -> None:
    """The commit: before this one `os.replace` readers see the old snapshot, after it the new."""
    write_file(root / CURRENT, f"{name}\n".encode())
    sync(root)


def sweep(root: Path) -> None:
    """Remove what dead writers left. Only for the holder of the writer's lock."""
    for leftover in (root / STAGING).iterdir():
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
    if (current := current_snapshot(root)) is None:
        return
    number = snapshot_number(current.name) or 0
    for later, snapshot in _numbered(root):
        if later > number:  # moved into place by a writer that died before its swap
            _discard(root, snapshot)


def prune(root: Path, keep: int) -> None:
    """Remove all but the last ``keep`` snapshots; one that somebody reads stays till later."""
    if keep < 1:
        raise ValueError("keep must be 1 or more: the current snapshot is never pruned")
    if not (root / SNAPSHOTS).is_dir():
        return
    with writer_lock(root, wait_seconds=60):
        (root / STAGING).mkdir(exist_ok=True)
        prune_locked(root, keep)


def prune_locked(root: Path, keep: int) -> None:
    current = current_snapshot(root)
    if current is None:
        return
    number = snapshot_number(current.name) or 0
    older = [path for each, path in _numbered(root) if each <= number and path != current]
    for snapshot in older[: max(0, len(older) - (keep - 1))]:
        _discard(root, snapshot)


def _discard(root: Path, snapshot: Path) -> None:
    """Take a snapshot away at once by renaming it, then remove it at leisure."""
    gone = root / STAGING / f"gone-{os.urandom(4).hex()}"
    with unused(snapshot) as free:
        if not free:
            return
        os.rename(snapshot, gone)
    shutil.rmtree(gone, ignore_errors=True)
