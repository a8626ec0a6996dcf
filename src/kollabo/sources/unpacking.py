"""Streams of packed files: the fastest decoder that is at hand, each in a process of its own.

A dump is one bzip2 stream, so a decoder must split within a stream to use two cores: `lbzip2` does
(75-84 MB/s on two), so does the package `indexed_bzip2` (65-74); Python's own does not (28).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO

from kollabo.errors import SourceError

# By the end of the file's name: programs that unpack standard input, and how our own is called.
_PROGRAMS: dict[str, tuple[tuple[tuple[str, ...], ...], str]] = {
    ".bz2": ((("lbzip2", "-d", "-c"),), "bz2"),
    ".gz": ((("gzip", "-d", "-c"),), "gz"),
    ".xz": ((("xz", "-d", "-c", "-T0"),), "xz"),
    ".zst": ((("zstd", "-d", "-c", "--long=31"),), "zst"),
}
PACKED = tuple(_PROGRAMS)

_AGAIN = "download it again, and compare it with the checksum published beside it"
_BLOCK = 1 << 20
_TO_END = 2  # seconds a decoder gets to end once its output has ended


class Unpacked:
    """The unpacked bytes of a file, to be read as one. Whoever comes to its end knows it whole."""

    def __init__(
        self,
        path: Path,
        source: BinaryIO,
        process: subprocess.Popen[bytes],
        complaints: IO[bytes],
    ) -> None:
        assert process.stdout is not None
        self.path = path
        self._output: IO[bytes] = process.stdout
        self._source = source
        self._process = process
        self._complaints = complaints

    @property
    def done(self) -> int:
        """How many packed bytes the decoder has taken."""
        return os.lseek(self._source.fileno(), 0, os.SEEK_CUR)

    def read(self, size: int = -1) -> bytes:
        """That many bytes, fewer only at the end. Raises DamagedFile where the decoder has found
        something wrong by then."""
        block = self._output.read(size)
        if size < 0 or len(block) < size:
            self._process.wait()
            if said := self.complaint():
                raise DamagedFile(self.path, said)
        return block

    def finish(self) -> None:
        """Read what is left. Raises DamagedFile."""
        while self.read(_BLOCK):
            pass

    def complaint(self) -> str:
        """What the decoder found wrong, if it has ended. What is misread follows from it."""
        try:
            code = self._process.wait(timeout=_TO_END)
        except subprocess.TimeoutExpired:
            return ""
        if code == 0:
            return ""
        self._complaints.seek(0)
        words = self._complaints.read(2_000).decode("utf-8", "replace").strip().splitlines()
        return words[-1] if words else f"its decoder ended with {code}"

    def close(self) -> None:
        with suppress(OSError):
            self._output.close()
        self._process.kill()
        self._process.wait()


class DamagedFile(SourceError):
    """The file is not what was published: torn, or with flipped bits."""

    def __init__(self, path: Path, said: str) -> None:
        super().__init__(f"the file is damaged or cut off ({said})", file=str(path), remedy=_AGAIN)


def decoder_command(name: str) -> list[str]:
    """The program that unpacks a file of this name from standard input."""
    programs, kind = _PROGRAMS[Path(name).suffix.lower()]
    for program in programs:
        if found := shutil.which(program[0]):
            return [found, *program[1:]]
    return [sys.executable, str(Path(__file__).with_name("unpack.py")), kind]


@contextmanager
def unpacked(path: Path, source: BinaryIO) -> Iterator[Unpacked]:
    """The stream inside a packed file. A clean exit has read it to its end and found it whole.

    ``source`` is the file, opened and not yet read.
    """
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            decoder_command(path.name), stdin=source, stdout=subprocess.PIPE, stderr=complaints
        )
        found = Unpacked(path, source, process, complaints)
        try:
            yield found
            found.finish()
        except DamagedFile:
            said = found.complaint()
            if said:
                raise DamagedFile(path, said) from None
            raise
        finally:
            found.close()


@contextmanager
def unpacked_file(path: Path) -> Iterator[Unpacked]:
    """:func:`unpacked` of the file of a path."""
    try:
        source = path.open("rb")
    except OSError as error:
        raise SourceError(f"cannot be opened: {error.strerror}", file=str(path)) from error
    with source, unpacked(path, source) as found:
        yield found
