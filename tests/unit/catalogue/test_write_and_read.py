"""A catalogue from the first import to the last question."""

import threading
from datetime import datetime
from pathlib import Path

import pytest
from synthetic_tables import fill_finished, fill_source, publish

from kollabo.catalogue import reader
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import FINISHED, SCHEMA_VERSION
from kollabo.catalogue.writer import current_snapshot, validate, write
from kollabo.errors import CatalogueError


def test_what_was_published_is_what_is_read(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.snapshot == snapshot == current_snapshot(tmp_path)
        assert not catalogue.is_starter
        assert catalogue.sql("SELECT count(*), max(year) FROM song") == [(3, 2)]
        assert catalogue.rows("SELECT year, languages FROM song ORDER BY year LIMIT 1") == [
            {"year": 0, "languages": ["g0001", "0"]}
        ]
        for table in FINISHED:
            assert catalogue.sql(f'SELECT count(*) FROM "{table.name}"') == [(3,)]


def test_parameters_are_a_sequence_or_named(tmp_path: Path) -> None:
    publish(tmp_path)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT count(*) FROM song WHERE year >= ?", [1]) == [(2,)]
        assert catalogue.sql("SELECT count(*) FROM song WHERE year >= $y", {"y": 2}) == [(1,)]


def test_a_time_is_utc_without_a_zone(tmp_path: Path) -> None:
    publish(tmp_path)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT imported FROM source LIMIT 1") == [(datetime(2024, 1, 1, 12),)]


def test_the_manifest_says_what_there_is(tmp_path: Path) -> None:
    first = publish(tmp_path, 1)
    publish(tmp_path, 2)
    with open_catalogue(tmp_path) as catalogue:
        manifest = catalogue.manifest
    assert (manifest.schema, manifest.parent) == (SCHEMA_VERSION, first.name)
    assert manifest.tables["song"].rows == 3
    assert manifest.sources["chart-test-1"].tables["printed_song"].rows == 3


def fail_at_the_end(root: Path) -> None:
    with write(root) as staging:
        fill_source(staging, "second", 2)
        fill_finished(staging, 2)
        raise RuntimeError("the importer failed")


def test_an_exception_discards_everything(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, 1)
    with pytest.raises(RuntimeError, match="the importer failed"):
        fail_at_the_end(tmp_path)
    assert current_snapshot(tmp_path) == snapshot
    assert list((tmp_path / "snapshots").iterdir()) == [snapshot]
    assert not list((tmp_path / "staging").iterdir())


def test_a_snapshot_without_all_finished_tables_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="were not written: artist, "), write(tmp_path):
        pass
    assert current_snapshot(tmp_path) is None


def test_an_empty_catalogue_gives_the_starter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = tmp_path / "starter"
    publish(tmp_path / "made").rename(starter)
    monkeypatch.setattr(reader, "starter_path", lambda: starter)
    with open_catalogue(tmp_path / "empty") as catalogue:
        assert catalogue.is_starter
        assert catalogue.sql("SELECT count(*) FROM song") == [(3,)]
    with pytest.raises(CatalogueError, match=r"no catalogue here yet .*import a source"):
        open_catalogue(tmp_path / "empty", starter_if_empty=False)
    assert not (tmp_path / "empty").exists(), "reading makes nothing"


def test_a_reader_sees_its_own_snapshot_and_nothing_else(tmp_path: Path) -> None:
    publish(tmp_path)
    (tmp_path / "letter.csv").write_text("private\n1\n")
    song = ["not the table"]
    with open_catalogue(tmp_path) as catalogue:
        with pytest.raises(Exception, match="disabled by configuration"):
            catalogue.sql(f"SELECT * FROM read_csv('{tmp_path}/letter.csv')")
        with pytest.raises(Exception, match="disabled by configuration"):
            catalogue.sql(f"COPY song TO '{tmp_path}/out.parquet'")
        assert catalogue.sql("SELECT count(*) FROM song") == [(3,)], song


@pytest.mark.parametrize("name", ["it's", "a [b] *c?", "Musik – 음악", "with space"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    publish(tmp_path / name, 1)
    publish(tmp_path / name, 2)
    with open_catalogue(tmp_path / name) as catalogue:
        assert catalogue.sql("SELECT min(title) FROM song") == [("g0002 title 000000",)]


def test_a_catalogue_may_be_asked_from_several_threads(tmp_path: Path) -> None:
    publish(tmp_path, rows=500)
    wrong = []
    with open_catalogue(tmp_path) as catalogue:

        def ask(number: int) -> None:
            for _ in range(20):
                if catalogue.sql("SELECT year FROM song WHERE year = ?", [number]) != [(number,)]:
                    wrong.append(number)

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


def test_decisions_lie_beside_the_snapshots_and_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "decisions.toml").write_text("# mine")
    for generation in range(4):
        publish(tmp_path, generation, keep=1)
    assert (tmp_path / "decisions.toml").read_text() == "# mine"


def test_a_snapshot_is_one_folder_that_can_be_taken_elsewhere(tmp_path: Path) -> None:
    snapshot = publish(tmp_path / "here")
    validate(snapshot.rename(tmp_path / snapshot.name), deep=True)
