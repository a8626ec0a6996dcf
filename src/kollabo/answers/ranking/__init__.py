"""Ranking: from the figures of songs to an order, behind one small interface.

``Ranking`` takes the evidence of all songs of a list and gives each a score with what made it.
"""

from kollabo.answers.ranking.interface import (
    Contribution,
    PlausibleRanks,
    Ranked,
    Ranking,
    RankWithout,
)

__all__ = ["Contribution", "PlausibleRanks", "RankWithout", "Ranked", "Ranking"]
