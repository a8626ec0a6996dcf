"""Sources whose figures are counted or joined from many rows before they are printed.

A chart prints a figure a row. A listens dump prints a listen a row, a pageviews dump an hour of a
page: what the catalogue keeps is the count over a period, and where its first row stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyarrow as pa

from kollabo.sources.batches import Batches, Statement
from kollabo.sources.files import SourceFile, plain_text
from kollabo.sources.reading import Progress, content_hash, source_id_of
from kollabo.sources.record import Trouble, Unreadable
from kollabo.sources.report import FileReport, Report, SetAside, shown
from kollabo.sources.wording import clean

LISTED = 50  # rows set aside of one file for one reason that are listed; all are counted

By: TypeAlias = Literal["day", "week", "month"]
Placed = tuple[str, int, Statement]  # file, row, statement


@dataclass(frozen=True)
class Counting:
    """How to count. ``by``: the period of a figure; None: the form's own. ``as_of``: the day to
    which totals count that do not say so themselves."""

    by: By | None = None
    least_listeners: int = 1
    as_of: date | None = None

    @property
    def identity(self) -> str:
        """What tells one way of counting the same files from another."""
        return f"{self.by or ''}/{self.least_listeners}/{self.as_of or ''}"


AS_IT_COMES = Counting()


@dataclass(frozen=True)
class Song:
    """A song as a figure's row prints it. ``links`` are its pages: recordings, articles."""

    title: str
    credit: str
    links: tuple[str, ...] = ()


@dataclass
class Tally:
    """What becomes of every row: counted by file, and listed where it is set aside."""

    report: Report
    _alike: Counter[tuple[str, str]] = field(default_factory=Counter)

    def file(self, name: str, sha256: str, size: int) -> FileReport:
        found = FileReport(name, sha256, size)
        self.report.files.append(found)
        return found

    def set_aside(
        self, file: FileReport, row: int, reason: str, text: str = "", rows: int = 1
    ) -> None:
        """``rows`` rows like this one. Of many alike the first are listed."""
        file.rows_set_aside += rows
        self.note(file, row, reason, text)
        self._alike[file.file, reason] += rows - 1

    def note(self, file: FileReport, row: int, reason: str, text: str = "") -> None:
        """Something to say of a row that is taken all the same, or of the whole file (row 0)."""
        self._alike[file.file, reason] += 1
        if self._alike[file.file, reason] <= LISTED:
            self.report.set_aside.append(SetAside(file.file, row, shown(reason), shown(text)))

    def finish(self) -> None:
        """What was not set aside was taken; say how many more rows there were like those listed."""
        for file in self.report.files:
            file.rows_taken = file.rows_read - file.rows_set_aside
        listed = Counter((one.file, one.reason) for one in self.report.set_aside)
        for (name, reason), number in self._alike.items():
            more = number - listed[name, shown(reason)]
            if more > 0:
                words = f"{more:,} more rows of this file: {reason}"
                self.report.set_aside.append(SetAside(name, 0, shown(words), ""))


class CountedReading:
    """One source that is counted, file after file, into printed statements.

    ``scratch`` is a folder for what does not fit into memory, emptied by the caller.
    """

    def __init__(
        self,
        form: Form,
        name: str,
        path: Path,
        region: str | None,
        files: Sequence[SourceFile],
        counting: Counting,
    ) -> None:
        self.form = form
        self.kind, self.layout = form.kind, form.layout
        self.name = plain_text(name)
        self.region = region or "world"
        self.path = plain_text(str(path))
        self.files = list(files)
        self.counting = counting
        self.scratch: Path | None = None
        self.refused: Sequence[tuple[SourceFile, str]] = ()
        self._sha256 = content_hash(self.files)
        identity = f"{self.layout} {counting.identity}"
        self.source_id = source_id_of(self.kind, self.name, self.region, identity, self._sha256)
        self.report = self._new_report()

    def batches(self, progress: Progress | None = None) -> Iterator[tuple[str, pa.RecordBatch]]:
        """All statements as Arrow batches of the printed tables."""
        self.report = self._new_report()
        tally, out = Tally(self.report), Batches()
        for file, row, statement in self.form.statements(self, tally, progress):
            self.report.see(statement)
            out.add(self.source_id, file, row, statement)
            if out.full:
                yield from out.flush()
        for refused, reason in self.refused:
            report = tally.file(refused.name, refused.sha256, refused.bytes)
            report.rows_read = 1
            tally.set_aside(report, 0, reason)
        tally.finish()
        yield from out.flush()

    def figure(
        self, song: Song, metric: str, value: float, days: tuple[date | None, date], chart: str = ""
    ) -> Statement:
        """A figure of a song. ``chart`` tells the charts of one source apart."""
        return "printed_observation", {
            "title": song.title,
            "credit": song.credit,
            "chart": f"{self.name}: {chart}" if chart else self.name,
            "metric": metric,
            "value": float(value),
            "unit": metric,
            "region": self.region,
            "period_from": days[0],
            "period_to": days[1],
        }

    def _new_report(self) -> Report:
        return Report(self.kind, self.name, self.layout, self.path, self.region, self._sha256)


@dataclass(frozen=True)
class Form:
    """One official way of writing such a source, and what reads it."""

    kind: str
    layout: str
    title: str
    statements: Callable[[CountedReading, Tally, Progress | None], Iterator[Placed]]


def song_links(song: Song) -> Statement:
    """What a row says of a song beside its figures: where it is found."""
    return "printed_song", {"title": song.title, "credit": song.credit, "links": list(song.links)}


def song_of(title: Any, credit: Any, links: Sequence[str] = ()) -> Song:
    """A song from two cells; Unreadable if one is missing or broken."""
    found = []
    for what, value in (("title", title), ("credit", credit)):
        if value is not None and not isinstance(value, str):
            raise Unreadable(f"the {what} is no text")
        try:
            text = clean(value)
        except Unreadable as error:
            raise Unreadable(f"the {what} {error}") from None
        if text is None:
            raise Unreadable(f"the {what} is missing")
        found.append(text)
    return Song(found[0], found[1], tuple(links))


def days_of(day: date, by: By) -> tuple[date, date]:
    """The first and last day of the day's period. Weeks begin on Mondays."""
    if by == "day":
        return day, day
    if by == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def say_trouble(tally: Tally, file: FileReport, trouble: Trouble) -> None:
    """A place in a file where no row could be read."""
    tally.set_aside(file, trouble.row, trouble.reason, trouble.text)
