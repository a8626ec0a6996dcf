"""What a ranking takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kollabo.answers.figures import SongFigures


@dataclass(frozen=True)
class Contribution:
    """What one signal adds to a score: ``share`` (0 to 1) times ``weight``; share None: missing.

    ``missing`` is the reason: not charted, chart not loaded, no song of like age.
    """

    signal: str
    weight: float
    share: float | None
    adds: float
    words: str
    missing: str | None = None


@dataclass(frozen=True)
class PlausibleRanks:
    """The ranks a song may truly have, from ``low`` to ``high``, by the model that ranked it.

    ``claim`` is the probability (0 to 1) the model gives to the true rank lying among them. Ranks
    are whole numbers, so it is at least what was asked for and mostly more.
    """

    low: int
    high: int
    claim: float


@dataclass(frozen=True)
class Ranked:
    """A song's place. ``tied_with`` counts the other songs that share its rank.

    ``plausible`` is None where the ranking states no uncertainty.
    """

    song_id: str
    rank: int
    score: float
    contributions: tuple[Contribution, ...]
    tied_with: int = 0
    plausible: PlausibleRanks | None = None


class Ranking(Protocol):
    """Ranks the songs of one list, best first. Deterministic, whatever the order given."""

    def rank(self, songs: Sequence[SongFigures]) -> list[Ranked]: ...
