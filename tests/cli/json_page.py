"""docs/json.md as a schema: its tables read, and values held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Any

Page = dict[str, dict[str, str]]

_ROW = re.compile(r"^\| `(\w+)` \| ([^|]+?) \|")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_PERIOD = re.compile(rf"(\.\.|{_DAY.pattern})/{_DAY.pattern}")


def read_page(text: str) -> Page:
    """Keys and their types by object; "All keys of `x`, and:" takes those of x."""
    page: Page = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("### "):
            name = line[4:].strip("`")
            page[name] = {}
        elif (more := re.match(r"All keys of `(.+)`, and:", line)) and name:
            page[name].update(page[more[1]])
        elif (row := _ROW.match(line)) and name:
            page[name][row[1]] = row[2]
    return page


def named_types(kind: str) -> set[str]:
    kind = kind.partition(", with")[0].removesuffix(" or null").removeprefix("list of ")
    return {kind}


def troubles(
    value: Any, name: str, page: Page, options: AbstractSet[str] = frozenset()
) -> Iterator[str]:
    """Where a value is not the object that the page describes."""
    keys = page[name]
    for key, kind in keys.items():
        kind, _, option = kind.partition(", with ")
        if option and option.strip("`") not in options:
            if key in value:
                yield f"{name}.{key}: there without {option}"
        elif key not in value:
            yield f"{name}.{key}: missing"
        else:
            yield from _of_type(value[key], kind, f"{name}.{key}", page)
    yield from (f"{name}.{key}: not in the page" for key in value if key not in keys)


def _of_type(value: Any, kind: str, where: str, page: Page) -> Iterator[str]:
    if kind.endswith(" or null"):
        if value is not None:
            yield from _of_type(value, kind.removesuffix(" or null"), where, page)
    elif kind.startswith("list of "):
        if not isinstance(value, list):
            yield f"{where}: {value!r} is no list"
            return
        for one in value:
            yield from _of_type(one, kind.removeprefix("list of "), where, page)
    elif kind in page:
        if isinstance(value, dict):
            yield from troubles(value, kind, page)
        else:
            yield f"{where}: {value!r} is no object"
    elif not _plain(value, kind):
        yield f"{where}: {value!r} is no {kind}"


def _plain(value: Any, kind: str) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "flag":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "day":
            return isinstance(value, str) and bool(_DAY.fullmatch(value))
        case "date":
            return isinstance(value, str) and bool(_DATE.fullmatch(value))
        case "period":
            return isinstance(value, str) and bool(_PERIOD.fullmatch(value))
    raise AssertionError(f"docs/json.md: there is no type {kind!r}")
