"""What was read is what was taken and what was set aside, by the importer or by the build."""

from __future__ import annotations

from pathlib import Path

import sample_world
from command_line import Run


def test_a_repeat_that_the_build_sets_aside_is_counted(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "home"
    repeat = "2023-03-18,10,Glass Harbour (Explicit),Haneul Seo Featuring Dax Verano\n"
    chart = sample_world.write_chart(tmp_path, extra=repeat)
    run("import", "chart", chart, "--name", "Ten", catalogue=root)
    (source,) = run("sources", "Ten", "--json", catalogue=root).json["sources"]
    counts = [source[f"rows_{what}"] for what in ("read", "taken", "set_aside")]
    assert counts == [24, 22, 2]
    assert [source["files"][0][f"rows_{what}"] for what in ("read", "taken", "set_aside")] == counts
    assert sum(one["rows"] for one in source["set_aside"]) == 2
    assert "a second rank of this song in one chart week; the best is kept" in {
        one["reason"] for one in source["set_aside"]
    }


def test_every_source_adds_up(run: Run) -> None:
    for source in run("sources", "--json").json["sources"]:
        for one in (source, *source["files"]):
            assert one["rows_read"] == one["rows_taken"] + one["rows_set_aside"]
