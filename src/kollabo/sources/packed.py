"""Files as they are published: plain, packed, or many of them in one archive. Always streamed.

What a stream gives is never more than a block at a time in memory, so a dump of any size can be
read, and a packed file that swells without end costs time and no memory.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from kollabo.sources.files import SourceFile, inside_name
from kollabo.sources.record import Trouble
from kollabo.sources.unpacking import PACKED, DamagedFile, unpacked

BLOCK = 4 << 20  # bytes read at once
LONGEST_LINE = 1_000_000  # bytes

# What is raised on bytes that are not what was packed, but by decoders of their own.
_DAMAGE = (EOFError, OSError, zlib.error, tarfile.TarError, zipfile.BadZipFile)


@dataclass(frozen=True)
class Inside:
    """A file inside a source: ``name`` says in which archive it lies, if in one."""

    name: str
    size: int
    stream: IO[bytes]


@contextmanager
def files_inside(file: SourceFile) -> Iterator[Iterator[Inside]]:
    """The one unpacked file, or all files of an archive in its order.

    SourceError if the bytes are damaged or cut off: figures from half a file would be too low.
    """
    with file.open() as raw:
        try:
            yield _inside(file, raw)
        except _DAMAGE as error:
            words = str(error) or type(error).__name__
            raise DamagedFile(file.path, words) from error


def is_packed(name: str) -> bool:
    """Whether a file of this name must be unpacked."""
    return PurePosixPath(name.lower()).suffix in (*PACKED, ".tar", ".zip")


def unpacked_name(name: str) -> str:
    """A file's name without the ending that says how it is packed."""
    path = PurePosixPath(name)
    return str(path.with_suffix("")) if path.suffix.lower() in PACKED else name


def _inside(file: SourceFile, raw: BinaryIO) -> Iterator[Inside]:
    name = file.name.lower()
    if name.endswith(".zip"):
        yield from _zipped(file, raw)
    elif PurePosixPath(name).suffix in PACKED:
        with unpacked(file.path, raw) as found:
            yield from _plain(file, cast("IO[bytes]", found))
    else:
        yield from _plain(file, raw)


def _plain(file: SourceFile, stream: IO[bytes]) -> Iterator[Inside]:
    if unpacked_name(file.name.lower()).endswith(".tar"):
        yield from _archived(file, stream)
    else:
        yield Inside(file.name, file.bytes, stream)


def _archived(file: SourceFile, stream: IO[bytes]) -> Iterator[Inside]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)):
                yield Inside(f"{file.name}/{inside_name(member.name)}", member.size, content)


def _zipped(file: SourceFile, raw: IO[bytes]) -> Iterator[Inside]:
    with zipfile.ZipFile(raw) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                with archive.open(member) as content:
                    yield Inside(
                        f"{file.name}/{inside_name(member.filename)}", member.file_size, content
                    )


def line_blocks(stream: IO[bytes]) -> Iterator[tuple[int, list[str]] | Trouble]:
    """Lines, many at a time, each time with the number of the first; blank lines count too.

    Bytes that are not UTF-8 become U+FFFD, which readers refuse. An endless line is trouble, not
    memory.
    """
    number, rest = 1, b""
    endless: bytes | None = None  # the start of a line whose end is not in sight
    while chunk := stream.read(BLOCK):
        block = rest + chunk
        if endless is not None:
            end = block.find(b"\n")
            if end < 0:
                rest = b""
                continue
            yield Trouble(number, *_too_long(endless))
            number, block, endless = number + 1, block[end + 1 :], None
        whole, newline, rest = block.rpartition(b"\n")
        if newline:
            lines = _lines(whole, number)
            yield number, lines
            number += len(lines)
        if len(rest) > LONGEST_LINE:
            endless, rest = rest[:200], b""
    if endless is not None:
        yield Trouble(number, *_too_long(endless))
    elif rest:
        yield number, _lines(rest, number)


def _lines(block: bytes, number: int) -> list[str]:
    text = block.decode("utf-8", "replace")
    if number == 1:
        text = text.removeprefix("\ufeff")
    return text.split("\n")


def _too_long(start: bytes) -> tuple[str, str]:
    return f"the line is longer than {LONGEST_LINE} bytes", start.decode("utf-8", "replace")
