"""What it takes for bytes to be on the disk for good, and what a full disk says."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from pathlib import Path

from kollabo.errors import CatalogueError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_WORDS = tuple(os.strerror(number) for number in sorted(_NO_ROOM))


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk (on macOS past the drive's own cache too)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if hasattr(fcntl, "F_FULLFSYNC"):
            try:
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
            except OSError:  # a network drive may not know it
                pass
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_file(path: Path, content: bytes) -> None:
    """Write a new file beside and put it in place at once; an old one's hard links stay as is."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    sync(beside)
    os.replace(beside, path)


def link_folder(source: Path, target: Path) -> None:
    """A second folder with the same files: hard-linked, or copied where the disk cannot link."""
    target.mkdir(parents=True)
    for file in sorted(source.iterdir()):
        try:
            os.link(file, target / file.name)
        except OSError as error:
            if is_full(error):
                raise
            shutil.copyfile(file, target / file.name)
            sync(target / file.name)
    sync(target)


def is_full(error: BaseException) -> bool:
    """True if the disk, the quota or a size limit stopped a write.

    DuckDB hands on the system's words and not its number, so they are looked for in its message.
    """
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _NO_ROOM
    from_engine = isinstance(error, OSError) or type(error).__module__.startswith("_duckdb")
    return from_engine and any(words in str(error) for words in _NO_ROOM_WORDS)


def no_room(root: Path) -> CatalogueError:
    return CatalogueError(
        "no room left to write the catalogue; the catalogue from before is unchanged",
        file=str(root),
        remedy="free some space, or put the catalogue on another disk with --catalogue "
        "or KOLLABO_HOME",
    )
