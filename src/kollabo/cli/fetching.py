"""A fetch from end to end: what to ask, the answers one by one, the file they are kept in."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from platformdirs import user_cache_dir

from kollabo import __version__
from kollabo.answers.words import count
from kollabo.catalogue.durable import write_file
from kollabo.cli.output import write_text
from kollabo.cli.progress import Lines
from kollabo.errors import KollaboError, NotFound, UsageError
from kollabo.sources.answers_file import Answer, answers_text
from kollabo.sources.listens.recordings import mbid_of
from kollabo.sources.services import settings

_PROJECT = re.compile(r"[a-z-]{2,20}\.wikipedia(\.org)?")

Ask = Callable[[], Iterable[Answer]]


@dataclass(frozen=True)
class Destination:
    """Where the answers go, and who asks."""

    out: Path
    replace: bool
    contact: str | None
    fresh: bool


def fetch_listens(
    to: Destination,
    recordings: Sequence[str],
    artists: Sequence[str],
    top: str | None,
    most: int,
    *,
    from_catalogue: bool,
) -> None:
    """Totals of recordings and acts, and what was heard most in a period."""
    wanted = list(dict.fromkeys(_mbid(one, "recording") for one in recordings))
    acts = list(dict.fromkeys(_mbid(one, "artist") for one in artists))
    if from_catalogue and not wanted:
        raise NotFound(
            "the catalogue knows no MusicBrainz recording of these songs",
            remedy="name one with --recording",
        )
    if not (wanted or acts or top):
        raise UsageError(
            "nothing is asked for", remedy="give --recording, --artist, --top or --from-catalogue"
        )
    fetch = Fetch(to, "ListenBrainz", "listens")
    from kollabo.sources.services import listenbrainz

    asks: list[Ask] = [partial(listenbrainz.popularity, fetch.client, wanted)]
    asks += [partial(listenbrainz.top_recordings, fetch.client, act) for act in acts]
    if top:
        asks.append(partial(listenbrainz.statistics, fetch.client, top, most))
    fetch.run(asks)


def fetch_pageviews(
    to: Destination,
    articles: Sequence[str],
    project: str,
    days: tuple[date, date],
    by: str,
    title: str | None,
    acts: str | None,
) -> None:
    """Views of articles by day or month."""
    if not _PROJECT.fullmatch(project):
        raise UsageError(f"'{project}' is no Wikipedia", remedy="write it like en.wikipedia")
    if bool(title) != bool(acts):
        raise UsageError("--title and --acts go together")
    if title and len(articles) > 1:
        raise UsageError("--title and --acts are about one article")
    since, until = _period(days, by)
    song = {"title": title, "credit": acts} if title and acts else None
    fetch = Fetch(to, "Wikimedia", "pageviews")
    from kollabo.sources.services import wikimedia

    fetch.run(
        [
            partial(
                wikimedia.pageviews,
                fetch.client,
                project,
                article,
                "monthly" if by == "month" else "daily",
                (since, until),
                song,
            )
            for article in articles
        ]
    )


def _period(days: tuple[date, date], by: str) -> tuple[date, date]:
    since, until = days
    if until < since:
        raise UsageError("--to lies before --from")
    if by == "month" and (since.day != 1 or (until + timedelta(1)).day != 1):
        raise UsageError(
            "months are counted whole", remedy="let --from be a first day and --to a last day"
        )
    return since, until


def _mbid(text: str, what: str) -> str:
    found = mbid_of(text)
    if found is None:
        raise UsageError(
            f"{text!r} is no MusicBrainz id of {what}s",
            remedy="like 13dd61c7-ce73-4e97-9f0c-9f0e53144411",
        )
    return found


class Fetch:
    """Asks one service, answer by answer. What was answered is kept also where asking fails."""

    def __init__(self, to: Destination, service: str, kind: str) -> None:
        if to.out.exists() and not to.replace:
            words = "write over it with --replace, or name another"
            raise UsageError("there is such a file already", file=str(to.out), remedy=words)
        self._to, self._kind = to, kind
        self._service = settings.service(service)
        contact = settings.contact(to.contact)
        from kollabo.sources.services.client import Client  # what it needs is an extra

        cache = None if to.fresh else Path(user_cache_dir("kollabo", appauthor=False)) / "services"
        agent = f"kollabo/{__version__}"
        self.client = Client(self._service, contact, agent, cache, say=Lines().say)
        self._answers: list[Answer] = []

    def run(self, asks: Sequence[Ask]) -> None:
        """Ask all, and write the file. NotFound if the service knows nothing of any of it."""
        from kollabo.sources.services.client import NotThere

        missing: list[NotThere] = []
        try:
            for ask in asks:
                try:
                    self._answers.extend(ask())
                except NotThere as error:
                    missing.append(error)
        except KollaboError as error:
            if self._answers:
                self._write()
                kept = f"{self._kept()}; {error.remedy}".removesuffix("; ")
                raise type(error)(error.message, remedy=kept) from error
            raise
        finally:
            self.client.close()
        if not self._answers:
            words = str(missing[0]) if missing else f"{self._service.name} has no answer"
            raise NotFound(words)
        self._write()
        for one in missing:
            print(f"kollabo: {one}", file=sys.stderr)
        write_text(f"{self._kept()}\nRead them: kollabo import {self._kind} {self._to.out}\n")

    def _kept(self) -> str:
        number = count(len(self._answers), "answer")
        return f"{number} of {self._service.name} in {self._to.out}"

    def _write(self) -> None:
        text = answers_text(self._service.name, self._answers)
        try:
            write_file(self._to.out, text.encode())
        except OSError as error:
            words = f"cannot be written: {error.strerror or error}"
            raise UsageError(words, file=str(self._to.out)) from error
