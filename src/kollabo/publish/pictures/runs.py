"""Chart runs: all songs of a list week by week, and one song on each of its charts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from kollabo.answers.best import Entry
from kollabo.answers.charted import ChartRun
from kollabo.publish.language import Language
from kollabo.publish.pictures.drawing import WIDTH, Ink, drawn
from kollabo.publish.pictures.picture import Cell, PageTable, Picture, number_cell
from kollabo.publish.plain import one_line
from kollabo.publish.sentences import text_of_parts

_NAMES = 150  # pixels for the titles
_LETTERS = 130  # pixels they may take
_STEPS = ((1, 1.0), (10, 0.75), (40, 0.5), (100, 0.3), (10**9, 0.16))  # up to this place: opacity
_TOLD = 3  # charts named in words; the table has all
_GAP = dt.timedelta(days=10)  # weeks further apart are two stays on a chart


def weeks_picture(entries: Sequence[Entry], language: Language) -> Picture | None:
    """A strip a song: each week's best place on any chart. None where no song was on a chart."""
    charted = [one for one in entries if one.runs]
    if not charted:
        return None
    title = language.text("page.runs_title")
    weeks = [one.until for entry in charted for run in entry.runs for one in run.figures]
    days = {"since": language.day(min(weeks)), "until": language.day(max(weeks))}
    said = text_of_parts(language.count("page.weeks_alt", len(charted), **days))
    specification = _strips(charted, language)
    rows = tuple(
        (
            Cell(one_line(entry.crossing.title), entry.crossing.song_id),
            *_run_cells(run, language),
        )
        for entry in charted
        for run in entry.runs
    )
    header = ("article.song", *_RUN_HEADER)
    table = PageTable(title, tuple(map(language.text, header)), rows)
    return Picture("weeks", title, said, drawn(specification, "weeks"), table)


_RUN_HEADER = ("page.chart", "page.peak", "page.weeks", "page.first_week", "page.last_week")


def _run_cells(run: ChartRun, language: Language) -> tuple[Cell, ...]:
    return (
        Cell(one_line(run.chart)),
        number_cell(language.number(run.peak)),
        number_cell(language.number(run.weeks)),
        Cell(language.day(run.first)),
        Cell(language.day(run.last)),
    )


def _strips(entries: Sequence[Entry], language: Language) -> dict[str, Any]:
    titles = {}
    values = []
    for entry in entries:
        song = entry.crossing
        rank = f"{entry.ranked.rank}. " if entry.ranked else ""
        titles[song.song_id] = (rank + one_line(song.title))[:80]
        values += [
            {"song": song.song_id, "week": str(monday), "place": place, "shade": _shade(place)}
            for monday, place in _best_of_weeks(entry)
        ]
    axis = {
        "labelExpr": f"({json.dumps(titles)})[datum.value]",
        "labelLimit": _LETTERS,
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    }
    return {
        "width": WIDTH - _NAMES - 20,
        "height": {"step": 20},
        "data": {"values": values},
        "mark": {"type": "rect", "color": Ink.ACCENT},
        "encoding": {
            "y": {"field": "song", "type": "nominal", "sort": None, "title": None, "axis": axis},
            "x": {
                "field": "week",
                "type": "temporal",
                "timeUnit": "utcyearweek",
                "scale": {"type": "utc"},
                "bandPosition": 0,
                "axis": {"title": None, "tickCount": 4, "format": "%m/%y", "grid": False},
            },
            "opacity": {"field": "shade", "type": "quantitative", "scale": None, "legend": None},
        },
    }


def _best_of_weeks(entry: Entry) -> list[tuple[dt.date, int]]:
    places: dict[dt.date, int] = {}
    for run in entry.runs:
        for one in run.figures:
            monday = one.until - dt.timedelta(days=one.until.weekday())
            places[monday] = min(places.get(monday, 10**9), int(one.value))
    return sorted(places.items())


def _shade(place: int) -> float:
    return next(opacity for most, opacity in _STEPS if place <= most)


def run_picture(title: str, runs: Sequence[ChartRun], language: Language) -> Picture | None:
    """One song's places on each of its charts over time. None where there is but one to show."""
    if sum(run.weeks for run in runs) < 2:
        return None
    shown = runs[: len(Ink.SERIES)]
    peaks = [
        text_of_parts(language.say("page.run_peak", peak=str(run.peak), chart=_short(run.chart)))
        for run in shown
    ]
    said = language.text(
        "page.run_alt",
        title=title,
        since=language.day(min(run.first for run in shown)),
        until=language.day(max(run.last for run in shown)),
        peaks=language.some(peaks, _TOLD),
    )
    name = language.text("page.runs_title")
    rows = tuple(_run_cells(run, language) for run in runs)
    table = PageTable(
        language.text("page.runs_total"), tuple(map(language.text, _RUN_HEADER)), rows
    )
    return Picture("run", name, said, drawn(_lines(shown, language), "run"), table)


def _lines(runs: Sequence[ChartRun], language: Language) -> dict[str, Any]:
    names = [_short(run.chart) for run in runs]
    values = []
    for name, run in zip(names, runs, strict=True):
        stay, before = 0, run.first
        for one in run.figures:
            stay += one.until - before > _GAP
            before = one.until
            week = {"week": str(one.until), "place": int(one.value)}
            values.append({"chart": name, "stay": f"{name}/{stay}", **week})
    lowest = max(10, *(int(one.value) for run in runs for one in run.figures))
    return {
        "width": WIDTH - 60,
        "height": 210,
        "data": {"values": values},
        "mark": {"type": "line", "point": {"size": 18, "filled": True}, "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "week",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {"title": None, "tickCount": 5, "format": "%m/%y", "grid": False},
            },
            "y": {
                "field": "place",
                "type": "quantitative",
                "scale": {"type": "log", "reverse": True, "domain": [1, lowest]},
                "axis": {
                    "title": language.text("page.place_axis"),
                    "values": [one for one in (1, 2, 5, 10, 20, 50, 100, 200) if one <= lowest],
                },
            },
            "color": {
                "field": "chart",
                "type": "nominal",
                "title": None,
                "scale": {"domain": names, "range": list(Ink.SERIES[: len(names)])},
            },
            "detail": {"field": "stay"},
        },
    }


def _short(chart: str) -> str:
    """A chart's name without its family: "Inkigayo"."""
    return one_line(chart).split(": ", 1)[-1][:60]
