"""What moved an entry of a list, in lines a person would say."""

from __future__ import annotations

from math import exp

from kollabo.answers.best import Entry
from kollabo.answers.ranking import Contribution, Ranked, RankWithout
from kollabo.publish.plain import one_line

_LITTLE = 0.05  # natural log: below it a signal changes the size by less than a twentieth


def explained(entry: Entry) -> list[str]:
    """Lines for an entry whose explanation was asked for; none for others."""
    ranked = entry.ranked
    if ranked is None or not ranked.without:
        return []
    lines = [_place_words(ranked)]
    lines += [one_line(_contribution_words(one)) for one in ranked.contributions]
    return [*lines, one_line(_without_words(ranked))]


def ordinal(number: int) -> str:
    """ "1st", "2nd", "11th"."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _place_words(ranked: Ranked) -> str:
    place = ordinal(ranked.rank)
    if ranked.tied_with:
        place += f", shared with {ranked.tied_with}"
    known = ranked.plausible
    if known is None:
        return place
    if known.low == known.high:
        return f"{place}, and hardly any other ({known.claim:.0%})"
    return f"{place}; plausibly {ordinal(known.low)} to {ordinal(known.high)} ({known.claim:.0%})"


def _contribution_words(one: Contribution) -> str:
    if one.missing and not one.words:
        return f"{one.signal}: nothing to say ({one.missing})"
    if abs(one.adds) < _LITTLE:
        moved = "next to no difference"
    else:
        moved = f"{_times(abs(one.adds))} {'up' if one.adds > 0 else 'down'}"
    return f"{one.signal}: {moved} ({one.words})"


def _times(log_factor: float) -> str:
    factor = exp(log_factor)
    return f"{factor:.0f} times" if factor >= 10 else f"{factor:.1f} times"


def _without_words(ranked: Ranked) -> str:
    """ "without charts: nothing else sizes it; without shows: 3rd; without any other: the same"."""
    parts = [
        f"without {one.left_out}: {_without_rank(one)}"
        for one in ranked.without
        if one.rank != ranked.rank
    ]
    if not parts:
        return "the same whatever is left out"
    if len(parts) < len(ranked.without):
        parts.append("without any other: the same")
    return "; ".join(parts)


def _without_rank(one: RankWithout) -> str:
    return "nothing else sizes it" if one.rank is None else ordinal(one.rank)
