"""Changes of how a chart is made, as sourced facts: a step in a trend may come from one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kollabo.errors import DataFileError

_FILE = "chart_rules.toml"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True)
class RuleChange:
    """``date`` is the first chart it changed, as short as YYYY; ``short`` fits into a picture."""

    chart: str
    date: str
    short: str
    words: str
    source: str

    def as_json(self) -> dict[str, Any]:
        return {
            "chart": self.chart,
            "date": self.date,
            "words": self.words,
            "source": self.source,
        }


def rule_changes(chart: str, first: int, last: int) -> tuple[RuleChange, ...]:
    """What changed in a chart from the first year to the last, in order of time."""
    return tuple(one for one in _all() if one.chart == chart and first <= int(one.date[:4]) <= last)


@cache
def _all() -> tuple[RuleChange, ...]:
    text = (resources.files("kollabo") / "data" / _FILE).read_text(encoding="utf-8")
    changes = [_change(raw) for raw in tomllib.loads(text)["change"]]
    return tuple(sorted(changes, key=lambda one: (one.date, one.chart)))


def _change(raw: Mapping[str, Any]) -> RuleChange:
    try:
        change = RuleChange(**raw)
    except TypeError as mistake:
        raise DataFileError(f"a change of a chart's rules: {mistake}", file=_FILE) from mistake
    if not _DATE.fullmatch(change.date):
        raise DataFileError(f"{change.date!r} is no date as YYYY-MM-DD", file=_FILE)
    return change
