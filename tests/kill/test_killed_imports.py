"""However an import dies, in reading, building or writing: the old answers, or the new ones."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import sample_world
from killed_imports import Kills, importers, moments

KILLS = int(os.environ.get("KOLLABO_KILLS", "50"))
FOLLOWED = 5  # an import follows every fifth kill; all of them where more are asked for
WEEKS = 8
QUESTIONS = (
    ("best", "--year", "2023", "--between", "k-pop", "--and", "western"),
    ("sources",),
)


def write_weekly_files(folder: Path) -> Path:
    """A file a week, as charts come: the songs of the small world and some of no scene."""
    folder.mkdir()
    songs = [(title, credit) for title, credit, _, _ in sample_world.SONGS]
    songs += [(f"Filler {number}", f"Nobody {number}") for number in range(30)]
    for week in range(WEEKS):
        day = dt.date(2023, 3, 4) + dt.timedelta(weeks=week)
        shifted = songs[week:] + songs[:week]
        rows = [
            sample_world.weekly_item(title, credit, place)
            for place, (title, credit) in enumerate(shifted, start=1)
        ]
        text = json.dumps({"date": day.isoformat(), "data": rows})
        (folder / f"{day}.json").write_text(text, encoding="utf-8")
    return folder


def test_killed_at_moments_over_the_whole_import(tmp_path: Path) -> None:
    root, scratch = tmp_path / "old", tmp_path / "scratch"
    scratch.mkdir()
    without = "--without-facts"
    with importers() as started:
        for kind, path in (
            ("acts", sample_world.write_acts(tmp_path)),
            ("chart", sample_world.write_chart(tmp_path)),
        ):
            words = ["import", kind, path, without, "--catalogue", root]
            assert started.run(words, scratch / "said") == 0
        weekly = write_weekly_files(tmp_path / "billboard-hot-100")
        kills = Kills(started, scratch, root, ["chart", weekly, without], QUESTIONS)
        for number, moment in enumerate(moments(KILLS), start=1):
            kills.kill_at(moment, follow=KILLS > 50 or number % FOLLOWED == 0)
        kills.kill_at(3, follow=True)  # past the end, so that the new answers were seen as well
    assert sum(kills.outcomes.values()) == KILLS + 1
    assert set(kills.outcomes) == {"old", "new"}, "the kills say little: they were all alike"
    assert len(kills.stages) > 3, f"the kills say little: all in {kills.stages}"
