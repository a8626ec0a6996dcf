"""What `kollabo evaluate` can hold against labelled cases: a topic is a module of this folder.

Each has ``evaluate(catalogue, folder)``, which gives scores: dataclasses that begin with ``what``
(the topic), ``cases``, ``evidence``, ``number`` and ``all_right``. Whatever else they count becomes
a column of the table; ``wrong``, where there, holds the cases gone wrong. `lift` has no labelled
cases, only draws from a seed: it takes minutes and is scored only where it is named.
"""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kollabo.catalogue.reader import Catalogue

TOPICS = ("credits", "titles", "identity", "lift")
WITH_CASES = TOPICS[:3]


def scores(topic: str, catalogue: Catalogue, folder: Path) -> list[dict[str, Any]]:
    """All scores of a topic. UsageError where the cases or what they need are not there."""
    module = import_module(f"kollabo.evaluate.{topic}")
    return [asdict(score) for score in module.evaluate(catalogue, folder)]
