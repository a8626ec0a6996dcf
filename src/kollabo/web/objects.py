"""The objects of docs/json.md as JSON Schemas: what the OpenAPI document says of answers.

``python -m kollabo.web.objects docs/json.md`` renews ``objects.json``, which the server reads.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import resources
from pathlib import Path
from typing import Any

Schemas = dict[str, dict[str, Any]]

FILE = "objects.json"
_HEADING = re.compile(r"### `?([^`]+?)`?")
_ALL_KEYS = re.compile(r"All keys of `(.+)`, and:")
_ROW = re.compile(r"\| `(\w+)` \| ([^|]+?) \| ([^|]*?) \|")
_PLAIN: Schemas = {
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "date": {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
    "period": {"type": "string", "pattern": r"^(\.\.|\d{4}-\d\d-\d\d)/\d{4}-\d\d-\d\d$"},
}


def component(name: str) -> str:
    """The name of an object as a component: "found song" is "found-song"."""
    return name.replace(" ", "-")


def schemas_of(page: str) -> Schemas:
    """The object under each heading of the page."""
    found: Schemas = {}
    keys: dict[str, Any] = {}
    needed: list[str] = []
    for line in page.splitlines():
        if heading := _HEADING.fullmatch(line):
            keys, needed = {}, []
            found[component(heading[1])] = {
                "type": "object",
                "properties": keys,
                "required": needed,
            }
        elif more := _ALL_KEYS.fullmatch(line):
            base = found[component(more[1])]
            keys |= base["properties"]
            needed += base["required"]
        elif row := _ROW.match(line):
            name, (kind, option, _) = row[1], row[2].partition(", with ")
            keys[name] = {**_typed(kind), "description": row[3]}
            if not option:
                needed.append(name)
    return found


def _typed(kind: str) -> dict[str, Any]:
    if kind.endswith(" or null"):
        return {"anyOf": [_typed(kind.removesuffix(" or null")), {"type": "null"}]}
    if kind.startswith("list of "):
        return {"type": "array", "items": _typed(kind.removeprefix("list of "))}
    return dict(_PLAIN.get(kind) or {"$ref": f"#/components/schemas/{component(kind)}"})


def known_objects() -> Schemas:
    """The schemas as they come with kollabo."""
    text = (resources.files("kollabo.web") / FILE).read_text(encoding="utf-8")
    found: Schemas = json.loads(text)
    return found


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    schemas = schemas_of(Path(sys.argv[1]).read_text(encoding="utf-8"))
    Path(__file__).with_name(FILE).write_text(as_text(schemas), encoding="utf-8")
