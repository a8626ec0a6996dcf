"""Options that several commands share, each with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

CatalogueOption = Annotated[
    Path | None,
    typer.Option(
        "--catalogue",
        help="The catalogue's folder; else KOLLABO_HOME, else your platform's place for data.",
        show_default=False,
        metavar="FOLDER",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, as docs/json.md says.")]
ScenesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--scenes",
        help="A folder with scenes of your own; may be repeated.",
        show_default=False,
        metavar="FOLDER",
    ),
]
YearOption = Annotated[int, typer.Option("--year", help="The year asked about.", metavar="YEAR")]
BetweenOption = Annotated[
    str, typer.Option("--between", help="One scene: `kollabo scenes` names them.", metavar="SCENE")
]
AndOption = Annotated[str, typer.Option("--and", help="The other scene.", metavar="SCENE")]
WaitOption = Annotated[
    float,
    typer.Option(
        "--wait",
        help="How long to wait while another import holds the catalogue.",
        metavar="SECONDS",
        min=0,
    ),
]
