"""`kollabo records`: facts found in the data, each with its scope."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kollabo.cli.options import (
    and_option,
    between_option,
    catalogue_option,
    json_option,
    scenes_option,
)

HELP = """Tell the records that crossings between two scenes set in a year.

Firsts, highest debuts, longest runs, biggest jumps, most crossings. Each is worded with the charts
it holds for and names the rows it was read from. A chart with missing issues tells none, or tells
them for its whole stretches only.

\b
Examples:
  kollabo records --between k-pop --and western --year 2023
  kollabo records --between k-pop --and western --from 2022 --to 2023 --json
"""


@click.command("records", help=HELP)
@between_option
@and_option
@click.option("--year", type=int, metavar="YEAR", help="The year in which they were set.")
@click.option("--from", "first", type=int, metavar="YEAR", help="Or the first year.")
@click.option("--to", "last", type=int, metavar="YEAR", help="And the last.")
@click.option(
    "--evidence-until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Take the charts as they were on this day; else all that is loaded.",
)
@json_option
@scenes_option
@catalogue_option
def command(
    between: str,
    and_: str,
    year: int | None,
    first: int | None,
    last: int | None,
    evidence_until: datetime | None,
    as_json: bool,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.answers.question import ask_years
    from kollabo.answers.records import answer as records
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    known = known_scenes(catalogue, scene_folders)
    asked = ask_years(*_years(year, first, last), (between, and_), known)
    until = evidence_until.date() if evidence_until else None
    with open_catalogue(catalogue) as opened:
        found = records.records(opened, asked, known, until=until)
    if as_json:
        output.write_json(records.as_json(found))
        return
    from kollabo.publish.records_text import records_text

    output.write_text(records_text(found))


def _years(year: int | None, first: int | None, last: int | None) -> tuple[int, int]:
    if year is not None and first is None and last is None:
        return year, year
    if year is None and first is not None and last is not None:
        return first, last
    raise click.UsageError("name a --year, or years with --from and --to")
