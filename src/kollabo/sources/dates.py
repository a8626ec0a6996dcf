"""Printed dates, by the patterns a layout lists: ``YYYY-MM-DD``, ``M-D-YYYY``, ``D/Y/MM``.

``MM``, ``DD`` and ``YY`` stand for two digits, ``M``, ``D`` and ``Y`` for a number without a
leading zero (``Y``: the last two digits of a year). A date
that two patterns read differently keeps what they agree on: the month, the year, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kollabo.sources.record import Unreadable

FIRST_YEAR, LAST_YEAR = 1000, 2100

_TOKEN = re.compile(r"YYYY|YY|Y|MM|M|DD|D|[^YMD]+")
_DIGITS = {
    "YYYY": ("year", r"[0-9]{4}"),
    "YY": ("short", r"[0-9]{2}"),
    "Y": ("short", r"[0-9]|[1-9][0-9]"),
    "MM": ("month", r"[0-9]{2}"),
    "M": ("month", r"[1-9][0-9]?"),
    "DD": ("day", r"[0-9]{2}"),
    "D": ("day", r"[1-9][0-9]?"),
}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of one date pattern; ValueError if it is none."""
    written, seen = "", set()
    for token in _TOKEN.findall(pattern):
        if token not in _DIGITS:
            written += re.escape(token)
            continue
        name, digits = _DIGITS[token]
        if name in seen:
            raise ValueError(f"date pattern '{pattern}' names the {name} twice")
        seen.add(name)
        written += f"(?P<{name}>{digits})"
    if len({"year", "short"} & seen) != 1 or ("day" in seen and "month" not in seen):
        raise ValueError(f"date pattern '{pattern}' needs one year, and a month beside a day")
    return re.compile(written)


class DateReader:
    """Reads one layout's dates. ``latest`` is the day no date of the source can pass: it decides
    the century of two-digit years. No date lies before ``earliest``. ``year_only`` are days
    ("01-01") that stand for a whole year."""

    def __init__(
        self,
        patterns: Sequence[str],
        latest: date | None = None,
        earliest: date | None = None,
        year_only: Sequence[str] = (),
    ) -> None:
        self._patterns = [compile_pattern(pattern) for pattern in patterns]
        self._expected = " or ".join(patterns)
        self._latest = latest
        self._earliest = earliest
        self._year_only = frozenset(year_only)
        self._known: dict[str, str | Unreadable] = {}

    def partial(self, text: str) -> str:
        """A partial date in ISO 8601: ``2023``, ``2023-07`` or ``2023-07-14``."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > 50_000:
                self._known.clear()
            found = self._read(text)
            self._known[text] = found
        if isinstance(found, Unreadable):
            raise Unreadable(str(found))
        return found

    def day(self, text: str) -> date:
        """A whole day; anything less precise is refused."""
        written = self.partial(text)
        if len(written) != 10:
            raise Unreadable(f"date '{text[:40]}' is not a whole day")
        return date.fromisoformat(written)

    def _read(self, text: str) -> str | Unreadable:
        found = {
            written
            for pattern in self._patterns
            if (match := pattern.fullmatch(text)) and (written := self._written(match))
        }
        if not found:
            return Unreadable(f"date '{text[:40]}' is no day of the form {self._expected}")
        if len(found) > 1:
            common = _agreement(sorted(found))
            if not common:
                readings = " or ".join(sorted(found))
                return Unreadable(f"date '{text[:40]}' may be {readings}")
            found = {common}
        written = found.pop()
        return written[:4] if written[5:] in self._year_only else written

    def _written(self, match: re.Match[str]) -> str | None:
        parts = match.groupdict()
        if (short := parts.get("short")) is not None:
            limit = self._latest.year if self._latest else 2068
            year = limit // 100 * 100 + int(short)
            year -= 100 if year > limit else 0
        else:
            year = int(parts["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        month, day = int(parts.get("month") or 0), int(parts.get("day") or 0)
        try:
            whole = date(year, month if "month" in parts else 1, day if "day" in parts else 1)
        except ValueError:
            return None
        if (self._latest and whole > self._latest) or (self._earliest and whole < self._earliest):
            return None
        return whole.isoformat()[: 10 if "day" in parts else 7 if "month" in parts else 4]


def _agreement(dates: Sequence[str]) -> str | None:
    for length in (7, 4):
        if len({written[:length] for written in dates}) == 1:
            return dates[0][:length]
    return None
