"""Text from sources made safe to show: nothing in it moves a cursor, turns a line or hides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# Control characters, line and paragraph separators, marks that change the writing direction, and
# what Unicode keeps for no character at all.
_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "\ud800-\udfff]"
)
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """The text in one line; what cannot be shown becomes a replacement character."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))


def text_of(lines: Iterable[str]) -> str:
    """Lines as text, each safe to show."""
    return "\n".join(map(one_line, lines)) + "\n"


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title with its lines indented below; nothing where there are none."""
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def some(lines: Sequence[str], most: int, more: str) -> Iterator[str]:
    """The first ``most`` lines and, if there are others, how many; ``more`` says where they are."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"and {len(lines) - most:,} more; {more}"
