"""Which records are looked for: read from ``data/records``, no code for any one of them."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kollabo.errors import DataFileError

MEASURES = ("first", "debut", "weeks", "at_one", "run", "jump", "crossings")
WHOSE = ("crossings", "soloists", "groups", "act", "members", "side")
_FILES = ("firsts.toml", "most.toml")
_PLACEHOLDERS = {"chart", "who", "value"}


@dataclass(frozen=True)
class Definition:
    """One record: of ``whose`` songs the earliest at a place, or the most of a measure.

    ``place`` 0 stands for any; values below ``least`` tell nothing; ``narrows`` names a record
    whose holder makes this one go without saying.
    """

    name: str
    measure: str
    whose: str
    words: str
    place: int = 0
    least: int = 1
    narrows: str = ""

    @property
    def depth(self) -> int | None:
        """How many places of each issue must be known; None: all that the chart has."""
        if self.measure == "first":
            return self.place or None
        return 1 if self.measure == "at_one" else None


@dataclass(frozen=True)
class ScopeRules:
    """When a stretch of a chart is complete; days, issues and shares of places."""

    least_weeks: int
    longest_step: int
    missing_places: float


@cache
def definitions() -> tuple[Definition, ...]:
    """All records in the order of their files. DataFileError names a mistake."""
    found: list[Definition] = []
    for file in _FILES:
        for raw in _read(file)["record"]:
            found.append(definition_of(raw, file, {one.name for one in found}))
    return tuple(found)


@cache
def scope_rules() -> ScopeRules:
    return ScopeRules(**_read("scope.toml"))


def _read(file: str) -> dict[str, Any]:
    path = resources.files("kollabo") / "data" / "records" / file
    return tomllib.loads(path.read_text(encoding="utf-8"))


def definition_of(raw: Mapping[str, Any], file: str, before: set[str]) -> Definition:
    """A record as the file writes it; ``before`` are the names above it. Raises DataFileError."""
    try:
        one = Definition(**raw)
    except TypeError as mistake:
        raise DataFileError(f"a record: {mistake}", file=file) from mistake
    used = {name for _, name, *_ in string.Formatter().parse(one.words) if name is not None}
    trouble = (
        (one.measure not in MEASURES and f"measure {one.measure!r}")
        or (one.whose not in WHOSE and f"whose {one.whose!r}")
        or (not used <= _PLACEHOLDERS and f"words with {sorted(used - _PLACEHOLDERS)}")
        or (one.narrows and one.narrows not in before and f"narrows {one.narrows!r}")
        or (one.name in before and "a name that is taken")
    )
    if trouble:
        raise DataFileError(f"the record {one.name!r} has {trouble}", file=file)
    return one
