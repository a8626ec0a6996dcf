"""`kollabo review`: what a person could decide that would change a list."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from kollabo.cli.options import (
    and_option,
    between_option,
    catalogue_option,
    json_option,
    scenes_option,
    year_means_option,
    year_option,
)

HELP = """List what is open for a year's list, and how to settle it.

Songs that may be no collaboration, acts that could not be placed, uncertain years and names: those
with most evidence first.

\b
Examples:
  kollabo review --year 2023 --between k-pop --and western
  kollabo review --year 2023 --between k-pop --and western --json
"""


@click.command("review", help=HELP)
@year_option
@between_option
@and_option
@json_option
@click.option("--all", "everything", is_flag=True, help="Name every item.")
@year_means_option
@scenes_option
@catalogue_option
def command(
    year: int,
    between: str,
    and_: str,
    as_json: bool,
    everything: bool,
    year_means: str,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    import datetime as dt

    from kollabo.answers import review
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.answers.question import YearMeans, ask
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    scenes = known_scenes(catalogue, scene_folders)
    question = ask(year, (between, and_), scenes, year_means=cast(YearMeans, year_means))
    with open_catalogue(catalogue) as opened:
        answer = review.review(opened, question, scenes, today=dt.date.today())
    if as_json:
        output.write_json(review.as_json(answer))
        return
    from kollabo.publish.review_text import review_text

    output.write_text(review_text(answer, everything=everything))
