"""A credit's or title's shadow: the same length, easier to read by rule.

Every position of the shadow is the same position of the original, so what is found in the one is
cut from the other.
"""

import re
import unicodedata
from collections.abc import Mapping

_BRACKETS = str.maketrans("【】〔〕〖〗「」『』《》〈〉", "()()()[][]{}{}")
_WIDE_ANGLES = str.maketrans("＜＞", "〈〉")  # narrow ones are no brackets: "<3"
_BRACKET = re.compile(r"[()\[\]{}]")
PAIRS = {"(": ")", "[": "]", "{": "}"}


def shadow_of(text: str) -> str:
    """Lower case, full width made half, every kind of bracket as one of ``()[]{}``."""
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text.translate(_WIDE_ANGLES))).translate(_BRACKETS)


def closing_brackets(shadow: str) -> dict[int, int]:
    """Position of each opening bracket that is closed, with the position of its closing one."""
    closed: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(shadow):
        char, position = found[0], found.start()
        if char in PAIRS:
            waiting.append((PAIRS[char], position))
        else:
            while waiting:
                expected, opened = waiting.pop()
                if expected == char:
                    closed[opened] = position
                    break
    return closed


def is_inside(closed: Mapping[int, int], position: int) -> bool:
    """Whether a position lies between an opening bracket and its closing one."""
    return any(opened < position < end for opened, end in closed.items())


def _plain(char: str) -> str:
    if char < "\u0080":
        return char.lower()
    # A kana letter stays itself: only signs and Latin come in full width.
    form = unicodedata.normalize("NFKC", char) if char >= "\u2000" else char
    lowered = form.lower()
    if len(lowered) != 1:
        return char
    return " " if unicodedata.category(lowered) in ("Cc", "Zs") else lowered
