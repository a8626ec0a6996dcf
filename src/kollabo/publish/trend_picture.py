"""A trend as a picture: a Vega-Lite description of panels over the years, one below the other.

Points stand in the middle of their year, changes of rules and coverage on their day. Colours are
those of Okabe and Ito, which colour-blind people can tell apart; every line is labelled at its end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.intervals import Estimate
from kollabo.answers.trend import Trend, TrendYear
from kollabo.publish.picture import VEGA_LITE
from kollabo.publish.plain import one_line
from kollabo.publish.trend_words import heading

Spec = dict[str, Any]

BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#6E6E6E"
_WIDTH = 640  # pixels of the years; labels stand to the right of it
_HEIGHT = 105
_LABEL = 11  # font size
_RULE, _LOADED = [4, 3], [1, 3]  # how lines of changes are dashed
_LETTER = 5.8  # pixels of a letter of that size, about


@dataclass(frozen=True)
class _Line:
    """One measure over the years, as a line."""

    name: str
    colour: str
    figures: Sequence[tuple[TrendYear, Estimate | None]]
    scale: float = 1.0
    sign: str = ""


def trend_picture(answer: Trend) -> Spec:
    """The whole picture as a Vega-Lite description, its data inside."""
    chart = one_line(answer.chart.chart) if answer.chart else ""
    subtitle = "Vertical bars: 95% intervals."
    if answer.rules:
        subtitle += f" Dashed: the rules of the {chart} change."
    if answer.coverage:
        subtitle += " Dotted: from here a chart is loaded (+) or no longer (-)."
    if any(_partial(one) for one in answer.years):
        subtitle += f" Grey: the {chart} is not loaded all year."
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.split('.')[0]}.json",
        "title": {
            "text": heading(answer),
            "subtitle": subtitle,
            "anchor": "start",
            "fontSize": 16,
            "subtitleFontSize": _LABEL,
            "subtitleColor": GREY,
            "offset": 12,
        },
        "background": "white",
        "padding": 14,
        "spacing": 14,
        "vconcat": [one for one in _panels(answer, chart) if one],
        "resolve": {"scale": {"color": "independent"}},
        "config": {
            "view": {"stroke": None},
            "axis": {"labelFontSize": _LABEL, "titleFontSize": _LABEL, "titleFontWeight": "normal"},
            "font": "sans-serif",
        },
    }


def _panels(answer: Trend, chart: str) -> Iterable[Spec | None]:
    years = answer.years
    yield _change_labels(answer)
    yield _panel(
        answer,
        "crossings a year",
        [
            _Line("all charts", BLUE, [(one, one.crossings) for one in years]),
            _Line(chart, ORANGE, [(one, one.on_chart) for one in years]),
        ]
        if _differ(years)
        else [_Line("", BLUE, [(one, one.crossings) for one in years])],
        coverage=True,
    )
    if answer.chart:
        share = [(one, one.share) for one in years]
        reach = [(one, one.reach) for one in years]
        peak = [(one, one.median_peak) for one in years]
        part = ((f"% of new songs,\n{chart}", share), (f"% of chart points,\n{chart}", reach))
        for title, figures in part:
            if any(one for _, one in figures):
                yield _panel(answer, title, [_Line("", BLUE, figures, 100, "%")])
        yield _panel(answer, f"median peak,\n{chart}", [_Line("", BLUE, peak)], places=True)
    sides = zip(answer.asked.sides, (BLUE, ORANGE), strict=True)
    yield _panel(
        answer,
        "new acts",
        [
            _Line(one_line(side.title), colour, [(one, one.new_acts[side.name]) for one in years])
            for side, colour in sides
        ],
        coverage=True,
    )
    yield _loaded(answer)


def _differ(years: Sequence[TrendYear]) -> bool:
    return any(one.on_chart and one.on_chart.value != one.crossings.value for one in years)


def _panel(
    answer: Trend,
    title: str,
    lines: Sequence[_Line],
    *,
    places: bool = False,
    coverage: bool = False,
) -> Spec:
    """One measure: lines with points and intervals; ``places``: the best place on top."""
    rows = [row for number, line in enumerate(lines) for row in _rows(line, number)]
    scale: Spec = {"reverse": True, "zero": False} if places else {"zero": True}
    colour = {
        "field": "line",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": [line.name for line in lines], "range": [one.colour for one in lines]},
    }
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "title": title.split("\n"),
        "scale": scale,
        "axis": {"tickCount": 4, "grid": True, "gridOpacity": 0.4, "titleLimit": _HEIGHT + 30},
    }
    x = {**_years_axis(answer), "field": "shifted"}
    layers = [*_partial_years(answer), *_changes(answer, coverage), *_line_layers(x, y, colour)]
    return {"width": _WIDTH, "height": _HEIGHT, "data": {"values": rows}, "layer": layers}


def _line_layers(x: Spec, y: Spec, colour: Spec) -> Iterable[Spec]:
    """Intervals, a line, its points and the label at its end."""
    where = {"x": x, "y": y, "color": colour}
    yield {
        "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
        "mark": {"type": "rule", "opacity": 0.35, "strokeWidth": 3},
        "encoding": {**where, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    yield {"mark": {"type": "line", "strokeWidth": 1.5}, "encoding": where}
    yield {"mark": {"type": "point", "filled": True, "size": 34, "opacity": 1}, "encoding": where}
    label = {"type": "text", "align": "left", "dx": 10, "fontSize": _LABEL}
    yield {
        "transform": [{"filter": "isValid(datum.label)"}],
        "mark": {**label, "dy": {"expr": "datum.dy"}},
        "encoding": {**where, "text": {"field": "label"}},
    }


def _rows(line: _Line, number: int) -> Iterable[Spec]:
    """A line's figures; the last is labelled, two lines' labels apart from each other."""
    known = [year.year for year, one in line.figures if one is not None]
    shift = 0.12 if number else -0.12 if line.name else 0.0  # so that no interval hides another
    for year, one in line.figures:
        row: Spec = {"line": line.name, "shifted": year.year + 0.5 + shift, "value": None}
        if one is not None:  # else the line is broken here
            row["value"] = one.value * line.scale
            row["low"] = None if one.low is None else one.low * line.scale
            row["high"] = None if one.high is None else one.high * line.scale
            if year.year == known[-1]:
                row["label"] = f"{line.name} {_short(row['value'], line.sign)}".strip()
                row["dy"] = 9 if number else -7 if line.name else 0
        yield row


def _short(value: float, sign: str) -> str:
    """ "12", "52.5"; of a percentage two digits: "0.36%", "71%"."""
    if not sign:
        return f"{value:.10g}"
    return f"{value:.2g}{sign}" if value < 10 else f"{value:.0f}{sign}"


def _years_axis(answer: Trend) -> Spec:
    first, last = answer.asked.first, answer.asked.last
    step = 1 if last - first < 20 else 5
    ticks = [year + 0.5 for year in range(first, last + 1) if year % step == 0]
    return {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first, last + 1], "nice": False, "zero": False},
        "axis": {
            "values": ticks,
            "labelExpr": "format(floor(datum.value), 'd')",
            "grid": False,
            "labelOverlap": True,
        },
    }


def _at(date: str) -> float:
    """A date, as short as YYYY, as a number of years."""
    parts = [int(part) for part in date.split("-")] + [1, 1]
    day = dt.date(*parts[:3])
    begin, end = dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    return day.year + (day - begin) / (end - begin)


def _changes(answer: Trend, coverage: bool) -> Iterable[Spec]:
    dashes = [(_RULE, [_at(one.date) for one in answer.rules])]
    if coverage:
        dashes.append((_LOADED, [_at(str(one.date)) for one in answer.coverage]))
    for dash, places in dashes:
        if places:
            yield {
                "data": {"values": [{"at": at} for at in places]},
                "mark": {"type": "rule", "color": GREY, "strokeDash": dash, "opacity": 0.8},
                "encoding": {"x": {**_years_axis(answer), "field": "at"}},
            }


def _partial_years(answer: Trend) -> Iterable[Spec]:
    """Years that the chart does not cover wholly, shaded."""
    partial = [one.year for one in answer.years if _partial(one)]
    if partial:
        yield {
            "data": {"values": [{"begin": year, "end": year + 1} for year in partial]},
            "mark": {"type": "rect", "color": "#E8E8E8"},
            "encoding": {
                "x": {**_years_axis(answer), "field": "begin"},
                "x2": {"field": "end"},
            },
        }


def _partial(year: TrendYear) -> bool:
    return year.loaded is not None and not year.loaded.whole


def _change_labels(answer: Trend) -> Spec | None:
    """What changed, in words above the panels, each so high that no line crosses it."""
    labels = [(_at(one.date), one_line(one.short), _RULE) for one in answer.rules]
    labels += [
        (_at(str(one.date)), f"{'+' if one.begins else '-'} {one_line(one.chart)}", _LOADED)
        for one in answer.coverage
    ]
    if not labels:
        return None
    years = answer.asked.last + 1 - answer.asked.first
    placed: list[Spec] = []
    for at, text, dash in sorted(labels, reverse=True):
        end = at + (len(text) * _LETTER + 14) / _WIDTH * years
        crossed = [one["row"] for one in placed if one["at"] < end]
        row = max(crossed, default=-1) + 1
        placed.append({"at": at, "text": text, "row": row, "rules": dash == _RULE})
    rows = max(one["row"] for one in placed) + 1
    x: Spec = {**_years_axis(answer), "field": "at", "axis": None}
    y: Spec = {
        "field": "row",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [-0.6, rows - 0.4], "nice": False},
    }
    layers: list[Spec] = [
        {
            "transform": [{"filter": f"datum.rules == {wanted}"}],
            "mark": {"type": "rule", "color": GREY, "strokeDash": dash, "opacity": 0.8},
            "encoding": {"x": x, "y": y, "y2": {"datum": -0.6}},
        }
        for wanted, dash in (("true", _RULE), ("false", _LOADED))
    ]
    words = {"type": "text", "align": "left", "dx": 4, "fontSize": 10, "color": "#333333"}
    layers.append({"mark": words, "encoding": {"x": x, "y": y, "text": {"field": "text"}}})
    size = {"width": _WIDTH, "height": 14 * rows + 4}
    return {**size, "data": {"values": placed}, "layer": layers}


def _loaded(answer: Trend) -> Spec | None:
    """A bar for each chart from when to when it is loaded."""
    if not answer.covered:
        return None
    first, last = answer.asked.first, answer.asked.last + 1
    bars = [
        {
            "chart": one_line(one.chart),
            "begin": max(first, _at(str(one.begin))),
            "end": min(last, _at(str(one.end + dt.timedelta(days=1)))),
        }
        for one in answer.covered
    ]
    return {
        "width": _WIDTH,
        "height": 16 * len(bars),
        "data": {"values": bars},
        "mark": {"type": "bar", "color": GREY, "height": 8},
        "encoding": {
            "x": {**_years_axis(answer), "field": "begin"},
            "x2": {"field": "end"},
            "y": {
                "field": "chart",
                "type": "nominal",
                "title": "loaded",
                "sort": None,
                "axis": {"labelLimit": 150, "ticks": False, "domain": False},
            },
        },
    }
