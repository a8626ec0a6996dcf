"""`kollabo import`: files into the catalogue."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import FOLDER, TEXT, catalogue_option, engine_options, wait_option

if TYPE_CHECKING:
    from kollabo.build.engines.engine import EngineChoice
    from kollabo.sources.counted import By

KINDS = ("people", "acts", "chart", "tracks", "musicbrainz", "listens", "pageviews", "playlists")

HELP = """Read files into the catalogue and make its tables anew.

KIND says what the files hold: people (known people with their groups), acts (acts with genres or
countries), chart (charts by week), tracks (songs, with totals or release dates), musicbrainz (a dump
of MusicBrainz as downloaded: all its files in one call), listens (ListenBrainz: dumps, exports,
statistics), pageviews (Wikipedia: dumps or answers of its API) or playlists (JSPF). A PATH is a
file or a folder. The layout of each file is recognised; rows that cannot be read are set aside
and counted, never guessed at.

Files read before and unchanged are passed over; changed ones replace what was read. Until the
whole import is done, and if it is stopped, the catalogue stays as it was.

\b
Examples:
  kollabo import chart billboard-hot-100/
  kollabo import chart kr.csv --name "Weekly chart" --region KR
  kollabo import people idols.csv groups.csv
  kollabo import musicbrainz mbdump.tar.bz2 mbdump-derived.tar.bz2
  kollabo import listens listens.jsonl
  kollabo import pageviews pageviews-20230714-user.bz2
"""


@click.command("import", help=HELP)
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--name", type=TEXT, metavar="TEXT", help="What to call it; else the layout's or file's name."
)
@click.option(
    "--region",
    type=TEXT,
    metavar="REGION",
    help="Where it was counted: a country such as KR, or world.",
)
@click.option(
    "--layout", type=TEXT, metavar="NAME", help="Read by this layout instead of recognising it."
)
@click.option(
    "--layouts",
    "layout_folders",
    type=FOLDER,
    multiple=True,
    metavar="FOLDER",
    help="A folder with layouts of your own; may be repeated.",
)
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month"]),
    help="Count listens and pageviews by this period; else listens by month, views by day.",
)
@click.option(
    "--least-listeners",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Take a song of a listens dump only for periods in which so many people heard it.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day up to which totals count that do not say so themselves.",
)
@click.option("--without-facts", is_flag=True, help="Leave out the facts that come with kollabo.")
@click.option(
    "--again", is_flag=True, help="Read unchanged files too, as after an update of kollabo."
)
@click.option(
    "--verify",
    is_flag=True,
    help="Tell unchanged MusicBrainz files by reading them, not by size and time of change.",
)
@engine_options
@catalogue_option
@wait_option
def command(
    kind: str,
    paths: tuple[Path, ...],
    name: str | None,
    region: str | None,
    layout: str | None,
    layout_folders: tuple[Path, ...],
    by: By | None,
    least_listeners: int,
    as_of: datetime | None,
    without_facts: bool,
    again: bool,
    verify: bool,
    engine: EngineChoice,
    catalogue: Path | None,
    wait: float,
) -> None:
    from kollabo.catalogue.location import catalogue_root
    from kollabo.cli.importing import Request, import_sources
    from kollabo.cli.output import write_text
    from kollabo.cli.progress import open_progress
    from kollabo.publish.import_text import summary_text
    from kollabo.sources import Counting

    request = Request(
        kind=kind,
        paths=paths,
        name=name,
        region=region,
        layout=layout,
        layout_folders=layout_folders,
        with_facts=not without_facts,
        again=again,
        verify=verify,
        counting=Counting(by, least_listeners, as_of.date() if as_of else None),
    )
    with open_progress() as progress:
        summary = import_sources(
            catalogue_root(catalogue), request, progress, wait_seconds=wait, engine=engine
        )
    write_text(summary_text(summary))
