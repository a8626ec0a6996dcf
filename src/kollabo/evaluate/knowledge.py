"""What is known of names while credits and titles are read: four states of knowledge.

With what the catalogue knows of names or only what credits teach, each with the gold strings in the
corpus and with them withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kollabo.catalogue.reader import Catalogue
from kollabo.catalogue.schema import FACTS
from kollabo.evaluate.gold import read_cases
from kollabo.text.evidence import CorpusEvidence, NameEvidence

_NAMES = """
SELECT DISTINCT name FROM alias
WHERE kind = 'stage' AND ($facts OR NOT starts_with(source_id, $prefix))
"""


def evidences(catalogue: Catalogue, folder: Path) -> Iterator[tuple[str, NameEvidence]]:
    """The four states of knowledge by name. The credits of the gold cases are what is withheld."""
    gold = [case["credit"] for cases in read_cases(folder, "credits").values() for case in cases]
    credits = [
        (credit, title) for credit, title in catalogue.sql("SELECT credit, title FROM version")
    ]
    for facts in (True, False):
        names = [name for (name,) in catalogue.sql(_NAMES, {"facts": facts, "prefix": FACTS})]
        learnt = CorpusEvidence.learn(credits, names)
        words = "with facts" if facts else "without facts"
        yield words, learnt
        yield f"{words}, gold withheld", learnt.without(gold)
