"""The gold cases: read from a folder, each a line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kollabo.errors import UsageError

Case = dict[str, Any]

# file -> the set its cases belong to; a case's own split is added to the name
FILES = {
    "credits": {
        "credits.jsonl": "drawn",
        "credits_world.jsonl": "world",
        "credits_world2.jsonl": "world 2",
        "credits_world3.jsonl": "world 3",
    },
    "titles": {
        "titles.jsonl": "drawn",
        "titles_world.jsonl": "world",
        "titles_world2.jsonl": "world 2",
        "titles_world3.jsonl": "world 3",
    },
}


def read_cases(folder: Path, what: str) -> dict[str, list[Case]]:
    """Cases of ``what`` by set: "drawn", "world dev", "world held-out", "world 2 dev", ...

    Cases whose label is unsure are left out.
    """
    sets: dict[str, list[Case]] = {}
    for name, of in FILES[what].items():
        path = folder / name
        if not path.is_file():
            raise UsageError(
                f"no gold cases at {path}", remedy="give their folder with --gold tests/gold"
            )
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if not case.get("unsure"):
                split = case.get("split")
                sets.setdefault(f"{of} {split}" if split else of, []).append(case)
    return sets
