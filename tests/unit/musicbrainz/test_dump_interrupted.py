"""A full disk or a kill in the middle of a dump leaves the catalogue as it was."""

from __future__ import annotations

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
from small_disk import disk_of
from small_dump import World, write_dump

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.writer import current_snapshot, validate, write
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines
from kollabo.errors import CatalogueError

KILLS = int(os.environ.get("KOLLABO_DUMP_KILLS", "4"))


@pytest.fixture
def dump(tmp_path: Path) -> tuple[Path, Path]:
    world = World()
    for number in range(3_000):
        title = f"Song {random.Random(number).getrandbits(60)}"
        world.recording(title, (f"A {number % 90}", " & "), (f"B {number}", ""))
    return write_dump(tmp_path / "dump", world.tables)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk_of(1, tmp_path / "disk") as disk:
        yield disk


def catalogue_before(root: Path) -> Path:
    """An empty catalogue, published."""
    with write(root) as staging:
        staging.write_missing_as_empty()
    before = current_snapshot(root)
    assert before is not None
    return before


def test_a_disk_that_fills_up_is_said_and_changes_nothing(
    small_disk: Path, dump: tuple[Path, Path]
) -> None:
    before = catalogue_before(small_disk)
    with pytest.raises(CatalogueError, match="no room left"):
        import_all(small_disk, [Request("musicbrainz", dump, with_facts=False)], Lines())
    assert current_snapshot(small_disk) == before
    validate(before, deep=True)


def test_a_kill_at_any_moment_leaves_the_catalogue(tmp_path: Path, dump: tuple[Path, Path]) -> None:
    empty = tmp_path / "empty"
    before = catalogue_before(empty).name
    began = time.monotonic()
    assert imported(shutil.copytree(empty, tmp_path / "whole"), dump) == 0
    length = time.monotonic() - began
    killed = 0
    for number in range(KILLS):
        root = shutil.copytree(empty, tmp_path / f"killed {number}")
        moment = (number + random.Random(number).random()) / KILLS
        code = imported(root, dump, die_after=moment * length)
        snapshot = current_snapshot(root)
        assert snapshot is not None
        assert snapshot.name != before or code == -signal.SIGKILL
        validate(snapshot, deep=True)
        open_catalogue(root).close()
        killed += code == -signal.SIGKILL
        with write(root) as staging:  # what the dead left behind is no trouble
            staging.discard()
        assert list((root / "staging").iterdir()) == []
        shutil.rmtree(root)
    assert killed


def imported(root: Path, dump: tuple[Path, Path], die_after: float | None = None) -> int:
    """The exit code of an import, killed after so many seconds."""
    words = ["import", "musicbrainz", *map(str, dump), "--catalogue", str(root), "--without-facts"]
    importing = subprocess.Popen(
        [sys.executable, "-m", "kollabo.cli.main", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        importing.wait(die_after)
    except subprocess.TimeoutExpired:
        importing.send_signal(signal.SIGKILL)
    return importing.wait()
