"""What counts as evidence of a song's size, and why a song has none.

A chart place or a count inside the period does. A total since release is no year's signal: it
counts where another song of the list has a total of like age in the same table, because those two
compare, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kollabo.answers.figures import Figure, Loaded, SongFigures
from kollabo.answers.question import Question
from kollabo.answers.words import listed

_FULL = 10  # letters of YYYY-MM-DD


def without_size(
    songs: Sequence[SongFigures], question: Question, loaded: Sequence[Loaded]
) -> dict[str, str]:
    """The songs of one list that nothing sizes: by song id, the reason in words."""
    return {
        song.song_id: _reason(song, question, loaded)
        for song in songs
        if not _seen_in_period(song) and not any(_compare(song, other) for other in songs)
    }


def _seen_in_period(song: SongFigures) -> bool:
    return any(
        one.metric == "rank" or (one.metric in counted() and one.since is not None)
        for one in song.figures
    )


def totals(song: SongFigures) -> dict[tuple[str, str], Figure]:
    """The totals since release, by table and metric, each as last counted."""
    found = [one for one in song.figures if one.since is None and one.metric in counted()]
    return {(one.chart, one.metric): one for one in sorted(found, key=lambda one: one.until)}


def _compare(song: SongFigures, other: SongFigures) -> bool:
    """Whether a total of the one can be held against a total of the other."""
    if song.song_id == other.song_id:
        return False
    mine, theirs = totals(song), totals(other)
    return any(
        like_age(song, other, mine[table].until)
        for table in mine.keys() & theirs.keys()
        if mine[table].until == theirs[table].until
    )


def like_age(song: SongFigures, other: SongFigures, on: dt.date) -> bool:
    """Whether two songs had been out for about as long on a day; False where an age is unknown."""
    ages = age_on(song, on), age_on(other, on)
    if ages[0] is None or ages[1] is None or min(ages[0], ages[1]) < 0:
        return False
    rule: Mapping[str, float] = _settings()["like_age"]
    return abs(ages[0] - ages[1]) <= max(rule["days"], rule["share"] * max(ages[0], ages[1]))


def counted() -> Sequence[str]:
    """Metrics that tell a size, beside a chart's places."""
    metrics: Sequence[str] = _settings()["counted"]
    return metrics


@cache
def _settings() -> Mapping[str, Any]:
    text = (resources.files("kollabo") / "data" / "size.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def age_on(song: SongFigures, on: dt.date) -> int | None:
    """Days since release, where the day is known."""
    if not song.released or len(song.released) < _FULL:
        return None
    return (on - dt.date.fromisoformat(song.released[:_FULL])).days


def _reason(song: SongFigures, question: Question, loaded: Sequence[Loaded]) -> str:
    """ "on no loaded chart in 2023; 5,000 streams to date (a table), but no song of like age" """
    whole = question.until == question.end
    period = f"in {question.year}" if whole else f"from {question.begin} to {question.until}"
    asked = any(one.begin <= question.until and one.end >= question.begin for one in loaded)
    charts = f"on no loaded chart {period}" if asked else f"no chart is loaded {period}"
    known = totals(song)
    if not known:
        return f"{charts}, and no source counts it"
    said = listed(
        [f"{one.value:,.0f} {one.metric} to date ({one.chart})" for one in known.values()]
    )
    aged = age_on(song, question.until) is not None
    alone = "no song of like age here to compare" if aged else "no day of release to tell its age"
    return f"{charts}; {said}, but {alone}"
