"""The measures of the ranking as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def cell_lines(cells: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each regime and length of list, then for weights of a user's, and the verdict."""
    yield _head("regime")
    for one in cells:
        if not one["asked"]:
            yield _cell_line(one["regime"], one)
    asked = [one for one in cells if one["asked"]]
    if asked:
        yield ""
        yield _head(f"as asked, {asked[0]['regime']}")
        for one in asked:
            yield _cell_line(one["asked"], one)
    kept = sum(not one["troubles"] for one in cells)
    worlds = sum(one["worlds"] for one in cells if not one["asked"])
    yield ""
    yield f"Claims kept in {kept} of {len(cells)} cells, over {worlds:,} simulated worlds."


def _head(first: str) -> str:
    return (
        f"{first:18} {'songs':>5} {'worlds':>6} {'claimed':>8} {'covered':>8}"
        f" {'first 5 claimed':>16} {'covered':>8} {'PIT':>6} {'width':>6} {'of knowing':>11}  kept"
    )


def _cell_line(name: str, one: Mapping[str, Any]) -> str:
    knowing = "" if one["of_knowing"] is None else f"{one['of_knowing']:.2f}"
    return (
        f"{name:18} {one['songs']:>5} {one['worlds']:>6} {one['claimed']:>8.1%}"
        f" {one['covered']:>8.1%} {one['first_claimed']:>16.1%} {one['first_covered']:>8.1%}"
        f" {one['pit']:>6.1%} {one['width']:>6.2f} {knowing:>11}"
        f"  {'; '.join(one['troubles']) or 'yes'}"
    )


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
