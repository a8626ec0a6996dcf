"""Country names and codes as sources print them, to ISO 3166-1 alpha-2 (data/countries.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import kollabo
from kollabo.errors import DataFileError
from kollabo.sources.record import Unreadable

SHIPPED = Path(kollabo.__file__).parent / "data" / "countries.toml"


class Countries:
    """Looks countries up by any name or code in the table, in any letter case."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._codes = dict(names)

    @classmethod
    def read(cls, path: Path = SHIPPED) -> Countries:
        """The table: a code and its names, English first."""
        try:
            raw = tomllib.loads(path.read_bytes().decode("utf-8"))
        except (OSError, ValueError) as error:
            raise DataFileError(f"is no readable TOML: {error}", file=str(path)) from error
        codes: dict[str, str] = {}
        for code, names in raw.get("countries", {}).items():
            for name in (code, *names):
                if codes.setdefault(name.casefold(), code) != code:
                    raise DataFileError(f"'{name}' stands for two countries", file=str(path))
        return cls(codes)

    def code(self, name: str) -> str:
        """The code of a country; Unreadable if the table does not have it."""
        found = self._codes.get(name.strip().casefold())
        if found is None and ";" in name:
            raise Unreadable(f"'{name[:60]}' is several countries: namesakes are not told apart")
        if found is None:
            raise Unreadable(f"'{name[:60]}' is no country of the table")
        return found

    def codes(self) -> frozenset[str]:
        """Every code of the table."""
        return frozenset(self._codes.values())
