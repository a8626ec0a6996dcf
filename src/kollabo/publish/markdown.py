"""Text for Markdown. Whatever stands in a title shows as it is and marks nothing up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kollabo.publish.plain import one_line

# What Markdown, or GitHub's, reads as markup wherever it stands: marks, entities, links, emoji.
_MARKUP = re.compile(
    r"[\\`*_\[\]<>#|~$@]|&(?=\w+;|#)|:(?=//)|(?<=www)\.|:(?=[\w+-]+:)", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^[-+=]|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)")


def escaped(text: str) -> str:
    """The text so that Markdown shows it letter by letter, wherever it stands."""
    return _LIST_MARK.sub(r"\\\g<0>", inline(text))


def inline(text: str) -> str:
    """The same for text that does not begin a line."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text).strip())


def table(header: Sequence[str], marks: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in lines; ``marks`` align its columns (``---`` or ``---:``)."""
    return list(_table(header, marks, rows))


def _table(
    header: Sequence[str], marks: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    for cells in (list(map(inline, header)), marks):
        yield "|" + "|".join(cell if cell in marks else f" {cell} " for cell in cells) + "|"
    for row in rows:
        yield "| " + " | ".join(map(inline, row)) + " |"
