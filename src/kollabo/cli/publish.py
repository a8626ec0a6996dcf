"""`kollabo publish`: a year's list as a site, to put on any web host."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from kollabo.cli.options import (
    FOLDER,
    TEXT,
    and_option,
    between_option,
    catalogue_option,
    language_option,
    scenes_option,
    year_means_option,
    year_option,
)

HELP = """Publish a year's list as a site, to put on any web host.

It has the article with its pictures, a page for each song with every figure and where it was read,
a page for each act, a feed, and the list in forms for programs. Nothing in it runs a script or
asks another host. The same catalogue makes the same files.

The site is written aside and swapped in at once. A folder that kollabo did not make, or that was
changed since, is left as it is. Needs kollabo[publish].

\b
Examples:
  kollabo publish --year 2023 --between k-pop --and western --out site/
  kollabo publish --year 2023 --between k-pop --and western --out seite/ --language de
"""


@click.command("publish", help=HELP)
@year_option
@between_option
@and_option
@click.option("--out", type=FOLDER, required=True, metavar="FOLDER", help="Where the site goes.")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Keep so many ranked songs.")
@year_means_option
@language_option
@click.option(
    "--address",
    type=TEXT,
    metavar="URL",
    help="Where the site will be found, so that its feed can say so.",
)
@scenes_option
@catalogue_option
def command(
    year: int,
    between: str,
    and_: str,
    out: Path,
    top: int | None,
    year_means: str,
    language: str,
    address: str | None,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.edition import edition
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.answers.question import YearMeans, ask
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output
    from kollabo.publish.language import Language
    from kollabo.publish.site.contents import site_files
    from kollabo.publish.site.folder import check_folder, publish_into

    said_in = Language(language)
    known = known_scenes(catalogue, scene_folders)
    question = ask(year, (between, and_), known, year_means=cast(YearMeans, year_means))
    check_folder(out)
    with open_catalogue(catalogue) as opened:
        made = edition(opened, question, known, top=top, with_pages=True)
    number = publish_into(out, site_files(made, said_in, _address(address)))
    output.write_text(f"{number} files in {out}: open {out / 'index.html'}")


def _address(given: str | None) -> str | None:
    from kollabo.errors import UsageError
    from kollabo.publish.links import web_links

    if given is None:
        return None
    links = web_links([given])
    if not links:
        raise UsageError(
            f"{given!r} is no web address", remedy="write it as https://example.org/lists/"
        )
    return links[0]
