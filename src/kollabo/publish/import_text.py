"""What an import did, in words: rows read, taken and set aside, and what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.sources import Source
from kollabo.answers.words import count, listed
from kollabo.catalogue.changes import Change
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
class RecordingsFate:
    """What became of MusicBrainz's recordings, and which acts of charts and lists it knows.

    ``left`` recordings are of one act, and no chart or list has their song.
    """

    recordings: int
    merged: int
    left: int
    songs: int
    songs_known: int
    acts: int
    matched: int
    unmatched_count: int
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class ImportSummary:
    taken: tuple[TakenSource, ...]
    holdings: Holdings
    catalogue: str
    recordings: RecordingsFate | None = None
    changes: tuple[Change, ...] = ()


_NAMED = 5
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
    if summary.recordings:
        yield from _fate(summary.recordings)
    for change in summary.changes:
        yield f"  {change.what}: {change.added:,} more than before, {change.gone:,} gone"
    yield f"{held_words(summary.holdings)}: {summary.catalogue}"


def held_words(held: Holdings) -> str:
    return (
        f"The catalogue now holds {count(held.songs, 'song')}, {count(held.acts, 'act')} and "
        f"{count(held.chart_periods, 'chart period')} from {count(held.sources, 'source')}"
    )


def _fate(found: RecordingsFate) -> Iterator[str]:
    yield (
        f"MusicBrainz: {found.merged:,} of {count(found.recordings, 'recording')} became versions "
        f"of {count(found.songs, 'song')} ({found.songs_known:,} of them on charts and lists); "
        f"{found.left:,} are of one act and on none"
    )
    yield (
        f"  {count(found.acts, 'act')}; of those that charts and lists credit, "
        f"{found.matched:,} were found there and {found.unmatched_count:,} were not"
    )
    if found.unmatched:
        named = found.unmatched[:_NAMED]
        rest = found.unmatched_count - len(named)
        yield f"    not found: {listed([*named, f'{rest:,} more'] if rest else named)}"
