"""How well credits and titles are read: precision, recall and F1 by act, titles all right.

An act counts as found if its name stands in the label with the same role. Each set is read four
times: with what the catalogue knows of names or only what credits teach, each with the gold strings
in the corpus and with them withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kollabo.catalogue.reader import Catalogue
from kollabo.catalogue.schema import FACTS
from kollabo.evaluate.gold import Case, read_cases
from kollabo.text.credits import parse_credit
from kollabo.text.evidence import CorpusEvidence, NameEvidence
from kollabo.text.titles import parse_title


@dataclass(frozen=True)
class Score:
    """One row of the table. Shares are 0 to 1; for titles only ``all_right`` is counted."""

    what: str
    cases: str
    evidence: str
    number: int
    all_right: float
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


_NAMES = """
SELECT DISTINCT name FROM alias
WHERE kind = 'stage' AND artist_id IN (SELECT artist_id FROM artist WHERE described)
  AND ($facts OR NOT starts_with(source_id, $prefix))
"""


def evidences(catalogue: Catalogue, gold: Sequence[str]) -> Iterator[tuple[str, NameEvidence]]:
    """The four states of knowledge by name."""
    credits = [
        (credit, title) for credit, title in catalogue.sql("SELECT credit, title FROM version")
    ]
    for facts in (True, False):
        names = [name for (name,) in catalogue.sql(_NAMES, {"facts": facts, "prefix": FACTS})]
        learnt = CorpusEvidence.learn(credits, names)
        words = "with facts" if facts else "without facts"
        yield words, learnt
        yield f"{words}, gold withheld", learnt.without(gold)


def evaluate_reading(catalogue: Catalogue, folder: Path) -> list[Score]:
    """Every score of credits and titles, in a fixed order."""
    credits, titles = read_cases(folder, "credits"), read_cases(folder, "titles")
    gold = [case["credit"] for cases in credits.values() for case in cases]
    scores = []
    for words, names in evidences(catalogue, gold):
        for name, cases in credits.items():
            scores.append(_credits(name, words, cases, names))
        for name, cases in titles.items():
            right = sum(_title_right(case, names) for case in cases) / max(len(cases), 1)
            scores.append(Score("titles", name, words, len(cases), right))
    return scores


def _credits(name: str, words: str, cases: Sequence[Case], names: NameEvidence) -> Score:
    hits = found = wanted = right = 0
    for case in cases:
        got = Counter((one.name, one.role) for one in parse_credit(case["credit"], names).artists)
        label = Counter((one["name"], one["role"]) for one in case["artists"])
        hits += (got & label).total()
        found, wanted = found + got.total(), wanted + label.total()
        right += got == label
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    share = right / max(len(cases), 1)
    return Score("credits", name, words, len(cases), share, precision, recall, f1)


def _title_right(case: Case, names: NameEvidence) -> bool:
    given = [case["row_artists"]] if case.get("row_artists") else []
    read = parse_title(case["title"], given, names)
    return (
        read.work == case["work"]
        and sorted(read.featured) == sorted(case["featured"])
        and sorted(read.partners) == sorted(case["with"])
        and read.version == case["version"]
        and (
            "artists" not in case
            or [(one.name, one.role) for one in read.artists]
            == [(one["name"], one["role"]) for one in case["artists"]]
        )
    )
