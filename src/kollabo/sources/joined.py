"""A CSV that names its acts by number, and the CSV beside it that says who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kollabo.sources import csv_rows
from kollabo.sources.files import SourceFile
from kollabo.sources.layout import Join, Part
from kollabo.sources.record import Record, Trouble

Table = Mapping[str, Mapping[str, str]]


def join_table(file: SourceFile, part: Part, said: list[Trouble]) -> Table:
    """The companion's rows by their key. Its own troubles are said once, beside the rows."""
    assert part.join is not None
    table: dict[str, Mapping[str, str]] = {}
    try:
        with file.open() as stream:
            for row in csv_rows.rows(stream, part.encoding, part.delimiters):
                if isinstance(row, Trouble):
                    reason = f"in {file.name}, line {row.row}: {row.reason}"
                    said.append(Trouble(0, reason, row.text))
                elif key := str(row.cells.get(part.join.key) or "").strip():
                    table.setdefault(key, row.cells)
    except (OSError, UnicodeError) as error:
        said.append(Trouble(0, f"{file.name} cannot be read: {error}"))
    return table


def join_rows(
    rows: Iterator[Record | Trouble], join: Join, table: Table
) -> Iterator[Record | Trouble]:
    """Each row with its companion's cells as ``name.column``; a row without one is set aside."""
    for row in rows:
        if isinstance(row, Trouble):
            yield row
            continue
        key = str(row.cells.get(join.column) or "").strip()
        found = table.get(key)
        if found is None:
            words = f"'{join.column}' is '{key[:40]}', which {join.file} does not list"
            words = words if key else f"'{join.column}' is empty"
            yield Trouble(row.row, words, row.text())
            continue
        cells = {f"{join.name}.{column}": value for column, value in found.items()}
        yield replace(row, cells={**row.cells, **cells})
