"""What became of every row: the report of one import argument."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from kollabo.sources.batches import Statement

SHOWN = 200  # characters of a row that a report shows

# Control characters, line separators, and marks that turn the writing direction.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """A row as a report shows it: one line, valid UTF-8, cut to 200 characters."""
    return in_words(text[: SHOWN * 4])[:SHOWN]


def in_words(reason: str) -> str:
    """A reason, which may quote what it refuses: one line, valid UTF-8."""
    line = _UNSHOWABLE.sub(" ", reason).strip()
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True)
class SetAside:
    """A row, or one value of a row that was taken, that could not be read.

    ``row`` is the line of a CSV or the item of a JSON list, counted from 1; 0 is the whole file.
    """

    file: str
    row: int
    reason: str
    text: str


@dataclass
class FileReport:
    """One file: ``rows_read == rows_taken + rows_set_aside``. A file set aside whole is one row."""

    file: str
    sha256: str
    bytes: int
    rows_read: int = 0
    rows_taken: int = 0
    rows_set_aside: int = 0


@dataclass
class Report:
    """One import argument as it was read, complete once its batches are exhausted."""

    kind: str
    name: str
    layout: str
    path: str
    region: str | None
    sha256: str
    period_from: date | None = None
    period_to: date | None = None
    files: list[FileReport] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)

    def see(self, statement: Statement) -> None:
        """Take a statement's period into the source's."""
        table, values = statement
        if table != "printed_observation":
            return
        first, last = values["period_from"], values["period_to"]
        if first and (self.period_from is None or first < self.period_from):
            self.period_from = first
        if self.period_to is None or last > self.period_to:
            self.period_to = last

    @property
    def rows_read(self) -> int:
        return sum(file.rows_read for file in self.files)

    @property
    def rows_taken(self) -> int:
        return sum(file.rows_taken for file in self.files)

    @property
    def rows_set_aside(self) -> int:
        return sum(file.rows_set_aside for file in self.files)

    @property
    def values_set_aside(self) -> int:
        """Single values set aside in rows that were taken."""
        return len(self.set_aside) - self.rows_set_aside

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)
