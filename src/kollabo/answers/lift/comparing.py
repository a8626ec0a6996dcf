"""Which acts an act is compared with: matched on scene, level before and career stage."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from kollabo.answers.acts import Sides, read_acts
from kollabo.answers.crossings import Crossing
from kollabo.answers.figures import Loaded
from kollabo.answers.first_issues import first_issues
from kollabo.answers.lift.effect import Effect, Unit, effect_of
from kollabo.answers.lift.panel import Panel, read_panel
from kollabo.answers.lift.settings import Settings
from kollabo.answers.words import count
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act
from kollabo.text.names import fold

_YEAR = 365.25  # days
Span = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class CannotTell:
    """No comparison, and why not."""

    reason: str


@dataclass(frozen=True)
class Event:
    """An act's crossing: ``songs`` are those that do not count as its other songs."""

    artist_id: str
    side: str
    day: dt.date
    songs: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


class Comparing:
    """The acts of both sides on one chart in a stretch of time, and when each had a crossing."""

    def __init__(
        self,
        catalogue: Catalogue,
        chart: Loaded,
        sides: Sequence[Scene],
        scenes: Mapping[str, Scene],
        span: Span,
        crossings: Iterable[Crossing],
        rules: Settings,
    ) -> None:
        self.panel: Panel = read_panel(catalogue, chart, *span)
        self._rules = rules
        crossed = list(crossings)
        credited = {one.act.artist_id for song in crossed for one in song.acts}
        self.acts = read_acts(catalogue, {*self.panel.acts, *credited})
        placing = Sides(catalogue, sides, scenes)
        self.side = {key: placing.place(act).scene for key, act in self.acts.items()}
        self._on_side: dict[str | None, list[str]] = defaultdict(list)
        for key in self.panel.acts:
            self._on_side[self.side.get(key)].append(key)
        self.crossed: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        for song in crossed:
            if (days := days_of(song.released)) is not None:
                for one in song.acts:
                    self.crossed[one.act.artist_id].append((song.song_id, days))
        self._related = _related(self.acts)

    def has_crossing(self, artist_id: str, day: dt.date, without: Collection[str] = ()) -> bool:
        """Whether a crossing of the act, none of those songs, was released around the day."""
        around = dt.timedelta(weeks=self._rules.weeks)
        return any(
            song not in without and begin <= day + around and end >= day - around
            for song, (begin, end) in self.crossed.get(artist_id, ())
        )

    def effect(self, event: Event, least: int | None = None) -> Effect | CannotTell:
        """The event against the acts matched to it; ``least`` of them, else as the test needs."""
        rules, panel = self._rules, self.panel
        week = panel.week_of(event.day)
        if not panel.is_whole(week - rules.look_back, week + rules.weeks):
            return CannotTell(
                f"the chart is not loaded for all of the {rules.look_back} weeks before and the "
                f"{rules.weeks} after {event.day}"
            )
        if not self._active(event.artist_id, week, event.songs):
            return CannotTell(
                f"no other song of it was on the chart in the {rules.look_back} weeks before"
            )
        act = self._unit(event.artist_id, week, event.songs)
        matched = self._matched(event, act, week)
        least = least or rules.matching.least
        if len(matched) < least:
            found = count(len(matched), "comparable act") if matched else "no comparable act"
            return CannotTell(f"{found} without a crossing in that time; it takes {least}")
        return effect_of(act, matched, rules.level)

    def at_other_dates(self, event: Event, least: int | None = None) -> list[Effect]:
        """The effects at the act's own dates without a crossing near, before the event and after.

        Dates whose weeks before were not parallel tell nothing and are left out.
        """
        rules = self._rules
        effects = []
        for weeks in rules.other_dates:
            day = event.day + dt.timedelta(weeks=weeks)
            if self.has_crossing(event.artist_id, day, event.songs):
                continue
            effect = self.effect(replace(event, day=day), least)
            if isinstance(effect, Effect) and effect.trend_p > rules.level:
                effects.append(effect)
        return effects

    def _active(self, artist_id: str, week: int, without: Collection[str] = ()) -> bool:
        return self.panel.mean(artist_id, week - self._rules.look_back, week, without) > 0

    def _unit(self, artist_id: str, week: int, without: Collection[str] = ()) -> Unit:
        weeks = self._rules.weeks
        half = week - weeks // 2
        early = self.panel.mean(artist_id, week - weeks, half, without)
        late = self.panel.mean(artist_id, half, week, without)
        return Unit(artist_id, early, late, self.panel.mean(artist_id, week, week + weeks, without))

    def _matched(self, event: Event, act: Unit, week: int) -> list[Unit]:
        """The nearest acts of its side, nearest first, none of them tied to the act or the song."""
        barred = {event.artist_id, *event.partners, *self._related[event.artist_id]}
        mine = self._career(event.artist_id, event.day)
        found: list[tuple[float, str, Unit]] = []
        for other in self._on_side[event.side]:
            if other in barred or not self._active(other, week):
                continue
            unit = self._unit(other, week)
            apart = self._apart(act, unit, mine, self._career(other, event.day))
            if apart is not None and not self.has_crossing(other, event.day):
                found.append((apart, other, unit))
        found.sort(key=lambda one: one[:2])
        return [unit for *_, unit in found[: self._rules.matching.most]]

    def _apart(self, act: Unit, other: Unit, mine: Career, theirs: Career) -> float | None:
        """How unlike two acts are, 0 to 3; None where one measure alone forbids the match."""
        rules = self._rules.matching
        floor = rules.level_floor
        measures = (
            (act.before + floor, other.before + floor, rules.level_ratio),
            (mine.years + 1, theirs.years + 1, rules.years_ratio),
            (mine.reached + 1, theirs.reached + 1, rules.reached_ratio),
        )
        parts = [abs(log(one / two)) / log(most) for one, two, most in measures]
        return sum(parts) if max(parts) <= 1 else None

    def _career(self, artist_id: str, day: dt.date) -> Career:
        """What is known of it before the weeks that are compared: nothing of what came later."""
        first = self.panel.entered(artist_id, day)
        begin = day - dt.timedelta(days=_YEAR * self._rules.matching.reached_years)
        return Career(
            (day - first).days / _YEAR if first else 0.0,
            self.panel.reached(artist_id, begin, day),
        )


@dataclass(frozen=True)
class Career:
    """Years since an act's first chart week, and what its songs of the last years reached: the
    points of their best weeks, added up."""

    years: float
    reached: float


def days_of(released: str | None) -> Span | None:
    """The first and the last day that a date, as short as YYYY, may mean."""
    if not released:
        return None
    year, *rest = (int(part) for part in released.split("-"))
    if len(rest) == 2:
        day = dt.date(year, *rest)
        return day, day
    if rest:
        after = dt.date(year + rest[0] // 12, rest[0] % 12 + 1, 1)
        return dt.date(year, rest[0], 1), after - dt.timedelta(days=1)
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def release_days(catalogue: Catalogue, songs: Sequence[Crossing]) -> dict[str, dt.date]:
    """The day of release of each song that has one; a chart's first loaded issue tells none."""
    begun = first_issues(catalogue, (one.song_id for one in songs if one.released_inferred))
    spans = {one.song_id: days_of(one.released) for one in songs if one.song_id not in begun}
    return {song: span[0] for song, span in spans.items() if span and span[0] == span[1]}


def same_titles(catalogue: Catalogue, song_id: str, title: str) -> frozenset[str]:
    """The song and all songs of its title that credit an act of it: remixes, solo versions."""
    rows = catalogue.sql(
        "SELECT DISTINCT s.song_id FROM song s JOIN credit c USING (song_id) "
        "WHERE s.folded = $title AND c.artist_id IN "
        "(SELECT artist_id FROM credit WHERE song_id = $song AND shown)",
        {"title": fold(title), "song": song_id},
    )
    return frozenset({song_id, *(one for (one,) in rows)})


def _related(acts: Mapping[str, Act]) -> Mapping[str, set[str]]:
    """Each act's groups, members and fellow members: what lifts one may lift the other."""
    members: dict[str, set[str]] = defaultdict(set)
    for key, act in acts.items():
        for group in act.groups:
            members[group.artist_id].add(key)
    related: dict[str, set[str]] = defaultdict(set)
    for group_id, inside in members.items():
        related[group_id] |= inside
        for one in inside:
            related[one] |= {group_id, *inside} - {one}
    return related
