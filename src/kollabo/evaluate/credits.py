"""How well credits are read: precision, recall and F1 by act.

An act counts as found if its name stands in the label with the same role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kollabo.catalogue.reader import Catalogue
from kollabo.evaluate.gold import Case, read_cases
from kollabo.evaluate.knowledge import evidences
from kollabo.evaluate.ratio import precision_recall_f1
from kollabo.text.credits import parse_credit
from kollabo.text.evidence import NameEvidence


@dataclass(frozen=True)
class Score:
    """One row of the table. Shares are 0 to 1."""

    what: str
    cases: str
    evidence: str
    number: int
    all_right: float
    precision: float
    recall: float
    f1: float


def evaluate(catalogue: Catalogue, folder: Path) -> list[Score]:
    """A score for each set of cases and each state of knowledge."""
    cases = read_cases(folder, "credits")
    return [
        _score(name, words, some, names)
        for words, names in evidences(catalogue, folder)
        for name, some in cases.items()
    ]


def _score(name: str, words: str, cases: Sequence[Case], names: NameEvidence) -> Score:
    hits = found = wanted = right = 0
    for case in cases:
        got = Counter((one.name, one.role) for one in parse_credit(case["credit"], names).artists)
        label = Counter((one["name"], one["role"]) for one in case["artists"])
        hits += (got & label).total()
        found, wanted = found + got.total(), wanted + label.total()
        right += got == label
    share = right / max(len(cases), 1)
    ratios = precision_recall_f1(hits, found, wanted)
    return Score("credits", name, words, len(cases), share, *ratios)
