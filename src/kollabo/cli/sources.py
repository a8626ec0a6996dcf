"""`kollabo sources`: what stands behind the catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option

HELP = """List what was imported, and what was set aside and why.

NAME picks a source by its name or id.

\b
Examples:
  kollabo sources
  kollabo sources --all
  kollabo sources --json
"""


@click.command("sources", help=HELP)
@click.argument("name", type=TEXT, metavar="[NAME]", required=False)
@click.option("--all", "everything", is_flag=True, help="Show every file and example rows, too.")
@json_option
@catalogue_option
def command(name: str | None, everything: bool, as_json: bool, catalogue: Path | None) -> None:
    from kollabo.answers import sources
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    with open_catalogue(catalogue) as opened:
        answer = sources.sources(opened, name)
    if as_json:
        output.write_json(sources.as_json(answer))
        return
    from kollabo.publish.sources_text import sources_text

    output.write_text(sources_text(answer, everything=everything))
