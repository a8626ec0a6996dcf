"""Scores of an evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def score_lines(scores: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each score, under a heading."""
    yield (
        f"{'what':8} {'cases':15} {'evidence':29} {'n':>4} {'all right':>10} {'precision':>10} "
        f"{'recall':>7} {'F1':>6}"
    )
    for one in scores:
        by_act = (
            f" {one['precision']:>10.3f} {one['recall']:>7.3f} {one['f1']:>6.3f}"
            if one["f1"] is not None
            else ""
        )
        yield (
            f"{one['what']:8} {one['cases']:15} {one['evidence']:29} {one['number']:>4} "
            f"{one['all_right']:>10.3f}{by_act}"
        )
