"""The options that say how much each signal counts: ``--weights``, ``--without``, ``--signals``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kollabo.cli.options import FOLDER, TEXT

if TYPE_CHECKING:
    from kollabo.answers.ranking.size_ranking import SizeRanking

explain_option = click.option(
    "--explain", is_flag=True, help="Say what moved each entry, and its rank without each signal."
)
without_option = click.option(
    "--without",
    type=TEXT,
    multiple=True,
    metavar="SIGNAL",
    help="Leave out a signal or a chart; may be repeated.",
)
weights_option = click.option(
    "--weights",
    type=TEXT,
    metavar="SIGNAL=N,...",
    help="How much signals or charts count beside each other: charts=2,streams=1.",
)
signals_option = click.option(
    "--signals",
    "signal_folders",
    type=FOLDER,
    multiple=True,
    metavar="FOLDER",
    help="A folder with signals of your own; may be repeated.",
)


def ranking(
    weights: str | None, without: Sequence[str], folders: Sequence[Path], *, explain: bool
) -> SizeRanking:
    """The ranking that the options ask for. Raises a usage error for weights that are none."""
    from kollabo.answers.ranking.signals import load_signals
    from kollabo.answers.ranking.size_ranking import SizeRanking

    given = read_weights(weights or "")
    for name in without:
        if name in given:
            raise click.UsageError(f"{name!r} is both weighed and left out")
        given[name] = 0.0
    return SizeRanking(load_signals(folders), given, explain)


def read_weights(text: str) -> dict[str, float]:
    """ "charts=2,streams=1" as a mapping. A chart's name may hold commas and signs of its own: a part
    without "=" belongs to the name that follows, and the last "=" counts."""
    given: dict[str, float] = {}
    name = ""
    for part in text.split(",") if text.strip() else []:
        name = f"{name},{part}" if name else part
        before, sign, number = name.rpartition("=")
        if not sign:
            continue
        try:
            value = float(number)
        except ValueError:
            raise click.UsageError(
                f"the weight {number!r} of {before.strip()!r} is no number"
            ) from None
        if not (0 <= value <= 1000 and math.isfinite(value)):
            raise click.UsageError(f"a weight is a number from 0 to 1000, not {number}")
        if before.strip() in given:
            raise click.UsageError(f"{before.strip()!r} has two weights")
        given[before.strip()] = value
        name = ""
    if name:
        raise click.UsageError(f"{name!r} is no weight: write charts=2,streams=1")
    return given
