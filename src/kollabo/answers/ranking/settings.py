"""The numbers of ``data/ranking.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from kollabo.answers.figures import family


@cache
def settings() -> Mapping[str, Any]:
    """All of them, as the file has them."""
    text = (resources.files("kollabo") / "data" / "ranking.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def company(chart: str) -> str:
    """Who makes a chart: charts of one company share errors."""
    for maker, beginnings in settings()["companies"].items():
        if chart.startswith(tuple(beginnings)):
            return str(maker)
    return family(chart)
