"""Simulated worlds as files, through the importers, and back as the figures a ranking is given.

Many worlds share one catalogue: each has weeks of its own, so that an import of a few files holds
them all. What comes back is what a question would read: nothing but a song's name leads from the
catalogue to the truth.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from kollabo.answers.figures import SongFigures, read_figures
from kollabo.answers.question import Question
from kollabo.answers.ranking.coverage import Coverage, read_coverage
from kollabo.catalogue.reader import Catalogue
from kollabo.evaluate.worlds import Platform, World
from kollabo.scenes.definitions import Scene

FIRST_DAY = dt.date(1900, 1, 7)  # last day of the first week of the first world
_WEEK = dt.timedelta(days=7)
_REST = 2  # weeks between two worlds
_HEADER = ("platform", "week", "rank", "title", "artist", "streams")
_NOBODY = ("Everybody Else", "The Field")  # who holds the last place, so that its number is printed


@dataclass(frozen=True)
class ToImport:
    """A file to import as the command line would: what kind, under which name and layout."""

    kind: str
    path: Path
    name: str
    layout: str | None = None
    layout_folders: tuple[Path, ...] = ()


Importer = Callable[[Path, Sequence[ToImport]], None]


@dataclass(frozen=True)
class Placed:
    """A world and its weeks: the last days of its first and last week."""

    world: World
    first: dt.date
    last: dt.date


def place(worlds: Sequence[World]) -> list[Placed]:
    """Weeks for each world, one after the other."""
    placed, first = [], FIRST_DAY
    for world in worlds:
        last = first + (world.weeks - 1) * _WEEK
        placed.append(Placed(world, first, last))
        first = last + (1 + _REST) * _WEEK
    return placed


def import_worlds(root: Path, folder: Path, placed: Sequence[Placed], importer: Importer) -> None:
    """Write the worlds' files into ``folder`` and import them into the catalogue ``root``."""
    charts = write_charts(folder, placed)
    tracks = _write_tracks(folder / "songs.csv", placed)
    with ExitStack() as stack:
        layouts = stack.enter_context(as_file(files("kollabo") / "data" / "evaluate" / "layouts"))
        requests = [
            ToImport("chart", path, name, "simulated-chart", (layouts,))
            for name, path in charts.items()
        ]
        importer(root, [*requests, ToImport("tracks", tracks, "Releases", "tracks-csv")])


def title(number: int, song: int) -> str:
    """A song's title, by which it is found again: of world 12 song 3 is "W00012S03"."""
    return f"W{number:05}S{song:02}"


def write_charts(folder: Path, placed: Sequence[Placed]) -> dict[str, Path]:
    """One file for each company, by its name."""
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for number, one in enumerate(placed):
        for part, platform in enumerate(one.world.platforms, start=1):
            company = f"Company {'ABCDEFGH'[platform.company]}"
            rows[company] += _printed(number, one, f"chart {part}", platform)
    paths = {}
    for company in sorted(rows):
        paths[company] = folder / f"{company.replace(' ', '-').lower()}.csv"
        _write(paths[company], _HEADER, rows[company])
    return paths


def _printed(number: int, one: Placed, part: str, platform: Platform) -> Iterator[tuple[str, ...]]:
    """The rows of one chart, with its last place in each week."""
    by_week: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    for row in platform.rows:
        song = (title(number, row.song), f"Singer {row.song}")
        by_week[row.week].append((str(row.rank), *song, str(row.count or "")))
    last = str(platform.places)
    for week in range(one.world.weeks):
        printed = by_week[week]
        if all(row[0] != last for row in printed):
            printed.append((last, *_NOBODY, ""))
        yield from ((part, str(one.first + week * _WEEK), *row) for row in printed)


def _write_tracks(path: Path, placed: Sequence[Placed]) -> Path:
    rows = [
        (title(number, song), f"Singer {song}", str(_released(one, week)))
        for number, one in enumerate(placed)
        for song, week in enumerate(one.world.releases)
    ]
    _write(path, ("title", "artist", "released"), rows)
    return path


def _released(one: Placed, week: int) -> dt.date:
    """The first day of a week of the world."""
    return one.first + week * _WEEK - dt.timedelta(days=6)


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(rows)


def read_back(
    catalogue: Catalogue, placed: Sequence[Placed | None]
) -> Iterator[tuple[Placed, list[SongFigures], list[int], Coverage]]:
    """For each world that was placed what a question reads: the songs with evidence, which songs of
    the world they are, and what was loaded. None stands for a world that is passed over."""
    ids = {
        name: (song_id, released)
        for song_id, name, released in catalogue.sql("SELECT song_id, title, released FROM song")
    }
    nobody = Scene("nobody", "Nobody")
    for number, one in enumerate(placed):
        if one is None:
            continue
        names = [title(number, song) for song in range(len(one.world.sizes))]
        asked = [(ids[name][0], name, ids[name][1]) for name in names if name in ids]
        year = _released(one, 0).year
        question = Question(year, (nobody, nobody), one.last)
        figures = read_figures(catalogue, question, asked)
        found = [song for song in figures.values() if song.figures]
        truth = [names.index(song.title) for song in found]
        yield one, found, truth, read_coverage(catalogue, question)
