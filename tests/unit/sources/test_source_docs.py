"""docs/sources.md is true: its example runs, and every shipped layout and key stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests_sources_read import read

from kollabo.sources import layouts

DOCS = Path(__file__).resolve().parents[3] / "docs" / "sources.md"
Write = Callable[[str, str | bytes], Path]


def block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_example_of_a_layout_runs(write: Write, tmp_path: Path) -> None:
    write("mine/streaming-france.toml", block("toml"))
    path = write("chart.csv", block("csv"))
    tables, (report,) = read("chart", path, layout_folders=[tmp_path / "mine"])
    assert report.layout == "streaming-france"
    rows = [
        (row["title"], row["artists"], row["metric"], row["value"], str(row["period_from"]))
        for row in tables["printed_observation"]
    ]
    assert rows == [
        ("Été", ["Ana", "Les Deux"], "rank", 1, "2022-12-30"),
        ("Été", ["Ana", "Les Deux"], "streams", 1_204_311, "2022-12-30"),
        ("Hiver", ["Bob"], "rank", 2, "2022-12-30"),
        ("Hiver", ["Bob"], "streams", 988_020, "2022-12-30"),
    ]
    (aside,) = report.set_aside
    assert (aside.row, aside.reason) == (4, "date '30.02.2023' is no day of the form DD.MM.YYYY")
    assert aside.reason in DOCS.read_text(encoding="utf-8")


def test_every_layout_is_described() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [layout.name for layout in layouts() if f"`{layout.name}`" not in text] == []
