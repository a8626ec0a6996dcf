"""`kollabo lift`: what acts gained after a crossing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option, scenes_option

if TYPE_CHECKING:
    from kollabo.scenes.definitions import Scene

HELP = """Tell what a crossing brought its acts: their other songs before and after it.

Each act is compared with acts of its scene at the same level and stage that had no crossing in
that time. For TITLE every act of the song is told apart; with --from and --to all crossings
between two scenes are pooled. Often the answer is that nothing can be told, and why.

\b
Examples:
  kollabo lift "Seven" --by "Latto"
  kollabo lift "Seven" --by "Latto" --between k-pop --and western --json
  kollabo lift --between k-pop --and western --from 2022 --to 2023
"""


@click.command("lift", help=HELP)
@click.argument("title", type=TEXT, metavar="[TITLE]", required=False)
@click.option("--by", type=TEXT, metavar="ACT", help="Only a song that credits this act.")
@click.option("--between", type=TEXT, metavar="SCENE", help="One scene; else the acts' own.")
@click.option("--and", "and_", type=TEXT, metavar="SCENE", help="The other scene.")
@click.option("--from", "first", type=int, metavar="YEAR", help="Pool from this year.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Pool to this year.")
@click.option("--chart", type=TEXT, metavar="NAME", help="Measure on this chart.")
@click.option(
    "--weeks", type=click.IntRange(4, 52), metavar="N", help="Weeks before and after; else 26."
)
@json_option
@scenes_option
@catalogue_option
def command(
    title: str | None,
    by: str | None,
    between: str | None,
    and_: str | None,
    first: int | None,
    last: int | None,
    chart: str | None,
    weeks: int | None,
    as_json: bool,
    scene_folders: tuple[Path, ...],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.known_scenes import known_scenes

    if (between is None) != (and_ is None):
        raise click.UsageError("--between and --and go together")
    pair = (between, and_) if between is not None and and_ is not None else None
    known = known_scenes(catalogue, scene_folders)
    if title is not None:
        if first is not None or last is not None:
            raise click.UsageError("--from and --to pool scenes; leave TITLE out")
        _song(title, by, pair, chart, weeks, as_json, known, catalogue)
    elif pair is None or first is None or last is None:
        raise click.UsageError("name a TITLE, or two scenes and years: --between --and --from --to")
    elif by is not None:
        raise click.UsageError("--by needs a TITLE")
    else:
        _scenes(pair, (first, last), chart, weeks, as_json, known, catalogue)


def _song(
    title: str,
    by: str | None,
    between: tuple[str, str] | None,
    chart: str | None,
    weeks: int | None,
    as_json: bool,
    scenes: Mapping[str, Scene],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.lift import of_song
    from kollabo.answers.lookup import find_songs, song_json
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    with open_catalogue(catalogue) as opened:
        found, *others = find_songs(opened, title, by=by)
        answer = of_song.lift_of_song(
            opened, found.song_id, scenes, between=between, chart=chart, weeks=weeks
        )
    if as_json:
        also = [song_json(one) for one in others]
        output.write_json({**of_song.as_json(answer), "others_of_this_title": also})
        return
    from kollabo.publish.lift_text import song_lift_text

    output.write_text(song_lift_text(answer, others))


def _scenes(
    between: tuple[str, str],
    years: tuple[int, int],
    chart: str | None,
    weeks: int | None,
    as_json: bool,
    scenes: Mapping[str, Scene],
    catalogue: Path | None,
) -> None:
    from kollabo.answers.lift import of_scenes
    from kollabo.answers.question import ask_years
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    asked = ask_years(*years, between, scenes)
    with open_catalogue(catalogue) as opened:
        answer = of_scenes.lift_of_scenes(opened, asked, scenes, chart=chart, weeks=weeks)
    if as_json:
        output.write_json(of_scenes.as_json(answer))
        return
    from kollabo.publish.lift_text import scenes_lift_text

    output.write_text(scenes_lift_text(answer))
