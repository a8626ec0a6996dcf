"""What stands beside a year's list: the years before and after it, and the records of the year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kollabo.answers.question import FIRST_YEAR, Years, ask_years
from kollabo.answers.records import answer as records
from kollabo.answers.trend import Trend, TrendYear, trend
from kollabo.errors import UsageError
from kollabo.publish.language import Language
from kollabo.publish.pictures.years import years_picture
from kollabo.publish.trend_words import columns, notes, rows
from kollabo.web.asked import Asked
from kollabo.web.reading import Reading

_MOST = 200  # years of one question: each is a list to be made
_YEARS = 15  # of a trend, unless others are asked for: what a reader sees at a glance


def years_asked(reading: Reading, between: str, other: str, first: int, last: int) -> Years:
    """A question over years. Raises UsageError for what cannot be meant, or is too much."""
    if last - first >= _MOST:
        raise UsageError(f"at most {_MOST} years are told of at once", remedy="ask for fewer")
    return ask_years(first, last, (between, other), reading.scenes)


def trend_of(reading: Reading, asked: Asked, first: int | None, last: int | None) -> Trend:
    """The trend of the scenes asked about, up to the newest year the catalogue knows songs of."""
    newest = reading.years[0] if reading.years else asked.year
    last = last or max(newest, asked.year, first or FIRST_YEAR)
    first = first or max(FIRST_YEAR, min(asked.year, last - _YEARS + 1))
    years = years_asked(reading, asked.between, asked.other, first, last)
    return trend(reading.catalogue, years, reading.scenes)


def shown_trend(answer: Trend, language: Language) -> Mapping[str, Any]:
    """What its page shows: a picture, a table of words, what changed, what must be said."""
    first, second = (language.scene(scene.name, scene.title) for scene in answer.asked.sides)
    table: list[tuple[TrendYear, list[str]]] = list(zip(answer.years, rows(answer), strict=True))
    return {
        "trend": answer,
        "picture": years_picture(answer, (first, second), language),
        "columns": columns(answer),
        "table": table[::-1],
        "notes": notes(answer),
    }


def records_of(reading: Reading, asked: Asked) -> records.Records:
    """The records that songs between the scenes set in the year asked about."""
    years = years_asked(reading, asked.between, asked.other, asked.year, asked.year)
    return records.records(reading.catalogue, years, reading.scenes, until=asked.until)
