"""`kollabo forget`: a source taken out of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import TEXT, catalogue_option, engine_options, json_option, wait_option

if TYPE_CHECKING:
    from kollabo.build.engines.engine import EngineChoice

HELP = """Take a source out and make the tables anew without it.

NAME is a source's id or name: `kollabo sources` tells both. What it alone said is lost to answers;
your files stay where they are, and importing them again brings it back. Until all is done, and if
it is stopped, the catalogue stays as it was.

\b
Examples:
  kollabo forget "Weekly chart" --yes
"""


@click.command("forget", help=HELP)
@click.argument("name", type=TEXT, metavar="NAME")
@click.option("--yes", is_flag=True, help="Do it without asking, as in a script.")
@json_option
@engine_options
@catalogue_option
@wait_option
def command(
    name: str,
    yes: bool,
    as_json: bool,
    engine: EngineChoice,
    catalogue: Path | None,
    wait: float,
) -> None:
    from kollabo.catalogue.location import catalogue_root
    from kollabo.cli import output
    from kollabo.cli.forgetting import as_json as forgotten_json
    from kollabo.cli.forgetting import forget, source_to_forget
    from kollabo.cli.progress import open_progress
    from kollabo.publish.forgotten_text import forgotten_text

    root = catalogue_root(catalogue)
    source = source_to_forget(root, name)
    if not yes:
        _ask(source.name, source.source_id, source.rows_taken)
    with open_progress() as progress:
        forgotten = forget(root, source, progress, wait_seconds=wait, engine=engine)
    if as_json:
        output.write_json(forgotten_json(forgotten))
    else:
        output.write_text(forgotten_text(forgotten))


def _ask(name: str, source_id: str, rows: int) -> None:
    """Ask on a terminal; elsewhere --yes has to be there. An answer other than yes ends it."""
    import sys

    from kollabo.errors import UsageError
    from kollabo.publish.plain import one_line

    words = one_line(f"{name} ({source_id}), {rows:,} rows")
    if not sys.stdin.isatty():
        raise UsageError(f"this would forget {words}", remedy="add --yes to do it")
    click.echo(f"Forget {words}? [y/N] ", nl=False, err=True)
    if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
        click.echo("Nothing was forgotten.", err=True)
        raise click.exceptions.Exit(0)
