"""Rows of the printed tables on their way into Arrow batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from kollabo.catalogue.schema import TABLES, arrow_schema

BATCH_ROWS = 50_000

Row = tuple[Any, ...]
Statement = tuple[str, dict[str, Any]]


class Batches:
    """Collects rows by table; ``flush`` hands them on."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._names = {
            name: tuple(column.name for column in table.columns)
            for name, table in TABLES.items()
            if table.layer == "printed"
        }
        self._count = 0

    @property
    def full(self) -> bool:
        return self._count >= BATCH_ROWS

    def add(self, source_id: str, file: str, row: int, statement: Statement) -> None:
        table, values = statement
        values["source_id"], values["file"], values["row"] = source_id, file, row
        get = values.get
        self._rows.setdefault(table, []).append(tuple([get(name) for name in self._names[table]]))
        self._count += 1

    def flush(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """All rows collected so far, in the order of the tables' names."""
        rows, self._rows, self._count = self._rows, {}, 0
        for table in sorted(rows):
            schema = arrow_schema(table)
            columns = zip(*rows.pop(table), strict=True)
            arrays = [
                pa.array(values, type=kind.type)
                for values, kind in zip(columns, schema, strict=True)
            ]
            yield table, pa.RecordBatch.from_arrays(arrays, schema=schema)
