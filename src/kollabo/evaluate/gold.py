"""The gold cases: read from a folder, each a line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kollabo.errors import UsageError

Case = dict[str, Any]

# file -> how its cases are split for the tables
FILES = {
    "credits": ("credits.jsonl", "credits_world.jsonl"),
    "titles": ("titles.jsonl", "titles_world.jsonl"),
}


def read_cases(folder: Path, what: str) -> dict[str, list[Case]]:
    """Cases of ``what`` by set: drawn, world dev, world held-out. Unsure labels are left out."""
    sets: dict[str, list[Case]] = {"drawn": [], "world dev": [], "world held-out": []}
    for name in FILES[what]:
        path = folder / name
        if not path.is_file():
            raise UsageError(
                f"no gold cases at {path}", remedy="give their folder with --gold tests/gold"
            )
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if not case.get("unsure"):
                split = case.get("split")
                sets[f"world {split}" if split else "drawn"].append(case)
    return sets
