"""Records of a CSV, in which no mistake costs more than the rows it stands in.

A quote that opens and never closes makes the usual reader swallow the rest of the file. Here a
record may only go over several lines if it closes within reach, has the header's number of columns
and swallows no line that is a whole record itself. Otherwise its first line alone is set aside.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kollabo.sources.lines import numbered_lines
from kollabo.sources.record import Record, Trouble

REACH = 200  # lines a quoted record may go over
LONGEST_RECORD = 1_000_000  # characters

Line = tuple[int, str]


class _Feed:
    """Lines with push-back. Lines that could not be read wait in ``troubles``."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._lines = numbered_lines(file, encoding)
        self._ahead: deque[Line] = deque()
        self.troubles: list[Trouble] = []

    def pull(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else self._read()

    def _read(self) -> Line | None:
        for line in self._lines:
            if not isinstance(line, Trouble):
                return line
            self.troubles.append(line)
        return None

    def ahead(self, place: int) -> Line | None:
        """The line ``place`` after the one pulled last, without taking it."""
        while len(self._ahead) <= place:
            line = self._read()
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[place]

    def drop(self, count: int) -> None:
        for _ in range(count):
            self._ahead.popleft()


def parse(text: str, delimiter: str, *, strict: bool = True) -> list[str] | None:
    """The cells of one record; None where it is none, or (``strict``) is written against the
    rules."""
    if '"' not in text:
        return text.split(delimiter)
    *before, last = text.split("\n")
    lines = [*(line + "\n" for line in before), last]
    try:
        found = list(csv.reader(lines, delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def header_of(text: str, delimiter: str) -> list[str]:
    """The names of the columns, without letter case and outer blanks."""
    cells = parse(text.lstrip("\ufeff"), delimiter, strict=False) or []
    return [cell.strip().casefold() for cell in cells]


def delimiter_of(header: str, delimiters: Sequence[str]) -> str:
    """The delimiter that finds most columns in the header."""
    return max(delimiters, key=lambda one: len(header_of(header, one)))


def rows(file: BinaryIO, encoding: str, delimiters: Sequence[str]) -> Iterator[Record | Trouble]:
    """Each record with its line number. Blank lines are no rows."""
    feed = _Feed(file, encoding)
    first = feed.pull()
    while first is not None and not first[1].strip():
        first = feed.pull()
    if first is None:
        yield from feed.troubles
        yield Trouble(0, "the file is empty")
        return
    delimiter = delimiter_of(first[1], delimiters)
    header = header_of(first[1], delimiter)
    if any(not name or name in header[:place] for place, name in enumerate(header)):
        header = [_own(name, place, header) for place, name in enumerate(header)]
    empty = True
    while (line := feed.pull()) is not None:
        if feed.troubles:
            yield from feed.troubles
            feed.troubles.clear()
        if line[1].strip():
            empty = False
            yield _record(line, feed, header, delimiter)
    if feed.troubles:
        yield from feed.troubles
    elif empty:
        yield Trouble(0, "the file has a header and no rows", first[1])


def _own(name: str, place: int, header: list[str]) -> str:
    """A name of its own for a column without one, or with one that stands further left."""
    return f"column {place + 1}" if not name or name in header[:place] else name


def _record(line: Line, feed: _Feed, header: list[str], delimiter: str) -> Record | Trouble:
    number, text = line
    width = len(header)
    quotes = text.count('"')
    cells = parse(text, delimiter)
    if cells is None and quotes % 2 == 0:
        cells = parse(text, delimiter, strict=False)
    if cells is None:
        joined = _over_lines(text, feed, width, delimiter)
        if joined is None:
            return Trouble(number, "a quote opens here and is not closed in its record", text)
        text, cells = joined
    if len(cells) != width:
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            del cells[width:]
        else:
            words = f"the row has {len(cells)} columns where the header has {width}"
            return Trouble(number, words, text)
    return Record(number, dict(zip(header, cells, strict=True)), text)


def _over_lines(text: str, feed: _Feed, width: int, delimiter: str) -> tuple[str, list[str]] | None:
    """A record that goes on over the next lines, taken from the feed; None if it does not close."""
    pieces, quotes, size = [text], text.count('"'), len(text)
    for place in range(REACH):
        line = feed.ahead(place)
        size += len(line[1]) if line else 0
        if line is None or size > LONGEST_RECORD:
            return None
        if width > 2 and line[1].count(delimiter) == width - 1 and '"' not in line[1]:
            return None
        pieces.append(line[1])
        quotes += line[1].count('"')
        if quotes % 2 == 0:
            joined = "\n".join(pieces)
            cells = parse(joined, delimiter)
            if cells is None or len(cells) != width:
                return None
            feed.drop(place + 1)
            return joined, cells
    return None
