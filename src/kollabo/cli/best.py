"""`kollabo best`: the ranked list of a year."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kollabo.beside import Beside
from kollabo.cli.options import (
    and_option,
    between_option,
    catalogue_option,
    json_option,
    language_option,
    scenes_option,
    year_means_option,
    year_option,
)
from kollabo.cli.weighing import explain_option, signals_option, weights_option, without_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kollabo.answers.best import BestList
    from kollabo.answers.question import Question
    from kollabo.answers.ranking import Ranking
    from kollabo.catalogue.reader import Catalogue
    from kollabo.scenes.definitions import Scene

HELP = """Rank a year's collaborations between two scenes, with the reasons.

Songs are ranked by what charts and counts say of them. Songs that nothing sizes stand apart, and
what cannot be decided from the sources waits for your word. On a terminal the list is a table,
in a pipe it is lines of text. As markdown or html it is an article; for the other forms see
docs/publishing.md. Behind each rank stand the ranks that
the song may truly have.

\b
Examples:
  kollabo best --year 2023 --between k-pop --and western
  kollabo best --year 2023 --between k-pop --and western --top 10 --json
  kollabo best --year 2022 --between k-pop --and western --format csv
  kollabo best --year 2023 --between k-pop --and western --format markdown --language de
  kollabo best --year 2023 --between k-pop --and western --explain
  kollabo best --year 2023 --between k-pop --and western --without shows
"""

# Forms of the answer alone; the others tell of what stands behind it too (publish.formats).
_WRITERS = {
    "csv": "kollabo.publish.listing_csv",
    "table": "kollabo.publish.listing_table",
    "text": "kollabo.publish.listing_text",
}
PLAIN = ("table", "text", "csv", "json", "parquet")
FORMS = (*PLAIN, "markdown", "html", "jsonld", "jspf", "xspf", "atom")


@click.command("best", help=HELP)
@year_option
@between_option
@and_option
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Keep so many songs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="How to write it; else a table on a terminal and text in a pipe.",
)
@json_option
@click.option("--all", "everything", is_flag=True, help="Name every song that stands apart, too.")
@click.option(
    "--evidence-until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Count evidence up to this day, in that year or later.",
)
@year_means_option
@language_option
@explain_option
@without_option
@weights_option
@signals_option
@scenes_option
@catalogue_option
def command(
    year: int,
    between: str,
    and_: str,
    top: int | None,
    form: str | None,
    as_json: bool,
    everything: bool,
    evidence_until: datetime | None,
    year_means: str,
    language: str,
    explain: bool,
    without: tuple[str, ...],
    weights: str | None,
    signal_folders: tuple[Path, ...],
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.catalogue.reader import open_catalogue

    form = _form(form, as_json)
    with open_catalogue(catalogue) as opened:
        # Loaded now, while DuckDB starts; what writes the answer, while it is asked.
        from kollabo.answers.best import best
        from kollabo.answers.known_scenes import known_scenes
        from kollabo.answers.question import YearMeans, ask
        from kollabo.cli.weighing import ranking

        if form in _WRITERS:
            Beside(import_module, _WRITERS[form])
        how = ranking(weights, without, signal_folders, explain=explain)
        known = known_scenes(catalogue, scene_folders)
        until = evidence_until.date() if evidence_until else None
        means = cast(YearMeans, year_means)
        question = ask(year, (between, and_), known, evidence_until=until, year_means=means)
        if form not in PLAIN:
            _publish(opened, question, known, top, form, language, how)
            return
        answer = best(opened, question, known, top=top, ranking=how)
    _show(answer, form, everything)


def _publish(
    catalogue: Catalogue,
    question: Question,
    scenes: Mapping[str, Scene],
    top: int | None,
    form: str,
    language: str,
    ranking: Ranking,
) -> None:
    from kollabo.answers.edition import edition
    from kollabo.cli import output
    from kollabo.publish.formats.chosen import FORMATS
    from kollabo.publish.language import Language

    said_in = Language(language)
    chosen = FORMATS[form]
    made = edition(
        catalogue, question, scenes, top=top, ranking=ranking, with_history=chosen.is_article
    )
    output.write(chosen.write(made, said_in))


def _form(asked: str | None, as_json: bool) -> str:
    from kollabo.cli.output import form_asked, is_terminal

    return form_asked(asked, as_json) or ("table" if is_terminal() else "text")


def _show(answer: BestList, form: str, everything: bool) -> None:
    from kollabo.cli import output

    match form:
        case "json":
            from kollabo.answers.best import as_json

            output.write_json(as_json(answer))
        case "csv":
            from kollabo.publish.listing_csv import listing_csv

            output.write_text(listing_csv(answer, everything=everything))
        case "parquet":
            from kollabo.publish.formats.arrow import listing_parquet

            output.write(listing_parquet(answer, everything=everything))
        case "table":
            from kollabo.publish.listing_table import listing_table

            output.write_tables(*listing_table(answer, everything=everything))
        case "text":
            from kollabo.publish.listing_text import listing_text

            output.write_text(listing_text(answer, everything=everything))
