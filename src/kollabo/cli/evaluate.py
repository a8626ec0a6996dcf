"""`kollabo evaluate`: how well it reads, tells acts apart, and what the ranking claims."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import FOLDER, catalogue_option, json_option
from kollabo.cli.ranking_scores import RANKING, seed_option, show_ranking_scores, worlds_option
from kollabo.evaluate.topics import TOPICS, WITH_CASES

HELP = """Hold what kollabo reads, decides and claims against what is true.

The cases lie in tests/gold of the repository. Without a TOPIC all are scored that have
labelled cases and that the catalogue allows.

\b
TOPIC
credits   names and roles in credits
titles    work, featured acts and version in titles
identity  which printed mentions are one act: needs imported sources
lift      placebo dates, planted effects, published figures: takes minutes, only if named
ranking   how sure ranks are, on simulated worlds; only if asked for, takes minutes

Each is scored with what the shipped facts say and without; credits and titles also with the
labelled strings withheld from the corpus. No decision of yours helps identity.

Of ranking, simulated worlds are imported into a catalogue of their own and ranked: what is claimed
stands beside what is true, and a claim that is not kept ends with an error. Then each real chart
is held against the ranking without it.

\b
Examples:
  kollabo evaluate
  kollabo evaluate identity
  kollabo evaluate lift
  kollabo evaluate credits titles --gold tests/gold --json
  kollabo evaluate ranking --worlds 25
"""


@click.command("evaluate", help=HELP)
@click.argument("topics", metavar="[TOPIC]...", nargs=-1, type=click.Choice((*TOPICS, RANKING)))
@click.option(
    "--gold",
    type=FOLDER,
    default=Path("tests/gold"),
    show_default=True,
    metavar="FOLDER",
    help="The folder of labelled cases.",
)
@worlds_option
@seed_option
@json_option
@catalogue_option
def command(
    topics: tuple[str, ...],
    gold: Path,
    worlds: int,
    seed: int,
    as_json: bool,
    catalogue: Path | None,
) -> None:
    if RANKING in topics:
        if len(set(topics)) > 1:
            raise click.UsageError("ranking is evaluated alone")
        show_ranking_scores(catalogue, worlds, seed, as_json=as_json)
        return
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
