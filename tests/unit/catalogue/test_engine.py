"""SQLFrame on DuckDB: tables in, tables out, and nothing said on standard error."""

import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from synthetic_tables import fill_finished, fill_source, rows_of

from kollabo.catalogue.engine import (
    Views,
    build_session,
    name_frame,
    read_tables,
    record_batches,
    write_frame,
    write_frame_sorted,
)
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import PRINTED, TABLES
from kollabo.catalogue.staging import Staging
from kollabo.catalogue.writer import write
from kollabo.errors import CatalogueError


def test_printed_tables_become_a_finished_one(tmp_path: Path) -> None:
    from sqlframe.duckdb import functions as fn

    with write(tmp_path) as staging:
        for source in ("one's", "other"):
            fill_source(staging, source)
        fill_finished(staging)
        with build_session(threads=1, memory_limit="200MB", temp=staging.scratch) as session:
            songs = read_tables(session, "printed_song", staging.printed("printed_song"))
            versions = songs.groupBy("title").agg(fn.count("*").alias("rows"))
            versions = versions.select(
                fn.col("title").alias("song_id"),
                "title",
                fn.lit("").alias("credit"),
                fn.lit(None).cast("string").alias("version"),
                fn.lit(None).cast("string").alias("version_text"),
                fn.col("rows"),
            )
            staging.write_table("version", record_batches(versions, rows=2))
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT title, rows FROM version") == [
            (f"g0001 title 00000{row}", 2) for row in range(3)
        ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("*", None),
        ("* REPLACE (NULL::VARCHAR AS title)", "column title must have a value and is null in 3"),
        ("* REPLACE (1 AS year)", None),
        ("* REPLACE ('one' AS song_id)", "two rows have the key song_id='one'"),
    ],
)
def test_a_frame_is_held_against_the_schema_as_batches_are(
    tmp_path: Path, change: str, message: str | None
) -> None:
    pq.write_table(rows_of("song"), tmp_path / "in.parquet")
    staging = Staging(tmp_path / "staging")
    with build_session() as session, ExitStack() as stack:
        rows = f"SELECT {change} FROM read_parquet('{tmp_path / 'in.parquet'}')"
        session._conn.execute(f"CREATE VIEW rows AS {rows}")
        if message:
            stack.enter_context(pytest.raises(CatalogueError, match=f"table song: .*{message}"))
        with staging.finished_file("song") as path:
            write_frame_sorted(session, TABLES["song"], session.table("rows"), path)
    assert staging.table_path("song").exists() == (message is None)


@pytest.mark.parametrize("table", [table.name for table in PRINTED])
def test_a_table_without_files_has_its_columns_and_no_rows(tmp_path: Path, table: str) -> None:
    pq.write_table(rows_of(table), tmp_path / "rows.parquet")
    types = []
    for paths, rows in (([], 0), ([tmp_path / "rows.parquet"], 3)):
        with build_session() as session:
            frame = read_tables(session, table, paths)
            assert frame.count() == rows
            types.append(frame.schema.simpleString())
    assert types[0] == types[1]


def test_a_frame_can_be_put_down_between_steps(tmp_path: Path) -> None:
    pq.write_table(rows_of("printed_song"), tmp_path / "in.parquet")
    with build_session() as session:
        frame = read_tables(session, "printed_song", [tmp_path / "in.parquet"])
        write_frame(session, frame.select("title", "row"), tmp_path / "it's out.parquet")
    assert pq.read_table(tmp_path / "it's out.parquet")["row"].to_pylist() == [0, 1, 2]


def test_a_named_frame_starts_anew_and_its_name_is_given_once(tmp_path: Path) -> None:
    pq.write_table(rows_of("printed_song"), tmp_path / "in.parquet")
    with build_session() as session:
        frame = read_tables(session, "printed_song", [tmp_path / "in.parquet"])
        for name in ("title", "row", "file"):
            frame = frame.withColumn(f"{name} again", frame[name])
        named = name_frame(session, "with copies", frame)
        assert named.orderBy("row").collect() == frame.orderBy("row").collect()
        assert len(named.sql()) < len(frame.sql())
        with pytest.raises(duckdb.CatalogException, match="already exists"):
            name_frame(session, "with copies", frame)


def test_sessions_follow_each_other_and_do_not_nest() -> None:
    for _ in range(2):
        with build_session() as session:
            assert session.sql("SELECT 1 AS one").collect()[0].one == 1
            with pytest.raises(RuntimeError, match="one session at a time"), build_session():
                pass


def test_standard_error_stays_clean(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("[Row(title=None)]\n", "")
    assert not list(tmp_path.iterdir()), "no .tmp folder is left where the user stands"


USE = """
from kollabo.catalogue.engine import build_session, read_tables
with build_session() as session:
    frame = read_tables(session, "printed_song", [])
    print(frame.groupBy().agg({"title": "max"}).toDF("title").collect())
    raise SystemExit(0)  # also when it ends within
"""


def test_reading_loads_duckdb_and_nothing_else_of_weight(tmp_path: Path) -> None:
    with write(tmp_path) as staging:
        fill_finished(staging)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[(3,)]\n[]\n"
    assert done.stderr == ""


def test_a_view_is_made_for_the_tables_a_query_names(tmp_path: Path) -> None:
    pq.write_table(rows_of("song"), tmp_path / "song.parquet")
    views = Views({"song": tmp_path / "song.parquet", "alias": tmp_path / "never read.parquet"})
    with closing(views), closing(views.cursor_for('SELECT 1 FROM "SONG"')) as cursor:
        assert cursor.execute('SELECT count(*) FROM "SONG"').fetchall() == [(3,)]
        made = cursor.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        assert made == [("song",)]


READ = """
import sys
from pathlib import Path
from kollabo.catalogue.reader import open_catalogue
with open_catalogue(Path(sys.argv[1])) as catalogue:
    print(catalogue.sql("SELECT count(*) FROM song"))
print(sorted({"pyarrow", "sqlframe", "sqlglot", "pandas", "platformdirs"} & set(sys.modules)))
"""
