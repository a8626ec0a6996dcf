"""The files of one import argument: listed in order, named the same on every machine, hashed."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from kollabo.errors import SourceError

# What tells one state of a file from another: device, number on it, size, time of change.
Stamp = tuple[int, int, int, int]

HEAD = 65_536  # bytes that are looked at to find the layout
NO_DATA = ("readme*", "copying*", "license*", "licence*", "notice*", "changelog*", "*.d.ts")


@dataclass(frozen=True)
class SourceFile:
    """One file as it was found. ``trouble`` says why it cannot be read, if it cannot."""

    name: str  # inside the source: '/' between folders, NFC
    path: Path
    head: bytes = b""
    sha256: str = ""
    bytes: int = 0
    trouble: str = ""
    stamp: Stamp | None = None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The file that was found, to be read; SourceError if it is another by then or changes.

        What was hashed is what must be read: a file that somebody still writes is not half taken.
        """
        try:
            stream = self.path.open("rb")
        except FileNotFoundError:
            raise self._changed() from None
        with stream:
            if _stamp(stream) != self.stamp:
                raise self._changed()
            yield stream
            if _stamp(stream) != self.stamp:
                raise self._changed()

    def _changed(self) -> SourceError:
        return SourceError(
            "the file was changed or taken away while it was read",
            file=str(self.path),
            remedy="import it again when nothing writes to it",
        )


def find_files(path: Path) -> list[SourceFile]:
    """A single file, or all files of a folder by name. Files that hold no data are passed over."""
    try:
        if path.is_dir():
            return _named_once(sorted(_walk(path), key=lambda file: file.name))
        if not path.exists():
            raise SourceError("there is no such file or folder", file=str(path))
        if not path.is_file():
            raise SourceError("is neither a file nor a folder", file=str(path))
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot be opened: {error}", file=str(path)) from error
    file = read_head(path, inside_name(path.name))
    if file.trouble:
        raise SourceError(file.trouble, file=str(path))
    return [file]


def _named_once(files: list[SourceFile]) -> list[SourceFile]:
    """Two files whose names differ only in how letters are encoded: the second cannot be told
    apart and is refused."""
    found: dict[str, SourceFile] = {}
    for file in files:
        name, count = file.name, 1
        while name in found:
            count += 1
            name = f"{file.name} ({count})"
        trouble = file.trouble or ("has the same name as another file" if count > 1 else "")
        found[name] = replace(file, name=name, trouble=trouble)
    return list(found.values())


def inside_name(name: str) -> str:
    """A file's name inside its source: valid UTF-8, one spelling of each letter."""
    return unicodedata.normalize("NFC", plain_text(name.replace(os.sep, "/")))


def plain_text(text: str) -> str:
    """A file name or argument as valid UTF-8: bytes that are none are written out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def read_head(path: Path, name: str) -> SourceFile:
    """The file with its hash, its size and its first bytes."""
    try:
        if not path.is_file():
            return SourceFile(name, path, trouble="is not a regular file")
        digest, size, head = hashlib.sha256(), 0, b""
        with path.open("rb") as stream:
            stamp = _stamp(stream)
            while block := stream.read(1 << 20):
                head = head or block[:HEAD]
                size += len(block)
                digest.update(block)
    except OSError as error:
        words = f"cannot be opened: {error.strerror or error}"
        return SourceFile(name, path, trouble=words)
    return SourceFile(name, path, head, digest.hexdigest(), size, stamp=stamp)


def _stamp(stream: BinaryIO) -> Stamp:
    found = os.fstat(stream.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _walk(folder: Path) -> Iterator[SourceFile]:
    shut: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=shut.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(here) / name).is_symlink():
                path = Path(here) / name
                inside = inside_name(os.path.relpath(path, folder))
                yield SourceFile(inside, path, trouble="is a link to a folder; it is not followed")
        for name in sorted(names):
            if not name.startswith(".") and not _known_as_no_data(name):
                path = Path(here) / name
                yield read_head(path, inside_name(os.path.relpath(path, folder)))

    for error in shut:
        path = Path(error.filename)
        inside = inside_name(os.path.relpath(path, folder))
        yield SourceFile(inside, path, trouble=f"cannot be opened: {error.strerror}")


def _known_as_no_data(name: str) -> bool:
    return any(fnmatch.fnmatch(name.lower(), pattern) for pattern in NO_DATA)
