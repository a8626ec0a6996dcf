"""Options that several commands share, each with its help."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

FOLDER = click.Path(path_type=Path)


class Text(click.types.StringParamType):
    """Words that files or people could have written: valid UTF-8."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(super().convert(value, param, ctx))
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(f"{text!r} is not valid UTF-8", param, ctx)
        return text


TEXT = Text()

catalogue_option = click.option(
    "--catalogue",
    type=FOLDER,
    metavar="FOLDER",
    help="The catalogue's folder; else KOLLABO_HOME, else your platform's place for data.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Write JSON, as docs/json.md says."
)
scenes_option = click.option(
    "--scenes",
    "scene_folders",
    type=FOLDER,
    multiple=True,
    metavar="FOLDER",
    help="A folder with scenes for this question, beside those in the catalogue; may be repeated.",
)
year_option = click.option(
    "--year", type=int, required=True, metavar="YEAR", help="The year asked about."
)
first_year_option = click.option(
    "--from", "first", type=int, required=True, metavar="YEAR", help="The first year."
)
last_year_option = click.option(
    "--to", "last", type=int, required=True, metavar="YEAR", help="The last year."
)
between_option = click.option(
    "--between",
    type=TEXT,
    required=True,
    metavar="SCENE",
    help="One scene: `kollabo scenes` names them.",
)
and_option = click.option(
    "--and", "and_", type=TEXT, required=True, metavar="SCENE", help="The other scene."
)
year_means_option = click.option(
    "--year-means",
    type=click.Choice(["released", "charted"]),
    default="released",
    show_default=True,
    help="Songs released in the year, or on a chart in it.",
)
language_option = click.option(
    "--language",
    type=TEXT,
    default="en",
    show_default=True,
    metavar="CODE",
    help="The language of an article or page: en or de.",
)
wait_option = click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait while another import holds the catalogue.",
)


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What makes the tables, for every command that makes them: it gets one ``engine``."""

    @click.option(
        "--engine",
        type=click.Choice(["duckdb", "spark"]),
        default="duckdb",
        show_default=True,
        help="What makes the tables: DuckDB, or Apache Spark (needs kollabo[spark]).",
    )
    @click.option(
        "--spark-master",
        type=TEXT,
        metavar="URL",
        help="The cluster for --engine spark, as spark://HOST:7077; else this machine.",
    )
    @wraps(command)
    def with_engine(*, engine: Any, spark_master: str | None, **others: Any) -> Any:
        from kollabo.build.engines.engine import EngineChoice

        if spark_master is not None and (engine != "spark" or not spark_master.strip()):
            raise click.UsageError("--spark-master names a cluster, and goes with --engine spark")
        return command(engine=EngineChoice(engine, spark_master), **others)

    return with_engine
