"""Where a gold mention stands in what sources print, or what it adds where it stands nowhere.

A mention on a song is a name on a printing; any other is a statement about an act. If its source is
in the catalogue and prints it, that very row is meant, and what the resolver makes of it counts.
Else what stands around it is added beside, as a source of its own that prints this one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.build.identity.statements import Key, Row, Statement, gather
from kollabo.build.printings import BETWEEN_ACTS, Printing
from kollabo.evaluate.pairs import GoldMention, GoldPairs, GoldSource
from kollabo.sources.countries import Countries
from kollabo.sources.dates import DateReader
from kollabo.sources.record import Unreadable
from kollabo.text.names import loose, script

_LOCALES = {"Hangul": "ko", "Kana": "ja"}
# key of a context -> whether credits use such a name
_OTHER_NAMES = {"korean": "stage", "japanese": "stage", "short": "stage", "real_name": "legal"}


@dataclass(frozen=True)
class Said:
    """A statement about an act, by its key."""

    key: Key


@dataclass(frozen=True)
class Printed:
    """A name on a printing."""

    printing_id: str
    name: str


Place = Said | Printed


class Places:
    """Finds the places of mentions; ``statements`` and ``printings`` are those that were added."""

    def __init__(
        self,
        gold: GoldPairs,
        statements: Iterable[Statement],
        printings: Iterable[Printing],
        layouts: Mapping[str, str],
    ) -> None:
        self._gold = gold
        self._countries = Countries.read()
        self._dates = DateReader(gold.dates)
        self._statements = _by_layout_and_name(statements, layouts)
        self._printings: dict[tuple[str, str], Printing] = {}
        for printing in printings:
            self._printings.setdefault((loose(printing.title), loose(printing.credit)), printing)
        self.statements: list[Statement] = []
        self.printings: list[Printing] = []

    def of(self, mention: GoldMention) -> Place:
        place = self._on_a_song if mention.on_a_song else self._said
        return place(mention, self._gold.sources[mention.source])

    def _on_a_song(self, mention: GoldMention, source: GoldSource) -> Printed:
        key = loose(mention.context["title"]), loose(mention.context["credit"])
        if key not in self._printings:
            printing = _printing(mention, source)
            self._printings[key] = printing
            self.printings.append(printing)
        return Printed(self._printings[key].printing_id, mention.name)

    def _said(self, mention: GoldMention, source: GoldSource) -> Said:
        told = self._statement(mention, source)
        known = [
            one
            for layout in source.layouts
            for one in self._statements.get((layout, loose(mention.name)), ())
            if _may_be(told, one)
        ]
        if known:
            return Said(max(known, key=lambda one: _agreement(told, one)).key)
        self.statements.append(told)
        return Said(told.key)

    def _statement(self, mention: GoldMention, source: GoldSource) -> Statement:
        """The mention as the one row of a source of its own."""
        context = mention.context
        place = {"source_id": f"gold-{mention.place}", "file": mention.place, "row": 1}
        # Without a word on what kind of act it is, it stands in a table of genres or countries.
        bare = source.bare or "type" not in context
        genres = [*context.get("genres", ()), *(context[k] for k in _GENRES if context.get(k))]
        row = {
            **place,
            "act": mention.name,
            "name": mention.name,
            "bare": bare,
            "kind": self._gold.kinds.get(context.get("type", "")),
            "origin": self._country(context.get("country")),
            "begin": self._date(context.get("debut")),
            "end": None,
            "born": self._date(context.get("birth")),
            "genres": genres,
            "label": context.get("agency") or context.get("company"),
            "roster": None if bare else source.roster,
            "mbid": None,
            "note": None,
        }
        (statement,) = gather([row], _aliases(mention, place), _memberships(mention, place))
        return statement

    def _country(self, name: str | None) -> str | None:
        try:
            return self._countries.code(name) if name else None
        except Unreadable:
            return None

    def _date(self, text: str | None) -> str | None:
        try:
            return self._dates.partial(text) if text else None
        except Unreadable:
            return None


_GENRES = ("genre", "tag")


def _aliases(mention: GoldMention, place: Mapping[str, Any]) -> list[Row]:
    rows: list[Row] = []
    for key, kind in _OTHER_NAMES.items():
        if name := mention.context.get(key):
            locale = _LOCALES.get(script(name))
            row = {"act": mention.name, "name": name, "locale": locale, "kind": kind}
            rows.append({**place, **row})
    return rows


def _memberships(mention: GoldMention, place: Mapping[str, Any]) -> list[Row]:
    nothing = {"group": None, "begin": None, "end": None}
    return [
        {**place, **nothing, "member": mention.name, "group_name": group}
        for group in mention.context.get("group", ())
    ]


def _printing(mention: GoldMention, source: GoldSource) -> Printing:
    """A printing that one row prints."""
    context = mention.context
    credit = context["credit"]
    if source.list:
        credit = BETWEEN_ACTS.join(part.strip() for part in credit.split(","))
    return Printing(
        f"gold-{mention.place}",
        context["title"],
        credit,
        source.list,
        rows=1,
        ranked_rows=0,
        first=str(mention.year) if mention.year else None,
        regions=(source.region,) if source.region else (),
        labels=(context["label"],) if context.get("label") else (),
        sources=(f"gold-{mention.place}",),
        notes=(),
    )


def _by_layout_and_name(
    statements: Iterable[Statement], layouts: Mapping[str, str]
) -> Mapping[tuple[str, str], Sequence[Statement]]:
    found = defaultdict(list)
    for one in statements:
        found[layouts.get(one.source_id, ""), loose(one.name)].append(one)
    return found


def _may_be(told: Statement, known: Statement) -> bool:
    """Whether a row may be the one a mention was drawn from: it says nothing else anywhere."""
    return (
        all(
            getattr(told, what) in (None, getattr(known, what))
            for what in ("kind", "origin", "begin", "born")
        )
        and _groups(told) <= _groups(known)
        and told.korean_names <= known.korean_names
    )


def _agreement(told: Statement, known: Statement) -> tuple[bool, int, bool]:
    """How well a row fits: the fewer groups and genres more than the mention has, the better."""
    same_genres = set(told.genres) <= set(known.genres)
    return (told.name == known.name, -len(_groups(known) - _groups(told)), same_genres)


def _groups(statement: Statement) -> set[str]:
    return {loose(name) for _, name in statement.groups}
