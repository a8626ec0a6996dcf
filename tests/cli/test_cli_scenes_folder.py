"""Scenes of the user's own: in the catalogue for every command, in --scenes for one question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

HARBOUR = """
name = "harbour"
title = "Harbour"
include = ["Haneul Seo"]
"""
ASKED = ("best", "--year", "2023", "--between", "harbour", "--and", "western")


def put_in(folder: Path, text: str | bytes = HARBOUR) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "harbour.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def titles(out: str) -> list[str]:
    return [entry["title"] for entry in json.loads(out)["entries"]]


def test_every_question_finds_the_scenes_in_the_catalogue(run: Run, own: Path) -> None:
    assert run(*ASKED, catalogue=own).code == 2
    put_in(own / "scenes")
    assert "Glass Harbour" in titles(run(*ASKED, "--json", catalogue=own).out)
    assert run("review", *ASKED[1:], catalogue=own).code == 0
    assert "harbour" in run("scenes", catalogue=own).out
    assert "Haneul Seo" in run("scenes", "show", "harbour", catalogue=own).out
    assert "Harbour" in run("artist", "Haneul Seo", catalogue=own).out


def test_a_folder_named_for_a_question_wins_over_the_catalogue(
    run: Run, own: Path, tmp_path: Path
) -> None:
    put_in(own / "scenes")
    put_in(tmp_path / "mine", HARBOUR.replace("Haneul Seo", "Nobody"))
    assert titles(run(*ASKED, "--json", "--scenes", tmp_path / "mine", catalogue=own).out) == []


def test_a_decision_may_name_a_scene_of_the_catalogue(run: Run, own: Path) -> None:
    put_in(own / "scenes")
    result = run("decide", "scene", "Dax Verano", "not harbour", catalogue=own)
    assert result.code == 0, result.err


@pytest.mark.parametrize("wrong", ["name = ", "name = 3", 'name = "a"\nmood = "b"', b"\xff\xfe"])
def test_a_mistake_in_a_scene_stops_an_import_before_it_reads(
    run: Run, own: Path, files: Path, wrong: str | bytes
) -> None:
    path = put_in(own / "scenes", wrong)
    result = run("import", "acts", files / "acts.csv", "--again", catalogue=own)
    assert result.code == 6
    assert str(path) in result.err
    assert "reading" not in result.err
