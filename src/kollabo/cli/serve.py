"""`kollabo serve`: the explorer, as a web server on this machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, scenes_option

HELP = """Serve the explorer: the catalogue as pages to look around in, and as JSON.

Find acts and songs as you type, see why a song stands above another, and where every figure was
read. It only reads, and answers to this machine alone unless --host says otherwise. A catalogue
that is imported meanwhile is served as soon as it is there. Needs kollabo[serve].

\b
Examples:
  kollabo serve
  kollabo serve --port 8080 --catalogue my-catalogue/
"""


@click.command("serve", help=HELP)
@click.option(
    "--host",
    type=TEXT,
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to answer at; 0.0.0.0 answers to everybody.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help="The port to answer at; 0 takes a free one.",
)
@scenes_option
@catalogue_option
def command(host: str, port: int, scene_folders: tuple[Path, ...], catalogue: Path | None) -> None:
    try:
        from kollabo.web.serving import serve
    except ModuleNotFoundError as missing:
        from kollabo.errors import UsageError

        raise UsageError(
            f"the explorer needs the package {missing.name}, which is not installed",
            remedy="pip install 'kollabo[serve]'",
        ) from missing
    serve(host, port, catalogue, scene_folders, _say)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
