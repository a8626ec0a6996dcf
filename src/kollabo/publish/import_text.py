"""What an import did, in words: rows read, taken and set aside, and what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.sources import Source
from kollabo.answers.words import count
from kollabo.publish.plain import text_of
from kollabo.publish.sources_text import heading, numbers, reasons


@dataclass(frozen=True)
class TakenSource:
    """A source of an import. ``state``: new, replaced, read again or unchanged."""

    state: str
    source: Source


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


_STATES = {
    "new": "",
    "replaced": ", in place of what was read from there before",
    "read again": ", read again",
    "unchanged": ", unchanged since it was read",
}


def summary_text(summary: ImportSummary) -> str:
    return text_of(_lines(summary))


def _lines(summary: ImportSummary) -> Iterator[str]:
    for one in summary.taken:
        yield heading(one.source) + _STATES[one.state]
        yield from numbers(one.source)
        yield from reasons(one.source, "`kollabo sources --all` shows them")
    yield f"{held_words(summary.holdings)}: {summary.catalogue}"


def held_words(held: Holdings) -> str:
    return (
        f"The catalogue now holds {count(held.songs, 'song')}, {count(held.acts, 'act')} and "
        f"{count(held.chart_periods, 'chart period')} from {count(held.sources, 'source')}"
    )
