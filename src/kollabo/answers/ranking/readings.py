"""From figures to readings: what each voice says of each song, or why it says nothing.

A voice is what speaks at once for a list of songs: a chart, a family of charts, a table of counts,
a group of totals of like age.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, log, sqrt
from statistics import median

from kollabo.answers.figures import Figure, SongFigures, family
from kollabo.answers.ranking.coverage import ChartWeeks, Coverage
from kollabo.answers.ranking.growth import full_weeks, weeks_between, window
from kollabo.answers.ranking.matching import Reading
from kollabo.answers.ranking.settings import company, settings
from kollabo.answers.ranking.signals import Signal
from kollabo.answers.sizes import age_on, like_age
from kollabo.answers.words import count


@dataclass
class Voice:
    """One source of readings; ``values`` are natural logs by song id, ``bounds`` lie above.

    ``open`` is the deviation of what a chart did not print of a song, for it was below its last
    place; the same for all charts, because it is the song's life that made it so.
    """

    signal: Signal
    label: str
    charts: tuple[str, ...]
    company: str
    values: dict[str, float] = field(default_factory=dict)
    bounds: dict[str, float] = field(default_factory=dict)
    open: dict[str, float] = field(default_factory=dict)
    silent: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def speaks(self) -> bool:
        """Whether it tells songs apart: one alone is compared with nothing."""
        return len(self.values) > 1 or bool(self.values and self.bounds)

    def known_as(self) -> tuple[str, ...]:
        """The names by which a user may leave it out or weigh it, the most particular first."""
        return (*self.charts, family(self.charts[0]), self.signal.name)


def voices(
    songs: Sequence[SongFigures], coverage: Coverage, signals: Mapping[str, Signal]
) -> list[Voice]:
    """Every voice that speaks of a song of the list, in a fixed order; some tell no two apart."""
    return [
        voice
        for signal in signals.values()
        for voice in (*_in_period(songs, coverage, signal, signals), *_totals(songs, signal))
    ]


def readings(spoken: Sequence[Voice], song_id: str) -> list[Reading]:
    """What all voices say of one song; voices are numbered in their order."""
    return [
        Reading(number, (voice.bounds if below else voice.values)[song_id], below)
        for number, voice in enumerate(spoken)
        for below in (False, True)
        if song_id in (voice.bounds if below else voice.values)
    ]


def _in_period(
    songs: Sequence[SongFigures],
    coverage: Coverage,
    signal: Signal,
    signals: Mapping[str, Signal],
) -> Iterator[Voice]:
    """The voices that count inside the period."""
    charts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for song in songs:
        for one in song.figures:
            if one.since is not None and signal.reads(one.chart, one.metric):
                label = family(one.chart) if signal.over == "family" else one.chart
                charts[label].add((one.chart, one.metric))
    for label in sorted(charts):
        for metric in sorted({metric for _, metric in charts[label]}):
            names = tuple(sorted(chart for chart, its in charts[label] if its == metric))
            if _yields(names, signal, signals, coverage):
                continue
            voice = Voice(signal, _label(label, metric, signal), names, company(names[0]))
            loaded = coverage.charts.get((names[0], metric), ChartWeeks((), (), ()))
            # As many weeks for all: what a late song has still to come is below the last place too.
            most = max(len(loaded.ends[loaded.between(*window(one, coverage))]) for one in songs)
            for song in songs:
                _listen(voice, song, metric, loaded, most, coverage)
            yield voice


def _label(label: str, metric: str, signal: Signal) -> str:
    return label if len(signal.metrics) == 1 else f"{label}, {metric}"


def _yields(
    charts: Sequence[str], signal: Signal, signals: Mapping[str, Signal], coverage: Coverage
) -> bool:
    stronger = [signals[name] for name in signal.yields_to if name in signals]
    return any(
        other.reads(chart, metric)
        for other in stronger
        for chart, metric in coverage.charts
        if chart in charts
    )


def _listen(
    voice: Voice,
    song: SongFigures,
    metric: str,
    loaded: ChartWeeks,
    most: int,
    coverage: Coverage,
) -> None:
    """What a voice says of one song in its window; ``most`` weeks are the longest window's."""
    first, last = window(song, coverage)
    mine = [
        one
        for one in song.figures
        if one.metric == metric and one.chart in voice.charts and _inside(one, last)
    ]
    weeks = loaded.between(first, last)
    seen = len(loaded.ends[weeks])
    edge = _edge(voice.signal, loaded, weeks) if voice.signal.absent == "below" else 0.0
    if mine:
        whole, words = TRANSFORMS[voice.signal.transform](mine)
        if whole > 0:
            below = seen - len({one.until for one in mine})
            voice.values[song.song_id], voice.open[song.song_id] = _with_unprinted(
                voice.signal, whole, edge, seen, below, most - seen
            )
            voice.words[song.song_id] = words
            return
    if voice.signal.absent == "unknown":
        voice.silent[song.song_id] = "not among its songs, which says nothing of size"
        return
    lived = weeks_between(first, last)
    if seen < max(1, lived // 2):
        voice.silent[song.song_id] = f"loaded for {seen} of the song's {count(lived, 'week')}"
        return
    # The smallest song that it prints is on its last place for a week.
    voice.bounds[song.song_id], voice.open[song.song_id] = _with_unprinted(
        voice.signal, edge, edge, seen, seen - 1, most - seen
    )
    voice.words[song.song_id] = f"below the last place in {count(seen, 'week')}"


def _with_unprinted(
    signal: Signal, whole: float, edge: float, weeks: int, below: int, to_come: int
) -> tuple[float, float]:
    """The log of a printed audience with what was heard in ``below`` weeks under the last place,
    and the deviation of what all charts miss alike.

    A song that leaves a chart does not fall silent. In each of those weeks it had no more than the
    last place had, ``edge``: of so much room it takes a part. Places tell less than counts how
    much more a high week was than several low ones, the more weeks a song may have had.
    """
    if not edge:
        return log(whole), 0.0
    room = log(1 + max(below, 0) * edge / (whole + edge))
    later = log(1 + max(below + to_come, 0) * edge / (whole + edge))
    part = settings()["unprinted"]
    shape = 0.0
    if signal.transform == "places":
        shape = part["places"] * log(max(weeks, 1)) / log(full_weeks())
    return log(whole + edge) + part["mean"] * later, hypot(shape, part["deviation"] * room)


def _inside(one: Figure, last: dt.date) -> bool:
    """Whether a figure of a period lies in a window, at least by half: a month may end after it."""
    return one.since is not None and one.since + (one.until - one.since) / 2 <= last


def _edge(signal: Signal, loaded: ChartWeeks, weeks: slice) -> float:
    """The audience of the smallest song that the chart printed in a week of the song's time."""
    if not loaded.ends[weeks]:
        return 0.0
    if signal.transform == "places":
        return 1 / sqrt(median(places or 100 for places in loaded.places[weeks]))
    return max(median(loaded.least[weeks]), 1.0)


def _places(figures: Sequence[Figure]) -> tuple[float, str]:
    """The sum over weeks of 1/sqrt(rank); of charts that speak as one the best place."""
    best: dict[tuple[int, int], float] = {}
    for one in figures:
        week = one.until.isocalendar()[:2]
        best[week] = min(best.get(week, one.value), one.value)
    whole = sum(1 / sqrt(rank) for rank in best.values())
    return whole, f"{count(len(best), 'week')}, like {_short(whole)} at No. 1"


def _count(figures: Sequence[Figure]) -> tuple[float, str]:
    whole = sum(one.value for one in figures)
    return whole, f"{whole:,.0f} {figures[0].unit}"


# Figures as an audience, in the unit of the signal; 0 or less is none.
TRANSFORMS: Mapping[str, Callable[[Sequence[Figure]], tuple[float, str]]] = {
    "places": _places,
    "count": _count,
}


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.1f}"


def _totals(songs: Sequence[SongFigures], signal: Signal) -> Iterator[Voice]:
    """Totals since release: songs of like age speak to each other, as a voice of their own."""
    if not signal.totals:
        return
    found: dict[tuple[str, str, dt.date], list[tuple[int, SongFigures, Figure]]] = defaultdict(list)
    for song in songs:
        last: dict[tuple[str, str], Figure] = {}
        for one in sorted(song.figures, key=lambda one: one.until):
            if one.since is None and one.value > 0 and signal.reads(one.chart, one.metric):
                last[one.chart, one.metric] = one
        for (chart, metric), one in last.items():
            age = age_on(song, one.until)
            if age is not None and age >= 0:
                found[chart, metric, one.until].append((age, song, one))
    for (chart, metric, until), aged in sorted(found.items(), key=lambda item: item[0]):
        for group in _alike(aged):
            label = _label(chart, metric, signal)
            voice = Voice(signal, label, (chart,), company(chart))
            for age, song, one in group:
                voice.values[song.song_id] = log(one.value)
                voice.words[song.song_id] = (
                    f"{one.value:,.0f} {one.unit} to {until}, {count(age // 7, 'week')} old"
                )
            yield voice


def _alike(
    aged: Sequence[tuple[int, SongFigures, Figure]],
) -> Iterator[list[tuple[int, SongFigures, Figure]]]:
    """Songs by age, youngest first, parted wherever the next is no longer of the first's age."""
    group: list[tuple[int, SongFigures, Figure]] = []
    for one in sorted(aged, key=lambda one: (one[0], one[1].song_id)):
        if group and not like_age(group[0][1], one[1], one[2].until):
            yield group
            group = []
        group.append(one)
    if group:
        yield group
