"""What a ranking takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from kollabo.answers.figures import SongFigures
from kollabo.answers.ranking.coverage import Coverage


class Contribution(NamedTuple):
    """What one signal adds to a song's size.

    ``adds`` is in natural-log units beside the list's typical song: 0.69 doubles, -0.69 halves; the
    contributions of a song add up to its size. ``weight`` is how much a reading of the signal
    counts beside a chart's, ``share`` (0 to 1) the song's audience by this signal alone beside the
    largest that it shows on the list; None where it shows none. ``missing`` is the reason: chart
    not loaded, no song of like age.
    """

    signal: str
    weight: float
    share: float | None
    adds: float
    words: str
    missing: str | None = None


class PlausibleRanks(NamedTuple):
    """The ranks a song may truly have, from ``low`` to ``high``, by the model that ranked it.

    ``claim`` is the probability (0 to 1) the model gives to the true rank lying among them. Ranks
    are whole numbers, so it is at least what was asked for and mostly more. ``chances`` are those
    of every rank of the list, 1 first.
    """

    low: int
    high: int
    claim: float
    chances: tuple[float, ...] = ()


class RankWithout(NamedTuple):
    """The rank a song would have without a signal or chart; None: nothing else sizes it."""

    left_out: str
    rank: int | None


class Ranked(NamedTuple):
    """A song's place. ``tied_with`` counts the other songs that share its rank.

    ``score`` is 100 times the song's size beside the largest of the list. ``plausible`` is None
    where the ranking states no uncertainty; ``without`` is filled where it was asked for.
    """

    song_id: str
    rank: int
    score: float
    contributions: tuple[Contribution, ...]
    tied_with: int = 0
    plausible: PlausibleRanks | None = None
    without: tuple[RankWithout, ...] = ()


class Ranking(Protocol):
    """Ranks the songs of one list, best first. Deterministic, whatever the order given."""

    def rank(self, songs: Sequence[SongFigures], coverage: Coverage) -> list[Ranked]: ...
