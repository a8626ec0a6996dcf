"""Members of a packed tar archive, one after another, nothing of it on the disk."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kollabo.errors import SourceError
from kollabo.sources.unpacking import DamagedFile, Unpacked, unpacked_file

BLOCK = 1 << 20
Progress = Callable[[int, int | None], None]


class Member:
    """One file of the archive. It can be read once, before the next member is asked for."""

    def __init__(self, archive: Path, name: str, size: int, stream: IO[bytes]) -> None:
        self.archive = archive
        self.name = name
        self.size = size
        self._stream = stream

    def blocks(self) -> Iterator[bytes]:
        left = self.size
        try:
            while left and (block := self._stream.read(min(BLOCK, left))):
                left -= len(block)
                yield block
        except (tarfile.TarError, EOFError, OSError) as error:
            raise DamagedFile(self.archive, f"in {self.name}: {error}") from error
        if left:
            raise DamagedFile(self.archive, f"{self.name} lacks {left:,} bytes")

    def text(self) -> str:
        """The whole of a small member."""
        if self.size > BLOCK:
            raise SourceError(
                f"{self.name} is no small text but {self.size:,} bytes", file=str(self.archive)
            )
        return b"".join(self.blocks()).decode("utf-8", "replace").strip()


@contextmanager
def members(path: Path, progress: Progress | None = None) -> Iterator[Iterator[Member]]:
    """The regular files of an archive. A clean exit has read it to its end and found it whole."""
    with unpacked_file(path) as found:
        yield _walk(path, found, progress)


def _walk(path: Path, found: Unpacked, progress: Progress | None) -> Iterator[Member]:
    total = path.stat().st_size
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", found), mode="r|", bufsize=BLOCK) as archive:
            for entry in archive:
                stream = archive.extractfile(entry) if entry.isreg() else None
                if stream is not None:
                    yield Member(path, entry.name.removeprefix("./"), entry.size, stream)
                if progress:
                    progress(min(found.done, total), total)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise DamagedFile(path, str(error) or type(error).__name__) from error
