"""One dump of MusicBrainz built by DuckDB and by Spark: the times, and whether the tables agree.

    python benchmarks/engines.py mbdump.tar.bz2 mbdump-derived.tar.bz2
    python benchmarks/engines.py FOLDER/*.tar.bz2 --spark-master spark://HOST:7077

The archive is read once; only the build is timed. Java's start is told apart, for it is paid once.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

from kollabo.answers.known_scenes import known_scenes
from kollabo.build.decisions import read_decisions
from kollabo.build.engines.chosen import check_engine, start_engine
from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.pipeline import build
from kollabo.catalogue.schema import FINISHED
from kollabo.catalogue.writer import write
from kollabo.cli.importing import Request, import_sources
from kollabo.cli.progress import Lines

LEFT_OUT = {"source": ("imported",)}  # the hour of the import


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dump", nargs="+", type=Path)
    parser.add_argument("--spark-master", default=None)
    asked = parser.parse_args(words)
    spark = EngineChoice("spark", asked.spark_master)
    check_engine(spark)
    with tempfile.TemporaryDirectory(prefix="kollabo-engines-") as name:
        folder = Path(name)
        started = time.perf_counter()
        with start_engine(spark, folder / "start"):
            pass
        print(f"Spark starts in {time.perf_counter() - started:.1f} s")
        root = folder / "catalogue"
        import_sources(root, Request("musicbrainz", tuple(asked.dump)), Lines())
        taken = {
            engine.name: built(root, engine, folder / engine.name) for engine in (DUCKDB, spark)
        }
        print(f"DuckDB builds in {taken['duckdb']:.1f} s, Spark in {taken['spark']:.1f} s")
        print(f"ratio {taken['spark'] / taken['duckdb']:.2f}")
        return compare(folder / "duckdb", folder / "spark")


def built(root: Path, engine: EngineChoice, to: Path) -> float:
    """Build the catalogue's sources anew and lay the finished tables into a folder: the seconds."""
    to.mkdir()
    with write(root) as staging:
        scenes, decisions = known_scenes(root), read_decisions(root)
        started = time.perf_counter()
        build(staging, scenes, decisions, engine=engine)
        seconds = time.perf_counter() - started
        for table in FINISHED:
            shutil.copy(staging.table_path(table.name), to)
        staging.discard()
    return seconds


def compare(one: Path, other: Path) -> int:
    """Hold all tables against each other; the exit code is 1 if a row differs."""
    different = 0
    for table in FINISHED:
        name = f"{table.name}.parquet"
        left_out = ", ".join(LEFT_OUT.get(table.name, ()))
        columns = f"* EXCLUDE ({left_out})" if left_out else "*"
        first, second = (
            f"SELECT {columns} FROM read_parquet('{folder / name}')" for folder in (one, other)
        )
        rows, apart = duckdb.sql(
            f"SELECT (SELECT count(*) FROM ({first})), (SELECT count(*) FROM "
            f"(({first} EXCEPT ALL {second}) UNION ALL ({second} EXCEPT ALL {first})))"
        ).fetchall()[0]
        different += apart
        print(f"{table.name:15} {rows:10,} rows, {'equal' if not apart else f'{apart:,} differ'}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
