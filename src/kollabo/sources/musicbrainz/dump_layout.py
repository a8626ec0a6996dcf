"""What the PostgreSQL dump looks like, read from ``data/musicbrainz/dump.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_KINDS = {"int": "BIGINT", "uuid": "UUID", "flag": "BOOLEAN", "text": "VARCHAR", "": "VARCHAR"}


@dataclass(frozen=True)
class DumpColumn:
    """A column; ``kind`` is empty where it is not taken."""

    name: str
    kind: str

    @property
    def sql_type(self) -> str:
        return _KINDS[self.kind]


@dataclass(frozen=True)
class Known:
    """A kind of relation or attribute: its lasting id, and its number where no table tells."""

    gid: str
    number: int


@dataclass(frozen=True)
class DumpLayout:
    """``tables`` are those that are read, with all their columns in order."""

    schema: int
    tables: Mapping[str, tuple[DumpColumn, ...]]
    derived: frozenset[str]
    relations: Mapping[str, Known]
    attributes: Mapping[str, Known]
    types: Mapping[str, Mapping[int, str]]


@cache
def dump_layout() -> DumpLayout:
    file = resources.files("kollabo") / "data" / "musicbrainz" / "dump.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return DumpLayout(
        raw["schema"],
        {name: tuple(map(_column, columns)) for name, columns in raw["tables"].items()},
        frozenset(raw["derived"]),
        _known(raw["relations"]),
        _known(raw["attributes"]),
        {
            of: {int(number): name for number, name in names.items()}
            for of, names in raw["types"].items()
        },
    )


def _column(text: str) -> DumpColumn:
    name, _, kind = text.partition(" ")
    assert kind in _KINDS, text
    return DumpColumn(name, kind)


def _known(raw: Mapping[str, Any]) -> dict[str, Known]:
    return {name: Known(one["gid"], one["id"]) for name, one in raw.items()}
