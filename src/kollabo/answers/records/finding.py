"""Records of one scope: every definition held against every song it is about.

What is not sure - a song that waits for a decision, an act of which no source says whether it is a
person or a group - holds no record, but is named where it would take one away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kollabo.answers.crossings import Crossing
from kollabo.answers.records.definitions import Definition
from kollabo.answers.records.runs import Measured, Runs, Week, measured
from kollabo.answers.records.scope import Scope
from kollabo.scenes.definitions import Scene

_KINDS = {"soloists": ("person", "soloist"), "groups": ("group", "group")}


@dataclass(frozen=True)
class Holder:
    """What holds a record: a song, or for a count of songs an act with the rows of each song."""

    song_id: str
    title: str
    credit: str
    act: str | None
    value: int
    day: dt.date
    rows: tuple[Week, ...]


@dataclass(frozen=True)
class Record:
    """A record with its scope. Several ``holders`` share it; ``contested_by`` would beat it."""

    name: str
    words: str
    scope: Scope
    holders: tuple[Holder, ...]
    contested_by: tuple[str, ...]


@dataclass(frozen=True)
class Song:
    """What a record needs to know of a song; ``crossing``: told of, if it holds one."""

    song_id: str
    title: str
    credit: str
    crossing: bool
    sure: bool = True


@dataclass
class World:
    """All that records are looked for in: crossings, and all songs of some acts and members."""

    sides: tuple[Scene, Scene]
    crossings: Sequence[Crossing]
    kinds: Mapping[str, str | None]
    songs: Mapping[str, Song]
    by_act: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_group: Mapping[str, Sequence[str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Candidate:
    song: Song
    measured: Measured
    sure: bool
    act: str | None = None


def find_records(
    definitions: Sequence[Definition], scope: Scope, runs: Runs, world: World
) -> Iterator[Record]:
    """The records of one scope, whenever they were set, in the order of the definitions."""
    holders_of: dict[str, list[frozenset[str]]] = {}
    for definition in definitions:
        if not scope.knows(definition.depth):
            continue
        for who, candidates in _candidates(definition, scope, runs, world):
            record = _record(definition, scope, who, candidates)
            if record is None:
                continue
            ids = frozenset(one.song_id for one in record.holders)
            holders_of.setdefault(definition.name, []).append(ids)
            if ids not in holders_of.get(definition.narrows, ()):
                yield record


def _candidates(
    definition: Definition, scope: Scope, runs: Runs, world: World
) -> Iterator[tuple[str, list[_Candidate]]]:
    """Whose record it would be in words, with all that could hold it."""
    first, second = world.sides
    match definition.whose:
        case "crossings":
            who = f"{_a(first.title)} act with {_a(second.title)} act"
            yield who, _of_crossings(definition, scope, runs, world, lambda _: True)
        case "soloists" | "groups":
            kind, word = _KINDS[definition.whose]
            for side, other in ((first, second), (second, first)):
                who = f"{_a(side.title)} {word} with {_a(other.title)} act"
                fits = _fitting(world, side.name, kind)
                yield who, _of_crossings(definition, scope, runs, world, fits)
        case "act" | "members":
            songs = world.by_act if definition.whose == "act" else world.by_group
            for key in sorted(songs):
                yield world.names[key], _of_songs(definition, runs, world, songs[key])
        case "side":
            for side, other in ((first, second), (second, first)):
                who = f"{_a(side.title)} act with {other.title} acts"
                yield who, _of_acts(runs, world, side.name)


def _a(title: str) -> str:
    return f"{'an' if title[:1] in 'AEIOaeio' else 'a'} {title}"


def _fitting(world: World, side: str, kind: str) -> Callable[[Crossing], bool | None]:
    """Whether a crossing has such an act on the side; None where no source tells."""

    def fits(song: Crossing) -> bool | None:
        kinds = [world.kinds.get(one.act.artist_id) for one in song.acts if one.side == side]
        return True if kind in kinds else None if None in kinds else False

    return fits


def _of_crossings(
    definition: Definition,
    scope: Scope,
    runs: Runs,
    world: World,
    fits: Callable[[Crossing], bool | None],
) -> list[_Candidate]:
    found = []
    for crossing in world.crossings:
        weeks, fitting = runs.get(crossing.song_id), fits(crossing)
        if not weeks or fitting is False:
            continue
        if definition.measure == "debut" and _is_older(crossing, scope):
            continue
        if one := measured(definition.measure, weeks, definition.place):
            song = world.songs[crossing.song_id]
            found.append(_Candidate(song, one, song.sure and fitting is True))
    return found


def _is_older(song: Crossing, scope: Scope) -> bool:
    """Whether it was out before the scope begins: what looks like a debut may be a return."""
    day = str(scope.first)
    return song.released is not None and song.released < day[: len(song.released)]


def _of_songs(
    definition: Definition, runs: Runs, world: World, songs: Sequence[str]
) -> list[_Candidate]:
    found = []
    for song_id in songs:
        weeks = runs.get(song_id)
        if weeks and (one := measured(definition.measure, weeks, definition.place)):
            song = world.songs[song_id]
            found.append(_Candidate(song, one, song.sure))
    return found


def _of_acts(runs: Runs, world: World, side: str) -> list[_Candidate]:
    """Each act of the side with its crossings: as many as entered, the last of them decisive."""
    entries: dict[str, list[tuple[Week, Song]]] = {}
    for crossing in world.crossings:
        song = world.songs[crossing.song_id]
        if song.sure and (weeks := runs.get(song.song_id)):
            for one in crossing.acts:
                if one.side == side:
                    entries.setdefault(one.act.artist_id, []).append((weeks[0], song))
    found = []
    for act, songs in entries.items():
        songs.sort(key=lambda one: (one[0].day, one[1].song_id))
        rows = tuple(week for week, _ in songs)
        last = songs[-1][1]
        value = Measured(len(songs), rows[-1].day, rows)
        found.append(_Candidate(last, value, True, world.names[act]))
    return found


def _record(
    definition: Definition, scope: Scope, who: str, candidates: Sequence[_Candidate]
) -> Record | None:
    sure = [one for one in candidates if one.sure]
    if not sure or (definition.measure == "first" and any(map(_from_the_start, candidates))):
        return None
    best = min(_rank(definition, one) for one in sure)
    holding = [one for one in sure if _rank(definition, one) == best]
    if not any(one.song.crossing for one in holding):
        return None
    value = holding[0].measured.value
    if definition.measure not in ("first", "debut") and value < definition.least:
        return None
    rivals = sorted(
        one.song.title for one in candidates if not one.sure and _rank(definition, one) <= best
    )
    words = definition.words.format(chart=scope.chart, who=who, value=value)
    holders = sorted(map(_holder, holding), key=lambda one: (one.day, one.title, one.song_id))
    return Record(definition.name, words, scope, tuple(holders), tuple(rivals))


def _from_the_start(one: _Candidate) -> bool:
    """Whether it was reached in the first issue of the scope: then somebody may have been first
    before the scope begins."""
    return one.measured.rows[0].issue == 0


def _rank(definition: Definition, one: _Candidate) -> int:
    """What the best has the least of: the day of a first, the place of a debut, or the value."""
    if definition.measure == "first":
        return one.measured.day.toordinal()
    return one.measured.value if definition.measure == "debut" else -one.measured.value


def _holder(one: _Candidate) -> Holder:
    song, value = one.song, one.measured
    return Holder(
        song.song_id, song.title, song.credit, one.act, value.value, value.day, value.rows
    )
