"""Which layout fits a file: decided by what stands in it, not by what it is called."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kollabo.sources.csv_rows import delimiter_of, header_of
from kollabo.sources.files import SourceFile
from kollabo.sources.layout import Layout, Part
from kollabo.sources.lines import encoding_of

_GRAPH = re.compile(r"\s*(?:#[^\n]*\n\s*|Creator[^\n]*\n\s*)*graph\s*\[")


@dataclass(frozen=True)
class Fit:
    """A part of a layout that fits a file, and how many of its columns say so."""

    layout: Layout
    part: Part
    columns: int
    called: bool = False  # the file's name is one that the layout lists

    def better(self) -> tuple[int, bool, str]:
        """Sorts the best fit first."""
        return -self.columns, not self.called, self.layout.name


def best_fit(file: SourceFile, layouts: Sequence[Layout]) -> Fit | None:
    """The layout whose columns the file has, the one with most columns first. Generic layouts are
    tried where no other fits."""
    text = _text(file.head)
    for generic in (False, True):
        fits = [
            Fit(layout, part, columns, _called(file, part))
            for layout in layouts
            if layout.generic is generic
            for part in layout.parts
            if (columns := _fits(file, text, part))
        ]
        if fits:
            return min(fits, key=Fit.better)
    return None


def by_name(file: SourceFile, layouts: Sequence[Layout]) -> Fit | None:
    """The layout whose files are called like this one, for a file too broken to say more."""
    for layout in layouts:
        for part in layout.parts:
            if _called(file, part):
                return Fit(layout, part, 0, True)
    return None


def _called(file: SourceFile, part: Part) -> bool:
    name = PurePosixPath(file.name).name
    return any(fnmatch.fnmatch(name, pattern) for pattern in part.files)


def missing_columns(file: SourceFile, part: Part) -> list[str]:
    """What a layout asks for and the file does not have, in words."""
    if part.format == "gml":
        return [] if _GRAPH.match(_text(file.head)) else ["graph ["]
    there = _columns(file, _text(file.head), part)
    return [
        " or ".join(f"'{name}'" for name in names)
        for names in _asked(part)
        if not set(names) & there
    ]


def _fits(file: SourceFile, text: str, part: Part) -> int:
    if part.format == "gml":
        return 1 if _GRAPH.match(text) else 0
    if part.join and not (file.path.parent / part.join.file).is_file():
        return 0
    asked = _asked(part)
    there = _columns(file, text, part)
    return len(asked) if asked and all(set(names) & there for names in asked) else 0


def _asked(part: Part) -> list[tuple[str, ...]]:
    joined = f"{part.join.name}." if part.join else "\0"
    asked = dict.fromkeys(part.needed())
    if part.format == "json":
        return [tuple(name.rsplit(".", 1)[-1].lstrip("/") for name in names) for names in asked]
    return [names for names in asked if not all(name.startswith(joined) for name in names)]


def _columns(file: SourceFile, text: str, part: Part) -> set[str]:
    """The columns of a CSV's header; of the keys asked for, those in the beginning of a JSON."""
    if part.format == "json":
        if not text.lstrip().startswith(("[", "{")):
            return set()
        asked = {name for names in _asked(part) for name in names}
        return {name for name in asked if _has_key(text, name, part.loose)}
    encoding, errors = encoding_of(file.head, part.encoding)
    if encoding != "utf-8-sig":
        text = file.head.decode(encoding, errors).lstrip("\ufeff")
    if text.lstrip().startswith(("{", "[")):
        return set()
    lines = (line for line in re.split(r"\r\n|\n|\r", text) if line.strip())
    first = next(lines, "")[:20_000]
    return set(header_of(first, delimiter_of(first, part.delimiters)))


def _has_key(text: str, name: str, loose: bool) -> bool:
    for written in (f'"{name}"', json.dumps(name)):
        if loose or written in text:
            flags = re.IGNORECASE if loose else re.NOFLAG
            if re.search(re.escape(written) + r"\s*:", text, flags):
                return True
    return False


def _text(head: bytes) -> str:
    encoding, errors = encoding_of(head, "utf-8")
    return head.decode(encoding, errors)
