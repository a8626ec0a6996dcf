"""The measures of the ranking as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def cell_lines(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each regime and length of list, and the verdict."""
    yield (
        f"{'regime':12} {'songs':>5} {'worlds':>6} {'claimed':>8} {'covered':>8}"
        f" {'first 5 claimed':>16} {'covered':>8} {'PIT':>6} {'width':>6} {'of knowing':>11}  kept"
    )
    for one in cells:
        yield (
            f"{one['regime']:12} {one['songs']:>5} {one['worlds']:>6} {one['claimed']:>8.1%}"
            f" {one['covered']:>8.1%} {one['first_claimed']:>16.1%} {one['first_covered']:>8.1%}"
            f" {one['pit']:>6.1%} {one['width']:>6.2f} {one['of_knowing']:>11.2f}"
            f"  {'; '.join(one['troubles']) or 'yes'}"
        )
    kept = sum(not one["troubles"] for one in cells)
    worlds = sum(one["worlds"] for one in cells)
    yield ""
    yield f"Claims kept in {kept} of {len(cells)} cells, over {worlds:,} simulated worlds."


def held_out_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each left-out chart and rule."""
    yield (
        f"{'left-out chart':24} {'year':>4} {'songs':>5} {'on it':>5} {'by the others':14}"
        f" {'tau':>6} {'ranking ahead by':>17} {'90% of the time':>18}  beaten"
    )
    for one in rows:
        ahead = ""
        if one["ahead"] is not None:
            bounds = f"{one['ahead_low']:+.3f} to {one['ahead_high']:+.3f}"
            ahead = f" {one['ahead']:>+17.3f} {bounds:>18}  {one['beaten']}"
        yield (
            f"{one['chart']:24} {one['year']:>4} {one['songs']:>5} {one['on_chart']:>5}"
            f" {one['rule']:14} {one['tau']:>6.3f}{ahead}"
        )
