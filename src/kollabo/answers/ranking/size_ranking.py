"""The ranking: songs' sizes by all signals, in the open, and the ranks they may truly have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, hypot, sqrt
from statistics import fmean

from kollabo.answers.figures import Figure, SongFigures, chart_points
from kollabo.answers.ranking.coverage import Coverage
from kollabo.answers.ranking.grid import Model, posterior
from kollabo.answers.ranking.growth import Growth, growths
from kollabo.answers.ranking.interface import Contribution, PlausibleRanks, Ranked, RankWithout
from kollabo.answers.ranking.posterior import Node
from kollabo.answers.ranking.ranks import plausible, rank_chances
from kollabo.answers.ranking.readings import Voice, readings, voices
from kollabo.answers.ranking.settings import settings
from kollabo.answers.ranking.signals import Signal, load_signals
from kollabo.errors import UsageError

TYPICAL, TIME = "typical song", "time"  # contributions that are no signal's
_EXPECTED = "what any song of such a list is worth before anything is read of it"
_NO_PEER = "no song of like age to compare with"
_SAME = 9  # decimals in which two sizes are one
_DRAWS, _MOST = 2000, 120_000  # draws of ranks, and how many sizes are drawn at most


@dataclass(frozen=True)
class SizeRanking:
    """Ranks songs by the size that the signals together make likely (docs/ranking.md).

    ``weights`` are the user's, by the name of a signal or a chart; a weight of 0 leaves it out.
    They stand beside each other: doubling all of them changes nothing. With ``explain``, each song
    is told the rank it would have without each signal and chart.
    """

    signals: Mapping[str, Signal] = field(default_factory=load_signals)
    weights: Mapping[str, float] = field(default_factory=dict)
    explain: bool = False

    def rank(self, songs: Sequence[SongFigures], coverage: Coverage) -> list[Ranked]:
        ordered = sorted(songs, key=lambda song: song.song_id)
        spoken = voices(ordered, coverage, self.signals)
        self._check(spoken)
        found = _ranked(ordered, coverage, spoken, self._weights(spoken))
        if not self.explain:
            return found
        without = self._without(ordered, coverage, spoken)
        return [_with(one, without) for one in found]

    def _check(self, spoken: Sequence[Voice]) -> None:
        """UsageError for the name of a weight that is no signal's and no chart's."""
        known = {name for voice in spoken for name in voice.known_as()}
        for name in self.weights:
            if name not in known | set(self.signals):
                raise UsageError(
                    f"there is no signal or chart called {name!r} behind this list",
                    remedy="known: " + ", ".join(sorted(known | set(self.signals))),
                )

    def _weights(self, spoken: Sequence[Voice], left_out: str | None = None) -> list[float]:
        """A weight for each voice; the user's are brought to the mean of those they replace."""
        mine = [_given(voice, self.weights) for voice in spoken]
        told = [
            (voice, one) for voice, one in zip(spoken, mine, strict=True) if one and voice.speaks
        ]
        kept = [voice.signal.weight for voice, _ in told]
        given = sum(one for _, one in told)
        scale = sum(kept) / given if self.weights and given else 1.0
        return [
            0.0 if left_out in voice.known_as() else scale * one
            for voice, one in zip(spoken, mine, strict=True)
        ]

    def _without(
        self, songs: Sequence[SongFigures], coverage: Coverage, spoken: Sequence[Voice]
    ) -> dict[str, dict[str, int]]:
        """Ranks without each signal, and without each chart of a signal that has several."""
        left: dict[str, None] = {}
        speaking = [voice for voice in spoken if voice.speaks]
        for voice in speaking:
            left[voice.signal.name] = None
            if len({one.label for one in speaking if one.signal is voice.signal}) > 1:
                left[voice.charts[0] if voice.signal.over == "chart" else voice.label] = None
        found = {}
        for name in left:
            weights = self._weights(spoken, name)
            others = _ranked(songs, coverage, spoken, weights, intervals=False)
            found[name] = {one.song_id: one.rank for one in others}
        return found


def _given(voice: Voice, weights: Mapping[str, float]) -> float:
    for name in voice.known_as():
        if name in weights:
            return weights[name]
    return voice.signal.weight


def _with(one: Ranked, without: Mapping[str, Mapping[str, int]]) -> Ranked:
    told = tuple(RankWithout(name, ranks.get(one.song_id)) for name, ranks in without.items())
    return Ranked(
        one.song_id,
        one.rank,
        one.score,
        one.contributions,
        one.tied_with,
        one.plausible,
        told,
    )


def _ranked(
    songs: Sequence[SongFigures],
    coverage: Coverage,
    spoken: Sequence[Voice],
    weights: Sequence[float],
    *,
    intervals: bool = True,
) -> list[Ranked]:
    left = [(voice, weight) for voice, weight in zip(spoken, weights, strict=True) if weight]
    dropped = [voice for voice, weight in zip(spoken, weights, strict=True) if not weight]
    # Nothing that was left out may still give a song its place.
    known = [voice for voice, _ in left]
    songs = [song for song in songs if _hears(known, song) or not _hears(dropped, song)]
    heard = [(voice, weight) for voice, weight in left if voice.speaks]
    kept = [voice for voice, _ in heard]
    if not songs or (dropped and not kept):
        return []
    said = [readings(kept, song.song_id) for song in songs]
    companies = sorted({voice.company for voice in kept})
    families = [companies.index(voice.company) for voice in kept]
    if kept:
        model = Model.of(settings())
        nodes = posterior(said, families, [weight for _, weight in heard], model)
    else:
        nodes = [_unread(len(songs))]
    grown = growths(songs, coverage)
    time = [grown.get(song.song_id) for song in songs]
    nodes = [_in_time(node, time) for node in nodes]
    sizes = _sizes(nodes)
    order = sorted(range(len(songs)), key=lambda one: _order(songs[one], sizes[one]))
    shown = _numbered(order, sizes)
    sets = _sets(nodes, _open(songs, kept), shown) if intervals else {}
    largest = sizes[order[0]]
    parts = _parts(nodes, said)
    late = [_late(nodes, number, growth) for number, growth in enumerate(time)]
    return [
        Ranked(
            songs[one].song_id,
            shown[one],
            round(100 * exp(sizes[one] - largest), 9),
            (*_contributions(songs[one], heard, said[one], parts[one]), *late[one]),
            sum(shown[other] == shown[one] for other in order) - 1,
            sets.get(one),
        )
        for one in order
    ]


def _hears(some: Sequence[Voice], song: SongFigures) -> bool:
    return any(song.song_id in voice.values for voice in some)


def _unread(songs: int) -> Node:
    """Where no voice tells the songs apart, any order may be the true one."""
    nothing = (0.0,) * songs
    return Node(1.0, nothing, (1.0,) * songs, (((), 0.0),) * songs, nothing)


def _in_time(node: Node, time: Sequence[Growth | None]) -> Node:
    """The node with what songs had no time for. It is as if all readings of a song were larger by
    as much: its size follows as far as it follows them."""
    means, deviations = list(node.means), list(node.deviations)
    for number, growth in enumerate(time):
        if growth:
            means[number] += node.trust[number] * growth.mean
            deviations[number] = hypot(deviations[number], node.trust[number] * growth.deviation)
    return node._replace(means=tuple(means), deviations=tuple(deviations))


def _sizes(nodes: Sequence[Node]) -> list[float]:
    """Mean sizes, rounded, so that noise in the last digits breaks no tie."""
    total = sum(node.weight for node in nodes)
    return [
        round(sum(node.weight * node.means[number] for node in nodes) / total, _SAME)
        for number in range(len(nodes[0].means))
    ]


def _order(song: SongFigures, size: float) -> tuple[float, float, str, str]:
    best = max((_height(one) for one in song.ranks), default=0.0)
    return (-size, -best, song.title, song.song_id)


def _height(one: Figure) -> float:
    # A first place among three is less than one among two hundred.
    return chart_points(one.value, one.places)


def _numbered(order: Sequence[int], sizes: Sequence[float]) -> dict[int, int]:
    """Ranks from 1 by song number; equal sizes share a rank."""
    ranks: dict[int, int] = {}
    for position, one in enumerate(order, start=1):
        before = order[position - 2]
        ranks[one] = ranks[before] if position > 1 and sizes[before] == sizes[one] else position
    return ranks


def _open(songs: Sequence[SongFigures], kept: Sequence[Voice]) -> list[float]:
    """The deviation of each size that no agreement of charts can tell: of what a song had below
    their last places."""
    found = []
    for song in songs:
        hearing = [voice for voice in kept if song.song_id in voice.values] or kept
        below = [voice.open[song.song_id] for voice in hearing if song.song_id in voice.open]
        found.append(sqrt(fmean(one * one for one in below)) if below else 0.0)
    return found


def _sets(
    nodes: Sequence[Node], left_open: Sequence[float], shown: Mapping[int, int]
) -> dict[int, PlausibleRanks]:
    """The plausible ranks of each song, with what else is left open of its size."""
    widened = [
        node._replace(deviations=tuple(map(hypot, node.deviations, left_open))) for node in nodes
    ]
    songs = len(left_open)
    chances = rank_chances(widened, max(min(_DRAWS, _MOST // songs), 400))
    asked = settings()["asked"]
    sets = {}
    for one, rank in shown.items():
        # Songs that share a rank are one to the model: what differs between them is chance alone.
        same = [other for other, its in shown.items() if its == rank]
        mine = [sum(chances[other][place] for other in same) / len(same) for place in range(songs)]
        sets[one] = PlausibleRanks(*plausible(mine, rank, asked), tuple(mine))
    return sets


def _parts(
    nodes: Sequence[Node], said: Sequence[Sequence[object]]
) -> list[tuple[list[float], float]]:
    """What each reading, and the expectation of any song, adds to each mean size."""
    total = sum(node.weight for node in nodes)
    found = []
    for number, mine in enumerate(said):
        adds = [
            sum(node.weight * node.parts[number][0][place] for node in nodes) / total
            for place in range(len(mine))
        ]
        rest = sum(node.weight * node.parts[number][1] for node in nodes) / total
        found.append((adds, rest))
    return found


def _contributions(
    song: SongFigures,
    heard: Sequence[tuple[Voice, float]],
    said: Sequence[object],
    parts: tuple[Sequence[float], float],
) -> list[Contribution]:
    """Signal by signal what made the song's size; with its time they are the size."""
    adds = iter(parts[0])
    added = {
        number: next(adds)
        for number, (voice, _) in enumerate(heard)
        if song.song_id in voice.values or song.song_id in voice.bounds
    }
    found = []
    for signal in {voice.signal.name: voice.signal for voice, _ in heard}.values():
        numbers = [number for number, (voice, _) in enumerate(heard) if voice.signal == signal]
        mine = [heard[number][0] for number in numbers]
        shares = [
            exp(voice.values[song.song_id] - max(voice.values.values()))
            for voice in mine
            if song.song_id in voice.values
        ]
        words = [
            f"{voice.label}: {voice.words[song.song_id]}"
            for voice in mine
            if song.song_id in voice.words
        ]
        silent = [
            f"{voice.label}: {voice.silent.get(song.song_id, _NO_PEER)}"
            for voice in mine
            if song.song_id not in voice.words
        ]
        found.append(
            Contribution(
                signal.name,
                heard[numbers[0]][1],
                max(shares, default=0.0 if words else None),
                sum(added.get(number, 0.0) for number in numbers),
                "; ".join(words),
                None if words else "; ".join(silent),
            )
        )
    found.append(Contribution(TYPICAL, 1.0, None, parts[1], _EXPECTED))
    return found


def _late(nodes: Sequence[Node], number: int, growth: Growth | None) -> list[Contribution]:
    """What a late song's size owes to the time it had not."""
    if not growth:
        return []
    trust = sum(one.weight * one.trust[number] for one in nodes) / sum(one.weight for one in nodes)
    return [Contribution(TIME, 1.0, None, trust * growth.mean, growth.words)]
