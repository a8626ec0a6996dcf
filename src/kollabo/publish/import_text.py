"""What an import did, in words: rows read, taken and set aside, and what is there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kollabo.publish.plain import one_line

_REASONS_SHOWN = 3


@dataclass(frozen=True)
class TakenSource:
    """A source of an import. ``state``: new, replaced, read again or unchanged."""

    state: str
    source_id: str
    report: Mapping[str, Any]


@dataclass(frozen=True)
class Holdings:
    """What a catalogue holds."""

    songs: int
    acts: int
    chart_periods: int
    sources: int


@dataclass(frozen=True)
class ImportSummary:
    taken: tuple[TakenSource, ...]
    holdings: Holdings
    catalogue: str


def summary_text(summary: ImportSummary) -> str:
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: ImportSummary) -> Iterator[str]:
    for one in summary.taken:
        yield from _source(one)
    held = summary.holdings
    yield (
        f"The catalogue now holds {held.songs:,} songs, {held.acts:,} acts and "
        f"{held.chart_periods:,} chart periods from {held.sources:,} sources: "
        f"{one_line(summary.catalogue)}"
    )


_STATES = {
    "new": "",
    "replaced": ", in place of what was read from there before",
    "read again": ", read again",
    "unchanged": ", unchanged since it was read",
}


def _source(one: TakenSource) -> Iterator[str]:
    report = one.report
    region = f", {report['region']}" if report["region"] else ""
    yield (
        f"{one_line(report['name'])} ({report['kind']} by layout {report['layout']}{region})"
        f"{_STATES[one.state]}"
    )
    yield (
        f"  {report['rows_read']:,} rows read from {_count(report['files'], 'file')}: "
        f"{report['rows_taken']:,} taken, {report['rows_set_aside']:,} set aside"
    )
    if report["period_to"]:
        yield f"  period: {report['period_from'] or 'totals'} to {report['period_to']}"
    yield from _reasons(report["set_aside"])


def _reasons(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """The most frequent reasons, each with the first place where it was met."""
    reasons = Counter(row["reason"] for row in rows)
    first = {row["reason"]: row for row in reversed(rows)}
    for reason, times in reasons.most_common(_REASONS_SHOWN):
        where = f"{first[reason]['file']}:{first[reason]['row']}"
        yield f"    {times:,} x {one_line(reason)} (first at {one_line(where)})"
    if (more := len(reasons) - _REASONS_SHOWN) > 0:
        yield f"    and {_count(more, 'other reason')}; `kollabo sources --all` has them"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
