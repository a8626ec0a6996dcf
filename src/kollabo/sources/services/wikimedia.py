"""What `kollabo fetch pageviews` asks Wikimedia."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from kollabo.sources.answers_file import Answer
from kollabo.sources.services.client import Client


def pageviews(
    client: Client,
    project: str,
    article: str,
    granularity: str,
    days: tuple[date, date],
    song: Mapping[str, str] | None = None,
) -> Iterator[Answer]:
    """People's views of an article on all devices, an item for each day or month ("daily",
    "monthly"). ``song`` is kept beside them: the song that the user says it is about."""
    title = quote(article.replace(" ", "_"), safe="")
    since, until = days
    answer = client.get(
        f"/metrics/pageviews/per-article/{project}/all-access/user/{title}/{granularity}/"
        f"{since:%Y%m%d}00/{until:%Y%m%d}00"
    )
    yield replace(answer, song=song)
