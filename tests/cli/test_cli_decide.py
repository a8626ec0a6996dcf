"""Decisions: written down safely, dated, and heard by the next answer."""

from __future__ import annotations

import datetime as dt
import shlex
import tomllib
from pathlib import Path

import pytest
from command_line import Run

from kollabo.answers.deciding import Ready
from kollabo.build.decisions import KINDS as BUILT_KINDS
from kollabo.catalogue.staging import Staging
from kollabo.cli.decide import KINDS

LIST = ("--year", "2023", "--between", "k-pop", "--and", "western")


def test_every_kind_is_a_word_of_the_command_and_in_its_help(run: Run) -> None:
    assert set(KINDS) == set(BUILT_KINDS)
    words = run("decide", "--help").out
    assert all(f"\n  {kind} " in words for kind in KINDS)


def test_a_decision_changes_the_list_and_keeps_what_was_written(run: Run, own: Path) -> None:
    file = own / "decisions.toml"
    file.write_text("# mine\n# no newline at the end", encoding="utf-8")
    why = 'a "mashup" \\ of two'
    result = run("decide", "collaboration", "Glass Harbour", "no", "--why", why, catalogue=own)
    assert result.code == 0
    assert "Decided: collaboration, Glass Harbour = no" in result.out
    assert "It met nothing" not in result.out
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# mine\n# no newline at the end\n")
    (decision,) = tomllib.loads(text)["decision"]
    assert decision["why"] == why
    assert decision["decided"] == dt.date.today()
    assert "Glass Harbour" not in run("best", *LIST, catalogue=own).out


def test_a_decision_that_meets_nothing_says_so(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kollabo.cli.deciding.build", _finished_as_before)
    result = run("decide", "released", "No Such Song", "2023-07", catalogue=own)
    assert result.code == 0
    assert "It met nothing in the catalogue" in result.out


def test_a_title_of_two_songs_needs_their_acts(run: Run, own: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    header = "title,credit,released,languages,belongs_to,link,note,source"
    row = "Glass Harbour,Casey Rivers & Moonlit Five,2023-09-01,,,,,made up"
    more.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert run("import", "tracks", more, catalogue=own).code == 0
    refused = run("decide", "collaboration", "Glass Harbour", "no", catalogue=own)
    assert refused.code == 2
    assert "2 collaborations are called 'Glass Harbour'" in refused.err
    assert "--act" in refused.err
    assert not (own / "decisions.toml").exists()
    acts = ("--act", "Casey Rivers", "--act", "Moonlit Five")
    result = run("decide", "collaboration", "Glass Harbour", "no", *acts, catalogue=own)
    assert "Decided: collaboration, Glass Harbour by Casey Rivers & Moonlit Five = no" in result.out
    listed = run("best", *LIST, "--json", catalogue=own).json
    credits = [[act["name"] for act in entry["artists"]] for entry in listed["entries"]]
    assert ["Haneul Seo", "Dax Verano"] in credits
    assert ["Casey Rivers", "Moonlit Five"] not in credits


def test_acts_go_with_songs_only(run: Run, own: Path) -> None:
    result = run("decide", "origin", "Casey Rivers", "US", "--act", "Moonlit Five", catalogue=own)
    assert (result.code, "--act goes with kind" in result.err) == (2, True)


def test_an_error_writes_nothing(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kollabo.cli.deciding.build", stopped)
    result = run("decide", "whole", "Birch & Bramble", catalogue=own)
    assert result.code == 130
    assert "nothing was decided" in result.err
    assert not (own / "decisions.toml").exists()


def test_a_mistake_made_by_hand_is_told_with_its_file(run: Run, own: Path) -> None:
    (own / "decisions.toml").write_text("[[decision]\n", encoding="utf-8")
    result = run("decide", "whole", "Birch & Bramble", catalogue=own)
    assert result.code == 6
    assert str(own / "decisions.toml") in result.err
    assert (own / "decisions.toml").read_text(encoding="utf-8") == "[[decision]\n"


def test_there_must_be_a_catalogue(run: Run, tmp_path: Path) -> None:
    result = run("decide", "whole", "Birch & Bramble", catalogue=tmp_path / "none")
    assert result.code == 4
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "ready",
    [
        Ready("act", "-Kai", "Kai [EXO]", song="--Rover", why="his label's 'credit'"),
        Ready("scene", "Casey Rivers", "not k-pop"),
        Ready("origin", "Casey Rivers", "us"),
        Ready("collaboration", "Slow Comet", "no"),
    ],
)
def test_what_review_proposes_can_be_typed(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, ready: Ready
) -> None:
    monkeypatch.setattr("kollabo.cli.deciding.build", _finished_as_before)
    result = run(*shlex.split(ready.command)[1:], catalogue=own)
    assert result.code == 0, result.err
    (decision,) = tomllib.loads((own / "decisions.toml").read_text("utf-8"))["decision"]
    assert decision["subject"] == ready.subject
    assert decision.get("song", "") == ready.song
    assert decision["value"].casefold() == ready.value.casefold()


def _finished_as_before(staging: Staging, *_: object) -> None:
    staging.write_missing_as_empty()
