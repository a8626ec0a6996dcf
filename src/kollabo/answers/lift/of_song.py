"""The lift of one song: each of its acts before and after, against acts matched to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kollabo.answers.acts import Sides, read_acts
from kollabo.answers.crossings import Crossing, find_crossing, find_crossings_by_year
from kollabo.answers.figures import Loaded, read_loaded
from kollabo.answers.lift.comparing import CannotTell, Comparing, Event, release_days, same_titles
from kollabo.answers.lift.effect import Effect, effect_json
from kollabo.answers.lift.settings import Settings, settings
from kollabo.answers.question import FIRST_YEAR
from kollabo.answers.words import listed
from kollabo.answers.yardstick import choose_chart
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import UsageError
from kollabo.scenes.definitions import Scene, find_scene
from kollabo.scenes.placing import Act, Reason, reason_for

CAUTION = (
    "A difference is no proof of a cause: acts choose when to work together, often with an album "
    "or a tour, and what else they put out in the weeks after is counted as well."
)


@dataclass(frozen=True)
class Placebos:
    """The same comparison at dates when the act had no crossing: how many told, and showed."""

    told: int
    shown: int


@dataclass(frozen=True)
class ActLift:
    """One act's part. ``effect`` or ``reason``: what is told, or why nothing can be."""

    act: Act
    side: str
    effect: Effect | None
    reason: str | None
    nearest: tuple[str, ...]
    placebos: Placebos
    other_crossings: bool


@dataclass(frozen=True)
class SongLift:
    """The answer for one song; ``day`` is None where its release is not dated to the day."""

    song: Crossing
    sides: tuple[Scene, Scene]
    day: dt.date | None
    chart: Loaded | None
    rules: Settings
    acts: tuple[ActLift, ...]
    notes: tuple[str, ...]


_NAMED = 5  # matched acts that are named


def lift_of_song(
    catalogue: Catalogue,
    song_id: str,
    scenes: Mapping[str, Scene],
    *,
    between: tuple[str, str] | None = None,
    chart: str | None = None,
    weeks: int | None = None,
) -> SongLift:
    """What each act of the song gained. Without ``between`` its acts' own scenes are the sides.

    Raises UsageError where the song has no act on each side, NotFound for an unknown chart.
    """
    rules = replace(settings(), weeks=weeks) if weeks else settings()
    sides = _sides(catalogue, song_id, scenes, between)
    song = find_crossing(catalogue, song_id, sides, scenes)
    if song is None:
        names = " and ".join(scene.title for scene in sides)
        raise UsageError(
            f"the song is no crossing between {names}",
            remedy="name its acts' scenes with --between and --and; `kollabo artist` tells them",
        )
    day = release_days(catalogue, [song]).get(song_id)
    yardstick = _chart(catalogue, song, day, rules, chart)
    if day is None or yardstick is None:
        reason = "its release is not dated to the day" if day is None else "no chart is loaded then"
        lifts = [_untold(one.act, one.side, reason) for one in song.acts if one.side]
    else:
        lifts = _lifts(catalogue, song, sides, scenes, day, yardstick, rules)
    return SongLift(song, sides, day, yardstick, rules, tuple(lifts), tuple(_notes(song, rules)))


def _lifts(
    catalogue: Catalogue,
    song: Crossing,
    sides: tuple[Scene, Scene],
    scenes: Mapping[str, Scene],
    day: dt.date,
    chart: Loaded,
    rules: Settings,
) -> list[ActLift]:
    span = (
        day - dt.timedelta(weeks=rules.reach_back + 1),
        day + dt.timedelta(weeks=rules.reach_on + 1),
    )
    first = max(FIRST_YEAR, span[0].year - 1)
    found = find_crossings_by_year(catalogue, sides, scenes, first, span[1].year + 1)
    crossings = [one for of_year in found.values() for one in of_year.crossings]
    comparing = Comparing(catalogue, chart, sides, scenes, span, crossings, rules)
    songs = same_titles(catalogue, song.song_id, song.title)
    partners = frozenset(one.act.artist_id for one in song.acts)
    return [
        _lift(comparing, Event(one.act.artist_id, one.side, day, songs, partners), rules)
        for one in song.acts
        if one.side
    ]


def _lift(comparing: Comparing, event: Event, rules: Settings) -> ActLift:
    act = comparing.acts[event.artist_id]
    also = comparing.has_crossing(event.artist_id, event.day, event.songs)
    effect = comparing.effect(event)
    if isinstance(effect, CannotTell):
        return replace(_untold(act, event.side, effect.reason), other_crossings=also)
    reason = None
    if effect.trend_p <= rules.level:
        reason = (
            "already in the weeks before it went another way than the matched acts "
            f"(p = {effect.trend_p:.3f})"
        )
    names = tuple(comparing.acts[one.artist_id].name for one in effect.matched[:_NAMED])
    others = comparing.at_other_dates(event)
    placebos = Placebos(len(others), sum(one.p <= rules.level for one in others))
    return ActLift(act, event.side, effect, reason, names, placebos, also)


def _untold(act: Act, side: str, reason: str) -> ActLift:
    return ActLift(act, side, None, reason, (), Placebos(0, 0), False)


_CHARTS = """
SELECT chart, region FROM observation WHERE song_id = ? AND metric = 'rank'
GROUP BY ALL ORDER BY count(*) DESC, chart, region
"""


def _chart(
    catalogue: Catalogue, song: Crossing, day: dt.date | None, rules: Settings, wanted: str | None
) -> Loaded | None:
    """The chart that held the song longest of those loaded before and after; or the wanted."""
    year = int((song.released or str(FIRST_YEAR))[:4])
    if wanted is not None or day is None:
        return choose_chart(catalogue, year - 1, year + 1, wanted)
    begin = day - dt.timedelta(weeks=rules.look_back)
    end = day + dt.timedelta(weeks=rules.weeks)
    loaded = {(one.chart, one.region): one for one in read_loaded(catalogue)}
    for key in catalogue.sql(_CHARTS, [song.song_id]):
        if loaded[key].begin <= begin and loaded[key].end >= end:
            return loaded[key]
    return choose_chart(catalogue, begin.year, end.year)


def _sides(
    catalogue: Catalogue,
    song_id: str,
    scenes: Mapping[str, Scene],
    between: tuple[str, str] | None,
) -> tuple[Scene, Scene]:
    """The scenes asked for, or those of the song's first act and of the next of another scene."""
    if between is not None:
        first, second = (find_scene(name, scenes) for name in between)
        if first.name == second.name:
            raise UsageError(
                f"both sides are {first.name!r}", remedy="a crossing needs two different scenes"
            )
        return first, second
    rows = catalogue.sql(
        "SELECT artist_id FROM collaboration WHERE song_id = ? ORDER BY position, artist_id",
        [song_id],
    )
    if not rows:
        raise UsageError("the song is no collaboration", remedy="lift needs a song of two acts")
    acts = read_acts(catalogue, [one for (one,) in rows])
    placed = [
        scene for (one,) in rows if (scene := _own_scene(catalogue, acts[one], scenes)) is not None
    ]
    others = [scene for scene in placed if scene.name != placed[0].name]
    if not others:
        known = listed([scene.title for scene in placed[:1]]) or "no scene"
        raise UsageError(
            f"all its acts belong to {known}", remedy="name two scenes with --between and --and"
        )
    return placed[0], others[0]


def _own_scene(catalogue: Catalogue, act: Act, scenes: Mapping[str, Scene]) -> Scene | None:
    """The scene for which the strongest reason speaks; of equals the first by name."""
    reasons: list[tuple[Reason, Scene]] = []
    for name in sorted(scenes):
        alone = Sides(catalogue, [scenes[name]], scenes).place(act)
        if alone.scene and (reason := alone.reason or reason_for(act, scenes[name], scenes)):
            reasons.append((reason, scenes[name]))
    if not reasons:
        return None
    return max(reasons, key=lambda one: (one[0].strength, one[0].weight))[1]


def _notes(song: Crossing, rules: Settings) -> list[str]:
    notes = [CAUTION]
    if song.doubt:
        notes.insert(0, f"The song waits for a decision: {song.doubt}.")
    neither = [one.act.name for one in song.acts if not one.side]
    if neither:
        notes.append(f"On neither side, and not compared: {listed(neither)}.")
    if song.released_inferred:
        notes.append("The release is inferred from the first chart week.")
    notes.append(
        f"Counted are chart points a week, the sum of ln((places + 1) / rank), of the act's other "
        f"songs in the {rules.weeks} weeks before and after; the crossing itself and other "
        "versions of it are left out."
    )
    return notes


def as_json(answer: SongLift) -> dict[str, Any]:
    """The documented JSON of `lift` for one song (docs/json.md)."""
    return {
        "title": answer.song.title,
        "id": answer.song.song_id,
        "credit": answer.song.credit,
        "released": answer.song.released,
        "between": [scene.name for scene in answer.sides],
        "chart": answer.chart.chart if answer.chart else None,
        "weeks": answer.rules.weeks,
        "acts": [_act_json(one) for one in answer.acts],
        "notes": list(answer.notes),
    }


def _act_json(one: ActLift) -> dict[str, Any]:
    effect = one.effect
    matched = effect.matched if effect else ()
    return {
        "name": one.act.name,
        "id": one.act.artist_id,
        "scene": one.side,
        "told": one.reason is None,
        "cannot_tell_because": one.reason,
        "before": round(effect.act.before, 4) if effect else None,
        "after": round(effect.act.after, 4) if effect else None,
        "matched_before": _mean([unit.before for unit in matched]),
        "matched_after": _mean([unit.after for unit in matched]),
        "effect": effect_json(effect) if effect else None,
        "matched_acts": len(matched),
        "nearest": list(one.nearest),
        "placebo_dates": one.placebos.told,
        "placebo_effects": one.placebos.shown,
        "other_crossings": one.other_crossings,
    }


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None
