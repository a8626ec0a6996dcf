"""The tables about sources, from the reports their importers left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kollabo.catalogue.schema import TABLES

# A report, as the importers leave it in `report.json`: the row of table `source`, with the rows of
# `source_file` and `set_aside` under these two names.
FILES = "files_read"
SET_ASIDE = "set_aside"
_SOURCE = frozenset(column.name for column in TABLES["source"].columns)


def source_tables(reports: Mapping[str, Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Rows of `source`, `source_file` and `set_aside` by table."""
    tables: dict[str, list[dict[str, Any]]] = {"source": [], "source_file": [], "set_aside": []}
    for source_id, report in sorted(reports.items()):
        source = {key: value for key, value in report.items() if key in _SOURCE}
        for day in ("period_from", "period_to"):
            source[day] = dt.date.fromisoformat(source[day]) if source.get(day) else None
        source["imported"] = dt.datetime.fromisoformat(source["imported"])
        tables["source"].append({**source, "source_id": source_id})
        tables["source_file"] += [{**file, "source_id": source_id} for file in report[FILES]]
        tables["set_aside"] += [{**row, "source_id": source_id} for row in report[SET_ASIDE]]
    return tables


def set_aside_later(
    tables: Mapping[str, list[dict[str, Any]]], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Add rows that the build set aside, so that the counts still add up.

    A row of which nothing stayed (``whole``) was counted as taken when it was read.
    """
    lost: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        tables["set_aside"].append({key: row[key] for key in row if key != "whole"})
        if row["whole"]:
            lost[row["source_id"],] += 1
            lost[row["source_id"], row["file"]] += 1
    for table, key in (("source", ("source_id",)), ("source_file", ("source_id", "file"))):
        for entry in tables[table]:
            number = lost[tuple(entry[column] for column in key)]
            entry["rows_taken"] -= number
            entry["rows_set_aside"] += number
