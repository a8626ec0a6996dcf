"""The gold pairs: two printed mentions each, labelled one act or two."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kollabo.errors import DataFileError, UsageError

# file -> what its strata are called by in the table
FILES = {"pairs.jsonl": "drawn", "pairs_known.jsonl": "known"}
SOURCES = "sources.toml"


@dataclass(frozen=True, eq=False)
class GoldMention:
    """A name as a source prints it, with what stands around it there."""

    place: str  # where it stands: file, line and side
    name: str
    source: str
    context: Mapping[str, Any]

    @property
    def on_a_song(self) -> bool:
        return "credit" in self.context

    @property
    def year(self) -> int | None:
        return self.context.get("year")


@dataclass(frozen=True)
class Pair:
    """``crossing``: a side is printed in a credit of several acts; None where nobody noted it."""

    file: str
    line: int
    stratum: str
    a: GoldMention
    b: GoldMention
    same: bool
    crossing: bool | None


@dataclass(frozen=True)
class GoldSource:
    """How a source of the pairs is known to a catalogue, as ``sources.toml`` says."""

    layouts: tuple[str, ...] = ()
    bare: bool = False
    roster: str | None = None
    list: bool = False
    region: str | None = None


@dataclass(frozen=True)
class GoldPairs:
    """All pairs that are not unsure. ``kinds`` and ``dates`` read the words of contexts."""

    pairs: tuple[Pair, ...]
    sources: Mapping[str, GoldSource] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()


def read_pairs(folder: Path) -> GoldPairs:
    """The pairs of a folder, in the order of their files. UsageError where there are none."""
    notes = _sources(folder / SOURCES)
    sources = {
        name: GoldSource(**{**one, "layouts": tuple(one.get("layouts", ()))})
        for name, one in notes["sources"].items()
    }
    pairs = [pair for name, words in FILES.items() for pair in _pairs(folder / name, words)]
    for pair in pairs:
        for mention in (pair.a, pair.b):
            if mention.source not in sources:
                raise DataFileError(
                    f"says nothing of the source {mention.source!r} of {mention.place}",
                    file=str(folder / SOURCES),
                )
    return GoldPairs(tuple(pairs), sources, notes.get("kinds", {}), tuple(notes.get("dates", ())))


def _sources(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise _missing(path)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=str(path)) from mistake


def _pairs(path: Path, words: str) -> list[Pair]:
    if not path.is_file():
        raise _missing(path)
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        raw = json.loads(line)
        if raw.get("unsure"):
            continue
        a, b = (
            GoldMention(f"{path.name}:{number}:{side}", **{k: raw[side][k] for k in _KEYS})
            for side in ("a", "b")
        )
        stratum = f"{words} {raw['stratum']}"
        found.append(Pair(path.name, number, stratum, a, b, raw["same"], raw.get("crossing")))
    return found


_KEYS = ("name", "source", "context")


def _missing(path: Path) -> UsageError:
    return UsageError(f"no gold pairs at {path}", remedy="give their folder with --gold tests/gold")
