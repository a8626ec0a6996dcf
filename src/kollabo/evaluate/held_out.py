"""On real charts: the ranking without a chart held against that chart.

All songs of a release year are taken that came out early enough to have one window of weeks, the
same for each, inside the year's evidence. Every chart is left out in turn; the ranking by what is
left, and three simple rules by what is left, are compared with it by Kendall's tau-b. A song that
is not on the left-out chart stands at its end.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul

from kollabo.answers.figures import Figure, SongFigures, chart_points, family, read_figures
from kollabo.answers.question import Question
from kollabo.answers.ranking.coverage import Coverage, earliest, read_coverage
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

WINDOW = dt.timedelta(weeks=26)  # after release
FEWEST = 30  # songs on a chart, below which nothing is said
REPLICATES = 300  # of the bootstrap


@dataclass(frozen=True)
class HeldOut:
    """How well a rule's order agrees with a chart it did not see.

    ``ahead`` is by how much tau of the ranking exceeds this rule's, with the bootstrap's 5th and
    95th percentile; None for the ranking itself.
    """

    chart: str
    year: int
    songs: int
    on_chart: int
    rule: str
    tau: float
    ahead: tuple[float, float, float] | None

    @property
    def verdict(self) -> str:
        """Whether the ranking beats the rule: "yes", "no", "cannot be told"; "" for itself."""
        if self.ahead is None:
            return ""
        _, low, high = self.ahead
        return "yes" if low > 0 else "no" if high < 0 else "cannot be told"


def held_out(
    catalogue: Catalogue, year: int, seed: int, progress: Callable[[str], None] = lambda said: None
) -> list[HeldOut]:
    """The table for one year, chart by chart; empty where too few songs are on two charts."""
    nobody = Scene("nobody", "Nobody")
    question = Question(year, (nobody, nobody), dt.date(year, 12, 31))
    songs = _songs(catalogue, question)
    coverage = read_coverage(catalogue, question)
    charts = sorted({family_or_chart(one.chart) for song in songs for one in song.ranks})
    found: list[HeldOut] = []
    for chart in charts:
        progress(f"{year}: ranking without {chart}")
        found += _without(chart, year, songs, coverage, seed)
    return found


def family_or_chart(chart: str) -> str:
    """The name by which a chart, or a family of charts that speak as one, is left out."""
    return family(chart) if ":" in chart else chart


_SONGS = """
SELECT DISTINCT song_id, title, released FROM song JOIN observation USING (song_id)
WHERE metric = 'rank' AND year = $year AND length(released) = 10 AND period_to <= $until
ORDER BY song_id
"""


def _songs(catalogue: Catalogue, question: Question) -> list[SongFigures]:
    """Songs with a whole window inside the year, each with the figures of that window alone."""
    asked = catalogue.sql(_SONGS, {"year": question.year, "until": question.until})
    early = [one for one in asked if earliest(one[2]) + WINDOW <= question.until]
    songs = []
    for song in read_figures(catalogue, question, early).values():
        last = earliest(song.released or "") + WINDOW
        inside = [one for one in song.figures if one.since and one.until <= last]
        songs.append(SongFigures(song.song_id, song.title, song.released, inside))
    return songs


def _without(
    chart: str, year: int, songs: Sequence[SongFigures], coverage: Coverage, seed: int
) -> list[HeldOut]:
    target = {
        song.song_id: sum(1 / sqrt(one.value) for one in song.ranks if _is(one, chart))
        for song in songs
    }
    rest = [
        SongFigures(
            song.song_id,
            song.title,
            song.released,
            [one for one in song.figures if not _is(one, chart)],
        )
        for song in songs
    ]
    rest = [song for song in rest if song.ranks]
    on_chart = sum(target[song.song_id] > 0 for song in rest)
    if on_chart < FEWEST:
        return []
    truth = [target[song.song_id] for song in rest]
    scores = {one.song_id: one.score for one in SizeRanking().rank(rest, coverage)}
    rules = {"ranking": [scores[song.song_id] for song in rest]} | {
        name: [rule(song.ranks) for song in rest] for name, rule in RULES.items()
    }
    taus = {name: Tau(values, truth) for name, values in rules.items()}
    ahead = _ahead(taus, seed)
    return [
        HeldOut(chart, year, len(rest), on_chart, name, tau.value(), ahead.get(name))
        for name, tau in taus.items()
    ]


def _is(one: Figure, chart: str) -> bool:
    return family_or_chart(one.chart) == chart


def _peak(ranks: Sequence[Figure]) -> float:
    return -min(one.value for one in ranks)


def _weeks(ranks: Sequence[Figure]) -> float:
    return float(len({one.until.isocalendar()[:2] for one in ranks}))


def _points(ranks: Sequence[Figure]) -> float:
    return sum(chart_points(one.value, one.places) for one in ranks)


RULES: dict[str, Callable[[Sequence[Figure]], float]] = {
    "peak alone": _peak,
    "weeks alone": _weeks,
    "points alone": _points,
}


class Tau:
    """Kendall's tau-b of two lists, also where items count several times (a bootstrap's draw)."""

    def __init__(self, first: Sequence[float], second: Sequence[float]) -> None:
        self._first, self._second = first, second
        self._rows = [
            [_sign(first[i] - first[j]) * _sign(second[i] - second[j]) for j in range(i)]
            for i in range(len(first))
        ]

    def value(self, counts: Sequence[int] | None = None) -> float:
        """tau-b; 0 where one of the lists does not order anything."""
        counts = counts or [1] * len(self._first)
        agree = sum(
            count * sum(map(mul, row, counts))
            for row, count in zip(self._rows, counts, strict=True)
            if count
        )
        pairs = _pairs(sum(counts))
        first, second = (
            pairs - sum(map(_pairs, _together(values, counts)))
            for values in (self._first, self._second)
        )
        return agree / sqrt(first * second) if first and second else 0.0


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _pairs(number: int) -> float:
    return number * (number - 1) / 2


def _together(values: Sequence[float], counts: Sequence[int]) -> list[int]:
    """How many items share each value."""
    found: dict[float, int] = defaultdict(int)
    for value, count in zip(values, counts, strict=True):
        found[value] += count
    return list(found.values())


def _ahead(taus: dict[str, Tau], seed: int) -> dict[str, tuple[float, float, float]]:
    """By how much the ranking is ahead of each rule: the difference and its bootstrap bounds."""
    ranking = taus["ranking"]
    songs = len(ranking._rows)
    rng = random.Random(seed)
    drawn: dict[str, list[float]] = {name: [] for name in taus if name != "ranking"}
    for _ in range(REPLICATES):
        counts = [0] * songs
        for one, times in Counter(rng.choices(range(songs), k=songs)).items():
            counts[one] = times
        mine = ranking.value(counts)
        for name in drawn:
            drawn[name].append(mine - taus[name].value(counts))
    return {
        name: (
            ranking.value() - taus[name].value(),
            *_bounds(sorted(differences)),
        )
        for name, differences in drawn.items()
    }


def _bounds(ordered: Sequence[float]) -> tuple[float, float]:
    """The 5th and 95th percentile."""
    last = len(ordered) - 1
    return ordered[round(0.05 * last)], ordered[round(0.95 * last)]
