"""The numbers by which `lift` compares, from ``data/lift.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Matching:
    level_ratio: float
    level_floor: float
    years_ratio: float
    reached_ratio: float
    reached_years: float
    least: int
    most: int


@dataclass(frozen=True)
class Placebo:
    step: int
    each_side: int
    least: int


@dataclass(frozen=True)
class Pooling:
    matched: int
    least: int
    draws: int
    seed: int


@dataclass(frozen=True)
class Evaluation:
    """Where and how often placebo dates are drawn to hold the test against."""

    between: tuple[str, str]
    first: int
    last: int
    told: int
    pools: int
    pool: int
    draws: int


@dataclass(frozen=True)
class Settings:
    """Weeks are chart weeks; ``level`` is the share of matched acts that may show as much."""

    weeks: int
    look_back: int
    level: float
    matching: Matching
    placebo: Placebo
    pooling: Pooling
    evaluation: Evaluation

    @property
    def other_dates(self) -> list[int]:
        """Weeks from a crossing to the dates without one: none reaches into the weeks after it."""
        steps = [self.placebo.step * number for number in range(self.placebo.each_side)]
        return [-self.weeks - one for one in steps] + [2 * self.weeks + one for one in steps]

    @property
    def reach_back(self) -> int:
        """Weeks of a chart needed before a date, its other dates included."""
        return self.look_back - min(self.other_dates)

    @property
    def reach_on(self) -> int:
        """Weeks needed after it."""
        return self.weeks + max(self.other_dates)


@cache
def settings() -> Settings:
    text = (resources.files("kollabo") / "data" / "lift.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return Settings(
        raw["weeks"],
        raw["look_back"],
        raw["test"]["level"],
        Matching(**raw["matching"]),
        Placebo(**raw["placebo"]),
        Pooling(**raw["pooled"]),
        _evaluation(raw["evaluation"]),
    )


def _evaluation(raw: Mapping[str, Any]) -> Evaluation:
    first, second = raw["between"]
    counts = (raw["told"], raw["pools"], raw["pool"], raw["draws"])
    return Evaluation((first, second), raw["from"], raw["to"], *counts)
