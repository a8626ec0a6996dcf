"""What sources say of acts, one object for each act of each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kollabo.text.names import fold, loose, script, spellings

Key = tuple[str, str]  # (source_id, the act's id inside that source)
Row = Mapping[str, Any]

CHARACTER = "character"


@dataclass
class Statement:
    """All that one source says of one of its acts; ``rows`` keep where each word stands."""

    key: Key
    name: str
    bare: bool
    kind: str | None = None
    origin: str | None = None
    begin: str | None = None
    end: str | None = None
    born: str | None = None
    label: str | None = None
    mbid: str | None = None
    note: str | None = None
    genres: list[str] = field(default_factory=list)
    rosters: list[str] = field(default_factory=list)
    stage_names: list[str] = field(default_factory=list)
    korean_names: set[str] = field(default_factory=set)
    legal_names: set[str] = field(default_factory=set)
    groups: list[tuple[Key | None, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    alias_rows: list[Row] = field(default_factory=list)
    membership_rows: list[Row] = field(default_factory=list)

    @property
    def source_id(self) -> str:
        return self.key[0]

    @property
    def thin(self) -> bool:
        """Nothing is said that could tell namesakes apart: as weak as a bare name."""
        told = (
            self.groups,
            self.korean_names,
            self.rosters,
            self.genres,
            self.born,
            self.origin,
            self.label,
            self.mbid,
            self.note,
        )
        return not any(told)

    @property
    def from_musicbrainz(self) -> bool:
        return self.key[0].startswith("musicbrainz-")

    @cached_property
    def looses(self) -> list[str]:
        """The keys this act may be looked up by, its own name first. Asked once all is gathered."""
        return list(dict.fromkeys(loose(name) for name in self.stage_names))


def gather(
    acts: Iterable[Row], aliases: Iterable[Row], memberships: Iterable[Row]
) -> list[Statement]:
    """One Statement for each (source, act), in the order of their keys."""
    found: dict[Key, Statement] = {}
    for row in acts:
        _take_act(found, row)
    for row in aliases:
        statement = found.get((row["source_id"], row["act"]))
        if statement:
            _take_alias(statement, row)
    for row in memberships:
        statement = found.get((row["source_id"], row["member"]))
        if statement:
            group = (row["source_id"], row["group"]) if row["group"] else None
            statement.groups.append((group, row["group_name"]))
            statement.membership_rows.append(row)
    return [found[key] for key in sorted(found)]


_SINGLE = ("kind", "origin", "begin", "end", "born", "label", "mbid", "note")


def _take_act(found: dict[Key, Statement], row: Row) -> None:
    key = (row["source_id"], row["act"])
    statement = found.get(key)
    if statement is None:
        statement = found[key] = Statement(key, row["name"], bool(row["bare"]))
    statement.rows.append(row)
    for name in _SINGLE:
        if getattr(statement, name) is None:
            setattr(statement, name, row[name])
    for genre in row["genres"] or ():
        if genre not in statement.genres:
            statement.genres.append(genre)
    if row["roster"] and row["roster"] not in statement.rosters:
        statement.rosters.append(row["roster"])
    for name in spellings(row["name"]):
        _add_name(statement, name)
    _add_if_korean(statement, row["name"])


def _take_alias(statement: Statement, row: Row) -> None:
    statement.alias_rows.append(row)
    _add_if_korean(statement, row["name"])
    if row["kind"] == "stage":
        for name in spellings(row["name"]):
            _add_name(statement, name)
    else:
        statement.legal_names.add(loose(row["name"]))


def _add_if_korean(statement: Statement, name: str) -> None:
    if script(name) == "Hangul":
        statement.korean_names.add(name.replace(" ", ""))


def _add_name(statement: Statement, name: str) -> None:
    if name not in statement.stage_names and fold(name):
        statement.stage_names.append(name)


def by_loose_name(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Statements by every loose stage name, each list in the order given."""
    blocks: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for key in statement.looses:
            blocks[key].append(statement)
    return blocks


def compare_kinds(first: str | None, second: str | None) -> str | None:
    """The feature that two kinds make; None if they tell nothing: a character is one or many."""
    if not (first and second) or CHARACTER in (first, second):
        return None
    return "same_kind" if first == second else "other_kind"
