"""`kollabo version`."""

from __future__ import annotations

import click

HELP = """Print the version.

\b
Examples:
  kollabo version
"""


@click.command("version", help=HELP)
def command() -> None:
    from kollabo import __version__
    from kollabo.cli.output import write_text

    write_text(f"kollabo {__version__}")
