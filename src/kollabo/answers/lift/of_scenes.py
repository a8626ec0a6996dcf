"""The lift of all crossings between two scenes over years, pooled for each side."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kollabo.answers.crossings import Crossing, find_crossings_by_year
from kollabo.answers.figures import Loaded
from kollabo.answers.lift.comparing import CannotTell, Comparing, Event, release_days, same_titles
from kollabo.answers.lift.effect import Effect, PooledEffect, effect_json, pooled
from kollabo.answers.lift.of_song import CAUTION
from kollabo.answers.lift.settings import Settings, settings
from kollabo.answers.question import FIRST_YEAR, Years
from kollabo.answers.words import count
from kollabo.answers.yardstick import choose_chart
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

_NOT_DATED = "its release is not dated to the day"
_NO_OTHERS = "too few dates of its own without a crossing to compare it with"
_TOO_SOON = "another crossing of the act is pooled whose weeks run into these"


@dataclass(frozen=True)
class EventLift:
    """One act's crossing, with its effect, or why it is not in the pool.

    ``others`` are the effects at the act's own dates without a crossing.
    """

    song_id: str
    title: str
    act_id: str
    act: str
    day: dt.date | None
    effect: Effect | None
    others: tuple[Effect, ...]
    reason: str | None


@dataclass(frozen=True)
class SideLift:
    """One side: the pooled effect, or in ``reason`` why it cannot be told.

    ``effect`` may be there with a reason: what would be told if the weeks before had been alike.
    """

    scene: Scene
    effect: PooledEffect | None
    reason: str | None
    events: tuple[EventLift, ...]

    @property
    def left_out(self) -> list[tuple[str, int]]:
        """Why crossings are not in the pool, and how many, the most frequent first."""
        reasons = Counter(_kind(one.reason) for one in self.events if one.reason)
        return sorted(reasons.items(), key=lambda one: (-one[1], one[0]))


@dataclass(frozen=True)
class ScenesLift:
    """The answer for two scenes over years, a pool for each side."""

    asked: Years
    chart: Loaded | None
    rules: Settings
    sides: tuple[SideLift, ...]
    notes: tuple[str, ...]


def lift_of_scenes(
    catalogue: Catalogue,
    asked: Years,
    scenes: Mapping[str, Scene],
    *,
    chart: str | None = None,
    weeks: int | None = None,
) -> ScenesLift:
    """What each side gained on average. Raises NotFound for an unknown chart."""
    rules = replace(settings(), weeks=weeks) if weeks else settings()
    yardstick = choose_chart(catalogue, asked.first, asked.last, chart)
    if yardstick is None:
        none = tuple(SideLift(one, None, "no chart is loaded then", ()) for one in asked.sides)
        return ScenesLift(asked, None, rules, none, (CAUTION,))
    crossings = crossings_around(catalogue, asked, scenes)
    comparing = comparing_of(catalogue, asked, scenes, yardstick, crossings, rules)
    songs = [
        one
        for one in crossings
        if not one.doubt
        and one.has_evidence
        and asked.first <= int((one.released or "0")[:4]) <= asked.last
    ]
    events = list(_events(catalogue, comparing, songs, rules))
    sides = tuple(_side(scene, events, rules) for scene in asked.sides)
    return ScenesLift(asked, yardstick, rules, sides, _notes(rules))


def crossings_around(
    catalogue: Catalogue, asked: Years, scenes: Mapping[str, Scene]
) -> list[Crossing]:
    """All crossings of the years and of the years beside them, doubtful ones too."""
    first, last = max(FIRST_YEAR, asked.first - 4), asked.last + 4
    found = find_crossings_by_year(catalogue, asked.sides, scenes, first, last)
    return [one for of_year in found.values() for one in of_year.crossings]


def comparing_of(
    catalogue: Catalogue,
    asked: Years,
    scenes: Mapping[str, Scene],
    chart: Loaded,
    crossings: Iterable[Crossing],
    rules: Settings,
) -> Comparing:
    """The acts of both sides over the years, with room before and after."""
    begin = dt.date(asked.first, 1, 1) - dt.timedelta(weeks=rules.reach_back + 1)
    end = dt.date(asked.last, 12, 31) + dt.timedelta(weeks=rules.reach_on + 1)
    return Comparing(catalogue, chart, asked.sides, scenes, (begin, end), crossings, rules)


_Found = tuple[EventLift, str]  # with the side


def _events(
    catalogue: Catalogue, comparing: Comparing, songs: Sequence[Crossing], rules: Settings
) -> Iterable[_Found]:
    """Each act's crossings in order of time; of such whose weeks overlap the first counts."""
    pooled_last: dict[str, dt.date] = {}
    apart = dt.timedelta(weeks=2 * rules.weeks)
    days = release_days(catalogue, songs)
    for song in sorted(songs, key=lambda one: (one.released or "", one.song_id)):
        day = days.get(song.song_id)
        left_out = same_titles(catalogue, song.song_id, song.title)
        partners = frozenset(one.act.artist_id for one in song.acts)
        for one in song.acts:
            if not one.side:
                continue
            key = one.act.artist_id
            told = EventLift(song.song_id, song.title, key, one.act.name, day, None, (), None)
            if day is None:
                yield replace(told, reason=_NOT_DATED), one.side
            elif key in pooled_last and day - pooled_last[key] < apart:
                yield replace(told, reason=_TOO_SOON), one.side
            else:
                event = Event(key, one.side, day, left_out, partners)
                found = _compared(comparing, event, told, rules)
                if found.reason is None:
                    pooled_last[key] = day
                yield found, one.side


def _compared(comparing: Comparing, event: Event, told: EventLift, rules: Settings) -> EventLift:
    least = rules.pooling.matched
    effect = comparing.effect(event, least)
    if isinstance(effect, CannotTell):
        return replace(told, reason=effect.reason)
    others = tuple(comparing.at_other_dates(event, least))
    reason = None if len(others) >= rules.placebo.least else _NO_OTHERS
    return replace(told, effect=effect, others=others, reason=reason)


def _side(scene: Scene, found: Sequence[_Found], rules: Settings) -> SideLift:
    events = tuple(one for one, side in found if side == scene.name)
    told = [one for one in events if one.effect and one.reason is None]
    dates = [[one.effect, *one.others] for one in told if one.effect]
    pooling = rules.pooling
    if len(dates) < pooling.least:
        reason = (
            f"{len(dates)} of {count(len(events), 'crossing')} could be compared; "
            f"it takes {pooling.least} for an average"
        )
        return SideLift(scene, None, reason, events)
    acts = len({one.act_id for one in told})
    effect = pooled(dates, acts, rules.level, pooling.draws, pooling.seed)
    if effect.trend_p > rules.level:
        return SideLift(scene, effect, None, events)
    reason = (
        "already in the weeks before the acts went another way than those matched to them "
        f"(p = {effect.trend_p:.3f})"
    )
    return SideLift(scene, effect, reason, events)


def _kind(reason: str | None) -> str:
    """The reason without what differs from event to event."""
    words = reason or ""
    if "comparable act" in words:
        return "too few comparable acts without a crossing in that time"
    if words.startswith("the chart is not loaded"):
        return "the chart is not loaded before and after"
    return words


def _notes(rules: Settings) -> tuple[str, ...]:
    return (
        CAUTION,
        f"Counted are chart points a week, the sum of ln((places + 1) / rank), of an act's other "
        f"songs in the {rules.weeks} weeks before and after; the crossing itself and other "
        "versions of it are left out. Of an act's crossings whose weeks overlap the first counts.",
    )


def as_json(answer: ScenesLift) -> dict[str, Any]:
    """The documented JSON of `lift` for two scenes (docs/json.md)."""
    return {
        "from": answer.asked.first,
        "to": answer.asked.last,
        "between": [scene.name for scene in answer.asked.sides],
        "chart": answer.chart.chart if answer.chart else None,
        "weeks": answer.rules.weeks,
        "sides": [_side_json(one) for one in answer.sides],
        "notes": list(answer.notes),
    }


def _side_json(side: SideLift) -> dict[str, Any]:
    effect = side.effect
    return {
        "scene": side.scene.name,
        "told": side.reason is None,
        "cannot_tell_because": side.reason,
        "crossings": effect.events if effect else 0,
        "acts": effect.acts if effect else 0,
        "other_dates": effect.dates if effect else 0,
        "before": round(effect.before, 4) if effect else None,
        "against_matched_alone": round(effect.alone, 4) if effect else None,
        "effect": effect_json(effect) if effect else None,
        "relative": relative(effect),
        "left_out": [{"reason": reason, "crossings": number} for reason, number in side.left_out],
        "events": [_event_json(one) for one in side.events],
    }


def relative(effect: PooledEffect | None) -> float | None:
    """The effect as a share of the acts' level before."""
    if effect is None or effect.before <= 0:
        return None
    return round(effect.value / effect.before, 4)


def _event_json(one: EventLift) -> dict[str, Any]:
    return {
        "title": one.title,
        "id": one.song_id,
        "act": one.act,
        "act_id": one.act_id,
        "released": str(one.day) if one.day else None,
        "against_matched_alone": round(one.effect.value, 4) if one.effect else None,
        "matched_acts": len(one.effect.matched) if one.effect else 0,
        "other_dates": len(one.others),
        "cannot_tell_because": one.reason,
    }
