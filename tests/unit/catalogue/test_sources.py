"""The printed tables of each source, kept from snapshot to snapshot until dropped or replaced."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from synthetic_tables import fill_finished, fill_source, publish, rows_of

from kollabo.catalogue import durable
from kollabo.catalogue.schema import PRINTED, arrow_schema
from kollabo.catalogue.writer import Staging, current_snapshot, validate, write
from kollabo.errors import CatalogueError


def test_sources_stay_until_they_are_dropped(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        with write(tmp_path) as staging:
            fill_source(staging, f"source-{number}", number)
            fill_finished(staging)
    with write(tmp_path) as staging:
        assert staging.sources() == ["source-1", "source-2", "source-3"]
        assert staging.report("source-2") == {"generation": 2}
        staging.drop_source("source-2")
        assert [path.parent.name for path in staging.printed("printed_song")] == [
            "source-1",
            "source-3",
        ]
        fill_finished(staging)
    snapshot = current_snapshot(tmp_path)
    assert snapshot
    validate(snapshot, deep=True)
    assert sorted(path.name for path in (snapshot / "printed").iterdir()) == [
        "source-1",
        "source-3",
    ]


def test_every_printed_table_has_a_file_if_only_an_empty_one(tmp_path: Path) -> None:
    with write(tmp_path) as staging:
        with staging.printed_writer("few") as source:
            source.write("printed_song", rows_of("printed_song").to_batches()[0])
        for table in PRINTED:
            (path,) = staging.printed(table.name)
            assert pq.read_schema(path).equals(arrow_schema(table.name))
        assert staging.report("few") == {}
        fill_finished(staging)


def test_unchanged_sources_take_no_room_twice(tmp_path: Path) -> None:
    first = publish(tmp_path, 1)
    with write(tmp_path) as staging:
        fill_finished(staging)
    second = staging.published
    assert second
    one, other = (
        snapshot / "printed" / "chart-test-1" / "printed_song.parquet"
        for snapshot in (first, second)
    )
    assert one.samefile(other)


def test_where_the_disk_cannot_link_sources_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    first = publish(tmp_path, 1)
    monkeypatch.setattr(durable.os, "link", no_links)
    with write(tmp_path) as staging:
        fill_finished(staging)
    assert staging.published
    validate(staging.published, deep=True)
    name = Path("printed", "chart-test-1", "printed_song.parquet")
    assert not (first / name).samefile(staging.published / name)


def test_a_source_read_again_replaces_itself_and_old_snapshots_keep_theirs(tmp_path: Path) -> None:
    old = publish(tmp_path, 1)
    new = publish(tmp_path, 2)
    with write(tmp_path) as staging:
        staging.set_report("chart-test-1", {"generation": "told anew"})
        fill_finished(staging)
    validate(old, deep=True)
    validate(new, deep=True)


def half_an_import(staging: Staging) -> None:
    with staging.printed_writer("chart-test-1") as source:
        source.write("printed_song", rows_of("printed_song", 2).to_batches()[0])
        raise RuntimeError("line 7 is not UTF-8")


def test_an_import_that_fails_leaves_the_source_as_it_was(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with write(tmp_path) as staging:
        with pytest.raises(RuntimeError, match="line 7"):
            half_an_import(staging)
        (path,) = staging.printed("printed_song")
        assert pq.read_table(path).equals(rows_of("printed_song", 1))
        fill_finished(staging)


def test_printed_rows_are_held_against_the_schema(tmp_path: Path) -> None:
    whole = rows_of("printed_song").to_batches()[0]
    untitled = whole.set_column(
        whole.schema.get_field_index("title"), "title", pa.nulls(3, pa.string())
    )
    with (
        pytest.raises(CatalogueError, match="column title must have a value and is null in 3"),
        write(tmp_path) as staging,
        staging.printed_writer("s") as source,
    ):
        source.write("printed_song", untitled)


@pytest.mark.parametrize("source_id", ["", ".", "..", ".hidden", "a/b", "a*", "a\nb", "x" * 201])
def test_a_source_id_is_a_plain_file_name(tmp_path: Path, source_id: str) -> None:
    with (
        pytest.raises(ValueError, match="plain file name"),
        write(tmp_path) as staging,
        staging.printed_writer(source_id),
    ):
        pass


def test_an_unknown_source_has_no_report(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="no source 'x'"), write(tmp_path) as staging:
        staging.set_report("x", {})
