"""A full disk leaves the old catalogue and says so plainly."""

import contextlib
import errno
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_disk import disk_of
from synthetic_tables import publish

from kollabo.catalogue import snapshots
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.writer import current_snapshot, validate
from kollabo.errors import CatalogueError

NO_ROOM = "no room left .* from before is unchanged .*free some space"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk_of(2, tmp_path / "disk") as disk:
        yield disk


def fill_up(disk: Path) -> None:
    with contextlib.suppress(OSError), open(disk / "filler", "wb", buffering=0) as filler:
        while True:
            filler.write(os.urandom(4096))


@pytest.mark.parametrize("free", [0, 1, 40, 150])
def test_a_full_disk_leaves_the_old_catalogue(small_disk: Path, free: int) -> None:
    """Wherever on the way the room ends, ``free`` pages of 4 kB further on."""
    root = small_disk / "root"
    old = publish(root, 1, keep=1)
    fill_up(small_disk)
    filler = small_disk / "filler"
    os.truncate(filler, max(0, filler.stat().st_size - free * 4096))

    with pytest.raises(CatalogueError, match=NO_ROOM):
        publish(root, 2, rows=40_000)
    validate(old, deep=True)
    with open_catalogue(root) as catalogue:
        assert catalogue.sql("SELECT DISTINCT left(title, 5) FROM song") == [("g0001",)]

    filler.unlink()
    assert publish(root, 3) == current_snapshot(root)


def test_a_limit_on_file_size_is_told_the_same_way(tmp_path: Path) -> None:
    old = publish(tmp_path, 1)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
        with pytest.raises(CatalogueError, match=NO_ROOM):
            publish(tmp_path, 2, rows=40_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert current_snapshot(tmp_path) == old
    validate(old, deep=True)


def test_no_room_for_the_very_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The snapshot is in place and only CURRENT cannot be written: the old one stays."""
    old = publish(tmp_path, 1)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(snapshots, "write_file", full)
        with pytest.raises(CatalogueError, match=NO_ROOM):
            publish(tmp_path, 2)
    assert current_snapshot(tmp_path) == old
    assert publish(tmp_path, 3) == current_snapshot(tmp_path)
