"""Small wordings that several answers share: counts, dates, lists, places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence


def count(number: int, thing: str) -> str:
    """ "1 week", "3 weeks"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def listed(names: Sequence[str], most: int = 0) -> str:
    """ "A, B and C"; with ``most``, "A, B and 7 more"."""
    names = list(names)
    if most and len(names) > most:
        names = [*names[:most], f"{len(names) - most:,} more"]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def period(since: dt.date | None, until: dt.date) -> str:
    """A period as ISO 8601 writes it: "2023-07-29/2023-12-30"; ".." where it has no beginning."""
    return f"{since or '..'}/{until}"
