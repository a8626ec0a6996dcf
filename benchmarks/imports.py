"""What an import costs: `python benchmarks/imports.py [--data FOLDER] [--runs N]`.

All weekly files of the Hot 100 and the Global 200 are imported into a catalogue of their own, as a
user does it, and once more unchanged. Reading is measured apart from building, against a peer in
the same run: DuckDB reads the same files to the same printed rows in Parquet, which is no more
than a part of it (no layout is found, no cell is checked, no week worked out, no row set aside).
Each step is a process of its own; printed are medians, the peak of memory, rows a second and the
ratio to the peer.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

HOT_100, GLOBAL_200 = "billboard-hot-100", "billboard-global-200"
CHARTS = {HOT_100: ("Billboard Hot 100", "US"), GLOBAL_200: ("Billboard Global 200", "world")}
# The names of title and rank in each chart's files.
KEYS = {HOT_100: ("song", "this_week"), GLOBAL_200: ("name", "rank")}


def read(folder: Path, to: Path) -> None:
    """The files to printed tables, as an import reads them."""
    from kollabo.catalogue.staging import Staging
    from kollabo.sources import open_reading

    staging = Staging(to / "staging")
    for reading in open_reading("chart", folder):
        with staging.printed_writer(reading.source_id) as printed:
            for table, batch in reading.batches():
                printed.write(table, batch)
        print(reading.report.rows_read)


def read_by_peer(folder: Path, to: Path) -> None:
    """The files to the columns of the printed table, by DuckDB's own reader of JSON."""
    import duckdb

    title, rank = KEYS[folder.name]
    name, region = CHARTS[folder.name]
    connection = duckdb.connect()
    connection.execute(f"""
        COPY (
            SELECT '{folder.name}' AS source_id, parse_filename(filename) AS file,
                   row, item.{title} AS title, item.artist AS credit, '{name}' AS chart,
                   'rank' AS metric, item.{rank}::DOUBLE AS value, 'rank' AS unit,
                   '{region}' AS region, date - 6 AS period_from, date AS period_to,
                   len(data) AS places
            FROM (
                SELECT filename, date, data,
                       unnest(data) AS item, generate_subscripts(data, 1) AS row
                FROM read_json('{folder}/*.json', filename = true, columns = {{
                    date: 'DATE',
                    data: 'STRUCT({title} VARCHAR, artist VARCHAR, {rank} BIGINT)[]'
                }})
            )
        ) TO '{to / "printed.parquet"}' (FORMAT parquet, COMPRESSION zstd)
    """)
    found = connection.sql(f"SELECT count(*) FROM '{to / 'printed.parquet'}'").fetchall()
    print(found[0][0])


def measured(words: list[str]) -> tuple[float, float, str]:
    """Seconds, peak MB and output of one process with these words for Python."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert child.stdout
    with child.stdout:
        said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    if status:
        raise SystemExit(f"{' '.join(words)} failed")
    per_megabyte = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kB elsewhere
    return seconds, usage.ru_maxrss / per_megabyte, said


def steps(data: Path, to: Path) -> dict[str, Callable[[], tuple[float, float, str]]]:
    """What is measured, in turns; each step finds what the one before left."""
    found: dict[str, Callable[[], tuple[float, float, str]]] = {}

    def part(of: str, chart: str) -> Callable[[], tuple[float, float, str]]:
        def run() -> tuple[float, float, str]:
            with tempfile.TemporaryDirectory(dir=to) as own:
                return measured([__file__, "--part", of, "--data", str(data / chart), "--to", own])

        return run

    def whole(chart: str) -> Callable[[], tuple[float, float, str]]:
        name, region = CHARTS[chart]
        words = ["-m", "kollabo.cli.main", "import", "chart", str(data / chart)]
        words += ["--name", name, "--region", region, "--catalogue", str(to / "home")]
        return lambda: measured(words)

    for chart in CHARTS:
        found[f"{chart}: peer reads"] = part("peer", chart)
        found[f"{chart}: kollabo reads"] = part("read", chart)
    for chart in CHARTS:
        found[f"{chart}: whole import"] = whole(chart)
    found[f"{GLOBAL_200}: unchanged"] = whole(GLOBAL_200)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--part", choices=("read", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        (read if given.part == "read" else read_by_peer)(given.data, given.to)
        return
    taken: dict[str, list[tuple[float, float]]] = {}
    rows: dict[str, int] = {}
    for _ in range(given.runs):
        with tempfile.TemporaryDirectory() as folder:
            for name, run in steps(given.data, Path(folder)).items():
                seconds, memory, said = run()
                taken.setdefault(name, []).append((seconds, memory))
                if name.endswith("reads"):
                    rows[name.partition(":")[0]] = int(said)
    show(taken, rows)


def show(taken: dict[str, list[tuple[float, float]]], rows: dict[str, int]) -> None:
    medians = {name: statistics.median(run[0] for run in runs) for name, runs in taken.items()}
    for name, runs in taken.items():
        chart = name.partition(":")[0]
        rate = rows[chart] / medians[name]
        line = f"{name:38} {medians[name]:7.2f} s {rate:9,.0f} rows/s"
        line += f" {max(memory for _, memory in runs):6.0f} MB"
        if name.endswith("kollabo reads"):
            line += f" {medians[name] / medians[f'{chart}: peer reads']:6.2f}x the peer"
        print(line)


if __name__ == "__main__":
    main()
