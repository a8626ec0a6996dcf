"""The named weights of identity, read from ``data/identity.toml``, and the scores made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any


@dataclass
class Score:
    """A sum of named weights: the explanation is the computation."""

    weights: Mapping[str, float]
    log_odds: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, name: str, detail: str = "") -> None:
        weight = self.weights[name]
        self.log_odds += weight
        words = name.replace("_", " ")
        self.reasons.append(f"{weight:+.1f} {words}" + (f": {detail}" if detail else ""))


@cache
def weights(part: str) -> Mapping[str, float]:
    """The weights of one part: ``described``, ``bare`` or ``credited``; natural-log odds."""
    return {name: float(value) for name, value in _data()[part].items()}


@cache
def countries_of_script(script: str) -> frozenset[str]:
    """The countries where a script other than Latin is at home; none if nothing is said of it."""
    return frozenset(_data()["scripts"].get(script, ()))


@cache
def _data() -> Mapping[str, Any]:
    text = (resources.files("kollabo") / "data" / "identity.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
