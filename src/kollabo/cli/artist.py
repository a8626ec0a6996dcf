"""`kollabo artist`: everything known about an act."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option, scenes_option

HELP = """Show everything known about an act.

Scenes, groups, names, collaborations. Of several acts of one name, the one with most evidence is
shown and the others are named; write "Kai [EXO]" to mean one by its group or note. NAME may be an
act's id. --why adds which printed names were taken for it, and how surely.

\b
Examples:
  kollabo artist "Jung Kook"
  kollabo artist "Jung Kook" --why --json
"""


@click.command("artist", help=HELP)
@click.argument("name", type=TEXT, metavar="NAME")
@click.option("--why", is_flag=True, help="Add which printed names were taken for the act.")
@json_option
@scenes_option
@catalogue_option
def command(
    name: str, why: bool, as_json: bool, scene_folders: tuple[Path, ...], catalogue: Path | None
) -> None:
    from kollabo.answers import artist as artists
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.answers.lookup import act_json, find_acts
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    scenes = known_scenes(catalogue, scene_folders)
    with open_catalogue(catalogue) as opened:
        found, *others = find_acts(opened, name)
        answer = artists.artist(opened, found.artist_id, scenes, why=why)
    if as_json:
        also = [act_json(one) for one in others]
        output.write_json({**artists.as_json(answer), "others_of_this_name": also})
        return
    from kollabo.publish.artist_text import artist_text

    output.write_text(artist_text(answer, others))
