"""What may be said of one song: its facts, each with the place where it was read.

A fact that is not known is None or empty, and no sentence is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kollabo.answers.best import Entry
from kollabo.answers.crossings import CreditedAct, Crossing
from kollabo.answers.edition import Earlier, Edition
from kollabo.answers.evidence_lines import EvidenceLine
from kollabo.answers.ranking import PlausibleRanks
from kollabo.answers.records.finding import Record
from kollabo.answers.song import SongAnswer
from kollabo.answers.standings import Standing
from kollabo.answers.statements import Place
from kollabo.publish.plain import one_line


@dataclass(frozen=True)
class ActFacts:
    """An act on the song, with the groups it is or was a member of."""

    artist_id: str
    name: str
    role: str | None
    side: str | None
    groups: tuple[str, ...]


@dataclass(frozen=True)
class EarlierFacts:
    """An act's earlier song across the two scenes. ``again``: partners of the later song too."""

    act: str
    act_id: str
    song: str
    song_id: str
    year: str
    partners: tuple[str, ...]
    again: tuple[str, ...]


@dataclass(frozen=True)
class RecordFacts:
    """A record the song holds; ``shared`` with so many other songs.

    ``name`` is that of its definition. It holds for a chart's issues from ``since`` to ``until``,
    so many of which (``holes``) lack a place.
    """

    name: str
    words: str
    since: str
    until: str
    holes: int
    shared: int
    read_from: Place


@dataclass(frozen=True)
class SongFacts:
    """``since`` and ``until`` are the days the figures count from and to, ``year`` the year asked.

    ``totals`` are sums of tables, given only where no chart says anything.
    """

    song_id: str
    title: str
    year: int
    since: str
    until: str
    acts: tuple[ActFacts, ...]
    released: str | None = None
    released_inferred: bool = False
    released_at: Place | None = None
    languages: tuple[str, ...] = ()
    languages_at: Place | None = None
    belongs_to: str | None = None
    belongs_to_at: Place | None = None
    links: tuple[str, ...] = ()
    rank: int | None = None
    tied_with: int = 0
    score: float | None = None
    plausible: PlausibleRanks | None = None
    standings: tuple[Standing, ...] = ()
    totals: tuple[EvidenceLine, ...] = ()
    earlier: tuple[EarlierFacts, ...] = ()
    records: tuple[RecordFacts, ...] = ()
    doubt: str | None = None


def facts_of_entry(edition: Edition, entry: Entry) -> SongFacts:
    """The facts of a song that is ranked, or stands apart for want of a figure."""
    return _facts(edition, entry.crossing, entry)


def facts_of_song(edition: Edition, crossing: Crossing) -> SongFacts:
    """The facts of a song that is undecided."""
    return _facts(edition, crossing, None)


def _facts(edition: Edition, song: Crossing, entry: Entry | None) -> SongFacts:
    question = edition.listing.question
    answer = edition.songs.get(song.song_id)
    ranked = entry.ranked if entry else None
    return SongFacts(
        song.song_id,
        one_line(song.title),
        question.year,
        str(question.begin),
        str(question.until),
        tuple(map(_act, song.acts)),
        song.released,
        song.released_inferred,
        _date_read(answer),
        tuple(map(one_line, song.languages)),
        _read(answer, "language"),
        one_line(song.belongs_to) if song.belongs_to else None,
        _read(answer, "belongs_to"),
        song.links,
        ranked.rank if ranked else None,
        ranked.tied_with if ranked else 0,
        ranked.score if ranked else None,
        ranked.plausible if ranked else None,
        entry.standings if entry else (),
        _totals(entry) if entry else (),
        tuple(map(_earlier, edition.earlier.get(song.song_id, ()))),
        tuple(_record(one, song.song_id) for one in edition.records.get(song.song_id, ())),
        one_line(song.doubt) if song.doubt else None,
    )


def _act(one: CreditedAct) -> ActFacts:
    groups = tuple(one_line(group.name) for group in one.act.groups)
    return ActFacts(one.act.artist_id, one_line(one.act.name), one.role, one.side, groups)


def _record(record: Record, song_id: str) -> RecordFacts:
    mine = next(one for one in record.holders if one.song_id == song_id)
    return RecordFacts(
        record.name,
        one_line(record.words),
        str(record.scope.first),
        str(record.scope.last),
        record.scope.holes,
        len({one.song_id for one in record.holders}) - 1,
        mine.rows[0].read_from,
    )


def _date_read(answer: SongAnswer | None) -> Place | None:
    said = answer.dating.said if answer else ()
    return next((one.statement.place for one in said if one.taken), None)


def _read(answer: SongAnswer | None, fact: str) -> Place | None:
    said = answer.statements if answer else ()
    return next((one.place for one in said if one.fact == fact), None)


def _totals(entry: Entry) -> tuple[EvidenceLine, ...]:
    """Streams, views and points of tables, where no chart speaks for the song."""
    if entry.standings:
        return ()
    said = ("streams", "views", "points")
    return tuple(one for one in entry.evidence if one.metric.split(" ", 1)[0] in said)


def _earlier(one: Earlier) -> EarlierFacts:
    return EarlierFacts(
        one_line(one.act.act.name),
        one.act.act.artist_id,
        one_line(one.song.title),
        one.song.song_id,
        (one.song.released or "")[:4],
        tuple(one_line(partner.act.name) for partner in one.partners),
        tuple(one_line(partner.act.name) for partner in one.again),
    )
