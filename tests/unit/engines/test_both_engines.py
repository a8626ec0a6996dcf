"""The same input through both engines, every table held against the other's row by row."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sample_world

from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.engines.java import java_environment
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import FINISHED
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines

pytestmark = pytest.mark.usefixtures("small_spark")

Tables = dict[str, list[Any]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> list[Request]:
    """Acts, songs, charts and a dump of MusicBrainz, made up."""
    folder = tmp_path_factory.mktemp("world")
    sample_world.write_everything(folder)
    return [
        Request("acts", (folder / "acts.csv",)),
        Request("tracks", (folder / "songs.csv",)),
        Request("chart", (folder / "harbour-ten.csv", folder / "billboard-hot-100")),
        Request("musicbrainz", (folder / "mbdump.tar.bz2", folder / "mbdump-derived.tar.bz2")),
    ]


@pytest.fixture(scope="module")
def expected(world: list[Request], tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What DuckDB makes of the world."""
    return tables(tmp_path_factory.mktemp("duckdb"), world, DUCKDB)


def tables(root: Path, requests: list[Request], engine: EngineChoice) -> Tables:
    """Every finished table of an import, in its order on the disk; the hour of import left out."""
    import_all(root, requests, Lines(), engine=engine)
    return rows(root)


def rows(root: Path) -> Tables:
    with open_catalogue(root) as catalogue:
        found = {table.name: catalogue.rows(f'FROM "{table.name}"') for table in FINISHED}
    for source in found["source"]:
        del source["imported"]
    return found


def assert_same(found: Tables, expected: Tables) -> None:
    assert found.keys() == expected.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table


def test_spark_makes_the_tables_that_duckdb_makes(
    world: list[Request], expected: Tables, tmp_path: Path
) -> None:
    # A folder may be called as Spark would write a pattern.
    found = tables(tmp_path / "it's [1] {a} *", world, EngineChoice("spark", "local[2]"))
    assert len(expected["song"]) > 5 < len(expected["credit"])
    assert any(row["source_id"].startswith("musicbrainz-") for row in expected["credit"])
    assert_same(found, expected)


def test_both_engines_make_the_same_of_the_real_extract(
    world: list[Request], extract: Path | None, tmp_path: Path
) -> None:
    if extract is None:
        pytest.skip("no shared data beside the repository")
    dump = (extract / "mbdump.tar.bz2", extract / "mbdump-derived.tar.bz2")
    requests = [*world[:3], Request("musicbrainz", dump)]
    expected = tables(tmp_path / "duckdb", requests, DUCKDB)
    found = tables(tmp_path / "spark", requests, EngineChoice("spark", "local[2]"))
    assert_same(found, expected)


def test_a_cluster_makes_the_same_tables(
    world: list[Request], expected: Tables, tmp_path: Path
) -> None:
    with cluster(tmp_path / "cluster") as (address, workers):
        found = tables(tmp_path / "catalogue", world, EngineChoice("spark", address))
        assert all(list(worker.glob("app-*/*")) for worker in workers), "each worker had work"
    assert_same(found, expected)


KILLED = """
import os, sys
from kollabo.build.engines import on_spark
from kollabo.cli.main import main
written = on_spark.OnSpark.write
def write(self, frame, path):
    if path.name.startswith("batches"):
        os.kill(on_spark._java_machine().proc.pid, 9)
    written(self, frame, path)
on_spark.OnSpark.write = write
sys.exit(main(sys.argv[1:]))
"""


def test_a_spark_that_dies_leaves_the_catalogue_as_it_was(
    world: list[Request], tmp_path: Path
) -> None:
    before = tables(tmp_path, world[:1], DUCKDB)
    words = ["import", "tracks", str(*world[1].paths), "--engine", "spark"]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *words, "--catalogue", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 10, done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("kollabo: Spark failed: its Java process ended with -9"), last
    assert rows(tmp_path) == before


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """A master and two workers on the loopback: the address, and the workers' folders."""
    from pyspark.find_spark_home import _find_spark_home

    folder.mkdir()
    spark_class = Path(_find_spark_home()) / "bin" / "spark-class"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    workers = [folder / f"worker-{number}" for number in (1, 2)]
    deploy = "org.apache.spark.deploy"
    master = [f"{deploy}.master.Master", "--port", str(port)]
    commands = [master] + [
        [f"{deploy}.worker.Worker", "--cores", "1", "--memory", "600m", "-d", str(worker), address]
        for worker in workers
    ]
    environment = java_environment(folder / "java")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        log = stack.enter_context((folder / "log.txt").open("wb"))
        for main, *words in commands:
            process = stack.enter_context(
                subprocess.Popen(
                    [spark_class, main, "--host", "127.0.0.1", "--webui-port", "0", *words],
                    stdout=log,
                    stderr=log,
                )
            )
            stack.callback(process.terminate)
        yield address, workers
