"""Scores of an evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kollabo.publish.plain import one_line

Score = Mapping[str, Any]

_LEFT = ("what", "cases", "evidence")
_HEADINGS = {"number": "n", "f1": "F1"}


def score_lines(scores: Sequence[Score]) -> Iterator[str]:
    """The scores of one topic: a line each under a heading, then the acts taken for one wrongly."""
    columns = [name for name in scores[0] if name != "wrong"]
    cells = [[_HEADINGS.get(name, name.replace("_", " ")) for name in columns]]
    cells += [[_cell(score[name]) for name in columns] for score in scores]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        parts = [
            cell.ljust(width) if name in _LEFT else cell.rjust(width)
            for name, cell, width in zip(columns, row, widths, strict=True)
        ]
        yield "  ".join(parts).rstrip()
    yield from _false_merges(scores)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _false_merges(scores: Sequence[Score]) -> Iterator[str]:
    for score in scores:
        for wrong in score.get("wrong", ()):
            if wrong["said"] == "same":
                crossing = ", in a crossing" if wrong["crossing"] else ""
                yield ""
                yield f"Two acts taken for one ({score['evidence']}{crossing}):"
                yield from (f"  {_mention(wrong[side])}" for side in "ab")


def _mention(mention: Mapping[str, Any]) -> str:
    reasons = f" -- {', '.join(mention['reasons'])}" if mention["reasons"] else ""
    return one_line(f"{mention['name']} ({mention['context']}): {mention['status']}{reasons}")
