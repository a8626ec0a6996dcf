"""Why a song has the release date it has: each source's date, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.figures import Figure
from kollabo.answers.first_issues import first_issues
from kollabo.answers.statements import Statement
from kollabo.answers.words import count
from kollabo.catalogue.reader import Catalogue
from kollabo.catalogue.schema import FACTS
from kollabo.text.names import fold

_FULL = 10  # letters of YYYY-MM-DD


@dataclass(frozen=True)
class DateSaid:
    """A source's date; ``verdict`` says whether it was taken and, if not, why."""

    statement: Statement
    taken: bool
    verdict: str


@dataclass(frozen=True)
class Dating:
    """The date shown, in words why that one, and every date stated."""

    released: str | None
    inferred: bool
    why: str
    said: tuple[DateSaid, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "released": self.released,
            "released_inferred": self.inferred,
            "released_because": self.why,
            "released_said": [
                {
                    "value": one.statement.value,
                    "taken": one.taken,
                    "verdict": one.verdict,
                    "read_from": one.statement.place.as_json(),
                }
                for one in self.said
            ],
        }


def date_of(
    catalogue: Catalogue,
    song: Mapping[str, Any],
    statements: Sequence[Statement],
    figures: Sequence[Figure],
) -> Dating:
    """The dating of a row of table ``song``, explained by the rules the build dates songs by."""
    dates = [one for one in statements if one.fact == "released"]
    released, seen = song["released"], first_seen(figures)
    decided = released if released in _decided(catalogue, song["folded"]) else None
    why = _why(released, song["released_inferred"], dates, decided)
    if song["released_inferred"] and not decided:
        begun = first_issues(catalogue, [song["song_id"]])
        why = begun[song["song_id"]].words if begun else why
    said = [_judged(one, dates, released, seen, decided) for one in dates]
    return Dating(released, song["released_inferred"], why, tuple(said))


def first_seen(figures: Sequence[Figure]) -> dt.date | None:
    """The first day of a song on any chart; a chart's own count of weeks tells of earlier ones."""
    weeks = {
        (one.source_id, one.file, one.row): one.value for one in figures if one.metric == "weeks"
    }
    days = [
        one.until
        - dt.timedelta(days=7 * (int(weeks.get((one.source_id, one.file, one.row), 1)) - 1))
        for one in figures
        if one.since is not None
    ]
    return min(days, default=None)


def _decided(catalogue: Catalogue, folded: str) -> set[str]:
    query = "SELECT subject, value FROM decision WHERE kind = 'released' AND used > 0"
    # "Title", or "Title / Act; Act" where it names the acts.
    return {
        value
        for subject, value in catalogue.sql(query)
        if folded in (fold(subject), fold(subject.rpartition(" / ")[0]))
    }


def _why(
    released: str | None, inferred: bool, dates: Sequence[Statement], decided: str | None
) -> str:
    if released is None:
        return "no source dates it and no chart has it"
    if decided:
        return "decided by a person"
    if inferred:
        later = " (dates stated are later than that)" if dates else ""
        return "no source dates it: the first day it is seen on a chart" + later
    saying = {one.place.source_id for one in dates if one.value == released}
    sources = {one.place.source_id for one in dates}
    if any(source.startswith(FACTS) for source in saying):
        return "stated by the facts that come with kollabo or by your own"
    if len(released) < _FULL:
        return "no source gives a full date in time"
    if len(sources) == 1:
        return "the one source that dates it"
    alone = " and is the earliest of as many" if _is_tied(dates, released) else ""
    return f"stated by {len(saying)} of {count(len(sources), 'source')}{alone}"


def _is_tied(dates: Sequence[Statement], released: str) -> bool:
    votes: dict[str, set[str]] = defaultdict(set)
    for one in dates:
        votes[one.value].add(one.place.source_id)
    mine = len(votes[released])
    return any(len(sources) == mine for value, sources in votes.items() if value != released)


def _judged(
    one: Statement,
    dates: Sequence[Statement],
    released: str | None,
    seen: dt.date | None,
    decided: str | None,
) -> DateSaid:
    if one.value == released:
        return DateSaid(one, True, "taken")
    if decided:
        return DateSaid(one, False, "a person decided otherwise")
    if seen and one.value > str(seen)[:_FULL]:
        verdict = f"a later release: the song was on a chart by {seen}"
    elif len(one.value) < _FULL:
        verdict = "less exact than a full date"
    elif _same_source_earlier(one, dates):
        verdict = "the same source states an earlier date"
    else:
        verdict = "stated by fewer sources, or by as many and later"
    return DateSaid(one, False, verdict)


def _same_source_earlier(one: Statement, dates: Sequence[Statement]) -> bool:
    return any(
        other.place.source_id == one.place.source_id
        and len(other.value) == _FULL
        and other.value < one.value
        for other in dates
    )
