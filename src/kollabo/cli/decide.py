"""`kollabo decide`: a correction by a person, dated, which always wins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import TEXT, catalogue_option, engine_options, wait_option

if TYPE_CHECKING:
    from kollabo.build.engines.engine import EngineChoice

KINDS = ("act", "same", "whole", "origin", "scene", "released", "collaboration")

HELP = """Write a correction down; it always wins.

It goes, dated, to the end of decisions.toml in the catalogue's folder, and the catalogue's tables
are made anew. To take it back, add a line `closed = DATE` to it there and import again. `kollabo
review` shows what is open, with these commands ready.

\b
KIND           SUBJECT             VALUE
act            a name as printed   the act it means: Kai [EXO]
same           an act              another act that is the same
whole          a name with a comma or an "and" in it that is one act
origin         an act              its country
scene          an act              a scene's name, or "not SCENE"
released       a song's title      its first release: 2023-07-14
collaboration  a song's title      yes or no

An act may be given as its name, as "Name [group]" where others bear the name, or by its id.
Where several collaborations bear a title, --act names the acts of the one meant.

\b
Examples:
  kollabo decide act Kai "Kai [EXO]" --song Rover --why "credited with his group's label"
  kollabo decide whole "Earth, Wind & Fire"
  kollabo decide released "Left And Right" 2022-06-24 --act "Charlie Puth" --act "Jung Kook"
"""


@click.command("decide", help=HELP)
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument("subject", type=TEXT, metavar="SUBJECT")
@click.argument("value", type=TEXT, metavar="[VALUE]", required=False, default="")
@click.option(
    "--song", type=TEXT, metavar="TITLE", default="", help="For kind act: over this song only."
)
@click.option(
    "--act",
    "acts",
    type=TEXT,
    metavar="ACT",
    multiple=True,
    help="For kinds released and collaboration: an act of the song; may be repeated.",
)
@click.option(
    "--why", type=TEXT, metavar="TEXT", default="", help="The reason, for those who read it later."
)
@engine_options
@catalogue_option
@wait_option
def command(
    kind: str,
    subject: str,
    value: str,
    song: str,
    acts: tuple[str, ...],
    why: str,
    engine: EngineChoice,
    catalogue: Path | None,
    wait: float,
) -> None:
    from kollabo.answers.deciding import Ready
    from kollabo.catalogue.location import catalogue_root
    from kollabo.cli.deciding import decide
    from kollabo.cli.output import write_text
    from kollabo.cli.progress import open_progress
    from kollabo.publish.decision_text import decision_text

    ready = Ready(kind, subject, value, song=song, why=why, acts=acts)
    with open_progress() as progress:
        decided = decide(
            catalogue_root(catalogue), ready, progress, wait_seconds=wait, engine=engine
        )
    write_text(decision_text(decided))
