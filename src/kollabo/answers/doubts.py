"""Songs with a doubt that are crossings, or would be if a name meant the other act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.acts import Sides, read_acts
from kollabo.answers.crossings import CreditedAct, Crossing, Found
from kollabo.answers.identities import NameTaken, names_taken, words_of
from kollabo.answers.question import Question
from kollabo.answers.words import listed
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose


@dataclass(frozen=True)
class Doubt:
    """A song that waits, why, and the names on it that are unsure."""

    song: Crossing
    words: str
    names: tuple[NameTaken, ...]


def find_doubts(
    catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene], found: Found
) -> list[Doubt]:
    """The doubtful songs of a question, those that are crossings as they are read now first."""
    crossings = [song for song in found.crossings if song.doubt]
    known = {song.song_id for song in crossings}
    sides = Sides(catalogue, question.sides, scenes)
    others = [song for song in _doubtful(catalogue, question, sides) if song.song_id not in known]
    names = open_names(catalogue, [*crossings, *others])
    doubts = [Doubt(song, song.doubt or "", _unsure(names, song)) for song in crossings]
    words = words_of(catalogue, names)
    runners = read_acts(catalogue, [one.runner_up for one in names if one.runner_up])
    for song in others:
        unsure = _unsure(names, song)
        turning = [
            f"{one.name!r} means {words[one.runner_up]}"
            for one in unsure
            if one.runner_up in runners
            and _would_cross(song, one, sides.place(runners[one.runner_up]).scene)
        ]
        if turning:
            said = f"{song.doubt}; it is a crossing if {listed(turning)}"
            doubts.append(Doubt(song, said, unsure))
    return doubts


def _would_cross(song: Crossing, name: NameTaken, side: str | None) -> bool:
    """Whether the song has an act on each side once the name means an act of ``side``."""
    rest = {one.side for one in song.acts if one.side and one.act.artist_id != name.taken_for}
    return side is not None and len(rest | {side}) == 2


def open_names(catalogue: Catalogue, songs: Iterable[Crossing]) -> list[NameTaken]:
    """Names over these songs that are unsure or weak, the least sure first."""
    songs = list(songs)
    found = names_taken(
        catalogue,
        "i.status <> 'sure' AND i.artist_id IN (SELECT unnest($acts)) "
        "AND i.title IN (SELECT unnest($titles))",
        {
            "acts": sorted({one.act.artist_id for song in songs for one in song.acts}),
            "titles": sorted({loose(song.title) for song in songs}),
        },
    )
    return list(found)


def over(names: Iterable[NameTaken], song: Crossing) -> tuple[NameTaken, ...]:
    """The names that stand over this song."""
    acts = {one.act.artist_id for one in song.acts}
    title = loose(song.title)
    return tuple(one for one in names if one.taken_for in acts and loose(one.title) == title)


def _unsure(names: Sequence[NameTaken], song: Crossing) -> tuple[NameTaken, ...]:
    return tuple(one for one in over(names, song) if one.status == "unsure")


_DOUBTFUL = """
SELECT c.song_id, c.artist_id, c.role, c.doubt, c.has_evidence, s.title, s.released,
       s.released_inferred, s.languages, s.belongs_to, s.links, s.credit
FROM collaboration c JOIN song s USING (song_id)
WHERE c.doubt IS NOT NULL AND {condition}
ORDER BY c.song_id, c.position, c.artist_id
"""
_RELEASED = "c.year = $year"
_CHARTED = """c.song_id IN (
    SELECT song_id FROM observation WHERE metric = 'rank' AND period_to BETWEEN $begin AND $end
)"""


def _doubtful(catalogue: Catalogue, question: Question, sides: Sides) -> list[Crossing]:
    """All collaborations of the question that wait, whatever their sides."""
    if question.year_means == "released":
        rows = catalogue.rows(_DOUBTFUL.format(condition=_RELEASED), {"year": question.year})
    else:
        dates = {"begin": question.begin, "end": question.end}
        rows = catalogue.rows(_DOUBTFUL.format(condition=_CHARTED), dates)
    acts = read_acts(catalogue, (row["artist_id"] for row in rows))
    songs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        songs[row["song_id"]].append(row)
    return [
        _crossing(
            song[0],
            tuple(
                CreditedAct(act, row["role"], sides.place(act))
                for row in song
                if (act := acts.get(row["artist_id"]))
            ),
        )
        for song in songs.values()
    ]


def _crossing(row: Mapping[str, Any], acts: tuple[CreditedAct, ...]) -> Crossing:
    return Crossing(
        song_id=row["song_id"],
        title=row["title"],
        acts=acts,
        released=row["released"],
        released_inferred=row["released_inferred"],
        languages=tuple(row["languages"] or ()),
        belongs_to=row["belongs_to"],
        links=tuple(row["links"] or ()),
        credit=row["credit"],
        has_evidence=row["has_evidence"],
        doubt=row["doubt"],
    )
