"""Wordings of the explorer's pages that templates share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from math import exp
from typing import Any

from kollabo.answers.artist import Span
from kollabo.answers.evidence_lines import EvidenceLine
from kollabo.answers.words import count, listed


def shown_date(value: str | None, inferred: bool = False) -> str:
    """A partial date as stated; where it is inferred the page says so."""
    if not value:
        return "date unknown"
    return value + (" (inferred from its first chart week)" if inferred else "")


def shown_period(period: str) -> str:
    """ "2023-07-29/2023-12-30" as "2023-07-29 to 2023-12-30"; open at the beginning: "up to"."""
    since, _, until = period.partition("/")
    if since == "..":
        return f"since release, up to {until}"
    return since if since == until else f"{since} to {until}"


def shown_number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def times_of(adds: float) -> str:
    """The same of what a signal adds to a size, in natural-log units."""
    return times(exp(adds))


def times(factor: float | None) -> str:
    """How many times as much: "5.12 times", "0.26 times", "says nothing"."""
    if factor is None:
        return "says nothing"
    shown = f"{factor:.3g}" if factor < 10 else f"{factor:,.0f}"
    return f"{shown} times"


_METRICS = {"peak": "best place", "weeks": "weeks on it"}


def shown_figure(line: EvidenceLine) -> str:
    """ "Billboard Hot 100, best place: 5"."""
    return f"{line.source}, {_METRICS.get(line.metric, line.metric)}: {shown_number(line.value)}"


def stint(begin: str | None, end: str | None) -> str:
    """From when to when a source says somebody was a member, as far as it says."""
    if begin and end:
        return f"{begin} to {end}"
    if begin:
        return f"since {begin}"
    return f"until {end}" if end else "stated without dates"


def stints(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    """What sources say of a membership, each wording once with all that say it."""
    said: dict[str, list[Span]] = {}
    for one in spans:
        said.setdefault(stint(one.begin, one.end), []).append(one)
    return list(said.items())


def period_of(since: dt.date | None, until: dt.date) -> str:
    return shown_period(f"{since or '..'}/{until}")


def many(items: Sequence[Any], thing: str) -> str:
    return count(len(items), thing)


WORDS: Mapping[str, Callable[..., Any]] = {
    "date": shown_date,
    "period": shown_period,
    "period_of": period_of,
    "number": shown_number,
    "times": times,
    "times_of": times_of,
    "figure": shown_figure,
    "stints": stints,
    "many": many,
    "count": count,
    "listed": listed,
}
