"""`edition`: a year's list with everything that stands behind it, as publishing needs it.

The list, the answers to `song` and `artist` about the songs and acts on it, what its acts had done
across the two scenes before, and the names of the sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kollabo.answers.artist import ArtistAnswer, artist
from kollabo.answers.best import BestList, best
from kollabo.answers.crossings import CreditedAct, Crossing, find_crossings_of
from kollabo.answers.question import FIRST_YEAR, Question, Years
from kollabo.answers.ranking import Ranking
from kollabo.answers.records.answer import records
from kollabo.answers.records.finding import Record
from kollabo.answers.song import SongAnswer, song
from kollabo.answers.trend import Trend, trend
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene


@dataclass(frozen=True)
class Earlier:
    """An act of a song had crossed over before: on ``song``, with ``partners`` of the other side.

    ``again``: partners who are on the later song too.
    """

    act: CreditedAct
    song: Crossing
    partners: tuple[CreditedAct, ...]
    again: tuple[CreditedAct, ...]


@dataclass(frozen=True)
class Edition:
    """``earlier`` is by song id, the latest first. ``sources`` are names by source id.

    ``songs`` are the answers about the ranked songs; those about every song it names and every act
    on them (``acts``) are there where pages were asked for. ``records`` are by song id those it
    holds for sure, ``trend`` is of the years up to the one asked about; empty, or None, unless
    asked for. ``made`` is when the catalogue's snapshot was made, ISO 8601 in UTC.
    """

    listing: BestList
    songs: Mapping[str, SongAnswer]
    acts: Mapping[str, ArtistAnswer]
    earlier: Mapping[str, tuple[Earlier, ...]]
    records: Mapping[str, tuple[Record, ...]]
    trend: Trend | None
    sources: Mapping[str, str]
    made: str
    is_starter: bool

    @property
    def named(self) -> Iterator[Crossing]:
        """Every song the list names that has a page: ranked, also released, undecided."""
        return _named(self.listing)


def edition(
    catalogue: Catalogue,
    question: Question,
    scenes: Mapping[str, Scene],
    *,
    top: int | None = None,
    ranking: Ranking | None = None,
    with_pages: bool = False,
    with_history: bool = True,
) -> Edition:
    """The edition of a question. ``top`` cuts the ranked songs as `best` does.

    ``with_pages`` adds what a page for each song and each act needs, ``with_history`` records and
    the trend.
    """
    listing = best(catalogue, question, scenes, top=top, ranking=ranking)
    named = list(_named(listing))
    act_ids = sorted({one.act.artist_id for crossing in named for one in crossing.acts})
    answered = named if with_pages else [one.crossing for one in listing.entries]
    return Edition(
        listing,
        {one.song_id: song(catalogue, one.song_id) for one in answered},
        {one: artist(catalogue, one, scenes) for one in act_ids} if with_pages else {},
        _earlier(named, find_crossings_of(catalogue, question, scenes, act_ids)),
        _records(catalogue, question, scenes) if with_history else {},
        trend(catalogue, _years_before(question), scenes) if with_history else None,
        dict(catalogue.sql("SELECT source_id, name FROM source ORDER BY source_id")),
        catalogue.manifest.created,
        catalogue.is_starter,
    )


def _named(listing: BestList) -> Iterator[Crossing]:
    yield from (one.crossing for one in listing.entries)
    yield from (one.crossing for one in listing.also_released)
    yield from listing.undecided


_YEARS = 15  # of a trend: what a reader sees at a glance


def _years_before(question: Question) -> Years:
    return Years(max(FIRST_YEAR, question.year - _YEARS + 1), question.year, question.sides)


def _records(
    catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene]
) -> dict[str, tuple[Record, ...]]:
    """The records set in the year, as they stood at the end of the evidence, by song."""
    year = Years(question.year, question.year, question.sides)
    found = records(catalogue, year, scenes, until=question.until)
    held: dict[str, list[Record]] = defaultdict(list)
    for record in found.records:
        for holder in record.holders:
            if not holder.act and not record.contested_by:
                held[holder.song_id].append(record)
    return {song_id: tuple(theirs) for song_id, theirs in held.items()}


def _earlier(
    songs: Iterable[Crossing], crossings: Sequence[Crossing]
) -> dict[str, tuple[Earlier, ...]]:
    by_act: dict[str, list[Crossing]] = defaultdict(list)
    latest_first = sorted(crossings, key=lambda one: (one.released or "", one.song_id))[::-1]
    for crossing in latest_first:
        for one in crossing.acts:
            by_act[one.act.artist_id].append(crossing)
    return {
        later.song_id: tuple(
            _before(one, crossing, later)
            for one in later.acts
            if one.side
            for crossing in by_act[one.act.artist_id]
            if _is_before(crossing, later)
        )
        for later in songs
    }


def _before(act: CreditedAct, crossing: Crossing, later: Crossing) -> Earlier:
    partners = tuple(one for one in crossing.acts if one.side and one.side != act.side)
    on_later = {one.act.artist_id for one in later.acts}
    return Earlier(
        act, crossing, partners, tuple(one for one in partners if one.act.artist_id in on_later)
    )


def _is_before(one: Crossing, other: Crossing) -> bool:
    """Whether it surely came out before: by as much of both dates as is known."""
    if not one.released or not other.released or one.title == other.title:
        return False  # a version of the same song is no earlier meeting
    known = min(len(one.released), len(other.released))
    return one.released[:known] < other.released[:known]
