"""Acts and people: what a source says of an act, its other names and its groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kollabo.sources.batches import Statement
from kollabo.sources.cells import Cells
from kollabo.sources.figures import kind_of
from kollabo.sources.layout import Act, Alias
from kollabo.sources.record import Record, Unreadable, dig
from kollabo.sources.wording import locale_of

MOST_MEMBERS = 1_000


class ActRows:
    """Reads acts by one part's sections; a record says which section it belongs to."""

    def __init__(self, acts: tuple[Act, ...], cells: Cells) -> None:
        self._acts = acts
        self._cells = cells

    def statements(self, record: Record) -> list[Statement]:
        act, cells = self._acts[record.section], self._cells
        name = cells.needed(act.name, record, "name")
        own = self._id(act, record, name)
        found = [self._act(act, record, own, name)]
        for alias in act.aliases:
            found.extend(self._aliases(alias, record, own, name))
        found.extend(self._groups(act, record, own))
        if act.members:
            found.extend(self._members(act, record, own, name))
        return _distinct(found)

    def _id(self, act: Act, record: Record, name: str) -> str:
        if not act.id:
            group = self._cells.optional(act.group_id, record, "group")
            return f"{group}/{name}" if group else name
        return self._cells.needed(act.id, record, "id")

    def _act(self, act: Act, record: Record, own: str, name: str) -> Statement:
        cells = self._cells
        values: dict[str, Any] = {
            "act": own,
            "name": name,
            "bare": act.bare,
            "kind": cells.optional(act.kind, record, "kind"),
            "origin": cells.country(act.origin, record, "country"),
            "begin": cells.partial_date(act.begin, record, "debut"),
            "end": cells.partial_date(act.end, record, "end"),
            "born": cells.partial_date(act.born, record, "birth date"),
            "genres": cells.optional_texts(act.genres, record, "list of genres"),
            "label": cells.optional(act.label, record, "label"),
            "roster": act.roster,
            "mbid": cells.mbid(act.mbid, record),
            "note": cells.optional(act.note, record, "note"),
        }
        return "printed_act", values

    def _aliases(self, alias: Alias, record: Record, own: str, name: str) -> Iterator[Statement]:
        for other in self._cells.optional_texts(alias.name, record, "other name") or ():
            if other == name:
                continue
            locale = locale_of(other) if alias.locale == "script" else alias.locale
            values = {"act": own, "name": other, "locale": locale, "kind": alias.kind}
            yield "printed_alias", values

    def _groups(self, act: Act, record: Record, own: str) -> Iterator[Statement]:
        cells = self._cells
        for group in cells.optional_texts(act.groups, record, "list of groups") or ():
            yield _membership(own, None, group)
        if act.group_id or act.group_name:
            group_name = cells.optional(act.group_name, record, "group's name")
            if group_name:
                group_id = cells.optional(act.group_id, record, "group")
                yield _membership(own, group_id, group_name)

    def _members(self, act: Act, record: Record, own: str, name: str) -> Iterator[Statement]:
        """Members listed in the group's own item. Those with a name there get a row as an act."""
        members = act.members
        assert members is not None
        for path in members.items:
            listed = record.value(path)
            if listed is None:
                continue
            if not isinstance(listed, list) or len(listed) > MOST_MEMBERS:
                words = f"at '{path}' is {kind_of(listed)}, not a list of up to {MOST_MEMBERS}"
                self._cells.complaints.append(f"value left out: the members {words}")
                continue
            for place, item in enumerate(listed, 1):
                try:
                    yield from self._member(act, item, own, name)
                except Unreadable as error:
                    self._cells.complaints.append(f"value left out: member {place}: {error}")

    def _member(self, act: Act, item: Any, own: str, name: str) -> Iterator[Statement]:
        members = act.members
        assert members is not None
        if not isinstance(item, dict):
            raise Unreadable(f"is {kind_of(item)}, not an object")
        member_name = self._cells.value(dig(item, members.name)) if members.name else None
        member_id = self._cells.value(dig(item, members.id)) if members.id else None
        if members.name and member_name is None:
            raise Unreadable("the name is missing")
        if member_id is None:
            if member_name is None:
                raise Unreadable("the id is missing")
            member_id = f"{own}/{member_name}"
        if member_name is not None:
            values = {
                "act": member_id,
                "name": member_name,
                "bare": act.bare,
                "kind": "person",
                "roster": act.roster,
                "note": name,
            }
            yield "printed_act", values
        yield _membership(member_id, own, name)


def _membership(member: str, group: str | None, group_name: str) -> Statement:
    return "printed_membership", {"member": member, "group": group, "group_name": group_name}


_KEYS = {
    "printed_act": ("act",),
    "printed_alias": ("act", "name"),
    "printed_membership": ("member", "group_name"),
}


def _distinct(statements: list[Statement]) -> list[Statement]:
    """Each statement once: a row may name a member twice, as current and as former."""
    seen: dict[tuple[Any, ...], Statement] = {}
    for table, values in statements:
        key = (table, *(values[column] for column in _KEYS[table]))
        seen.setdefault(key, (table, values))
    return list(seen.values())
