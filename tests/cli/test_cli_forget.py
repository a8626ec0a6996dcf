"""Forgetting a source: what is lost is said, and nothing is lost that was not meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from json_page import read_page, troubles

from kollabo.catalogue.snapshots import current_snapshot
from kollabo.errors import CatalogueError

PAGE = read_page((Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8"))


def names(run: Run, root: Path) -> set[str]:
    return {one["name"] for one in run("sources", "--json", catalogue=root).json["sources"]}


def test_a_forgotten_source_is_as_if_it_had_never_been_imported(run: Run, own: Path) -> None:
    assert run("song", "Glass Harbour", catalogue=own).code == 0
    result = run("forget", "harbour-ten", "--yes", catalogue=own)
    assert result.code == 0, result.err
    assert result.out.startswith("Forgotten: harbour-ten (chart by layout chart-csv, world), 22 ")
    assert "chart periods that no other source knows" in result.out
    assert "harbour-ten.csv again to have it back" in result.out
    assert "harbour-ten" not in names(run, own)
    left = run("song", "Glass Harbour", "--json", catalogue=own)
    assert "harbour-ten" not in left.out


@pytest.mark.usefixtures("quick_build")
def test_it_goes_by_id_too_and_says_it_in_json(run: Run, own: Path) -> None:
    (source,) = run("sources", "harbour-ten", "--json", catalogue=own).json["sources"]
    result = run("forget", source["id"], "--yes", "--json", catalogue=own)
    assert list(troubles(result.json, "forget", PAGE)) == []
    assert result.json["forgotten"] == source
    assert result.json["after"]["sources"] == result.json["before"]["sources"] - 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Nobody's chart", "--yes"], 7, "no source is called"),
        (["harbour-ten"], 2, "this would forget harbour-ten (chart-"),
        (["facts of kollabo: acts", "--yes"], 2, "--without-facts"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(
    run: Run, own: Path, words: list[str], code: int, said: str
) -> None:
    before = current_snapshot(own)
    result = run("forget", *words, catalogue=own)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert current_snapshot(own) == before


def test_there_must_be_a_catalogue(run: Run, tmp_path: Path) -> None:
    result = run("forget", "anything", "--yes", catalogue=tmp_path / "none")
    assert result.code == 4
    assert not (tmp_path / "none").exists()


def test_a_build_that_fails_leaves_the_source(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise CatalogueError("the build failed")

    monkeypatch.setattr("kollabo.cli.forgetting.build", fail)
    before = current_snapshot(own)
    assert run("forget", "harbour-ten", "--yes", catalogue=own).code == 4
    assert current_snapshot(own) == before
    assert "harbour-ten" in names(run, own)


@pytest.mark.parametrize(("answer", "left"), [("n\n", True), ("", True), ("Yes\n", False)])
@pytest.mark.usefixtures("quick_build")
def test_a_terminal_is_asked(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: bool
) -> None:
    import io

    stdin = io.StringIO(answer)
    monkeypatch.setattr(stdin, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", stdin)
    result = run("forget", "harbour-ten", catalogue=own)
    assert result.code == 0
    assert "[y/N]" in result.err
    assert ("harbour-ten" in names(run, own)) == left
