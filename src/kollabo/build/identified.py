"""Who is meant: from what sources say of acts and how they print songs to acts and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kollabo.build.decisions import Decisions
from kollabo.build.identity.credited import Link
from kollabo.build.identity.resolving import (
    Acts,
    join_acts,
    mentions_of,
    resolve_names,
)
from kollabo.build.identity.statements import Statement
from kollabo.build.printings import Printing
from kollabo.build.reading import ReadPrinting, learn_evidence, read_printing
from kollabo.scenes.definitions import Scene
from kollabo.text.evidence import CorpusEvidence


@dataclass
class Identified:
    """Every printing read, every act there is, and the act that each printed name was taken for."""

    read: list[ReadPrinting]
    links: list[Link]
    acts: Acts
    names: CorpusEvidence  # what all credits and acts together say of names


def identify(
    statements: Sequence[Statement],
    printings: Sequence[Printing],
    scenes: Mapping[str, Scene],
    decisions: Decisions,
    progress: Callable[[str], None] = lambda step: None,
) -> Identified:
    """Join statements to acts, read all printings and resolve the names on them."""
    progress("acts")
    acts = join_acts(statements, scenes, decisions)
    progress("credits")
    names = learn_evidence(printings, known_names(statements, decisions))
    read = [read_printing(printing, names) for printing in printings]
    decisions.count_whole(read)
    progress("names")
    mentions = mentions_of(read, statements)
    links, acts = resolve_names(acts, mentions, scenes, decisions)
    return Identified(read, links, acts, names)


def known_names(statements: Sequence[Statement], decisions: Decisions) -> list[str]:
    """Every name that a source or a decision gives an act."""
    return [name for one in statements for name in one.stage_names] + decisions.whole_names()
