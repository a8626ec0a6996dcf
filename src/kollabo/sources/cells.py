"""Reading a layout's fields from a record: the one way from a cell to a value."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from kollabo.sources.countries import Countries
from kollabo.sources.layout import Field, Part
from kollabo.sources.record import Record, Unreadable
from kollabo.sources.wording import clean, distinct, kept_names, python_list, split_list

T = TypeVar("T")

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

MOST_NAMES = 200  # names in one list


class Cells:
    """Reads cells by one part's rules. What the row can do without is left out where it is broken;
    ``complaints`` collects why, for the report."""

    def __init__(self, part: Part, countries: Countries) -> None:
        self._part = part
        self._countries = countries
        self._keep = kept_names(part.keep)
        self.complaints: list[str] = []

    def text(self, field: Field, record: Record) -> str | None:
        """The field's text, None where it is empty. Broken text raises Unreadable."""
        if field.plain is not None:
            return self.value(record.value(field.plain))
        if field.const is not None:
            return field.const if self._applies(field, record) else None
        if not field.columns or not self._applies(field, record):
            return None
        if field.glue is not None:
            parts = [self._cell(record, column) for column in field.columns]
            found = field.glue.join(part for part in parts if part) or None
        else:
            found = None
            for column in field.columns:
                found = self._cell(record, column)
                if found is not None:
                    break
        if found is None:
            return None
        if field.map or not field.others:
            mapped = field.map.get(found, (found,) if field.others else ())
            found = field.glue.join(mapped) if field.glue else "; ".join(mapped)
        return (found.lower() if field.lower else found) or None

    def needed(self, field: Field, record: Record, what: str) -> str:
        """A text without which the row cannot be taken."""
        try:
            found = self.text(field, record)
        except Unreadable as error:
            raise Unreadable(f"the {what} {error}") from None
        if found is None:
            raise Unreadable(f"the {what} is missing")
        return found

    def texts(self, field: Field, record: Record) -> list[str]:
        """The field as a list, of all columns if they are glued. A list in JSON stays one."""
        if field.const is not None:
            return [field.const] if self._applies(field, record) else []
        if not self._applies(field, record):
            return []
        found: list[str] = []
        for column in field.columns:
            found.extend(self._list(record.value(column), field))
            if len(found) > MOST_NAMES:
                raise Unreadable(f"is a list of {len(found)} names (at most {MOST_NAMES})")
            if found and field.glue is None:
                break
        return self._mapped(found, field)

    def optional(self, field: Field, record: Record, what: str) -> str | None:
        """A text the row can do without: if it is broken, it is left out and noted."""
        return self._or_note(lambda: self.text(field, record), what) if field else None

    def optional_texts(self, field: Field, record: Record, what: str) -> list[str] | None:
        if not field:
            return None
        return self._or_note(lambda: self.texts(field, record), what) or None

    def partial_date(self, field: Field, record: Record, what: str) -> str | None:
        """A partial date the row can do without."""
        text = self.optional(field, record, what)
        if text is None:
            return None
        return self._or_note(lambda: self._part.dates.partial(text), what)

    def day(self, field: Field, record: Record) -> date:
        """The whole day that the row cannot do without."""
        return self._part.dates.day(self.needed(field, record, "date"))

    def country(self, field: Field, record: Record, what: str) -> str | None:
        """A country as its ISO 3166-1 alpha-2 code."""
        text = self.optional(field, record, what)
        if text is None:
            return None
        return self._or_note(lambda: self._countries.code(text), what)

    def mbid(self, field: Field, record: Record) -> str | None:
        """A MusicBrainz id, which becomes the act's own: anything else is left out."""
        text = self.optional(field, record, "MBID")
        if text is None or _UUID.fullmatch(text.lower()):
            return text and text.lower()
        self.complaints.append(f"value left out: the MBID '{text[:40]}' is no MusicBrainz id")
        return None

    def region(self, field: Field, record: Record) -> str | None:
        """Where the row was counted: a country's code or 'world'; None where it does not say."""
        text = self.text(field, record)
        if text is None or text.casefold() in ("world", "global"):
            return text and "world"
        return self._countries.code(text)

    def _or_note(self, read: Callable[[], T | None], what: str) -> T | None:
        try:
            return read()
        except Unreadable as error:
            self.complaints.append(f"value left out: the {what} {error}")
            return None

    def _applies(self, field: Field, record: Record) -> bool:
        if field.unless is None:
            return True
        return self._cell(record, field.unless) is None

    def _cell(self, record: Record, column: str) -> str | None:
        return self.value(record.value(column))

    def value(self, value: Any) -> str | None:
        """One cell's text by the part's rules; broken or damaged text raises Unreadable."""
        found = clean(value)
        if found is None:
            return None
        part = self._part
        if part.entities and "&" in found:
            found = html.unescape(found)
        if part.damage and any(trace in found for trace in part.damage):
            raise Unreadable("was damaged before it came here: letters are lost")
        return None if found in part.missing else found

    def _list(self, value: Any, field: Field) -> list[str]:
        if isinstance(value, list):
            if len(value) > MOST_NAMES:
                raise Unreadable(f"is a list of {len(value)} names (at most {MOST_NAMES})")
            return [found for one in value if (found := self.value(one))]
        if field.python_list and isinstance(value, str):
            return [found for one in python_list(value) if (found := self.value(one))]
        text = self.value(value)
        if text is None:
            return []
        if field.split is None:
            return [text]
        return split_list(text, field.split, self._keep)

    def _mapped(self, names: list[str], field: Field) -> list[str]:
        if field.map or not field.others:
            names = [
                mapped
                for name in names
                for mapped in field.map.get(name, (name,) if field.others else ())
            ]
        return distinct(name.lower() for name in names) if field.lower else distinct(names)
