"""A full disk or a kill in the middle of a dump leaves the catalogue as it was."""

from __future__ import annotations

import random
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
    root = tmp_path / "home"
    before = catalogue_before(root)
    command = [sys.executable, "-m", "kollabo.cli.main", "import", "musicbrainz", *map(str, dump)]
    for number in range(4):
        importing = subprocess.Popen(
            [*command, "--catalogue", str(root), "--without-facts"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert importing.stderr is not None
        importing.stderr.readline()  # "reading MusicBrainz"
        time.sleep(random.Random(number).random())
        importing.send_signal(signal.SIGKILL)
        importing.wait()
        importing.stderr.close()
        assert current_snapshot(root) == before
        open_catalogue(root).close()
    with write(root) as staging:  # what the dead left behind is no trouble
        staging.discard()
    validate(before, deep=True)
