"""The lines of a text file, counted as an editor counts them, whatever the bytes are.

Bytes that are not in the encoding become surrogates, which `kollabo.sources.wording.clean` refuses
row by row: one bad byte costs its own row and no other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from kollabo.sources.record import Trouble

LONGEST_LINE = 1_000_000  # characters


def encoding_of(head: bytes, encoding: str) -> tuple[str, str]:
    """The encoding and error handler to read with: a byte order mark wins over the layout."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "replace"
    if encoding.replace("_", "-").lower() in ("utf-8", "utf8"):
        return "utf-8-sig", "surrogateescape"
    return encoding, "surrogateescape" if encoding.lower() != "utf-16" else "replace"


def numbered_lines(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str] | Trouble]:
    """Each line with its number, without its end. An endless line is trouble, not memory."""
    head = file.read(4)
    file.seek(0)
    name, errors = encoding_of(head, encoding)
    text = io.TextIOWrapper(file, encoding=name, errors=errors, newline=None)
    try:
        yield from _split(text)
    finally:
        text.detach()


def _split(text: io.TextIOWrapper) -> Iterator[tuple[int, str] | Trouble]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if line.endswith("\n"):
            yield number, line[:-1]
        elif len(line) < LONGEST_LINE:
            yield number, line
        else:
            start = line[:300]
            while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
                pass
            yield Trouble(number, f"the line is longer than {LONGEST_LINE} characters", start)
