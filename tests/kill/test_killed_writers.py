"""However a writer dies, the catalogue opens, is whole, and is the old one or the new one."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kollabo.catalogue.location import STAGING
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import FINISHED
from kollabo.catalogue.writer import current_snapshot, validate

HERE = Path(__file__).parent
KILLS = 50
NEVER = 1_000_000
STRIDE = 11  # 1 tries every single step, which takes a minute
EVERY_GENERATION = " UNION ".join(
    f'SELECT DISTINCT left("{column.name}", 5) FROM "{table.name}"'
    for table in FINISHED
    for column in [next(column for column in table.columns if column.type == "text")]
)


class Writers:
    """Orders to `writer_process.py`, and what it answers."""

    def __init__(self) -> None:
        paths = (str(HERE.parent / "unit" / "catalogue"), os.environ.get("PYTHONPATH", ""))
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "writer_process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        assert self._process.stdin
        assert self._process.stdout
        self._orders, self._answers = self._process.stdin, self._process.stdout

    def start(self, root: Path, after: int, *, rows: int = 3, step: int | None = None) -> int:
        """Begin to write the generation ``after`` that one, and more unless ``step`` is given."""
        order = {"root": str(root), "after": after, "rows": rows}
        if step is not None:
            order["step"] = step
        print(json.dumps(order), file=self._orders, flush=True)
        self._early: list[list[str]] = []
        while (words := self._answer())[0] != "pid":
            self._early.append(words)  # a quick writer may speak before its parent
        return int(words[1])

    def answers(self) -> dict[str, int]:
        """The last number under each word till the writer's end."""
        said = {word: int(number) for word, number in self._early}
        while (words := self._answer())[0] != "ended":
            said[words[0]] = int(words[1])
        return said

    def _answer(self) -> list[str]:
        line = self._answers.readline()
        assert line, "the writing process is gone"
        return line.split()

    def end(self) -> None:
        self._orders.close()
        self._process.wait(timeout=10)
        self._answers.close()


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    writers = Writers()
    yield writers
    writers.end()


def whole_generation(root: Path) -> int:
    """The one generation a catalogue consists of; 0 where nothing was published yet."""
    snapshot = current_snapshot(root)
    if snapshot is None:
        return 0
    validate(snapshot, deep=True)
    with open_catalogue(root) as catalogue:
        assert catalogue.snapshot == snapshot
        found = catalogue.sql(EVERY_GENERATION)
        assert len(found) == 1, f"generations met in {snapshot}: {found}"
        generation = int(found[0][0][1:])
        assert set(catalogue.manifest.sources) == {
            "carried",
            "rewritten",
            f"only-in-{generation}",
        }
    return generation


def test_killed_at_random_moments(tmp_path: Path, writers: Writers) -> None:
    """The time a writer is given follows what it gets done, so that on a slow or busy machine too
    about half of the kills come before the first commit and half after."""
    moments = random.Random(20240611)
    before, too_early, longest = 0, 0, 0.2
    for _ in range(KILLS):
        writer = writers.start(tmp_path, before, rows=moments.choice((1, 30)))
        time.sleep(moments.uniform(0.002, longest))
        os.kill(writer, signal.SIGKILL)
        acknowledged = writers.answers().get("done", before)
        after = whole_generation(tmp_path)
        # What was acknowledged is there; at most the publish under way came through as well.
        assert acknowledged <= after <= acknowledged + 1
        too_early += after == before
        longest *= 1.15 if after == before else 1 / 1.15
        before = after
    assert KILLS * 0.2 < too_early < KILLS * 0.8, "the kills say little: they were all alike"


def test_killed_before_a_step(tmp_path: Path, writers: Writers) -> None:
    """Always from the same state: three snapshots, and what two dead writers left."""
    start = tmp_path / "start"
    for generation in range(3):
        writers.start(start, generation, step=NEVER)
        writers.answers()
    (start / STAGING / "dead" / "printed").mkdir(parents=True)
    orphan = start / "snapshots" / "000004-00000000"
    orphan.mkdir()
    (orphan / "manifest.json").write_text("moved into place, but never made current")

    def outcome(step: int) -> tuple[int, dict[str, int], Path]:
        root = tmp_path / f"step-{step}"
        shutil.copytree(start, root)
        writers.start(root, 3, step=step)
        said = writers.answers()
        return whole_generation(root), said, root

    generation, said, undisturbed = outcome(NEVER)
    assert generation == 4
    assert not list((undisturbed / STAGING).iterdir()), "the dead writers' leftovers are gone"
    assert len(list((undisturbed / "snapshots").iterdir())) == 2

    # Old before the commit, new after it, and nothing between.
    commit, last = said["commit"], said["steps"]
    near = range(commit - 6, commit + 8)
    for step in sorted({*range(1, last + 1, STRIDE), *near, last}):
        assert outcome(step)[0] == (3 if step <= commit else 4), f"killed before step {step}"


def test_killed_in_the_first_publish_of_all(tmp_path: Path, writers: Writers) -> None:
    """On a catalogue that did not exist: afterwards it is empty, or whole."""
    said: dict[str, int] = {}
    step = 1
    while "steps" not in said:
        root = tmp_path / str(step)
        writers.start(root, 0, rows=1, step=step)
        said = writers.answers()
        assert whole_generation(root) in (0, 1)
        step += 7
    assert whole_generation(root) == 1


def test_a_writer_goes_on_where_another_died(tmp_path: Path, writers: Writers) -> None:
    """No repair, no waiting: the dead writer's lock went with it."""
    writers.start(tmp_path, 0, step=60)
    writers.answers()
    writers.start(tmp_path, 0, step=NEVER)
    assert writers.answers()["done"] == 1
    assert whole_generation(tmp_path) == 1
