"""Imports and what becomes of sources that were there before; the build is a quick one here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sample_world
from command_line import Run

from kollabo.catalogue.snapshots import current_snapshot
from kollabo.cli.import_command import KINDS
from kollabo.sources.layout_files import SHIPPED

pytestmark = pytest.mark.usefixtures("quick_build")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "home"


def names(run: Run, root: Path) -> list[tuple[str, str]]:
    """Kind and name of every source but the shipped facts."""
    found = run("sources", "--json", catalogue=root).json["sources"]
    return [(one["kind"], one["name"]) for one in found if one["kind"] != "facts"]


def test_every_kind_of_source_is_a_word_of_the_command() -> None:
    from kollabo.sources import kinds

    assert set(KINDS) == set(kinds())


def test_a_summary_says_what_was_taken_and_what_was_not(
    run: Run, root: Path, tmp_path: Path
) -> None:
    chart = sample_world.write_chart(tmp_path)
    result = run("import", "chart", chart, "--name", "Ten", "--region", "US", catalogue=root)
    assert result.code == 0
    assert "Ten (chart by layout chart-csv, US)\n" in result.out
    assert "  23 rows read from 1 file: 22 taken, 1 set aside\n" in result.out
    assert "  period: 2023-01-01 to 2023-10-14\n" in result.out
    assert "    1 x date '2023-13-45' is no day" in result.out
    assert "(first at harbour-ten.csv:24)" in result.out
    assert str(root) in result.out.splitlines()[-1]
    assert result.err.splitlines()[:2] == ["reading Ten", "reading facts of kollabo: acts"]


def test_the_report_is_what_the_tables_say(run: Run, root: Path, tmp_path: Path) -> None:
    run("import", "chart", sample_world.write_chart(tmp_path), "--name", "Ten", catalogue=root)
    (source,) = run("sources", "Ten", "--json", catalogue=root).json["sources"]
    assert source["rows_read"] == source["rows_taken"] + source["rows_set_aside"] == 23
    assert source["files"][0]["file"] == "harbour-ten.csv"
    assert source["path"] == str(tmp_path / "harbour-ten.csv")
    (aside,) = source["set_aside"]
    assert aside["examples"][0]["read_from"]["row"] == 24
    assert aside["examples"][0]["text"] == "2023-13-45,1,No Such Day,Nobody"


def test_an_unchanged_source_is_passed_over(run: Run, root: Path, tmp_path: Path) -> None:
    chart = sample_world.write_chart(tmp_path)
    run("import", "chart", chart, catalogue=root)
    again = run("import", "chart", chart, catalogue=root)
    assert (
        "harbour-ten (chart by layout chart-csv, world), unchanged since it was read" in again.out
    )
    assert "reading harbour-ten" not in again.err
    read = run("import", "chart", chart, "--again", catalogue=root)
    assert ", read again\n" in read.out
    assert "reading harbour-ten" in read.err


def test_a_changed_layout_reads_the_same_files_anew(run: Run, root: Path, tmp_path: Path) -> None:
    chart = sample_world.write_chart(tmp_path)
    layouts = tmp_path / "layouts"
    layouts.mkdir()
    shipped = (SHIPPED / "chart-csv.toml").read_text(encoding="utf-8")
    (layouts / "mine.toml").write_text(shipped, encoding="utf-8")
    words = ("import", "chart", chart, "--layout", "mine", "--layouts", layouts, "--name", "Ten")
    assert run(*words, catalogue=root).code == 0
    assert "unchanged" in run(*words, catalogue=root).out
    (layouts / "mine.toml").write_text(shipped + "# another word\n", encoding="utf-8")
    assert "in place of what was read from there before" in run(*words, catalogue=root).out
    assert names(run, root) == [("chart", "Ten")]


def test_changed_files_replace_what_was_read(run: Run, root: Path, tmp_path: Path) -> None:
    run("import", "chart", sample_world.write_chart(tmp_path), catalogue=root)
    chart = sample_world.write_chart(tmp_path, extra="2023-12-02,1,Orbit,Moonlit Five\n")
    result = run("import", "chart", chart, catalogue=root)
    assert "in place of what was read from there before" in result.out
    assert names(run, root) == [("chart", "harbour-ten")]


def test_the_same_bytes_under_another_name_are_renamed(
    run: Run, root: Path, tmp_path: Path
) -> None:
    chart = sample_world.write_chart(tmp_path)
    run("import", "chart", chart, "--name", "Tne", catalogue=root)
    run("import", "chart", chart, "--name", "Ten", catalogue=root)
    assert names(run, root) == [("chart", "Ten")]


def test_other_bytes_under_another_name_stand_beside(run: Run, root: Path, tmp_path: Path) -> None:
    run("import", "chart", sample_world.write_chart(tmp_path), "--name", "A", catalogue=root)
    chart = sample_world.write_chart(tmp_path, extra="2023-12-02,1,Orbit,Moonlit Five\n")
    run("import", "chart", chart, "--name", "B", catalogue=root)
    assert names(run, root) == [("chart", "A"), ("chart", "B")]


def test_several_layouts_in_one_folder_stand_beside(run: Run, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    sample_world.write_hot_100(tmp_path)
    for file in (tmp_path / "billboard-hot-100").iterdir():
        file.rename(folder / file.name)
    sample_world.write_chart(folder)
    for _ in range(2):
        run("import", "chart", folder, "--name", "Both", catalogue=root)
        assert names(run, root) == [("chart", "Both"), ("chart", "Both")]


def test_facts_are_sources_and_can_be_left_out(run: Run, root: Path, tmp_path: Path) -> None:
    chart = sample_world.write_chart(tmp_path)
    run("import", "chart", chart, catalogue=root)
    found = run("sources", "--json", catalogue=root).json["sources"]
    facts = [one for one in found if one["kind"] == "facts"]
    assert len(facts) == 2
    assert all(one["id"].startswith("facts-") for one in facts)
    assert not any(str(tmp_path) in (one["path"] or "") for one in facts)
    run("import", "chart", chart, "--without-facts", catalogue=root)
    assert len(run("sources", "--json", catalogue=root).json["sources"]) == 1


def test_a_mistake_in_one_path_imports_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    chart = sample_world.write_chart(tmp_path)
    result = run("import", "chart", chart, tmp_path / "none.csv", catalogue=root)
    assert result.code == 3
    assert current_snapshot(root) is None


def test_a_failing_build_leaves_the_catalogue_as_it_was(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", "chart", sample_world.write_chart(tmp_path), catalogue=root)
    before = current_snapshot(root)

    def stopped(*_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr("kollabo.cli.importing.build", stopped)
    result = run("import", "acts", sample_world.write_acts(tmp_path), catalogue=root)
    assert result.code == 130
    assert result.err.splitlines()[-1] == (
        "kollabo: stopped; nothing was imported, the catalogue is as it was before"
    )
    assert current_snapshot(root) == before


def test_reports_are_plain_json(run: Run, root: Path, tmp_path: Path) -> None:
    run("import", "chart", sample_world.write_chart(tmp_path), "--name", "Ten", catalogue=root)
    snapshot = current_snapshot(root)
    assert snapshot is not None
    (file,) = snapshot.glob("printed/chart-*/report.json")
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["period_from"] == "2023-01-01"
    assert report["files"] == len(report["files_read"]) == 1
