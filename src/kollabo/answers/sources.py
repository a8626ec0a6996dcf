"""`sources`: every import behind the catalogue, its files, and what was set aside and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.statements import Place, place_of
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound

_EXAMPLES = 3


@dataclass(frozen=True)
class SourceFile:
    """One file of a source, as it was read."""

    file: str
    sha256: str
    bytes: int
    rows_read: int
    rows_taken: int
    rows_set_aside: int


@dataclass(frozen=True)
class Example:
    """A row that was set aside, as read, and the reason in full."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True)
class SetAside:
    """Rows of a source that were set aside for one kind of reason, some of them as examples.

    Where the reasons differ in a number, a date or a quoted word only, "…" stands for it.
    """

    reason: str
    rows: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Source:
    """One import. ``imported`` is UTC."""

    source_id: str
    kind: str
    name: str
    layout: str
    path: str | None
    region: str | None
    sha256: str
    period_from: dt.date | None
    period_to: dt.date | None
    rows_read: int
    rows_taken: int
    rows_set_aside: int
    imported: dt.datetime
    files: tuple[SourceFile, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True)
class SourcesAnswer:
    """All sources, or the ones asked for; ``is_starter``: nothing was imported yet."""

    sources: tuple[Source, ...]
    is_starter: bool


_SOURCES = """
SELECT source_id, kind, name, layout, path, region, sha256, period_from, period_to,
       rows_read, rows_taken, rows_set_aside, imported
FROM source WHERE $named IS NULL OR source_id = $named OR lower(name) = lower($named)
ORDER BY kind, name, source_id
"""
_FILES = """
SELECT source_id, file, sha256, bytes, rows_read, rows_taken, rows_set_aside
FROM source_file WHERE source_id IN (SELECT unnest(?)) ORDER BY source_id, file
"""
# What differs from row to row in one kind of reason: quoted words, numbers and dates.
_VARIES = r"'[^']*'|[0-9][0-9A-Za-z.:_-]*"
_SET_ASIDE = f"""
WITH kinds AS (
    SELECT source_id, file, row, reason, text, regexp_replace(reason, $varies, '…', 'g') AS kind
    FROM set_aside WHERE source_id IN (SELECT unnest($sources))
), grouped AS (
    SELECT source_id, kind, count(*) AS rows,
           CASE WHEN min(reason) = max(reason) THEN min(reason) ELSE kind END AS shown
    FROM kinds GROUP BY source_id, kind
), turns AS (
    SELECT *, row_number() OVER (PARTITION BY source_id, kind ORDER BY file, row, reason) AS turn
    FROM kinds
)
SELECT source_id, kind, shown, rows, file, row, reason, text
FROM turns JOIN grouped USING (source_id, kind) WHERE turn <= {_EXAMPLES}
ORDER BY source_id, rows DESC, kind, turn
"""


def sources(catalogue: Catalogue, named: str | None = None) -> SourcesAnswer:
    """All sources, or those of an id or name. Raises NotFound for a name no source has."""
    rows = catalogue.rows(_SOURCES, {"named": named})
    if named is not None and not rows:
        known = [name for (name,) in catalogue.sql("SELECT DISTINCT name FROM source ORDER BY 1")]
        raise NotFound(f"no source is called {named!r}", remedy="there are " + ", ".join(known))
    ids = [row["source_id"] for row in rows]
    files: dict[str, list[SourceFile]] = defaultdict(list)
    for source_id, *file in catalogue.sql(_FILES, [ids]):
        files[source_id].append(SourceFile(*file))
    aside = _set_aside(catalogue, ids)
    found = (
        Source(
            **row,
            files=tuple(files[row["source_id"]]),
            set_aside=tuple(aside.get(row["source_id"], ())),
        )
        for row in rows
    )
    return SourcesAnswer(tuple(found), catalogue.is_starter)


def _set_aside(catalogue: Catalogue, source_ids: Sequence[str]) -> dict[str, list[SetAside]]:
    """By source, the kinds of reason with most rows first."""
    kinds: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in catalogue.rows(_SET_ASIDE, {"sources": source_ids, "varies": _VARIES}):
        kinds[row["source_id"], row["kind"]].append(row)
    found: dict[str, list[SetAside]] = defaultdict(list)
    for (source_id, _), some in kinds.items():
        examples = tuple(Example(place_of(row), row["text"], row["reason"]) for row in some)
        found[source_id].append(SetAside(some[0]["shown"], some[0]["rows"], examples))
    return found


def as_json(answer: SourcesAnswer) -> dict[str, Any]:
    return {
        "is_starter": answer.is_starter,
        "sources": [source_json(one) for one in answer.sources],
    }


def source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.source_id,
        "kind": source.kind,
        "name": source.name,
        "layout": source.layout,
        "path": source.path,
        "region": source.region,
        "sha256": source.sha256,
        "from": str(source.period_from) if source.period_from else None,
        "to": str(source.period_to) if source.period_to else None,
        "rows_read": source.rows_read,
        "rows_taken": source.rows_taken,
        "rows_set_aside": source.rows_set_aside,
        "imported": source.imported.isoformat(timespec="seconds") + "Z",
        "files": [dict(vars(one)) for one in source.files],
        "set_aside": [
            {
                "reason": one.reason,
                "rows": one.rows,
                "examples": [
                    {
                        "read_from": example.place.as_json(),
                        "text": example.text,
                        "reason": example.reason,
                    }
                    for example in one.examples
                ],
            }
            for one in source.set_aside
        ],
    }
