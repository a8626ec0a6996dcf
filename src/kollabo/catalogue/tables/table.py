"""What a table is: columns with their meaning and unit, a key and an order.

Types are Arrow's, written short: ``text``, ``int``, ``real``, ``flag``, ``day`` (date), ``texts``
(list of text). A partial date ("2023", "2023-07") is ``text`` in ISO 8601, so its precision shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "int", "real", "flag", "day", "time", "texts"]
Layer = Literal["printed", "musicbrainz", "finished"]


@dataclass(frozen=True)
class Column:
    """One column: ``unit`` is empty where the value has none."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table. ``key`` names a row; ``order`` is how rows lie on disk, for cheap reads."""

    name: str
    layer: Layer
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "text", meaning, required=required)


# Where a statement was read. A row is counted from 1 as a person would count it in an editor:
# the line of a CSV, the item of a JSON list.
PLACE = (
    text("source_id", "the source, see table `source`", required=True),
    text("file", "path of the file inside the source", required=True),
    Column("row", "int", "line or item in that file, counted from 1", required=True),
)
