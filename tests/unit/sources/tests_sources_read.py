"""Reading a source whole, as the tests want it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kollabo.sources import Report, open_reading

Tables = dict[str, list[dict[str, Any]]]


def read(kind: str, path: Path, **options: Any) -> tuple[Tables, list[Report]]:
    """Every statement by table, and the reports."""
    tables: Tables = {}
    readings = open_reading(kind, path, **options)
    for reading in readings:
        for table, batch in reading.batches():
            tables.setdefault(table, []).extend(batch.to_pylist())
        report = reading.report
        for file in report.files:
            assert file.rows_read == file.rows_taken + file.rows_set_aside, file
        whole = [(one.file, one.row, one.reason) for one in report.set_aside]
        assert len(whole) == len(set(whole)) or any(row == 0 for _, row, _ in whole)
    return tables, [reading.report for reading in readings]
