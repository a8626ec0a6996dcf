"""Pageviews as the REST API answers them: one item for each day or month of an article.

``GET /metrics/pageviews/per-article/PROJECT/ACCESS/AGENT/ARTICLE/GRANULARITY/FROM/TO``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from kollabo.sources import figures
from kollabo.sources.answered import Item
from kollabo.sources.answers_file import Answer
from kollabo.sources.batches import Statement
from kollabo.sources.counted import CountedReading, Song, days_of, song_links, song_of
from kollabo.sources.figures import kind_of
from kollabo.sources.pageviews.articles import article_link, plain_title, song_of_article
from kollabo.sources.record import Unreadable, dig

_PROJECT = re.compile(r"([a-z-]+)\.wikipedia(?:\.org)?")


def items_of(reading: CountedReading, answers: Sequence[Answer]) -> Iterator[Item]:
    """Every item of the answers. Unreadable for an answer of another shape."""
    for answer in answers:
        items = dig(answer.value, "items")
        if not isinstance(items, list):
            found = kind_of(answer.value)
            raise Unreadable(f"there is {found} that is no answer of the pageviews API")
        for item in items:
            yield item, partial(_views, reading, item, answer)


def _views(reading: CountedReading, item: Any, answer: Answer) -> list[Statement]:
    if not isinstance(item, dict):
        raise Unreadable(f"the item is {kind_of(item)}, not an object")
    if item.get("agent") not in (None, "user", "all-agents"):
        raise Unreadable("it counts the views of machines, not of people")
    found = _PROJECT.fullmatch(_text(item, "project"))
    if not found:
        raise Unreadable("it is not about an article of a Wikipedia")
    song = _song(found[1], _text(item, "article"), answer)
    days = _days(item)
    try:
        views = figures.amount(item.get("views"))
    except Unreadable as error:
        raise Unreadable(f"the number of views {error}") from None
    if views is None:
        raise Unreadable("the number of views is missing")
    return [reading.figure(song, "pageviews", views, days, found[1]), song_links(song)]


def _song(language: str, article: str, answer: Answer) -> Song:
    """The song the user named when asking, else the one that the title names."""
    if answer.song:
        link = article_link(language, plain_title(article))
        return song_of(answer.song.get("title"), answer.song.get("credit"), [link])
    return song_of_article(language, article)


def _days(item: dict[str, Any]) -> tuple[date, date]:
    text = _text(item, "timestamp")
    try:
        day = datetime.strptime(text[:8], "%Y%m%d").date()
    except ValueError:
        raise Unreadable(f"'{text[:20]}' is no time of the form YYYYMMDDHH") from None
    return days_of(day, "month" if item.get("granularity") == "monthly" else "day")


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    if not isinstance(value, str) or not value:
        raise Unreadable(f"'{key}' is {kind_of(value)}, not a text")
    return value
