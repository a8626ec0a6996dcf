"""A row of any format as the readers hand it on, or the trouble that stands in its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class Unreadable(Exception):
    """A row or a value cannot be taken; the message says why, in words for the report."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A place in a file where no row could be read. Row 0 is the whole file."""

    row: int
    reason: str
    text: str = ""


@dataclass(slots=True)
class Record:
    """One row: its cells by column name (CSV) or key (JSON); ``outer`` is the file's own object."""

    row: int
    cells: Mapping[str, Any]
    line: str | None = None
    outer: Mapping[str, Any] | None = None
    section: int = 0

    def value(self, column: str) -> Any:
        """The cell of a column; ``a.b`` digs into objects, ``/a`` into the file's own object."""
        found = self.cells.get(column)
        if found is not None:
            return found
        if column.startswith("/"):
            return dig(self.outer, column[1:])
        return dig(self.cells, column) if "." in column else None

    def text(self) -> str:
        """The row as read, for the report."""
        if self.line is not None:
            return self.line
        try:
            return json.dumps(self.cells, ensure_ascii=False, default=repr)
        except (ValueError, RecursionError):
            return "an item that cannot be shown"


def dig(value: Any, path: str) -> Any:
    """Follow a dotted path through nested objects; None where it ends early."""
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value
