"""The first ranking: shares of the best, weighted and added up in the open.

Each signal compares the songs of one list among themselves. A signal that cannot speak for a song
is missing, for a reason, and the song's other signals count for more. A song that was not on a
chart which was loaded is not missing there: it was smaller than the last place, and its share is 0.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kollabo.answers.figures import Figure, SongFigures, chart_points, points_by_family
from kollabo.answers.ranking.interface import Contribution, Ranked
from kollabo.answers.sizes import like_age
from kollabo.answers.words import count

_SAME = 1e-9  # two scores closer than this are one


@dataclass(frozen=True)
class Share:
    """A song's share of the best on the list, or why there is none."""

    value: float | None
    words: str
    missing: str | None = None


@cache
def settings() -> Mapping[str, Mapping[str, float]]:
    """The numbers of ``data/ranking.toml``."""
    text = (resources.files("kollabo") / "data" / "ranking.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class ShareRanking:
    """Score = 100 x weighted mean of the shares of points, peak, weeks and streams."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = dict(weights or settings()["weights"])

    def rank(self, songs: Sequence[SongFigures]) -> list[Ranked]:
        shares = {
            "points": _points(songs),
            "peak": _peaks(songs),
            "weeks": _weeks(songs),
            "streams": _streams(songs),
        }
        scored = [self._score(song, shares) for song in songs]
        best = {song.song_id: _best_place(song.ranks) for song in songs}
        titles = {song.song_id: song.title for song in songs}
        scored.sort(
            key=lambda one: (-one.score, best[one.song_id], titles[one.song_id], one.song_id)
        )
        return _numbered(scored)

    def _score(self, song: SongFigures, shares: Mapping[str, Mapping[str, Share]]) -> Ranked:
        spoken = sum(
            weight
            for signal, weight in self._weights.items()
            if shares[signal][song.song_id].value is not None
        )
        contributions = []
        for signal, weight in self._weights.items():
            share = shares[signal][song.song_id]
            adds = (
                100 * weight * share.value / spoken if share.value is not None and spoken else 0.0
            )
            contributions.append(
                Contribution(signal, weight, share.value, adds, share.words, share.missing)
            )
        # Rounded before sorting, so that float noise cannot break the order of a tie.
        score = round(sum(one.adds for one in contributions), 9)
        return Ranked(song.song_id, 0, score, tuple(contributions))


def _numbered(scored: Sequence[Ranked]) -> list[Ranked]:
    """Ranks from 1; equal scores share a rank."""
    ranked: list[Ranked] = []
    for position, one in enumerate(scored, start=1):
        same = [other for other in scored if abs(other.score - one.score) < _SAME]
        rank = ranked[-1].rank if ranked and abs(ranked[-1].score - one.score) < _SAME else position
        ranked.append(Ranked(one.song_id, rank, one.score, one.contributions, len(same) - 1))
    return ranked


def _of_best(values: Mapping[str, float], words: Mapping[str, str]) -> dict[str, Share]:
    best = max(values.values(), default=0.0)
    return {
        song_id: Share(value / best if best else 0.0, words[song_id])
        for song_id, value in values.items()
    }


def _points(songs: Sequence[SongFigures]) -> dict[str, Share]:
    points = {song.song_id: points_by_family(song.ranks) for song in songs}
    totals = {song_id: sum(one.values()) for song_id, one in points.items()}
    words = {
        song_id: ", ".join(f"{name} {value:.1f}" for name, value in sorted(one.items()))
        or "on no loaded chart"
        for song_id, one in points.items()
    }
    return _of_best(totals, words)


def _best_place(ranks: Sequence[Figure]) -> float:
    return min((one.value for one in ranks), default=float("inf"))


def _peaks(songs: Sequence[SongFigures]) -> dict[str, Share]:
    """The most points that any one chart week was worth."""

    def height(one: Figure) -> float:
        # A first place among three is less than one among two hundred, as with points.
        return chart_points(one.value, one.places)

    heights = {
        song.song_id: max((height(one) for one in song.ranks), default=0.0) for song in songs
    }
    words = {}
    for song in songs:
        if song.ranks:
            best = max(song.ranks, key=lambda one: (height(one), one.chart))
            words[song.song_id] = f"No. {best.value:.0f} on the {best.chart}"
        else:
            words[song.song_id] = "on no loaded chart"
    return _of_best(heights, words)


def _weeks(songs: Sequence[SongFigures]) -> dict[str, Share]:
    weeks = {
        song.song_id: float(len({one.until.isocalendar()[:2] for one in song.ranks}))
        for song in songs
    }
    words = {
        song_id: count(int(number), "week") + " on any chart" for song_id, number in weeks.items()
    }
    return _of_best(weeks, words)


def _streams(songs: Sequence[SongFigures]) -> dict[str, Share]:
    """Streams counted inside the period; else totals, compared among songs of like age only."""
    found: dict[str, list[float]] = {song.song_id: [] for song in songs}
    words: dict[str, list[str]] = {song.song_id: [] for song in songs}
    tables = sorted(
        {one.chart for song in songs for one in song.figures if one.metric == "streams"}
    )
    for table in tables:
        for song in songs:
            mine = _total(song, table)
            peers = [other for other in songs if _comparable(song, other, table)]
            best = max((_total(other, table) or 0.0 for other in peers), default=0.0)
            if mine is not None and best and len(peers) > 1:
                found[song.song_id].append(mine / best)
                words[song.song_id].append(f"{table} {mine:,.0f}")
    return {
        song_id: Share(sum(values) / len(values), "; ".join(words[song_id]))
        if values
        else Share(None, "", "no streams of this period, and no total of a song of like age")
        for song_id, values in found.items()
    }


def _total(song: SongFigures, table: str) -> float | None:
    figures = [one for one in song.figures if one.chart == table and one.metric == "streams"]
    return sum(one.value for one in figures) if figures else None


def _comparable(song: SongFigures, other: SongFigures, table: str) -> bool:
    """Whether two songs' streams in one table count the same time: a period, or ages alike."""
    mine = [one for one in song.figures if one.chart == table and one.metric == "streams"]
    theirs = [one for one in other.figures if one.chart == table and one.metric == "streams"]
    if not mine or not theirs:
        return False
    if mine[0].since is not None:
        return theirs[0].since is not None
    return mine[0].until == theirs[0].until and like_age(song, other, mine[0].until)
