"""Crossings: songs with an act on each side of the question, and what kept others out."""

from __future__ import annotations

from collections.abc import Mapping

_OF_ACTS = """c.year <= $year AND c.song_id IN (
    SELECT song_id FROM collaboration WHERE artist_id IN (SELECT unnest($acts))
)"""
from dataclasses import dataclass, field
from typing import Any

from kollabo.answers.question import Question
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act, Placement


@dataclass(frozen=True)
class CreditedAct:
    """An act on a song, with the side it counts on (None: neither)."""

    act: Act
    role: str | None
    placement: Placement

    @property
    def side(self) -> str | None:
        return self.placement.scene


@dataclass(frozen=True)
class Crossing:
    """A song with an act on each side. ``doubt`` says why it waits for a decision, if it does."""

    song_id: str
    title: str
    acts: tuple[CreditedAct, ...]
    released: str | None
    released_inferred: bool
    languages: tuple[str, ...]
    belongs_to: str | None
    links: tuple[str, ...]
    credit: str
    has_evidence: bool
    doubt: str | None

    @property
    def sides(self) -> set[str]:
        """The sides that have an act on the song: both, if it is a crossing."""
        return {one.side for one in self.acts if one.side}


@dataclass(frozen=True)
class Held:
    """An act that counts on neither side, and the songs that wait for it."""

    act: Act
    songs: list[Crossing] = field(default_factory=list)


@dataclass
class Found:
    """All crossings of a question, and what was left out: the acts that could not be placed.

    ``older`` are sure crossings of earlier years that were on a chart in the question's year, a
    footnote; there are none where the question is what charted. The acts go by their ids.
    ``unplaced``: nothing tells their side; ``tied``: their strongest reasons for both sides are
    equally strong.
    """

    crossings: list[Crossing] = field(default_factory=list)
    older: list[Crossing] = field(default_factory=list)
    unplaced: dict[str, Held] = field(default_factory=dict)
    tied: dict[str, Held] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def held(self) -> list[Held]:
        """All acts that count on neither side."""
        return [*self.unplaced.values(), *self.tied.values()]


_SONGS = """
SELECT c.song_id, c.artist_id, c.role, c.position, c.doubt, c.has_evidence,
       s.title, s.released, s.released_inferred, s.languages, s.belongs_to, s.links, s.credit
FROM collaboration c JOIN song s USING (song_id)
WHERE {condition}
ORDER BY c.song_id, c.position, c.artist_id
"""
_CHARTED = """c.song_id IN (
    SELECT song_id FROM observation
    WHERE metric = 'rank' AND period_to BETWEEN $begin AND $end
)"""
def find_crossings_of(
    catalogue: Catalogue,
    question: Question,
    scenes: Mapping[str, Scene],
    artist_ids: Iterable[str],
) -> list[Crossing]:
    """The sure crossings of the question's sides, up to its year, that credit any of these acts."""
    wanted = {"acts": sorted(set(artist_ids)), "year": question.year}
    songs = _songs(catalogue, question.sides, scenes, _OF_ACTS, wanted)
    return [one for one in songs if len(one.sides) == 2 and not one.doubt]


_RELEASED_OR_OLDER_CHARTING = f"c.year = $year OR (c.year < $year AND {_CHARTED})"


def find_crossings(catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene]) -> Found:
    """The crossings of the question's year, and the older ones on a chart in it, by song id."""
    dates: dict[str, Any] = {"begin": question.begin, "end": question.end}
    if question.year_means == "charted":
        return _found(_songs(catalogue, question.sides, scenes, _CHARTED, dates), question.sides)
    dates["year"] = question.year
    songs = _songs(catalogue, question.sides, scenes, _RELEASED_OR_OLDER_CHARTING, dates)
    found = _found([song for song in songs if _is_of(song, question.year)], question.sides)
    found.older = [
        song
        for song in songs
        if not _is_of(song, question.year) and len(song.sides) == 2 and not song.doubt
    ]
    return found


