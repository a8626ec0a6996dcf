"""Decisions by people: a small dated file that always wins.

``decisions.toml`` lies beside the snapshots and holds one ``[[decision]]`` for each correction::

    [[decision]]
    decided = 2026-11-24
    kind = "act"                # which act a printed name means, for all songs or for one
    subject = "Kai"
    song = "Rover"
    value = "Kai [EXO]"         # a name, a name with its group or note, or an artist id
    why = "credited with his group's label"

A decision is closed with ``closed = DATE`` and not deleted.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kollabo.build.identity.acts import Act
from kollabo.build.identity.statements import Statement
from kollabo.catalogue.location import decisions_path
from kollabo.errors import DataFileError
from kollabo.text.names import fold, loose

KINDS = {
    "act": "which act a printed name means (subject: the name; song: one title; value: the act)",
    "same": "two acts are one (subject and value: the acts)",
    "whole": "a name that holds a separator is one act (subject: the name)",
    "origin": "an act's country (value: ISO 3166-1 alpha-2)",
    "scene": "the scene an act belongs to, or 'not SCENE' (value)",
    "released": "a song's first release (subject: title; value: date)",
    "collaboration": "whether a song is a collaboration (subject: title; value: yes or no)",
}


@dataclass
class Decision:
    line: int
    decided: dt.date
    kind: str
    subject: str
    value: str
    song: str
    why: str
    closed: bool
    used: int = 0


@dataclass
class Decisions:
    """All decisions of one file, with how often each met something."""

    all: list[Decision] = field(default_factory=list)
    source_id: str = "decisions"

    def of(self, kind: str) -> Iterator[Decision]:
        return (one for one in self.all if one.kind == kind and not one.closed)

    def whole_names(self) -> list[str]:
        for one in self.of("whole"):
            one.used += 1
        return [one.subject for one in self.of("whole")]

    def joined(self, clusters: Sequence[list[Statement]]) -> list[list[Statement]]:
        """Clusters with those joined that a person says are one act."""
        kept = list(clusters)
        for decision in self.of("same"):
            first = _clusters_named(kept, decision.subject)
            second = _clusters_named(kept, decision.value)
            if len(first) == 1 and len(second) == 1 and first[0] is not second[0]:
                first[0].extend(second[0])
                kept = [cluster for cluster in kept if cluster is not second[0]]
                decision.used += 1
        return kept

    def acts_of_names(self, index: Mapping[str, list[Act]]) -> dict[tuple[str, str], Act]:
        """(loose name, loose title or "") -> the act a person says it means."""
        found = {}
        for decision in self.of("act"):
            acts = find_acts(index, decision.value)
            if len(acts) == 1:
                found[loose(decision.subject), loose(decision.song) if decision.song else ""] = (
                    acts[0]
                )
                decision.used += 1
        return found

    def apply_origins(self, index: Mapping[str, list[Act]]) -> None:
        """Give acts the countries that people decided, the newest decision last."""
        for decision in self.of("origin"):
            acts = find_acts(index, decision.subject)
            if len(acts) == 1:
                acts[0].decided_origin = decision.value.strip().upper()
                decision.used += 1

    def value_for(self, kind: str, subject_key: str) -> str | None:
        """The newest decision of ``kind`` whose folded subject is ``subject_key``."""
        found = None
        for decision in self.of(kind):
            if fold(decision.subject) == subject_key:
                found, decision.used = decision.value, decision.used + 1
        return found

    def rows(self) -> Iterator[dict[str, Any]]:
        for one in self.all:
            yield {
                "line": one.line,
                "decided": one.decided,
                "kind": one.kind,
                "subject": one.subject + (f" / {one.song}" if one.song else ""),
                "value": one.value,
                "why": one.why,
                "closed": one.closed,
                "used": one.used,
                "source_id": self.source_id,
            }


def find_acts(index: Mapping[str, list[Act]], reference: str) -> list[Act]:
    """Acts that "Name" or "Name [group or note]" refers to."""
    name, hint = _name_and_hint(reference)
    acts = index.get(name, ())
    if not acts:
        # An artist id names its act whatever it is called.
        acts = [act for one in index.values() for act in one if act.artist_id == reference.strip()]
        return list({id(act): act for act in acts}.values())
    return [act for act in acts if not hint or hint in _hints(act)]


def _name_and_hint(reference: str) -> tuple[str, str]:
    """ "Kai [EXO]" as the loose name and the folded hint; the hint is empty where there is none."""
    name, _, hint = reference.partition("[")
    return loose(name), fold(hint.rstrip("] "))


def _hints(act: Act) -> set[str]:
    hints = {fold(group.name) for group in act.groups} | {act.artist_id}
    return hints | ({fold(act.note)} if act.note else set())


def _clusters_named(clusters: Sequence[list[Statement]], reference: str) -> list[list[Statement]]:
    key, hint = _name_and_hint(reference)

    def fits(cluster: list[Statement]) -> bool:
        if not any(key in one.looses for one in cluster):
            return False
        hints = {fold(group) for one in cluster for _, group in one.groups}
        hints |= {fold(one.note) for one in cluster if one.note}
        return not hint or hint in hints

    return [cluster for cluster in clusters if fits(cluster)]


def read_decisions(root: Path) -> Decisions:
    """A catalogue's decisions; none if it has no such file. DataFileError names the mistake."""
    path = decisions_path(root)
    if not path.exists():
        return Decisions()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=str(path)) from mistake
    return Decisions(
        [
            _decision(number, one, path)
            for number, one in enumerate(raw.get("decision", []), start=1)
        ]
    )


def _decision(number: int, raw: Mapping[str, Any], path: Path) -> Decision:
    where = f"decision {number}"
    kind = raw.get("kind")
    if kind not in KINDS:
        raise DataFileError(
            f"{where}: unknown kind {kind!r}", file=str(path), remedy="kinds: " + ", ".join(KINDS)
        )
    if not isinstance(raw.get("decided"), dt.date):
        raise DataFileError(f"{where}: 'decided' must be a date", file=str(path))
    if not isinstance(raw.get("subject"), str) or not fold(raw["subject"]):
        raise DataFileError(f"{where}: 'subject' is missing", file=str(path))
    if kind != "whole" and not isinstance(raw.get("value"), str):
        raise DataFileError(f"{where}: 'value' is missing", file=str(path))
    return Decision(
        number,
        raw["decided"],
        kind,
        raw["subject"],
        str(raw.get("value", "")),
        str(raw.get("song", "")),
        str(raw.get("why", "")),
        raw.get("closed") is not None,
    )
