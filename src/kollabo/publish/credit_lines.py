"""Answers about credits and titles, each as one line: JSON, or words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kollabo.publish.plain import one_line

_BESIDE = {"featuring": "featured", "with": "with", "remixed by": "remixers"}


def json_line(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)


def plain_line(answer: Mapping[str, Any]) -> str:
    if "error" in answer:
        return one_line(f"error: {answer['error']}")
    names = "; ".join(f"{one['name']} ({one['role']})" for one in answer["artists"])
    parts = [names or "no name"]
    if "work" in answer:
        parts.insert(0, answer["work"])
        for word, key in _BESIDE.items():
            if answer[key]:
                parts.append(f"{word} " + "; ".join(answer[key]))
        if answer["version"]:
            parts.append(answer["version"])
    line = " | ".join(parts)
    if why := answer.get("why"):
        line += "   [" + "; ".join(map(_decision, why)) + "]"
    return one_line(line)


def _decision(one: Mapping[str, Any]) -> str:
    verb = "parts" if one["separates"] else "binds"
    reasons = ", ".join(f"{reason['weight']:+.1f} {reason['name']}" for reason in one["reasons"])
    return f"'{one['separator']}' {verb} {one['left']} and {one['right']}: {reasons}"
