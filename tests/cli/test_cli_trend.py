"""The trend in each of its forms; a picture that shows what it must."""

from __future__ import annotations

import csv
import io
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from command_line import Run

TREND = ("trend", "--between", "k-pop", "--and", "western", "--from", "2022", "--to", "2023")


def test_the_text_says_each_year_with_its_interval(run: Run) -> None:
    lines = run(*TREND).out.splitlines()
    assert lines[0] == "Crossings between K-pop and Western, 2022 to 2023"
    assert re.match(r"2023\*?  crossings 4 \(1\.1-10\.2\); on the ", lines[3])
    assert any("2023-01-07" in line and "loaded from" in line for line in lines)
    assert any(line.startswith("Intervals are 95%") for line in lines)


def test_csv_has_a_number_in_each_cell(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*TREND, "--format", "csv").out)))
    assert [row["year"] for row in rows] == ["2022", "2023"]
    assert float(rows[1]["crossings_low"]) < float(rows[1]["crossings"]) == 4
    assert all(not cell or float(cell) >= 0 for row in rows for cell in row.values())


def test_the_markdown_is_a_table_of_as_many_columns(run: Run) -> None:
    out = run(*TREND, "--format", "markdown").out
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}


def test_a_table_goes_into_a_file_too(run: Run, tmp_path: Path) -> None:
    assert run(*TREND, "--format", "table", "--out", tmp_path / "t.txt").out == ""
    assert "Crossings between" in (tmp_path / "t.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["csv", "md", "json", "txt"])
def test_a_files_name_says_its_form(run: Run, tmp_path: Path, suffix: str) -> None:
    form = {"md": "markdown", "txt": "text"}.get(suffix, suffix)
    file = tmp_path / f"trend.{suffix}"
    assert run(*TREND, "--out", file).code == 0
    assert file.read_text(encoding="utf-8") == run(*TREND, "--format", form).out


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    result = run(*TREND, "--out", tmp_path / "nowhere" / "trend.csv")
    assert result.code == 1
    assert "nowhere" in result.err


def test_an_svg_is_labelled(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    file = tmp_path / "trend.svg"
    assert run(*TREND, "--out", file).code == 0
    words = {node.text for node in ElementTree.parse(file).iter() if node.text}
    assert "Crossings between K-pop and Western, 2022 to 2023" in words
    assert "crossings a year" in words
    assert {"+ harbour-ten", "+ Billboard Hot 100"} & words
    assert {"2022", "2023", "harbour-ten"} <= words


def test_a_png_is_one(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    file = tmp_path / "trend.png"
    assert run(*TREND, "--format", "png", "--out", file).code == 0
    assert file.read_bytes().startswith(b"\x89PNG\r\n")


def test_without_the_extra_a_picture_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = run(*TREND, "--out", tmp_path / "trend.svg")
    assert result.code == 2
    assert "pip install 'kollabo[plots]'" in result.err
    assert not (tmp_path / "trend.svg").exists()
    assert run(*TREND).code == 0
