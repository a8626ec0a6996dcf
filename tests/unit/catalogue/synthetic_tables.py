"""Rows that fit the schema and mean nothing, to see how they are kept.

Every text of a table starts with the *generation* it was written in, so that a catalogue in which
two generations meet gives itself away.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from kollabo.catalogue.schema import FINISHED, PRINTED, TABLES, Column, arrow_schema
from kollabo.catalogue.writer import Staging, write


def rows_of(table: str, generation: int = 1, rows: int = 3) -> pa.Table:
    columns = TABLES[table].columns
    return pa.table(
        {
            column.name: [_value(column, generation, row) for row in range(rows)]
            for column in columns
        },
        schema=arrow_schema(table),
    )


def _value(column: Column, generation: int, row: int) -> Any:
    match column.type:
        case "text":
            return f"g{generation:04d} {column.name} {row:06d}"
        case "int":
            return row
        case "real":
            return row / 8
        case "flag":
            return row % 2 == 0
        case "day":
            return date(2024, 1, 1) + timedelta(days=row)
        case "time":
            return datetime(2024, 1, 1, 12, tzinfo=UTC)
        case "texts":
            return [f"g{generation:04d}", str(row)]


def fill_source(staging: Staging, source_id: str, generation: int = 1, rows: int = 3) -> None:
    with staging.printed_writer(source_id) as source:
        for table in PRINTED:
            for batch in rows_of(table.name, generation, rows).to_batches():
                source.write(table.name, batch)
    staging.set_report(source_id, {"generation": generation})


def fill_finished(staging: Staging, generation: int = 1, rows: int = 3) -> None:
    for table in FINISHED:
        staging.write_table(table.name, rows_of(table.name, generation, rows))


def publish(root: Path, generation: int = 1, *, keep: int = 3, rows: int = 3) -> Path:
    """A whole snapshot of one source."""
    with write(root, keep=keep) as staging:
        fill_source(staging, "chart-test-1", generation, rows)
        fill_finished(staging, generation, rows)
    assert staging.published
    return staging.published
