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
from kollabo.build.musicbrainz.identity import KnownActs, known_acts
from kollabo.build.musicbrainz.source import MusicBrainz
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
    musicbrainz: KnownActs | None = None


def identify(
    statements: Sequence[Statement],
    printings: Sequence[Printing],
    scenes: Mapping[str, Scene],
    decisions: Decisions,
    progress: Callable[[str], None] = lambda step: None,
    musicbrainz: MusicBrainz | None = None,
) -> Identified:
    """Read all printings, join statements to acts and resolve the names on the printings."""
    progress("credits")
    names = learn_evidence(printings, known_names(statements, decisions))
    read = [read_printing(printing, names) for printing in printings]
    known: KnownActs | None = None
    if musicbrainz:
        progress("MusicBrainz")
        known = known_acts(musicbrainz, statements, read, decisions)
        statements = known.statements
        if known.name_credits:
            names = learn_evidence(printings, known_names(statements, decisions))
            read = [read_printing(printing, names) for printing in printings]
    decisions.count_whole(read)
    progress("acts")
    acts = join_acts(statements, scenes, decisions)
    progress("names")
    mentions = mentions_of(read, statements)
    recorded = known.recorded(read) if known else frozenset[tuple[str, str]]()
    links, acts = resolve_names(acts, mentions, scenes, decisions, recorded)
    return Identified(read, links, acts, names, known)


def known_names(statements: Sequence[Statement], decisions: Decisions) -> list[str]:
    """Every name that a source or a decision gives an act; of MusicBrainz's the main one alone:
    its aliases are what people have typed, and no word on who is one act."""
    return [
        name
        for one in statements
        for name in ([one.name] if one.from_musicbrainz else one.stage_names)
    ] + decisions.whole_names()
