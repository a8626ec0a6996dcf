"""Text from sources made safe to show: nothing in it moves a cursor, turns a line or hides."""

from __future__ import annotations

import re

# Control characters, line and paragraph separators, and marks that change the writing direction.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """The text in one line; what cannot be shown becomes a replacement character."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))
