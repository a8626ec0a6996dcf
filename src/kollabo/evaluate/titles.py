"""How well titles are read: the share that is read without any mistake."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kollabo.catalogue.reader import Catalogue
from kollabo.evaluate.gold import Case, read_cases
from kollabo.evaluate.knowledge import evidences
from kollabo.text.evidence import NameEvidence
from kollabo.text.titles import parse_title


@dataclass(frozen=True)
class Score:
    """One row of the table. ``all_right`` is a share, 0 to 1."""

    what: str
    cases: str
    evidence: str
    number: int
    all_right: float


def evaluate(catalogue: Catalogue, folder: Path) -> list[Score]:
    """A score for each set of cases and each state of knowledge."""
    cases = read_cases(folder, "titles")
    return [
        Score("titles", name, words, len(some), _share_right(some, names))
        for words, names in evidences(catalogue, folder)
        for name, some in cases.items()
    ]


def _share_right(cases: list[Case], names: NameEvidence) -> float:
    return sum(_is_right(case, names) for case in cases) / max(len(cases), 1)


def _is_right(case: Case, names: NameEvidence) -> bool:
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
