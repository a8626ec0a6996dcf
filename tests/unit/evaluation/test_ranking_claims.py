"""The evaluation of the ranking passes the ranking, and fails one that is wrong.

A small version of ``kollabo evaluate ranking``: a few worlds of one regime, through the importers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kollabo.answers.ranking import readings
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.cli.progress import Lines
from kollabo.cli.ranking_scores import importing
from kollabo.evaluate.ranking import Cell, measure
from kollabo.evaluate.world_files import Importer, ToImport, import_worlds, place
from kollabo.evaluate.worlds import draw_world, regimes

importer = importing(Lines())


def doubling(root: Path, files: Sequence[ToImport]) -> None:
    """An importer with a mistake: the first chart comes in a second time under another name."""
    first = next(one for one in files if one.kind == "chart")
    again = first.path.with_name("again.csv")
    again.write_bytes(first.path.read_bytes() + b"\n")
    importer(root, [*files, replace(first, path=again, name="Company Z")])


SEED = 1
WORLDS = place([draw_world(regimes()["shared"], 30, number, SEED) for number in range(8)])


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """Eight worlds of shared errors, imported as they are."""
    yield from imported(tmp_path_factory.mktemp("worlds"), importer)


def imported(folder: Path, how: Importer) -> Iterator[Catalogue]:
    import_worlds(folder / "home", folder, WORLDS, how)
    with open_catalogue(folder / "home") as catalogue:
        yield catalogue


def measured(catalogue: Catalogue) -> Cell:
    (cell,) = measure(catalogue, WORLDS, SizeRanking(), SEED)
    return cell


def assert_fails(cell: Cell) -> None:
    assert cell.covered < cell.claim - 0.08
    assert any(trouble.startswith("claims") for trouble in cell.troubles)
    assert any(trouble.startswith("PIT") for trouble in cell.troubles)


def test_the_ranking_keeps_its_claims(worlds: Catalogue) -> None:
    cell = measured(worlds)
    assert cell.worlds == 8
    assert cell.covered == pytest.approx(cell.claim, abs=0.05)  # 8 worlds tell no closer
    assert cell.beside_knowing < 1.3


def test_a_model_told_that_charts_are_independent_fails(
    worlds: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "company", lambda chart: chart)
    assert_fails(measured(worlds))


def test_an_importer_that_doubles_a_chart_fails(tmp_path: Path) -> None:
    for catalogue in imported(tmp_path, doubling):
        assert_fails(measured(catalogue))
