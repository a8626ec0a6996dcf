"""`kollabo scenes`: which scenes there are, and who is in one."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option, scenes_option

HELP = """List the scenes, or show who belongs to one and why.

Alone it lists them; `kollabo scenes show NAME` shows one. A file with a scene of your own goes
into the folder scenes/ of the catalogue.

\b
Examples:
  kollabo scenes
  kollabo scenes show k-pop
  kollabo scenes show western --top 10 --json
"""

SHOW_HELP = """Show who belongs to a scene, and why.

The acts with most evidence come first.

\b
Examples:
  kollabo scenes show k-pop
  kollabo scenes show western --top 10 --json
"""


@click.group("scenes", help=HELP, invoke_without_command=True)
@json_option
@scenes_option
@catalogue_option
@click.pass_context
def command(
    context: click.Context, as_json: bool, scene_folders: tuple[Path, ...], catalogue: Path | None
) -> None:
    if context.invoked_subcommand is not None:
        if as_json or scene_folders or catalogue:
            raise click.UsageError(f"options go after '{context.invoked_subcommand}'")
        return
    from kollabo.answers import scenes_list
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    with open_catalogue(catalogue) as opened:
        answer = scenes_list.scenes_list(opened, known_scenes(catalogue, scene_folders))
    if as_json:
        output.write_json(scenes_list.as_json(answer))
        return
    from kollabo.publish.scenes_text import scenes_text

    output.write_text(scenes_text(answer))


@command.command("show", help=SHOW_HELP)
@click.argument("name", type=TEXT, metavar="NAME")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="Name so many acts.",
)
@json_option
@scenes_option
@catalogue_option
def show(
    name: str,
    top: int,
    as_json: bool,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.answers import scenes_list
    from kollabo.answers.known_scenes import known_scenes
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output
    from kollabo.scenes.definitions import find_scene

    scenes = known_scenes(catalogue, scene_folders)
    scene = find_scene(name, scenes)
    with open_catalogue(catalogue) as opened:
        answer = scenes_list.scene_acts(opened, scene, scenes, limit=top)
    if as_json:
        output.write_json(scenes_list.scene_as_json(answer))
        return
    from kollabo.publish.scenes_text import scene_text

    output.write_text(scene_text(answer))
