"""A dump read into a folder of its own, with its rows and its report at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kollabo.sources.musicbrainz.reading import MusicBrainzReading


class ReadDump:
    """A dump as it was read: rows by table, and the report."""

    def __init__(self, folder: Path, paths: Sequence[Path]) -> None:
        self._folder = folder / "tables"
        self._folder.mkdir()
        reading = MusicBrainzReading(paths)
        reading.identify({})
        reading.write_tables(self._folder, folder / "scratch")
        self.report = reading.report
        self.files = {file.file: file for file in reading.report.files}

    def rows(self, table: str) -> list[dict[str, Any]]:
        found = pq.read_table(self._folder / f"{table}.parquet").to_pylist()
        return sorted(found, key=repr)


Read = Callable[[Sequence[Path]], ReadDump]
