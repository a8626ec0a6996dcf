"""Whether the ranking keeps its claims: simulated worlds through the importers, and its measures.

For each regime and number of songs (a *cell*): the chance the ranking claims for its sets of
plausible ranks against how often the true rank lies in them, the same for the five songs it puts
first, the randomised PIT, and the width of the sets beside those of the posterior that knows all
true numbers. The same with weights that a user might give, and with a signal or chart left out.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kollabo.answers.figures import SongFigures
from kollabo.answers.ranking import Ranked, Ranking
from kollabo.answers.ranking.coverage import Coverage
from kollabo.answers.ranking.ranks import plausible
from kollabo.answers.ranking.settings import settings
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.evaluate.knowing import knowing_posterior, knowing_ranks
from kollabo.evaluate.world_files import Importer, Placed, import_worlds, place, read_back
from kollabo.evaluate.worlds import draw_world, regimes

SONGS = (10, 30)
FIRST = 5  # the songs at the head of a list, reported apart
CLAIM_KEPT = 0.02  # how far coverage may lie from the claim
PIT = (0.87, 0.93)  # where the share of PIT values between 0.05 and 0.95 must lie
WIDTH = 1.3  # how much wider than the knowing posterior's sets may be, on the mean
# What a user may ask instead of the shipped weights, measured in one regime on every second world.
ASKED: dict[str, dict[str, float]] = {
    "charts=1,streams=3": {"charts": 1, "streams": 3},
    "charts=3,streams=1": {"charts": 3, "streams": 1},
    "without streams": {"streams": 0},
    "without Company A": {"Company A": 0},
}
ASKED_OF, _ASKED_EVERY = "shared", 2
_DRAWS = 400  # of the knowing posterior
_KNOWN = 4  # the knowing posterior is slow: every fourth world is measured against it


@dataclass
class Tally:
    """Sums over songs: how many, how often covered, the claims, widths, PIT values inside."""

    songs: int = 0
    covered: int = 0
    claimed: float = 0.0
    width: int = 0
    pit_inside: int = 0

    def add(self, true_rank: int, low: int, high: int, claim: float, pit: float) -> None:
        self.songs += 1
        self.covered += low <= true_rank <= high
        self.claimed += claim
        self.width += high - low + 1
        self.pit_inside += 0.05 < pit < 0.95


@dataclass
class Cell:
    """The measures of one regime at one length of list; ``asked``: weights as a user gives them."""

    regime: str
    about: str
    songs: int
    worlds: int = 0
    all: Tally = field(default_factory=Tally)
    first: Tally = field(default_factory=Tally)
    known: Tally = field(default_factory=Tally)
    known_beside: Tally = field(default_factory=Tally)
    asked: str = ""

    @property
    def claim(self) -> float:
        return self.all.claimed / self.all.songs

    @property
    def covered(self) -> float:
        return self.all.covered / self.all.songs

    @property
    def first_claim(self) -> float:
        return self.first.claimed / self.first.songs

    @property
    def first_covered(self) -> float:
        return self.first.covered / self.first.songs

    @property
    def pit(self) -> float:
        return self.all.pit_inside / self.all.songs

    @property
    def width(self) -> float:
        return self.all.width / self.all.songs

    @property
    def beside_knowing(self) -> float:
        """Mean width over that of the knowing posterior, in the worlds where both were asked."""
        return self.known_beside.width / self.known.width if self.known.width else 1.0

    @property
    def troubles(self) -> list[str]:
        """What is not kept, in words."""
        found = []
        if abs(self.covered - self.claim) > CLAIM_KEPT:
            found.append(f"claims {self.claim:.1%} and covers {self.covered:.1%}")
        if not PIT[0] <= self.pit <= PIT[1]:
            found.append(f"PIT {self.pit:.1%}")
        if self.beside_knowing > WIDTH:
            found.append(f"{self.beside_knowing:.2f} times as wide as need be")
        return found


def evaluate_ranking(
    importer: Importer,
    *,
    worlds: int,
    seed: int,
    progress: Callable[[str], None] = lambda said: None,
) -> list[Cell]:
    """``worlds`` worlds (at most 600) for each cell, from ``seed``; a catalogue for each regime.

    ``importer`` imports files into a catalogue as the command line does; it is handed in because
    an evaluation stands below the command line.
    """
    cells: list[Cell] = []
    asked: list[Cell] = []
    for regime in regimes().values():
        drawn = [
            draw_world(regime, songs, number, seed) for songs in SONGS for number in range(worlds)
        ]
        placed = place(drawn)
        with tempfile.TemporaryDirectory(prefix="kollabo-worlds-") as scratch:
            root = Path(scratch) / "catalogue"
            progress(f"importing {len(placed):,} simulated worlds, regime {regime.name}")
            import_worlds(root, Path(scratch), placed, importer)
            with open_catalogue(root, starter_if_empty=False) as catalogue:
                cells += measure(catalogue, placed, SizeRanking(), seed, progress)
                if regime.name == ASKED_OF:
                    asked += _as_asked(catalogue, placed, seed, progress)
    return cells + asked


def _as_asked(
    catalogue: Catalogue, placed: Sequence[Placed], seed: int, progress: Callable[[str], None]
) -> list[Cell]:
    """The measures with weights that a user might give."""
    some = [one if one.world.number % _ASKED_EVERY == 0 else None for one in placed]
    found: list[Cell] = []
    for words, weights in ASKED.items():
        progress(f"with other weights: {words}")
        ranking = SizeRanking(weights=weights)
        cells = measure(catalogue, some, ranking, seed, knowing=False)
        found += [replace(cell, asked=words) for cell in cells]
    return found


def measure(
    catalogue: Catalogue,
    placed: Sequence[Placed | None],
    ranking: Ranking,
    seed: int,
    progress: Callable[[str], None] = lambda said: None,
    *,
    knowing: bool = True,
) -> list[Cell]:
    """The measures of a ranking on imported worlds, cell by cell in the order of the worlds.

    A world for which None stands was imported and is passed over. Without ``knowing`` nothing is
    told of the posterior that knows.
    """
    cells: dict[tuple[str, int], Cell] = {}
    for one, figures, truth, coverage in read_back(catalogue, placed):
        regime, songs = one.world.regime, len(one.world.sizes)
        if (regime.name, songs) not in cells:
            progress(f"ranking worlds of {songs} songs, regime {regime.name}")
            cells[regime.name, songs] = Cell(regime.name, regime.about, songs)
        rng = random.Random(f"{seed}/{regime.name}/{songs}/{one.world.number}/measured")
        known = knowing and one.world.number % _KNOWN == 0
        _measure(cells[regime.name, songs], one, figures, truth, coverage, ranking, rng, known)
    return list(cells.values())


def _measure(
    cell: Cell,
    one: Placed,
    figures: Sequence[SongFigures],
    truth: Sequence[int],
    coverage: Coverage,
    ranking: Ranking,
    rng: random.Random,
    known: bool,
) -> None:
    """Add a world to its cell. Songs that the ranking leaves out are no part of the truth."""
    ranking_of = ranking.rank(figures, coverage)
    kept = {ranked.song_id for ranked in ranking_of}
    told = [(song.song_id, its) for song, its in zip(figures, truth, strict=True)]
    true_ranks = _ranks([one.world.sizes[its] for key, its in told if key in kept])
    places = {key: place for place, key in enumerate(key for key, _ in told if key in kept)}
    cell.worlds += 1
    for ranked in ranking_of:
        _add(cell, ranked, true_ranks[places[ranked.song_id]], rng, known)
    if known:
        grid, beliefs = knowing_posterior(one.world, truth)
        means, chances = knowing_ranks(grid, beliefs, _DRAWS, rng)
        shown = _ranks(means)
        for place, true in enumerate(true_ranks):
            low, high, claim = plausible(chances[place], shown[place], settings()["asked"])
            cell.known.add(true, low, high, claim, _pit(chances[place], true, rng))


def _add(cell: Cell, ranked: Ranked, true: int, rng: random.Random, known: bool) -> None:
    its = ranked.plausible
    if its is None:
        raise TypeError("a ranking without plausible ranks makes no claims to be measured")
    values = (true, its.low, its.high, its.claim, _pit(its.chances, true, rng))
    cell.all.add(*values)
    if ranked.rank <= FIRST:
        cell.first.add(*values)
    if known:
        cell.known_beside.add(*values)


def _pit(chances: Sequence[float], true: int, rng: random.Random) -> float:
    """Where the true rank lies in its distribution, drawn inside its own step."""
    return sum(chances[: true - 1]) + rng.random() * chances[true - 1]


def _ranks(sizes: Sequence[float]) -> list[int]:
    """Ranks from 1, the largest first."""
    ranks = [0] * len(sizes)
    for rank, one in enumerate(sorted(range(len(sizes)), key=lambda k: -sizes[k]), start=1):
        ranks[one] = rank
    return ranks
