"""The `mb_*` tables on their way to disk, and the count of every row that was read for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kollabo.catalogue.engine import copy_query, text_literal
from kollabo.catalogue.schema import TABLES
from kollabo.sources.countries import Countries
from kollabo.sources.musicbrainz.piped import SHOWN
from kollabo.sources.report import FileReport, SetAside, shown


class Tables:
    """Writes tables of the schema from queries, each to be read by the queries after it."""

    def __init__(self, connection: Any, folder: Path) -> None:
        self._connection = connection
        self._folder = folder
        self.countries = sorted(Countries.read().codes())

    def write(self, table: str, query: str, parameters: Mapping[str, Any] | None = None) -> None:
        path = self._folder / f"{table}.parquet"
        copy_query(self._connection, TABLES[table], query, path, parameters)
        self._connection.execute(
            f'CREATE OR REPLACE VIEW "{table}" AS FROM read_parquet({text_literal(str(path))})'
        )

    def write_empty(self, table: str) -> None:
        nulls = ", ".join(f'NULL AS "{column.name}"' for column in TABLES[table].columns)
        self.write(table, f"SELECT {nulls} WHERE false")


@dataclass
class Countings:
    """Rows by file of the dump. ``hashes`` are the archives' own, which the files go by."""

    hashes: Mapping[Path, str]
    files: dict[str, FileReport] = field(default_factory=dict)
    listed: list[SetAside] = field(default_factory=list)

    def file(self, name: str, archive: Path, size: int) -> FileReport:
        return self.files.setdefault(name, FileReport(name, self.hashes[archive], size))

    def set_aside(self, name: str, number: int, some: Iterable[tuple[int, str, str]]) -> None:
        """``number`` rows of a file, of which some are listed: row, reason, text."""
        self.files[name].rows_set_aside += number
        for row, reason, text in list(some)[:SHOWN]:
            self.listed.append(SetAside(name, row, shown(reason), shown(text)))

    def finish(self) -> None:
        for file in self.files.values():
            file.rows_read = file.rows_taken + file.rows_set_aside
