"""The names inside a credit whose acts are known by id only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

from kollabo.text.joints import scan
from kollabo.text.names import loose

_MOST_CUTS = 5_000  # ways to cut a credit that are tried


def names_apart(credit: str, called: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Cut a credit into as many names as it has acts: each name with the text behind it.

    ``called`` has, for each act in the order of the credit, what it is called elsewhere. Of all
    ways to cut at joints, the one with most names known wins, then the one with the surest joints.
    A credit that has fewer joints than acts gives its acts the whole of it.
    """
    if len(called) == 1:
        return [(credit, "")]
    found = scan(credit)
    atoms, joints = found.atoms, found.joints
    if len(atoms) < len(called):
        return [(credit, "")] * len(called)
    known = [set(map(loose, names)) for names in called]

    def spans(cuts: Sequence[int]) -> list[tuple[int, int]]:
        firsts, lasts = [0, *(cut + 1 for cut in cuts)], [*cuts, len(atoms) - 1]
        return [
            (atoms[first].start, atoms[last].end) for first, last in zip(firsts, lasts, strict=True)
        ]

    @cache
    def key(span: tuple[int, int]) -> str:
        return loose(credit[slice(*span)])

    def worth(cuts: Sequence[int]) -> tuple[int, float]:
        named = sum(key(span) in names for span, names in zip(spans(cuts), known, strict=True))
        return named, sum(joints[cut].prior for cut in cuts)

    ways = combinations(range(len(joints)), len(called) - 1)
    best = max((cuts for _, cuts in zip(range(_MOST_CUTS), ways, strict=False)), key=worth)
    places = spans(best)
    starts = [start for start, _ in places[1:]] + [len(credit)]
    return [
        (credit[start:end], credit[end:following])
        for (start, end), following in zip(places, starts, strict=True)
    ]
