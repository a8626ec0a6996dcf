"""Finished tables: sorted, held against the schema, the same file for the same rows."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_tables import rows_of

from kollabo.catalogue.schema import FINISHED, TABLES, arrow_schema
from kollabo.catalogue.staging import Staging
from kollabo.errors import CatalogueError


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "staging")


def credits_of(rows: list[tuple[str, int, bool]]) -> pa.Table:
    table = rows_of("credit", rows=len(rows))
    columns = {
        "song_id": [song for song, _, _ in rows],
        "position": [position for _, position, _ in rows],
        "shown": [shown for _, _, shown in rows],
    }
    for name, values in columns.items():
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        table = table.set_column(at, field, pa.array(values, field.type))
    return table


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=3), st.integers(0, 9), st.booleans()), max_size=30),
    st.randoms(),
    st.integers(1, 5),
)
def test_the_order_rows_come_in_cannot_matter(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, int, bool]],
    chance: random.Random,
    batch: int,
) -> None:
    staging = Staging(tmp_path_factory.mktemp("catalogue") / "staging")
    table = credits_of(rows)
    mixed = table.take(pa.array(chance.sample(range(len(rows)), len(rows)), pa.int64()))
    path = staging.table_path("credit")
    staging.write_table("credit", table)
    content = path.read_bytes()
    staging.write_table("credit", iter(mixed.to_batches(max_chunksize=batch)))
    staging.close()
    assert path.read_bytes() == content

    # An oracle: Python's own sort, of text by its UTF-8 bytes.
    expected = sorted(table.to_pylist(), key=lambda row: tuple(map(_by_bytes, _order(row))))
    assert pq.read_table(path).to_pylist() == expected


def _order(row: dict[str, object]) -> list[object]:
    return [row[name] for name in (*TABLES["credit"].order, *TABLES["credit"].key)]


def _by_bytes(value: object) -> object:
    return value.encode() if isinstance(value, str) else value


def test_every_key_can_name_a_row() -> None:
    """A key must have values, and an order must be of things that can be ordered."""
    for table in FINISHED:
        assert all(table.column(name).required for name in table.key), table.name
        assert all(table.column(name).type != "texts" for name in table.order), table.name


def test_empty_is_written_too_and_has_the_types(staging: Staging) -> None:
    staging.write_missing_as_empty()
    for table in FINISHED:
        found = pq.read_schema(staging.table_path(table.name))
        assert found.names == arrow_schema(table.name).names
        assert pq.read_metadata(staging.table_path(table.name)).num_rows == 0


def test_columns_may_come_in_any_order_and_in_narrower_types(staging: Staging) -> None:
    table = rows_of("song")
    table = table.select(table.schema.names[::-1])
    at = table.schema.get_field_index("year")
    table = table.set_column(at, "year", table["year"].cast(pa.int16()))
    staging.write_table("song", table)
    assert pq.read_table(staging.table_path("song"))["year"].to_pylist() == [0, 1, 2]


def _without_year(table: pa.Table) -> pa.Table:
    return table.drop_columns(["year"])


def _with_more(table: pa.Table) -> pa.Table:
    return table.append_column("mood", [["low", "high", "low"]])


def _with_words_for_years(table: pa.Table) -> pa.Table:
    at = table.schema.get_field_index("year")
    return table.set_column(at, "year", [["soon", "later", "never"]])


def _twice(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, table.slice(1, 1)])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_without_year, r"columns missing: \['year'\]"),
        (_with_more, r"not in the schema: \['mood'\]"),
        (_with_words_for_years, "column year is string and cannot become int"),
        (_twice, "two rows have the key song_id='g0001 song_id 000001'"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(
    staging: Staging, spoil: Callable[[pa.Table], pa.Table], message: str
) -> None:
    with pytest.raises(CatalogueError, match=f"table song: .*{message}"):
        staging.write_table("song", spoil(rows_of("song")))
    assert not staging.table_path("song").exists()


def test_an_error_in_the_making_comes_through_as_it_is(staging: Staging) -> None:
    def rows() -> Iterator[pa.RecordBatch]:
        yield rows_of("song").to_batches()[0]
        raise ZeroDivisionError("in the build")

    with pytest.raises(ZeroDivisionError, match="in the build"):
        staging.write_table("song", rows())
    assert not staging.table_path("song").exists()


def test_large_tables_lie_in_row_groups_that_can_be_skipped(staging: Staging) -> None:
    staging.write_table("version", rows_of("version", rows=120_000))
    metadata = pq.read_metadata(staging.table_path("version"))
    assert metadata.num_row_groups == 3
    first = metadata.row_group(0).column(0)
    assert first.compression == "ZSTD"
    assert first.statistics.has_min_max
    assert first.statistics.max < metadata.row_group(1).column(0).statistics.min
