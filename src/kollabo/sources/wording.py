"""Printed text: cleaning without changing what was printed, and splitting printed lists."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from kollabo.sources.figures import kind_of
from kollabo.sources.record import Unreadable

LONGEST = 1_000  # characters of a title, credit or name

_BROKEN = re.compile(r"[\ud800-\udfff\ufffd]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SPACES = re.compile(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_QUOTED = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(,|$)""")


def clean(value: Any) -> str | None:
    """The text of a cell, None where it is empty. Broken text raises Unreadable."""
    if value is None:
        return None
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Unreadable(f"is {kind_of(value)}, not a text")
        value = _digits(value)
    if len(value) > LONGEST:
        raise Unreadable(f"is {len(value)} characters long (at most {LONGEST})")
    if not value.isprintable():
        if _BROKEN.search(value):
            raise Unreadable("holds bytes that are not in the file's encoding")
        if _CONTROL.search(value):
            raise Unreadable("holds control characters")
        value = _SPACES.sub(" ", value)
    elif "\ufffd" in value:
        raise Unreadable("holds characters that were lost (U+FFFD)")
    return value.strip() or None


def _digits(value: float) -> str:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Unreadable(f"is {value}, not a text")
        return f"{value:.15g}"
    if abs(value) > 10**18:
        raise Unreadable("is too large a number")
    return str(value)


def split_list(text: str, separator: str, keep: Sequence[str] = ()) -> list[str]:
    """The names of a printed list. Names in ``keep`` hold the separator themselves ("Tyler, The
    Creator") and stay whole; longer ones come first."""
    mark = separator.strip() or separator
    names: list[str] = []
    rest = text.strip()
    while rest:
        whole = next((name for name in keep if _begins(rest, name, mark)), None)
        name = whole if whole is not None else rest.partition(mark)[0]
        rest = rest[len(name) :].lstrip().removeprefix(mark).lstrip()
        if name.strip():
            names.append(name.strip())
    return distinct(names)


def kept_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that hold a separator, as `split_list` wants them: longest first."""
    return tuple(sorted(names, key=len, reverse=True))


def _begins(rest: str, name: str, mark: str) -> bool:
    if not rest.startswith(name):
        return False
    after = rest[len(name) :].lstrip()
    return not after or after.startswith(mark)


def python_list(text: str) -> list[str]:
    """The texts of a list as Python prints it: ``['a', "b's"]``."""
    inner = text.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        raise Unreadable(f"'{text[:40]}' is not a list like ['a', 'b']")
    inner, names, place = inner[1:-1].strip(), [], 0
    while place < len(inner):
        match = _QUOTED.match(inner, place)
        if not match:
            raise Unreadable(f"'{text[:40]}' is not a list like ['a', 'b']")
        word = match[1] if match[1] is not None else match[2]
        names.append(re.sub(r"\\(.)", r"\1", word))
        place = match.end()
    return names


def distinct(names: Iterable[str]) -> list[str]:
    """Each name once, in the order of first sight."""
    return list(dict.fromkeys(names))


def locale_of(name: str) -> str | None:
    """The language a name's script alone tells: Hangul is Korean, kana is Japanese."""
    if name.isascii():
        return None
    if any("\uac00" <= letter <= "\ud7a3" or "\u1100" <= letter <= "\u11ff" for letter in name):
        return "ko"
    if any("\u3040" <= letter <= "\u30ff" for letter in name):
        return "ja"
    return None
