"""The records that crossings between two scenes set in a period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.crossings import Crossing, find_crossings_by_year
from kollabo.answers.question import FIRST_YEAR, Years
from kollabo.answers.records.definitions import definitions, scope_rules
from kollabo.answers.records.finding import Holder, Record, Song, World, find_records
from kollabo.answers.records.runs import read_runs
from kollabo.answers.records.scope import NotTold, Scope, scopes
from kollabo.answers.words import count
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

_FOREVER = dt.date(9998, 12, 31)


@dataclass(frozen=True)
class Records:
    """The answer: records set in the years, and the charts of which none can be told."""

    asked: Years
    until: dt.date | None
    records: tuple[Record, ...]
    not_told: tuple[NotTold, ...]
    notes: tuple[str, ...]


def records(
    catalogue: Catalogue,
    asked: Years,
    scenes: Mapping[str, Scene],
    *,
    until: dt.date | None = None,
) -> Records:
    """Records that stand in the charts as loaded (up to ``until``) and were set in the years."""
    begin, end = dt.date(asked.first, 1, 1), dt.date(asked.last, 12, 31)
    found, silent = scopes(catalogue, scope_rules(), begin, end, until or _FOREVER)
    crossings = _crossings(catalogue, asked.sides, scenes, found)
    runs = read_runs(catalogue, found, (one.song_id for one in crossings))
    acts = {
        one.act.artist_id
        for song in crossings
        if any(begin <= week.day <= end for run in runs for week in run.get(song.song_id, ()))
        for one in song.acts
        if one.side
    }
    world = _world(catalogue, asked.sides, crossings, acts)
    told: list[Record] = []
    for scope, run in zip(found, read_runs(catalogue, found, world.songs), strict=True):
        told += [
            record
            for record in find_records(definitions(), scope, run, world)
            if any(begin <= one.day <= end for one in record.holders if _is_told(one, world))
        ]
        if not scope.even:
            reason = (
                f"its issues tell {scope.depth} places or more, so that only records of the "
                f"first {scope.depth} are told"
            )
            silent.append(NotTold(scope.chart, reason))
    order = {one.name: number for number, one in enumerate(definitions())}
    told.sort(key=lambda one: (one.scope.chart, one.scope.first, order[one.name]))
    notes = tuple(_notes(catalogue, crossings))
    return Records(asked, until, tuple(told), tuple(silent), notes)


def _is_told(holder: Holder, world: World) -> bool:
    return world.songs[holder.song_id].crossing


def _crossings(
    catalogue: Catalogue,
    sides: tuple[Scene, Scene],
    scenes: Mapping[str, Scene],
    found: Sequence[Scope],
) -> list[Crossing]:
    """All crossings that may have been on a chart by the end of the scopes, doubtful ones too."""
    last = max((scope.last.year for scope in found), default=FIRST_YEAR)
    by_year = find_crossings_by_year(catalogue, sides, scenes, FIRST_YEAR, last)
    return [one for of_year in by_year.values() for one in of_year.crossings]


_SONGS_OF = """
SELECT DISTINCT c.artist_id, s.song_id, s.title, s.credit
FROM credit c JOIN song s USING (song_id)
WHERE c.shown AND c.artist_id IN (SELECT unnest(?)) ORDER BY ALL
"""
_KINDS = "SELECT artist_id, name, kind FROM artist WHERE artist_id IN (SELECT unnest(?))"
_MEMBERS = "SELECT DISTINCT group_id, member_id FROM membership ORDER BY ALL"


def _world(
    catalogue: Catalogue,
    sides: tuple[Scene, Scene],
    crossings: Sequence[Crossing],
    acts: Iterable[str],
) -> World:
    """The crossings, and every song of the acts and of the members of their groups."""
    acts = set(acts)
    members: dict[str, set[str]] = defaultdict(set)
    for group, member in catalogue.sql(_MEMBERS):
        members[group].add(member)
    groups = {group: inside for group, inside in members.items() if inside & acts}
    inside_any = {one for inside in groups.values() for one in inside}
    credited = {one.act.artist_id for song in crossings for one in song.acts}
    everyone = sorted({*acts, *inside_any, *groups, *credited})
    known = catalogue.sql(_KINDS, [everyone])
    songs = {
        one.song_id: Song(one.song_id, one.title, one.credit, not one.doubt, not one.doubt)
        for one in crossings
    }
    by_act: dict[str, set[str]] = defaultdict(set)
    for act, song_id, title, credit in catalogue.sql(
        _SONGS_OF, [sorted({*acts, *inside_any, *groups})]
    ):
        by_act[act].add(song_id)
        songs.setdefault(song_id, Song(song_id, title, credit, False))
    by_group = {
        group: sorted(
            {song for member in inside for song in by_act.get(member, ())}
            - by_act.get(group, set())
        )
        for group, inside in groups.items()
    }
    return World(
        sides,
        crossings,
        {act: kind for act, _, kind in known},
        songs,
        {act: sorted(by_act[act]) for act in sorted(acts)},
        by_group,
        {act: name for act, name, _ in known},
    )


def _notes(catalogue: Catalogue, crossings: Sequence[Crossing]) -> Iterable[str]:
    if catalogue.is_starter:
        yield "This is the starter catalogue that comes with kollabo; import your own files."
    yield (
        "A record holds for the loaded issues that it names, and for the acts as they are placed "
        "here. It counts in the year of the issue in which it was reached."
    )
    waiting = sum(one.doubt is not None for one in crossings)
    if waiting:
        yield f"Waiting for a decision, and holding no record: {count(waiting, 'song')}."


def as_json(answer: Records) -> dict[str, Any]:
    """The documented JSON of `records` (docs/json.md)."""
    return {
        "from": answer.asked.first,
        "to": answer.asked.last,
        "between": [scene.name for scene in answer.asked.sides],
        "records": [_record_json(one) for one in answer.records],
        "not_told": [{"chart": one.chart, "reason": one.reason} for one in answer.not_told],
        "notes": list(answer.notes),
    }


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "name": record.name,
        "words": f"{record.words}, {record.scope.words}",
        "scope": record.scope.as_json(),
        "holders": [
            {
                "title": one.title,
                "id": one.song_id,
                "credit": one.credit,
                "act": one.act,
                "value": one.value,
                "day": str(one.day),
                "read_from": [week.read_from.as_json() for week in one.rows],
            }
            for one in record.holders
        ],
        "contested_by": list(record.contested_by),
    }
