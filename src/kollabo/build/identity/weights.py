"""The named weights of identity, read from ``data/identity.toml``, and the scores made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources


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
    text = (resources.files("kollabo") / "data" / "identity.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)[part].items()}
