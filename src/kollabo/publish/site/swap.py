"""Two folders exchanged in one step, as the system can do it.

Linux and macOS each have a call for it that Python does not know. Where it is missing, or the disk
refuses, the old folder is renamed away and the new one into its place: for an instant there is
none, and never half of one.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from pathlib import Path

_AT_FDCWD = -100  # paths as they are
_RENAME_EXCHANGE = 2  # Linux: linux/fs.h
_RENAME_SWAP = 2  # macOS: sys/stdio.h


def swap(one: Path, other: Path) -> None:
    """Exchange two folders on one disk."""
    if not _exchanged(os.fsencode(one), os.fsencode(other)):
        _by_turns(one, other)


def _exchanged(one: bytes, other: bytes) -> bool:
    library = ctypes.CDLL(None)
    try:
        if sys.platform == "darwin":
            return int(library.renamex_np(one, other, _RENAME_SWAP)) == 0
        return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)) == 0
    except AttributeError:  # an older C library
        return False


def _by_turns(one: Path, other: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{other.name}-", dir=other.parent) as between:
        away = Path(between) / other.name
        other.rename(away)
        try:
            one.rename(other)
        except OSError:
            away.rename(other)
            raise
        away.rename(one)
