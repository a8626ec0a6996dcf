"""A question as it stands in an address: the scenes, the year, and how much each signal counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import urlencode

from kollabo.answers.question import Question, YearMeans, ask
from kollabo.answers.ranking.signals import load_signals
from kollabo.scenes.definitions import Scene

WEIGHT = "weight."  # before the name of a signal, in an address


@cache
def default_weights() -> Mapping[str, float]:
    """What each signal counts unless somebody says otherwise: the controls there are."""
    signals = load_signals().values()
    return MappingProxyType({signal.name: signal.weight for signal in signals})


@dataclass(frozen=True)
class Asked:
    """``changed`` are the weights that differ from the default, by name."""

    year: int
    between: str
    other: str
    year_means: YearMeans = "released"
    until: dt.date | None = None
    changed: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """From the parameters of an address, read by their declarations."""
        standard = default_weights()
        given = {name: values.get(WEIGHT + name) for name in standard}
        changed = tuple(
            (name, weight)
            for name, weight in given.items()
            if weight is not None and weight != standard[name]
        )
        return cls(
            values["year"],
            values["between"],
            values["and"],
            values.get("year_means") or "released",
            values.get("evidence_until"),
            changed,
        )

    def question(self, scenes: Mapping[str, Scene]) -> Question:
        sides = (self.between, self.other)
        return ask(self.year, sides, scenes, evidence_until=self.until, year_means=self.year_means)

    def of_year(self, year: int) -> Self:
        """The same question about another year."""
        return replace(self, year=year, until=None)

    def query(self, **more: Any) -> str:
        """As the query of an address."""
        return urlencode(self.said() | more)

    def pair_query(self, *, since: int, to: int) -> str:
        """The same scenes over years, as the query of an address."""
        return urlencode({"between": self.between, "and": self.other, "from": since, "to": to})

    def said(self) -> dict[str, Any]:
        """By the parameters of an address. What takes its default is left out."""
        said: dict[str, Any] = {"year": self.year, "between": self.between, "and": self.other}
        if self.year_means != "released":
            said["year_means"] = self.year_means
        if self.until:
            said["evidence_until"] = self.until
        return said | {WEIGHT + name: f"{weight:g}" for name, weight in self.changed}
