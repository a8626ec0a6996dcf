"""`kollabo evaluate ranking`: whether the ranking keeps its claims, and what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kollabo.cli.progress import Progress
    from kollabo.evaluate.held_out import HeldOut
    from kollabo.evaluate.ranking import Cell
    from kollabo.evaluate.world_files import Importer, ToImport

RANKING = "ranking"  # the topic

worlds_option = click.option(
    "--worlds",
    type=click.IntRange(1, 600),
    default=250,
    show_default=True,
    metavar="N",
    help="Simulated worlds for each regime and length of list (topic ranking).",
)
seed_option = click.option(
    "--seed",
    type=int,
    default=3,
    show_default=True,
    metavar="N",
    help="Of the simulated worlds (topic ranking).",
)
YEARS = (2023, 2024)  # of the real charts held out: those of which several are at hand


def show_ranking_scores(catalogue: Path | None, worlds: int, seed: int, *, as_json: bool) -> None:
    """Print the tables. Raises ClaimsBroken where the ranking claims more than is true."""
    from kollabo.cli.output import write_json, write_text
    from kollabo.cli.progress import open_progress
    from kollabo.errors import ClaimsBroken

    with open_progress() as progress:
        found, kept = ranking_scores(catalogue, worlds, seed, progress)
    if as_json:
        write_json(found)
    else:
        write_text("\n".join(ranking_lines(found)))
    if not kept:
        raise ClaimsBroken(
            "the ranking does not keep all its claims",
            remedy="the last column says where; few worlds leave much to chance",
        )


def ranking_scores(
    catalogue: Path | None, worlds: int, seed: int, progress: Progress
) -> tuple[dict[str, Any], bool]:
    """Both tables as docs/json.md describes them, and whether all claims are kept."""
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.evaluate.held_out import held_out
    from kollabo.evaluate.ranking import evaluate_ranking

    # The catalogue is opened first: one that cannot be read should not be found out after minutes.
    with open_catalogue(catalogue) as opened:
        rows = [row for year in YEARS for row in held_out(opened, year, seed, progress.say)]
    cells = evaluate_ranking(importing(progress), worlds=worlds, seed=seed, progress=progress.say)
    return as_json(seed, cells, rows), not any(one.troubles for one in cells)


def importing(progress: Progress) -> Importer:
    """What takes the files of simulated worlds into a catalogue: an import as of any user's."""
    from kollabo.cli.importing import Request, import_all

    def importer(root: Path, files: Sequence[ToImport]) -> None:
        requests = [
            Request(
                one.kind,
                (one.path,),
                one.name,
                layout=one.layout,
                layout_folders=one.layout_folders,
                with_facts=False,
            )
            for one in files
        ]
        import_all(root, requests, progress)

    return importer


def as_json(seed: int, cells: Sequence[Cell], rows: Sequence[HeldOut]) -> dict[str, Any]:
    return {
        "seed": seed,
        "cells": [_cell(one) for one in cells],
        "held_out": [_held_out(one) for one in rows],
    }


def _cell(one: Cell) -> dict[str, Any]:
    return {
        "regime": one.regime,
        "about": one.about,
        "asked": one.asked or None,
        "songs": one.songs,
        "worlds": one.worlds,
        "claimed": round(one.claim, 4),
        "covered": round(one.covered, 4),
        "first_claimed": round(one.first_claim, 4),
        "first_covered": round(one.first_covered, 4),
        "pit": round(one.pit, 4),
        "width": round(one.width, 3),
        "of_knowing": None if one.asked else round(one.beside_knowing, 3),
        "troubles": one.troubles,
    }


def _held_out(one: HeldOut) -> dict[str, Any]:
    ahead, low, high = one.ahead or (None, None, None)
    return {
        "chart": one.chart,
        "year": one.year,
        "songs": one.songs,
        "on_chart": one.on_chart,
        "rule": one.rule,
        "tau": round(one.tau, 4),
        "ahead": _rounded(ahead),
        "ahead_low": _rounded(low),
        "ahead_high": _rounded(high),
        "beaten": one.verdict or None,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def ranking_lines(found: dict[str, Any]) -> list[str]:
    from kollabo.publish.ranking_scores_text import cell_lines, held_out_lines

    lines = [f"Simulated worlds, seed {found['seed']}", "", *cell_lines(found["cells"])]
    if found["held_out"]:
        return [
            *lines,
            "",
            "Real charts, each left out in turn",
            "",
            *held_out_lines(found["held_out"]),
        ]
    return [*lines, "", "No two charts of one year are at hand: nothing can be held out."]
