"""The trend over years: how many crossings came out in each, and how many of them charted."""

from __future__ import annotations

from typing import Any

from kollabo.answers.intervals import Estimate
from kollabo.answers.trend import Trend, TrendYear
from kollabo.publish.language import Language
from kollabo.publish.pictures.drawing import WIDTH, Ink, drawn
from kollabo.publish.pictures.picture import Cell, PageTable, Picture, number_cell
from kollabo.publish.plain import one_line
from kollabo.publish.sentences import text_of_parts


def years_picture(trend: Trend, sides: tuple[str, str], language: Language) -> Picture | None:
    """Years by the one chart they can be compared on. None where none is loaded, or one year."""
    if trend.chart is None or len(trend.years) < 2 or not any(map(_all, trend.years)):
        return None
    title = language.text("page.years_title")
    most = max(trend.years, key=lambda one: (_on_chart(one), one.year))
    said = language.text(
        "page.years_alt",
        first=sides[0],
        second=sides[1],
        since=str(trend.years[0].year),
        until=str(trend.years[-1].year),
        chart=one_line(trend.chart.chart),
        high=text_of_parts(language.count("counts.songs", _on_chart(most))),
        year=str(most.year),
    )
    table = _table(trend, title, language)
    return Picture("years", title, said, drawn(_bars(trend, language), "years"), table)


def _on_chart(year: TrendYear) -> int:
    return int(year.on_chart.value) if year.on_chart else 0


def _all(year: TrendYear) -> int:
    """Ranked, and without a size."""
    return int(year.crossings.value) + year.without_size


def _bars(trend: Trend, language: Language) -> dict[str, Any]:
    values = [
        {"year": str(one.year), "kind": kind, "order": order, "songs": songs}
        for one in trend.years
        for order, (kind, songs) in enumerate(
            (("charted", _on_chart(one)), ("other", _all(one) - _on_chart(one)))
        )
    ]
    last = str(trend.years[-1].year)
    labels = [str(one.year) for one in trend.years if (int(last) - one.year) % 2 == 0]
    kinds = {"domain": ["charted", "other"], "range": [Ink.ACCENT, Ink.QUIET]}
    return {
        "width": WIDTH - 60,
        "height": 170,
        "data": {"values": values},
        "mark": {"type": "bar", "width": {"band": 0.75}},
        "encoding": {
            "x": {
                "field": "year",
                "type": "ordinal",
                "axis": {"title": None, "values": labels, "labelAngle": 0, "ticks": False},
            },
            "y": {
                "field": "songs",
                "type": "quantitative",
                "axis": {"title": language.text("page.songs"), "tickMinStep": 1, "tickCount": 5},
            },
            "color": {"field": "kind", "type": "nominal", "scale": kinds, "legend": None},
            "opacity": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": ["charted", "other"], "range": [1, 0.4]},
                "legend": None,
            },
            "order": {"field": "order"},
        },
    }


def _table(trend: Trend, title: str, language: Language) -> PageTable:
    assert trend.chart is not None
    header = (
        language.text("page.year"),
        language.text("page.on_chart", chart=one_line(trend.chart.chart)),
        language.text("page.interval"),
        language.text("page.ranked"),
        language.text("page.unranked"),
    )
    rows = tuple(
        (
            Cell(str(one.year)),
            number_cell(language.number(one.on_chart.value) if one.on_chart else ""),
            number_cell(_interval(one.on_chart, language)),
            number_cell(language.number(one.crossings.value)),
            number_cell(language.number(one.without_size)),
        )
        for one in trend.years
    )
    return PageTable(title, header, rows)


def _interval(estimate: Estimate | None, language: Language) -> str:
    if estimate is None or estimate.low is None or estimate.high is None:
        return ""
    ends = {"low": language.number(estimate.low, 1), "high": language.number(estimate.high, 1)}
    return language.text("article.ranks", **ends)
