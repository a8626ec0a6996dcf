"""Old snapshots go, except under a reader."""

from pathlib import Path

import pytest
from synthetic_tables import fill_finished, publish

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.writer import current_snapshot, prune, validate, write


def snapshots(root: Path) -> list[Path]:
    return sorted((root / "snapshots").iterdir())


def test_the_last_three_stay(tmp_path: Path) -> None:
    made = [publish(tmp_path, generation) for generation in range(5)]
    assert snapshots(tmp_path) == made[2:]
    prune(tmp_path, 1)
    assert snapshots(tmp_path) == made[4:]
    validate(made[4], deep=True)


def test_a_reader_goes_on_answering_from_its_snapshot(tmp_path: Path) -> None:
    first = publish(tmp_path, 1)
    with open_catalogue(tmp_path) as reader:
        for generation in range(2, 5):
            publish(tmp_path, generation, keep=1)
            assert reader.sql("SELECT DISTINCT left(title, 5) FROM song") == [("g0001",)]
        # Not asked before the publishes: opened only now.
        assert reader.sql("SELECT count(*) FROM observation") == [(3,)]
        assert snapshots(tmp_path) == [first, current_snapshot(tmp_path)]
    prune(tmp_path, 1)
    assert snapshots(tmp_path) == [current_snapshot(tmp_path)]


def test_two_readers_of_one_snapshot_both_count(tmp_path: Path) -> None:
    first = publish(tmp_path, 1)
    one, other = open_catalogue(tmp_path), open_catalogue(tmp_path)
    publish(tmp_path, 2, keep=1)
    one.close()
    prune(tmp_path, 1)
    assert other.sql("SELECT count(*) FROM song") == [(3,)]
    other.close()
    prune(tmp_path, 1)
    assert not first.exists()


def test_the_current_snapshot_is_never_pruned(tmp_path: Path) -> None:
    for keep in (0, -1):
        with pytest.raises(ValueError, match="never pruned"):
            prune(tmp_path, keep)
        with pytest.raises(ValueError, match="never pruned"), write(tmp_path, keep=keep):
            pass


def test_nothing_to_prune_is_no_error_and_makes_nothing(tmp_path: Path) -> None:
    prune(tmp_path / "none", 3)
    assert not (tmp_path / "none").exists()


def test_what_dead_writers_left_is_swept_by_the_next(tmp_path: Path) -> None:
    current = publish(tmp_path, 1)
    dead = tmp_path / "staging" / "0123456789abcdef"
    (dead / "printed").mkdir(parents=True)
    (tmp_path / "staging" / "stray").write_text("")
    never_current = tmp_path / "snapshots" / "000002-00000000"
    never_current.mkdir()
    with write(tmp_path) as staging:
        assert not dead.exists()
        assert snapshots(tmp_path) == [current]
        fill_finished(staging)
    assert not list((tmp_path / "staging").iterdir())


def test_without_current_the_newest_whole_snapshot_is_taken(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    newest = publish(tmp_path, 2)
    (tmp_path / "CURRENT").unlink()
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.snapshot == newest
    third = publish(tmp_path, 3)
    assert third.name.startswith("000003-")
    assert len(snapshots(tmp_path)) == 3
