"""The question that the first page answers, before anybody has asked one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from kollabo.web.asked import Asked
from kollabo.web.reading import Reading


@cache
def _between() -> tuple[str, str]:
    text = (resources.files("kollabo") / "data" / "explorer.toml").read_text(encoding="utf-8")
    first, second = tomllib.loads(text)["between"]
    return first, second


def first_question(reading: Reading) -> Asked | None:
    """The newest year of which a list of the two scenes has a ranked song; None if none has.

    A year that has just begun may have charts and no crossing yet, so the years are looked through.
    """
    if reading.first is None:
        reading.first = (_look(reading),)
    return reading.first[0]


_YEARS = 5  # so many years are looked through


def _look(reading: Reading) -> Asked | None:
    for year in reading.years[:_YEARS]:
        asked = Asked(year, *_between())
        if reading.listing(asked).entries:
            return asked
    return Asked(reading.years[0], *_between()) if reading.years else None
