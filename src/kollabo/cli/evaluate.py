"""`kollabo evaluate`: how well credits and titles are read, and acts told."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import FOLDER, catalogue_option, json_option
from kollabo.evaluate.topics import TOPICS, WITH_CASES

HELP = """Hold what kollabo reads and decides against labelled cases.

The cases lie in tests/gold of the repository. Without a TOPIC all are scored that have
labelled cases and that the catalogue allows.

\b
TOPIC
credits   names and roles in credits
titles    work, featured acts and version in titles
identity  which printed mentions are one act: needs imported sources
lift      placebo dates, planted effects, published figures: takes minutes, only if named

Each is scored with what the shipped facts say and without; credits and titles also with the
labelled strings withheld from the corpus. No decision of yours helps identity.

\b
Examples:
  kollabo evaluate
  kollabo evaluate identity
  kollabo evaluate lift
  kollabo evaluate credits titles --gold tests/gold --json
"""


@click.command("evaluate", help=HELP)
@click.argument("topics", metavar="[TOPIC]...", nargs=-1, type=click.Choice(TOPICS))
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
def command(topics: tuple[str, ...], gold: Path, as_json: bool, catalogue: Path | None) -> None:
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli.output import write_json, write_text
    from kollabo.cli.progress import open_progress
    from kollabo.evaluate.topics import scores
    from kollabo.publish.evaluation_text import score_lines

    asked = list(dict.fromkeys(topics)) or list(WITH_CASES)
    found = []
    with open_catalogue(catalogue) as opened, open_progress() as progress:
        if not topics and opened.is_starter:
            asked.remove("identity")
            progress.say("identity is left out: the starter holds no printed tables")
        for topic in asked:
            progress.say(f"evaluating {topic}")
            found.append(scores(topic, opened, gold))
    if as_json:
        write_json([one for some in found for one in some])
    else:
        write_text("\n\n".join("\n".join(score_lines(some)) for some in found))
