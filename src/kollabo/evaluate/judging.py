"""What the resolver says of gold pairs: each mention's act, and whether two are one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kollabo.build.decisions import Decisions
from kollabo.build.frames import build_session
from kollabo.build.identified import Identified, identify
from kollabo.build.identity.acts import Act
from kollabo.build.identity.credited import mention_key
from kollabo.build.identity.resolving import links_by_mention
from kollabo.build.identity.statements import Statement, gather
from kollabo.build.printed import Printed as PrintedTables
from kollabo.build.printings import Printing
from kollabo.build.reading import ReadName, ReadPrinting
from kollabo.evaluate.mentions import Place, Places, Said
from kollabo.evaluate.pairs import GoldMention, GoldPairs, Pair
from kollabo.scenes.definitions import Scene
from kollabo.text.names import loose

_CROSSINGS_SINCE = 2009


@dataclass(frozen=True)
class Meant:
    """The act a mention ended as. ``status``: sure, weak, unsure, unread, nowhere, or stated.

    Unread: the credit was cut so that no name of it is this one. Nowhere: what a bare name says
    fits no act of that name and makes no new one. Stated: it is no name on a song.
    """

    act: Act | None
    status: str
    reasons: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        return self.act is not None and self.status != "unsure"


@dataclass(frozen=True)
class Judged:
    """A pair and what became of its mentions."""

    pair: Pair
    a: Meant
    b: Meant
    crossing: bool

    @property
    def decided(self) -> bool:
        return self.a.decided and self.b.decided

    @property
    def said_same(self) -> bool:
        """What is unsure stays apart."""
        return self.decided and self.a.act is self.b.act

    @property
    def right(self) -> bool:
        return self.said_same == self.pair.same


def judge(
    gold: GoldPairs,
    statements: Sequence[Statement],
    printings: Sequence[Printing],
    layouts: Mapping[str, str],
    scenes: Mapping[str, Scene],
) -> list[Judged]:
    """Every pair judged by the resolver, over what sources print and what the pairs add to it.

    ``layouts`` are those of the sources, by their ids. No decision by a person helps.
    """
    places = Places(gold, statements, printings, layouts)
    found = {mention: places.of(mention) for pair in gold.pairs for mention in (pair.a, pair.b)}
    everything = sorted([*statements, *places.statements], key=lambda one: one.key)
    identified = identify(everything, [*printings, *places.printings], scenes, Decisions())
    answers = _Answers(identified)
    return [
        Judged(
            pair,
            answers.meant(found[pair.a]),
            answers.meant(found[pair.b]),
            any(_is_crossing(pair, one, answers.read(found[one])) for one in (pair.a, pair.b)),
        )
        for pair in gold.pairs
    ]


def read_printed(
    files: Mapping[str, Sequence[Path]],
) -> tuple[list[Statement], list[Printing]]:
    """The statements and printings of printed tables, given their files by table."""
    with (
        tempfile.TemporaryDirectory(prefix="kollabo-") as folder,
        build_session(Path(folder) / "build") as session,
    ):
        printed = PrintedTables(session, files.__getitem__)
        return gather(*printed.acts()), printed.printings()


def _is_crossing(pair: Pair, mention: GoldMention, read: ReadPrinting | None) -> bool:
    if pair.crossing is not None:
        return pair.crossing
    recent = mention.year is None or mention.year >= _CROSSINGS_SINCE
    return read is not None and recent and len(read.names) > 1


class _Answers:
    def __init__(self, identified: Identified) -> None:
        self._acts = identified.acts
        self._links = links_by_mention(identified.links)
        self._read = {one.printing.printing_id: one for one in identified.read}

    def read(self, place: Place) -> ReadPrinting | None:
        return None if isinstance(place, Said) else self._read[place.printing_id]

    def meant(self, place: Place) -> Meant:
        if isinstance(place, Said):
            act = self._acts.of(place.key)
            return Meant(act, "stated" if act else "nowhere")
        read = self._read[place.printing_id]
        name = next((one for one in read.names if _is(one, place.name)), None)
        if name is None:
            names = "; ".join(one.name for one in read.names)
            return Meant(None, "unread", (f"the credit was read as: {names}",))
        link = self._links[mention_key(name.name, read.work_key)]
        return Meant(link.act, link.status, tuple(link.reasons))


def _is(read: ReadName, name: str) -> bool:
    """Whether a name that was read is the one asked for, which may name the group with it."""
    if loose(read.name) == loose(name):
        return True
    words = loose(name)
    return (
        read.context is not None
        and words.startswith(loose(read.name))
        and words.endswith(loose(read.context))
    )
