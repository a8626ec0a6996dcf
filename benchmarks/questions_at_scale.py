"""Questions asked of a large catalogue that is open: ``python benchmarks/questions_at_scale.py
CATALOGUE [--asked N]``. `musicbrainz_import.py` makes one and leaves it with ``--keep``.

Prints the median and the 95th percentile, in milliseconds by the clock and of the processor, of
`best` between shipped scenes and between scenes made up on the spot (a few countries each), of
years and scenes chosen at random, and of an act and a song by their exact names, found and
answered whole. The same seed asks the same questions.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kollabo.answers.artist import artist
from kollabo.answers.best import best
from kollabo.answers.lookup import find_acts, find_songs
from kollabo.answers.question import ask
from kollabo.answers.song import song
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.scenes.definitions import Scene, load_scenes
from kollabo.sources.countries import Countries

YEARS = range(1990, 2025)
GOALS = (
    "goals: shipped scenes p50 20 ms; made-up scenes p50 200 ms, p95 1,000 ms; by name p50 10 ms"
)

Ask = Callable[[], object]


def questions(
    catalogue: Catalogue, asked: int, chance: random.Random
) -> Iterator[tuple[str, list[Ask]]]:
    """What is asked, by sort."""
    shipped = load_scenes()

    def ask_best(scenes: dict[str, Scene]) -> Ask:
        one, other = scenes
        year = chance.choice(YEARS)
        known = shipped | scenes
        return partial(best, catalogue, ask(year, (one, other), known), known)

    def of_two(names: list[str]) -> dict[str, Scene]:
        return {name: shipped[name] for name in names}

    def made_up() -> dict[str, Scene]:
        codes = chance.sample(sorted(Countries.read().codes()), 12)
        sides = {"one": codes[:6], "other": codes[6:]}
        return {name: Scene(name, name, origins=frozenset(side)) for name, side in sides.items()}

    yield (
        "best, shipped scenes",
        [ask_best(of_two(chance.sample(sorted(shipped), 2))) for _ in range(asked)],
    )
    yield "best, made-up scenes", [ask_best(made_up()) for _ in range(asked)]
    names = catalogue.sql("SELECT name FROM artist ORDER BY artist_id LIMIT 20_000")
    yield (
        "an act by exact name",
        [partial(_act, catalogue, shipped, name) for (name,) in chance.sample(names, asked)],
    )
    titles = catalogue.sql("SELECT title FROM song ORDER BY song_id LIMIT 20_000")
    yield (
        "a song by exact name",
        [partial(_song, catalogue, title) for (title,) in chance.sample(titles, asked)],
    )


def _act(catalogue: Catalogue, scenes: dict[str, Scene], name: str) -> object:
    return artist(catalogue, find_acts(catalogue, name)[0].artist_id, scenes)


def _song(catalogue: Catalogue, title: str) -> object:
    return song(catalogue, find_songs(catalogue, title)[0].song_id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--asked", type=int, default=40, help="questions of each sort")
    given = parser.parse_args()
    with open_catalogue(given.catalogue) as catalogue:
        rows = {name: record.rows for name, record in catalogue.manifest.tables.items()}
        print(f"{rows['artist']:,} acts, {rows['song']:,} songs, {rows['credit']:,} credited names")
        for sort, all_asked in questions(catalogue, given.asked, random.Random(7)):
            wall, processor = zip(*map(_timed, all_asked), strict=True)
            print(
                f"{sort:22} {_middle_and_end(wall)} by the clock, {_middle_and_end(processor)} cpu"
            )
    print(GOALS)


def _timed(question: Ask) -> tuple[float, float]:
    begin, used = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - begin, time.process_time() - used


def _middle_and_end(times: tuple[float, ...]) -> str:
    ordered = sorted(times)
    p50, p95 = (ordered[int(share * (len(ordered) - 1))] * 1000 for share in (0.5, 0.95))
    return f"p50 {p50:7.1f} ms p95 {p95:7.1f} ms"


if __name__ == "__main__":
    main()
