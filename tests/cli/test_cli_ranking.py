"""Options that weigh and explain a list, and the tables of `evaluate ranking`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_line import Run
from json_page import read_page, troubles

from kollabo.answers.ranking.signals import load_signals
from kollabo.cli import ranking_scores
from kollabo.cli.weighing import read_weights
from kollabo.evaluate.held_out import HeldOut
from kollabo.evaluate.ranking import Cell, Tally

LIST = ("best", "--year", "2023", "--between", "k-pop", "--and", "western")
DOCS = Path(__file__).parents[2] / "docs"


def test_the_explanation_says_what_moved_each_entry(run: Run) -> None:
    lines = [line.strip() for line in run(*LIST, "--explain").out.splitlines()]
    first = next(number for number, line in enumerate(lines) if "Glass Harbour" in line)
    said = lines[first + 1 : first + 12]
    assert any(line.startswith("1st; plausibly 1st to ") for line in said)
    assert any(line.startswith("charts: ") and "harbour-ten: 5 weeks" in line for line in said)
    assert any(line.startswith("without charts: nothing else sizes it") for line in said)
    assert not any("plausibly" in line for line in run(*LIST).out.splitlines())


def test_the_table_explains_too(run: Run) -> None:
    assert "plausibly" in " ".join(run(*LIST, "--explain", "--format", "table").out.split())


def test_csv_holds_the_plausible_ranks(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*LIST, "--format", "csv").out)))
    assert rows
    for row in rows:
        assert int(row["plausible_low"]) <= int(row["rank"]) <= int(row["plausible_high"])


def test_without_any_signal_nothing_is_ranked(run: Run) -> None:
    result = run(*LIST, *(word for name in load_signals() for word in ("--without", name)))
    assert (result.code, "Nothing is ranked" in result.out) == (0, True)


def test_an_unknown_signal_is_named_beside_the_known(run: Run) -> None:
    result = run(*LIST, "--without", "radio")
    assert result.code == 2
    assert "no signal or chart called 'radio'" in result.err
    assert "charts" in result.err


def test_signals_of_your_own_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "charts.toml").write_text('name = "charts"\nmetrics = ["rank"]\ntransform = "x"\n')
    result = run(*LIST, "--signals", tmp_path)
    assert result.code == 6
    assert "charts.toml" in result.err


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("charts=2,streams=1", {"charts": 2, "streams": 1}),
        (" charts = 0.5 ", {"charts": 0.5}),
        ("Top 40, Sweden=2,charts=1", {"Top 40, Sweden": 2, "charts": 1}),
        ("a=b=1", {"a=b": 1}),
        ("", {}),
    ],
)
def test_weights_are_read(text: str, weights: dict[str, float]) -> None:
    assert read_weights(text) == weights


@pytest.mark.parametrize(
    "text", ["charts", "charts=", "charts=x", "charts=-1", "charts=nan", "a=1,a=2"]
)
def test_what_is_no_weight_is_refused(run: Run, text: str) -> None:
    result = run(*LIST, "--weights", text)
    assert result.code == 2
    assert "weight" in result.err


def test_the_tables_of_evaluate_ranking_are_as_the_page_says() -> None:
    tally = Tally(songs=10, covered=9, claimed=9.4, width=30, pit_inside=9)
    cell = Cell("shared", "charts of one company err together", 10, 1, tally, tally, tally, tally)
    rows = [
        HeldOut("A", 2023, 50, 40, "ranking", 0.5, None),
        HeldOut("A", 2023, 50, 40, "peak alone", 0.4, (0.1, 0.05, 0.2)),
    ]
    found = ranking_scores.as_json(1, [cell], rows)
    page = read_page((DOCS / "json.md").read_text(encoding="utf-8"))
    assert list(troubles(found, "evaluate ranking", page)) == []
    lines = ranking_scores.ranking_lines(found)
    assert any("claims 94.0% and covers 90.0%" in line for line in lines)
    assert any(line.endswith("yes") and "peak alone" in line for line in lines)
