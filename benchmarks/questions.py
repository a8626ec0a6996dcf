"""What a question costs: `python benchmarks/questions.py [--catalogue FOLDER] [--runs N]`.

A cold `kollabo best` against an empty start of DuckDB, taken in turns in one run, and questions
asked of a catalogue that is open already. Prints medians, their ratio and the peak memory.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kollabo.answers.best import best
from kollabo.answers.lift.of_song import lift_of_song
from kollabo.answers.lookup import find_songs
from kollabo.answers.question import ask, ask_years
from kollabo.answers.records.answer import records
from kollabo.answers.trend import trend
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.scenes.definitions import load_scenes

QUESTION = ("best", "--year", "2023", "--between", "k-pop", "--and", "western", "--top", "5")
KOLLABO = str(Path(sys.executable).with_name("kollabo"))
COMMANDS = {
    "import duckdb": (sys.executable, "-c", "import duckdb"),
    "kollabo best, in a pipe": (KOLLABO, *QUESTION),
    "kollabo best, as a table": (KOLLABO, *QUESTION, "--format", "table"),
}


def cold(command: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds and peak MB of one run of a command."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begin
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    per_megabyte = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kB elsewhere
    return seconds, usage.ru_maxrss / per_megabyte


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogue", type=Path, help="else the starter")
    parser.add_argument("--runs", type=int, default=15)
    given = parser.parse_args()
    root = given.catalogue or Path("no catalogue here")
    environment = {**os.environ, "KOLLABO_HOME": str(root)}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(given.runs):
        for name, command in COMMANDS.items():
            taken[name].append(cold(command, environment))
    peer = statistics.median(seconds for seconds, _ in taken["import duckdb"])
    for name, runs in taken.items():
        median = statistics.median(seconds for seconds, _ in runs)
        peak = max(memory for _, memory in runs)
        print(f"{name:26} {median * 1000:7.0f} ms {median / peer:5.2f}x {peak:6.0f} MB")
    with open_catalogue(root) as catalogue:
        for name, question in in_process(catalogue):
            times = []
            for _ in range(given.runs):
                begin = time.perf_counter()
                question()
                times.append(time.perf_counter() - begin)
            print(f"{name:26} {statistics.median(times) * 1000:7.0f} ms")


def in_process(catalogue: Catalogue) -> Iterator[tuple[str, Callable[[], object]]]:
    """Questions asked of the open catalogue, by what to print for each."""
    scenes = load_scenes()
    year = ask(2023, ("k-pop", "western"), scenes)
    years = ask_years(1990, 2024, ("latin", "us"), scenes)
    one_year = ask_years(2023, 2023, ("k-pop", "western"), scenes)
    song = find_songs(catalogue, "Seven", by="Jung Kook")[0].song_id
    between = ("k-pop", "western")
    yield "best, in process", lambda: best(catalogue, year, scenes)
    yield "trend of 35 years", lambda: trend(catalogue, years, scenes)
    yield "records of a year", lambda: records(catalogue, one_year, scenes)
    yield "lift of a song", lambda: lift_of_song(catalogue, song, scenes, between=between)


if __name__ == "__main__":
    main()
