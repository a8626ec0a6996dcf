"""A table of a TOML file that checks the types of its keys and knows which were not asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any


class Mistake(Exception):
    """A mistake in a layout: the key and what it should be."""


class TomlTable:
    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.where = where

    def __bool__(self) -> bool:
        return bool(self._values)

    @property
    def keys(self) -> list[str]:
        return list(self._values)

    def anything(self, key: str) -> Any:
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str) -> str | None:
        value = self.anything(key)
        if value is not None and not isinstance(value, str):
            raise Mistake(f"{self.where}: '{key}' must be a text")
        return value

    def required(self, key: str) -> str:
        value = self.text(key)
        if not value:
            raise Mistake(f"{self.where}: '{key}' is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        value = self.anything(key)
        values = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise Mistake(f"{self.where}: '{key}' must be a text or a list of texts")
        return tuple(values)

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.anything(key)
        if value is not None and not isinstance(value, bool):
            raise Mistake(f"{self.where}: '{key}' must be true or false")
        return default if value is None else value

    def number(self, key: str, default: int) -> int:
        value = self.anything(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Mistake(f"{self.where}: '{key}' must be a whole number")
        return default if value is None else value

    def day(self, key: str) -> date | None:
        value = self.anything(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise Mistake(
                f"{self.where}: '{key}' must be a date, written 2023-07-14 without quotes"
            )
        return value

    def sub(self, key: str) -> TomlTable:
        value = self.anything(key)
        if value is not None and not isinstance(value, dict):
            raise Mistake(f"{self.where}: '{key}' must be a table")
        return TomlTable(value or {}, f"{self.where} [{key}]")

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self.anything(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise Mistake(f"{self.where}: '{key}' must be a list of tables, written [[{key}]]")
        return value

    def subs(self, key: str) -> list[TomlTable]:
        return [
            TomlTable(table, f"{self.where} [[{key}]] {number}")
            for number, table in enumerate(self.tables(key), 1)
        ]

    def finish(self) -> None:
        """Refuse keys that nobody asked for: they are misspelt."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            raise Mistake(f"{self.where}: unknown key '{unknown[0]}' (known: {known})")
