"""Crossings: songs with an act on each side of the question, and what kept others out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kollabo.answers.acts import Sides, read_acts
from kollabo.answers.question import Question
from kollabo.beside import Beside
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act, Placement
from kollabo.text.names import fold


class CreditedAct(NamedTuple):
    """An act on a song, with the side it counts on (None: neither)."""

    act: Act
    role: str | None
    placement: Placement

    @property
    def side(self) -> str | None:
        return self.placement.scene


class Crossing(NamedTuple):
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
_ONE = "c.song_id = $song"
# The year stands in both tables: said of both, neither is read beyond it.
_RELEASED = "c.year BETWEEN $first AND $last AND s.year BETWEEN $first AND $last"
_OLDER_CHARTING = f"c.year < $year AND {_CHARTED}"
_OF_ACTS = """c.year <= $year AND c.song_id IN (
    SELECT song_id FROM collaboration WHERE artist_id IN (SELECT unnest($acts))
)"""


def find_crossings(catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene]) -> Found:
    """The crossings of the question's year, and the older ones on a chart in it, by song id."""
    dates: dict[str, Any] = {"begin": question.begin, "end": question.end}
    if question.year_means == "charted":
        return _found(_songs(catalogue, question.sides, scenes, _CHARTED, dates), question.sides)
    year = {"first": question.year, "last": question.year}
    charting = Beside(_rows, catalogue, _OLDER_CHARTING, {**dates, "year": question.year})
    released = _rows(catalogue, _RELEASED, year)
    songs = _placed(catalogue, question.sides, scenes, [*released, *charting.result()])
    of_year = {row["song_id"] for row in released}
    found = _found([song for song in songs if song.song_id in of_year], question.sides)
    older = (song for song in songs if song.song_id not in of_year)
    found.older = [song for song in older if len(song.sides) == 2 and not song.doubt]
    return found


def find_crossings_by_year(
    catalogue: Catalogue,
    sides: Sequence[Scene],
    scenes: Mapping[str, Scene],
    first: int,
    last: int,
) -> dict[int, Found]:
    """The crossings released in each of the years, the first and the last included; no older."""
    years: dict[int, list[Crossing]] = {year: [] for year in range(first, last + 1)}
    for song in _songs(catalogue, sides, scenes, _RELEASED, {"first": first, "last": last}):
        years[int((song.released or "")[:4])].append(song)
    return {year: _found(songs, sides) for year, songs in years.items()}


def find_crossing(
    catalogue: Catalogue, song_id: str, sides: Sequence[Scene], scenes: Mapping[str, Scene]
) -> Crossing | None:
    """The song of an id, its acts placed; None where it has no act on each side."""
    found = _found(_songs(catalogue, sides, scenes, _ONE, {"song": song_id}), sides)
    return next(iter(found.crossings), None)


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


def _songs(
    catalogue: Catalogue,
    sides: Sequence[Scene],
    scenes: Mapping[str, Scene],
    condition: str,
    parameters: dict[str, Any],
) -> list[Crossing]:
    """The collaborations that meet the condition, with their acts placed: crossings or not."""
    return _placed(catalogue, sides, scenes, _rows(catalogue, condition, parameters))


def _rows(
    catalogue: Catalogue, condition: str, parameters: Mapping[str, Any]
) -> list[dict[str, Any]]:
    return catalogue.rows(_SONGS.format(condition=condition), parameters)


def _placed(
    catalogue: Catalogue,
    sides: Sequence[Scene],
    scenes: Mapping[str, Scene],
    rows: Sequence[dict[str, Any]],
) -> list[Crossing]:
    acts = read_acts(catalogue, (row["artist_id"] for row in rows))
    placing = Sides(catalogue, sides, scenes)
    placements = {artist_id: placing.place(act) for artist_id, act in acts.items()}
    songs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        songs[row["song_id"]].append(row)
    return [_crossing(song, acts, placements) for song in songs.values()]


def _found(songs: Sequence[Crossing], sides: Sequence[Scene]) -> Found:
    found = Found(left_out={scene.name: 0 for scene in sides})
    for song in songs:
        _sort_in(found, song, sides)
    return found


def _crossing(
    rows: Sequence[dict[str, Any]], acts: Mapping[str, Act], placements: Mapping[str, Placement]
) -> Crossing:
    first = rows[0]
    credited = tuple(
        CreditedAct(acts[row["artist_id"]], row["role"], placements[row["artist_id"]])
        for row in rows
    )
    return Crossing(
        first["song_id"],
        first["title"],
        credited,
        first["released"],
        first["released_inferred"],
        tuple(first["languages"] or ()),
        first["belongs_to"],
        tuple(first["links"] or ()),
        first["credit"],
        first["has_evidence"],
        first["doubt"],
    )


def _sort_in(found: Found, song: Crossing, sides_asked: Sequence[Scene]) -> None:
    sides = song.sides
    if len(sides) == 2:
        found.crossings.append(song)
    elif len(sides) == 1:
        tied = [one.act for one in song.acts if one.placement.tie]
        unknown = [
            one.act
            for one in song.acts
            if one.side is None and not one.placement.tie and _unknown(one.act, sides_asked)
        ]
        for act in tied:
            found.tied.setdefault(act.artist_id, Held(act)).songs.append(song)
        for act in unknown:
            found.unplaced.setdefault(act.artist_id, Held(act)).songs.append(song)
        found.left_out[sides.pop()] += bool(unknown)


def held_names(held: Mapping[str, Held]) -> list[str]:
    """The acts by name, most songs first; those who share one with their group or their id."""
    acts = [one.act for one in sorted(held.values(), key=_most_songs_first)]
    shared = Counter(fold(act.name) for act in acts)
    return [act.name if shared[fold(act.name)] == 1 else _told_apart(act) for act in acts]


def _most_songs_first(held: Held) -> tuple[int, str, str]:
    return -len(held.songs), held.act.name, held.act.artist_id


def _told_apart(act: Act) -> str:
    return f"{act.name} [{act.groups[0].name if act.groups else act.artist_id}]"


def _unknown(act: Act, sides: Sequence[Scene]) -> bool:
    """Whether the act is on no side for want of knowledge, not because it belongs elsewhere."""
    if any(scene.origins for scene in sides) and act.origin is None:
        return True
    return not act.origin and not act.genres and not act.rosters
