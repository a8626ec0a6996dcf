"""`kollabo evaluate`: how well credits and titles are read."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import FOLDER, catalogue_option, json_option

HELP = """Hold the reading of credits and titles against labelled cases.

The cases lie in tests/gold of the repository. Each set is read with the names that the shipped
facts add and without, and with the labelled strings kept in the corpus and withheld.

\b
Examples:
  kollabo evaluate
  kollabo evaluate --gold tests/gold --json
"""


@click.command("evaluate", help=HELP)
@click.option(
    "--gold",
    type=FOLDER,
    default=Path("tests/gold"),
    show_default=True,
    metavar="FOLDER",
    help="The folder of labelled cases.",
)
@json_option
@catalogue_option
def command(gold: Path, as_json: bool, catalogue: Path | None) -> None:
    from dataclasses import asdict

    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli.output import write_json, write_text
    from kollabo.evaluate.reading import evaluate_reading
    from kollabo.publish.evaluation_text import score_lines

    with open_catalogue(catalogue) as opened:
        scores = evaluate_reading(opened, gold)
    if as_json:
        write_json([asdict(one) for one in scores])
    else:
        write_text("\n".join(score_lines([asdict(one) for one in scores])))
