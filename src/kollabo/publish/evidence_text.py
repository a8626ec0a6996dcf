"""Every figure behind a song, in lines or as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.answers.figures import Figure, Loaded
from kollabo.answers.lookup import FoundSong
from kollabo.answers.song_evidence import ChartFigures, PrintedFigure, SongEvidence
from kollabo.answers.words import count, period
from kollabo.publish.listing_csv import csv_text
from kollabo.publish.plain import section, text_of

COLUMNS = (
    "chart",
    "metric",
    "value",
    "unit",
    "region",
    "period_from",
    "period_to",
    "places",
    "printed",
    "source",
    "file",
    "row",
)


def evidence_text(answer: SongEvidence, others: Sequence[FoundSong] = ()) -> str:
    return text_of(_lines(answer, others))


def evidence_csv(answer: SongEvidence) -> str:
    """One figure a row, all of them."""
    rows = (_row(one) for chart in answer.charts for one in chart.figures)
    return csv_text(COLUMNS, rows)


def _lines(answer: SongEvidence, others: Sequence[FoundSong]) -> Iterator[str]:
    inferred = " (inferred)" if answer.released_inferred else ""
    yield f"{answer.title} by {answer.credit}"
    yield f"  {answer.song_id}, released {answer.released or 'on an unknown day'}{inferred}"
    if not answer.charts:
        yield "  No source prints a figure for this song."
    else:
        many = "charts and tables" if len(answer.charts) > 1 else "chart or table"
        yield f"  {count(answer.figures_in_all, 'figure')} in {len(answer.charts)} {many}"
    for chart in answer.charts:
        yield from section(f"{chart.chart} ({chart.region})", _chart(chart))
    yield from section("Loaded for its time, and not on", map(_silent, answer.silent))
    yield from section(
        "Sources",
        (
            f"{one.source_id}: {one.path or one.name}, SHA-256 {one.sha256}"
            for one in answer.sources
        ),
    )
    yield from section("Other songs of this title", (one.words for one in others))


def _chart(chart: ChartFigures) -> Iterator[str]:
    """Its figures; what is printed, and in which source, is said where it changes."""
    last = None
    for one in chart.figures:
        words = f'printed as "{one.printed}" in {one.figure.source_id}'
        if words != last:
            yield words
            last = words
        yield f"  {_figure(one.figure)}"


def _figure(figure: Figure) -> str:
    places = f" of {figure.places}" if figure.places and figure.metric == "rank" else ""
    unit = "" if figure.metric in ("rank", figure.unit) else f" {figure.unit}"
    return (
        f"{period(figure.since, figure.until)}  {figure.metric} {figure.value:,.10g}{places}{unit}"
        f"  [{figure.file}:{figure.row}]"
    )


def _silent(one: Loaded) -> str:
    return f"{one.chart} ({one.region}), loaded from {one.begin} to {one.end}"


def _row(one: PrintedFigure) -> Sequence[str]:
    figure = one.figure
    return (
        figure.chart,
        figure.metric,
        f"{figure.value:.10g}",
        figure.unit,
        figure.region,
        str(figure.since or ""),
        str(figure.until),
        str(figure.places or ""),
        one.printed,
        figure.source_id,
        figure.file,
        str(figure.row),
    )
