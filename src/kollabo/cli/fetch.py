"""`kollabo fetch`: figures from services on the net, into a file that `kollabo import` reads."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kollabo.cli.options import TEXT, catalogue_option

HELP = """Ask a service for figures and keep its answers in a file.

The file holds the answers as they came, with their addresses and days: `kollabo import` reads it,
and every figure can be traced to it. The services want to know who is asking: give --contact, or
set KOLLABO_CONTACT once. Needs the extra kollabo[services].

\b
Examples:
  kollabo fetch listens --recording 13dd61c7-ce73-4e97-9f0c-9f0e53144411 --out popular.json
  kollabo fetch pageviews "Seven (Jung Kook song)" --from 2023-07-14 --to 2023-08-14 --out views.json
"""

LISTENS_HELP = """Ask ListenBrainz how often recordings were heard, and by how many people.

Totals to date of recordings (--recording, --from-catalogue) or of an act's most heard recordings
(--artist), named by MusicBrainz ids; or the recordings most heard by everybody in a period (--top).

\b
Examples:
  kollabo fetch listens --recording 13dd61c7-ce73-4e97-9f0c-9f0e53144411 --out popular.json
  kollabo fetch listens --top month --out month.json
"""

PAGEVIEWS_HELP = """Ask Wikimedia how often people read Wikipedia articles.

An ARTICLE is the title of a song's article. Where the title does not name the song and its act
("Seven (Jung Kook song)" does), say with --title and --acts which song it is about.

\b
Examples:
  kollabo fetch pageviews "Seven (Jung Kook song)" --from 2023-07-14 --to 2023-08-14 --out views.json
  kollabo fetch pageviews Despacito --project es.wikipedia --from 2017-01-01 --to 2017-12-31 --by month --title Despacito --acts "Luis Fonsi featuring Daddy Yankee" --out despacito.json
"""

DAY = click.DateTime(["%Y-%m-%d"])
# The API's own words; ListenBrainz documents what each of them counts.
RANGES = (
    "this_week", "this_month", "this_year", "week", "month", "quarter", "half_yearly", "year",
    "all_time",
)  # fmt: skip

_out = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
_replace = click.option("--replace", is_flag=True, help="Write over a file that is there.")
_contact = click.option(
    "--contact",
    type=TEXT,
    metavar="TEXT",
    help="How the service can reach you: an address; else KOLLABO_CONTACT.",
)
_fresh = click.option("--fresh", is_flag=True, help="Ask anew, whatever is kept from before.")


@click.group("fetch", help=HELP)
def command() -> None:
    pass


@command.command("listens", help=LISTENS_HELP)
@click.option(
    "--recording",
    "recordings",
    type=TEXT,
    multiple=True,
    metavar="MBID",
    help="A recording; may be repeated.",
)
@click.option(
    "--artist",
    "artists",
    type=TEXT,
    multiple=True,
    metavar="MBID",
    help="An act; may be repeated.",
)
@click.option("--from-catalogue", is_flag=True, help="All recordings the catalogue knows by id.")
@click.option(
    "--year", type=int, metavar="YEAR", help="Of the catalogue, songs released in this year."
)
@click.option("--top", type=click.Choice(RANGES), help="What everybody heard most in this period.")
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=1000,
    show_default=True,
    metavar="N",
    help="So many recordings of the period.",
)
@_out
@_replace
@_contact
@_fresh
@catalogue_option
def listens(
    recordings: tuple[str, ...],
    artists: tuple[str, ...],
    from_catalogue: bool,
    year: int | None,
    top: str | None,
    most: int,
    catalogue: Path | None,
    **where: Any,
) -> None:
    from kollabo.cli.fetching import Destination, fetch_listens

    wanted = [*recordings]
    if from_catalogue:
        from kollabo.answers import recordings as known
        from kollabo.catalogue.reader import open_catalogue

        with open_catalogue(catalogue) as opened:
            wanted += known.recordings(opened, year)
    fetch_listens(Destination(**where), wanted, artists, top, most, from_catalogue=from_catalogue)


@command.command("pageviews", help=PAGEVIEWS_HELP)
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True, type=TEXT)
@click.option(
    "--project",
    type=TEXT,
    default="en.wikipedia",
    show_default=True,
    metavar="PROJECT",
    help="The Wikipedia the articles are in.",
)
@click.option("--from", "since", type=DAY, required=True, metavar="YYYY-MM-DD", help="First day.")
@click.option("--to", "until", type=DAY, required=True, metavar="YYYY-MM-DD", help="Last day.")
@click.option(
    "--by",
    type=click.Choice(["day", "month"]),
    default="day",
    show_default=True,
    help="A figure for each day, or for each whole month.",
)
@click.option("--title", type=TEXT, metavar="TEXT", help="The title of the song it is about.")
@click.option("--acts", type=TEXT, metavar="TEXT", help="The credit of that song.")
@_out
@_replace
@_contact
@_fresh
def pageviews(
    articles: tuple[str, ...],
    project: str,
    since: datetime,
    until: datetime,
    by: str,
    title: str | None,
    acts: str | None,
    **where: Any,
) -> None:
    from kollabo.cli.fetching import Destination, fetch_pageviews

    days: tuple[date, date] = since.date(), until.date()
    fetch_pageviews(Destination(**where), articles, project, days, by, title, acts)
