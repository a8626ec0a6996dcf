"""`kollabo trend`: crossings between two scenes over years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import (
    FOLDER,
    TEXT,
    and_option,
    between_option,
    catalogue_option,
    first_year_option,
    json_option,
    last_year_option,
    scenes_option,
)

if TYPE_CHECKING:
    from kollabo.answers.trend import Trend

HELP = """Follow the collaborations between two scenes over years, with intervals.

A year's count is what `kollabo best` ranks. Share, reach and median peak are taken on one chart,
so that years can be compared. What changed in the chart's rules, or in what is loaded, is told
beside the figures and marked on a picture. Pictures (svg, png) need `pip install kollabo[plots]`.

\b
Examples:
  kollabo trend --between k-pop --and western --from 2022 --to 2023
  kollabo trend --between k-pop --and western --from 2022 --to 2023 --format csv
  kollabo trend --between k-pop --and western --from 2022 --to 2023 --out trend.svg
"""

FORMS = ("table", "text", "csv", "markdown", "json", "svg", "png")
_BY_SUFFIX = {".csv": "csv", ".md": "markdown", ".json": "json", ".svg": "svg", ".png": "png"}


@click.command("trend", help=HELP)
@between_option
@and_option
@first_year_option
@last_year_option
@click.option(
    "--chart", type=TEXT, metavar="NAME", help="Compare by this chart; else by the best loaded."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="How to write it; else as --out is called, a table on a terminal, text in a pipe.",
)
@json_option
@click.option("--out", type=FOLDER, metavar="FILE", help="Write into this file.")
@scenes_option
@catalogue_option
def command(
    between: str,
    and_: str,
    first: int,
    last: int,
    chart: str | None,
    form: str | None,
    as_json: bool,
    out: Path | None,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.answers.question import ask_years
    from kollabo.answers.trend import trend
    from kollabo.catalogue.reader import open_catalogue

    form = _form(form, as_json, out)
    known = known_scenes(catalogue, scene_folders)
    asked = ask_years(first, last, (between, and_), known)
    with open_catalogue(catalogue) as opened:
        answer = trend(opened, asked, known, chart=chart)
    _show(answer, form, out)


def _form(asked: str | None, as_json: bool, out: Path | None) -> str:
    from kollabo.cli.output import form_asked, is_terminal

    form = form_asked(asked, as_json)
    if out is not None:
        form = form or _BY_SUFFIX.get(out.suffix.lower(), "text")
    form = form or ("table" if is_terminal() else "text")
    if form == "png" and out is None and is_terminal():
        raise click.UsageError("a PNG is no text for a terminal: name a file with --out")
    return form


def _show(answer: Trend, form: str, out: Path | None) -> None:
    from kollabo.cli import output

    match form:
        case "table":
            from kollabo.publish.trend_table import trend_table

            output.write_tables(*trend_table(answer), out=out)
        case "json":
            from kollabo.answers.trend import as_json

            output.write_json(as_json(answer), out=out)
        case "svg" | "png":
            from kollabo.publish.picture import draw
            from kollabo.publish.trend_picture import trend_picture

            output.write_bytes(draw(trend_picture(answer), form), out=out)
        case _:
            from kollabo.publish import trend_text

            write = {
                "text": trend_text.trend_text,
                "csv": trend_text.trend_csv,
                "markdown": trend_text.trend_markdown,
            }[form]
            output.write_text(write(answer), out=out)
