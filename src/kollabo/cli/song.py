"""`kollabo song`: everything known about a song."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option

HELP = """Show everything known about a song, and where it was read.

Of several songs of one title, the one with most chart weeks is shown and the others are named;
--by picks the one that credits an act. TITLE may be a song's id.

\b
Examples:
  kollabo song "Left And Right"
  kollabo song Seven --by "Jung Kook" --json
"""


@click.command("song", help=HELP)
@click.argument("title", type=TEXT, metavar="TITLE")
@click.option("--by", type=TEXT, metavar="ACT", help="Only a song that credits this act.")
@json_option
@catalogue_option
def command(title: str, by: str | None, as_json: bool, catalogue: Path | None) -> None:
    from kollabo.answers import song as songs
    from kollabo.answers.lookup import find_songs, song_json
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    with open_catalogue(catalogue) as opened:
        found, *others = find_songs(opened, title, by=by)
        answer = songs.song(opened, found.song_id)
    if as_json:
        also = [song_json(one) for one in others]
        output.write_json({**songs.as_json(answer), "others_of_this_title": also})
        return
    from kollabo.publish.song_text import song_text

    output.write_text(song_text(answer, others))
