"""A trend as lines of text, as CSV and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.intervals import Estimate
from kollabo.answers.trend import Trend
from kollabo.publish.listing_csv import csv_text
from kollabo.publish.markdown import escaped
from kollabo.publish.plain import section, text_of
from kollabo.publish.trend_words import (
    change_lines,
    columns,
    estimates,
    heading,
    notes,
    rows,
)

CHANGES = "What changed in the charts and in what is loaded"


def trend_text(answer: Trend) -> str:
    return text_of(_lines(answer))


def _lines(answer: Trend) -> Iterator[str]:
    yield heading(answer)
    yield ""
    headings = [column.heading for column in columns(answer)]
    for year, *cells in rows(answer):
        said = [f"{name} {cell}" for name, cell in zip(headings, cells, strict=True) if cell != "-"]
        yield f"{year}  " + "; ".join(said)
    yield from section(CHANGES, change_lines(answer))
    yield ""
    yield from notes(answer)


def trend_markdown(answer: Trend) -> str:
    return "\n".join(_markdown(answer)) + "\n"


def _markdown(answer: Trend) -> Iterator[str]:
    headings = ["year", *(column.heading for column in columns(answer))]
    yield f"# {escaped(heading(answer))}"
    yield ""
    yield "| " + " | ".join(map(escaped, headings)) + " |"
    yield "|---" + "|---:" * (len(headings) - 1) + "|"
    for row in rows(answer):
        yield "| " + " | ".join(map(escaped, row)) + " |"
    if changes := change_lines(answer):
        yield from ("", f"## {CHANGES}", "")
        yield from (f"- {escaped(line)}" for line in changes)
    yield from ("", "## What this rests on", "")
    yield from (f"- {escaped(line)}" for line in notes(answer))


def trend_csv(answer: Trend) -> str:
    """One year a row; every figure with its limits in columns of their own, shares from 0 to 1."""
    return csv_text(_csv_header(answer), _csv_rows(answer))


def _csv_header(answer: Trend) -> list[str]:
    measures = ["crossings", "on_chart", "share", "reach", "median_peak"]
    measures += [f"new_acts {scene.name}" for scene in answer.asked.sides]
    limits = [f"{name}{part}" for name in measures for part in ("", "_low", "_high")]
    return ["year", *limits, "songs_on_chart", "without_size", "undecided", "weeks_loaded"]


def _csv_rows(answer: Trend) -> Iterator[list[str]]:
    for year in answer.years:
        row = [str(year.year)]
        for one in estimates(year):
            row += _csv_cells(one)
        weeks = year.loaded.weeks if year.loaded else 0
        row += map(str, (year.songs_on_chart, year.without_size, year.undecided, weeks))
        yield row


def _csv_cells(one: Estimate | None) -> list[str]:
    if one is None:
        return ["", "", ""]
    return ["" if part is None else f"{part:.6g}" for part in (one.value, one.low, one.high)]
