"""Items of a JSON file: one list of objects, or several, counted through from 1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from kollabo.sources.figures import kind_of
from kollabo.sources.lines import encoding_of
from kollabo.sources.record import Record, Trouble, dig

LARGEST = 256 * 2**20  # a JSON file is read whole


def load(data: bytes) -> Any:
    """The value of a JSON file. Bytes that are not UTF-8 become surrogates, refused row by row."""
    encoding, errors = encoding_of(data[:4], "utf-8")
    return json.loads(data.decode(encoding, errors))


def rows(
    file: BinaryIO, lists: Sequence[str], *, loose: bool = False
) -> Iterator[Record | Trouble]:
    """Each item of each list. ``lists`` are dotted paths; an empty one is the file itself."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Trouble(0, f"the file is larger than {LARGEST // 2**20} MiB; split it")
        return
    if not data.strip():
        yield Trouble(0, "the file is empty")
        return
    try:
        value = load(data)
    except (ValueError, RecursionError) as error:
        words = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        yield Trouble(0, f"the file is no readable JSON: {words[:120]}", _start(data))
        return
    del data
    yield from _items(value, lists, loose)


def _items(value: Any, lists: Sequence[str], loose: bool) -> Iterator[Record | Trouble]:
    outer = value if isinstance(value, dict) else None
    number = 0
    for section, path in enumerate(lists):
        items = dig(value, path) if path else value
        if not isinstance(items, list):
            where = f"at '{path}'" if path else "in the file"
            yield Trouble(0, f"there is {kind_of(items)} {where} where a list should be")
        elif not items:
            yield Trouble(0, f"the list at '{path}' is empty" if path else "the list is empty")
        else:
            for item in items:
                number += 1
                yield _record(item, number, outer, section, loose)


def _record(
    item: Any, number: int, outer: dict[str, Any] | None, section: int, loose: bool
) -> Record | Trouble:
    if not isinstance(item, dict):
        return Trouble(number, f"the item is {kind_of(item)}, not an object", _shown(item))
    if loose:
        item = {key.strip().casefold(): value for key, value in item.items()}
    return Record(number, item, outer=outer, section=section)


def _shown(item: Any) -> str:
    return repr(item)[:200] if isinstance(item, str | int | float | None) else ""


def _start(data: bytes) -> str:
    return data[:200].decode("utf-8", "replace")
