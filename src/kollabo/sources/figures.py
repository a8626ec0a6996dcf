"""Printed numbers: places ("1."), totals with thousands separators, counts."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

from kollabo.sources.record import Unreadable

HIGHEST_RANK = 10_000
HIGHEST_FIGURE = 1e13  # more than all streams of all songs together


@cache
def _shape(thousands: str) -> re.Pattern[str]:
    grouped = rf"[0-9]{{1,3}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    return re.compile(rf"(?:{grouped}[0-9]{{1,18}})(?:\.[0-9]{{0,9}})?")


def number(value: Any, *, thousands: str = "") -> float | None:
    """The number a cell holds, None where it is empty; a wrong one raises Unreadable."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable(f"is {kind_of(value)}, not a number")
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if not _shape(thousands).fullmatch(text):
            raise Unreadable(f"'{text[:40]}' is not a number")
        return float(text.replace(thousands, "") if thousands else text)
    try:
        found = float(value)
    except OverflowError:
        raise Unreadable("is too large a number") from None
    if not math.isfinite(found):
        raise Unreadable(f"is {found}, not a number")
    return found


def rank(value: Any, *, thousands: str = "", places: int | None = None) -> float | None:
    """A place on a chart: a whole number from 1, not beyond the chart's places."""
    found = number(value, thousands=thousands)
    if found is None:
        return None
    if found != int(found) or found < 1:
        raise Unreadable(f"'{_short(value)}' is not a place: places are 1, 2, 3, ...")
    if found > (places or HIGHEST_RANK):
        raise Unreadable(f"'{_short(value)}' lies beyond the chart's {places or HIGHEST_RANK}")
    return found


def amount(value: Any, *, thousands: str = "") -> float | None:
    """A count or total: not negative, not beyond reason."""
    found = number(value, thousands=thousands)
    if found is not None and not 0 <= found <= HIGHEST_FIGURE:
        raise Unreadable(f"'{_short(value)}' is out of all reason")
    return found


def kind_of(value: Any) -> str:
    """What a JSON value is, in words for a report."""
    for kinds, words in (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "a text"),
        ((list, tuple), "a list"),
        (dict, "an object"),
    ):
        if isinstance(value, kinds):
            return words
    return "nothing" if value is None else "of an unknown kind"


def _short(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)[:40]
