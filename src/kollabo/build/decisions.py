"""Decisions by people: a small dated file that always wins.

``decisions.toml`` lies beside the snapshots and holds one ``[[decision]]`` for each correction::

    [[decision]]
    decided = 2026-11-24
    kind = "act"                # which act a printed name means, for all songs or for one
    subject = "Kai"
    song = "Rover"
    value = "Kai [EXO]"         # a name, a name with its group or note, or an artist id
    why = "credited with his group's label"

One about a song names the song's acts where several songs bear its title::

    [[decision]]
    decided = 2026-11-24
    kind = "released"
    subject = "Repeat"
    acts = ["J Balvin", "V [BTS]"]
    value = "2023-07-14"

A decision is closed with ``closed = DATE`` and not deleted.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kollabo.build.identity.acts import Act
from kollabo.build.identity.statements import Statement
from kollabo.catalogue.location import decisions_path
from kollabo.errors import DataFileError
from kollabo.text.names import fold, loose

if TYPE_CHECKING:
    from kollabo.build.reading import ReadPrinting

KINDS = {
    "act": "which act a printed name means (subject: the name; song: one title; value: the act)",
    "same": "two acts are one (subject and value: the acts)",
    "whole": "a name that holds a separator is one act (subject: the name)",
    "origin": "an act's country (value: ISO 3166-1 alpha-2)",
    "scene": "the scene an act belongs to, or 'not SCENE' (value)",
    "released": "a song's first release (subject: title; acts: its acts; value: date)",
    "collaboration": "whether a song is one (subject: title; acts: its acts; value: yes or no)",
}
_OF_ACTS = ("act", "same", "origin", "scene")


class DecidedSong(Protocol):
    """What of a song tells whether a decision means it."""

    @property
    def song_id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def acts(self) -> Sequence[Act]: ...


@dataclass
class Decision:
    line: int
    decided: dt.date
    kind: str
    subject: str
    value: str
    song: str
    why: str
    closed: bool
    acts: tuple[str, ...] = ()
    used: int = 0
    refused: str = ""

    @property
    def about(self) -> str:
        """What it is about, in words: the subject with the song or the acts it is limited to."""
        limit = self.song or "; ".join(self.acts)
        return f"{self.subject} / {limit}" if limit else self.subject


# Kinds that are about a song and may name its acts.
OF_SONGS = ("released", "collaboration")


@dataclass
class Decisions:
    """All decisions of one file, with how often each met something.

    ``refused`` of a decision says why it was not applied though it met something.
    """

    all: list[Decision] = field(default_factory=list)
    source_id: str = "decisions"

    def of(self, kind: str) -> Iterator[Decision]:
        return (one for one in self.all if one.kind == kind and not one.closed)

    def whole_names(self) -> list[str]:
        return [one.subject for one in self.of("whole")]

    def count_whole(self, read: Iterable[ReadPrinting]) -> None:
        """Note how many printings hold each name that is to be whole."""
        whole = {loose(one.subject): one for one in self.of("whole")}
        if whole:
            for printing in read:
                for name in printing.names:
                    if decision := whole.get(loose(name.name)):
                        decision.used += 1

    def count_scenes(self, index: Mapping[str, list[Act]]) -> None:
        """Note how many acts each decision about a scene means: answers place them by it."""
        for decision in self.of("scene"):
            decision.used += len(find_acts(index, decision.subject))

    def joined(self, clusters: Sequence[list[Statement]]) -> list[list[Statement]]:
        """Clusters with those joined that a person says are one act."""
        kept = list(clusters)
        for decision in self.of("same"):
            first = _clusters_named(kept, decision.subject)
            second = _clusters_named(kept, decision.value)
            if len(first) == 1 and len(second) == 1 and first[0] is not second[0]:
                first[0].extend(second[0])
                kept = [cluster for cluster in kept if cluster is not second[0]]
                decision.used += 1
        return kept

    def acts_of_names(self, index: Mapping[str, list[Act]]) -> dict[tuple[str, str], Act]:
        """(loose name, loose title or "") -> the act a person says it means."""
        found = {}
        for decision in self.of("act"):
            acts = find_acts(index, decision.value)
            if len(acts) == 1:
                found[loose(decision.subject), loose(decision.song) if decision.song else ""] = (
                    acts[0]
                )
                decision.used += 1
        return found

    def apply_origins(self, index: Mapping[str, list[Act]]) -> None:
        """Give acts the countries that people decided, the newest decision last."""
        for decision in self.of("origin"):
            acts = find_acts(index, decision.subject)
            if len(acts) == 1:
                acts[0].decided_origin = decision.value.strip().upper()
                decision.used += 1

    def about_songs(
        self, kind: str, songs: Iterable[DecidedSong], *, unmet: bool = False
    ) -> dict[str, str]:
        """Song id -> what was decided, the newest decision last; ``unmet``: only of decisions that
        have met no song yet.

        A decision means one song: where its title, and the acts it names, fit several, it is
        refused and none is changed.
        """
        titled: dict[str, list[DecidedSong]] = defaultdict(list)
        for song in songs:
            titled[fold(song.title)].append(song)
        found = {}
        for decision in self.of(kind):
            if unmet and (decision.used or decision.refused):
                continue
            meant = _songs_meant(decision, titled.get(fold(decision.subject), ()))
            if len(meant) > 1:
                decision.refused = _several(decision, meant)
            elif meant:
                found[meant[0].song_id] = decision.value
                decision.used += 1
        return found

    def titles_in_doubt(self) -> list[str]:
        """Folded titles of decisions about songs that have met no song yet, in order."""
        kinds = ("collaboration", "released")
        unmet = (one for kind in kinds for one in self.of(kind) if not (one.used or one.refused))
        return sorted({fold(one.subject) for one in unmet})

    def names(self) -> Iterator[str]:
        """Every act's name that a decision in force mentions, without its hint."""
        for one in self.all:
            if not one.closed and one.kind in _OF_ACTS:
                yield from (name.partition("[")[0] for name in (one.subject, one.value) if name)

    def rows(self) -> Iterator[dict[str, Any]]:
        for one in self.all:
            yield {
                "line": one.line,
                "decided": one.decided,
                "kind": one.kind,
                "subject": one.about,
                "value": one.value,
                "why": one.why,
                "closed": one.closed,
                "used": one.used,
                "source_id": self.source_id,
            }


def find_acts(index: Mapping[str, list[Act]], reference: str) -> list[Act]:
    """Acts that "Name" or "Name [group or note]" refers to."""
    name, hint = _name_and_hint(reference)
    acts = index.get(name, ())
    if not acts:
        # An artist id names its act whatever it is called.
        acts = [act for one in index.values() for act in one if act.artist_id == reference.strip()]
        return list({id(act): act for act in acts}.values())
    return [act for act in acts if not hint or hint in _hints(act)]


def _songs_meant(decision: Decision, songs: Sequence[DecidedSong]) -> list[DecidedSong]:
    """The songs with all the acts that a decision names, or the one with just those acts."""
    meant = [
        song
        for song in songs
        if all(any(is_meant(act, name) for act in song.acts) for name in decision.acts)
    ]
    exactly = [song for song in meant if len(song.acts) == len(decision.acts)]
    return exactly if decision.acts and exactly else meant


def _several(decision: Decision, songs: Sequence[DecidedSong]) -> str:
    credits = [" & ".join(act.name for act in song.acts) for song in songs]
    shown = "; ".join(sorted(credits)[:5]) + ("; ..." if len(credits) > 5 else "")
    return f"{len(songs)} collaborations are called {decision.subject!r}: by {shown}"


def is_meant(act: Act, reference: str) -> bool:
    """Whether an artist id, "Name" or "Name [group or note]" refers to this act."""
    name, hint = _name_and_hint(reference)
    named = name in act.looses and (not hint or hint in _hints(act))
    return named or act.artist_id == reference.strip()


def _name_and_hint(reference: str) -> tuple[str, str]:
    """ "Kai [EXO]" as the loose name and the folded hint; the hint is empty where there is none."""
    name, _, hint = reference.partition("[")
    return loose(name), fold(hint.rstrip("] "))


def _hints(act: Act) -> set[str]:
    hints = {fold(group.name) for group in act.groups} | {act.artist_id}
    return hints | ({fold(act.note)} if act.note else set())


def _clusters_named(clusters: Sequence[list[Statement]], reference: str) -> list[list[Statement]]:
    key, hint = _name_and_hint(reference)

    def fits(cluster: list[Statement]) -> bool:
        if not any(key in one.looses for one in cluster):
            return False
        hints = {fold(group) for one in cluster for _, group in one.groups}
        hints |= {fold(one.note) for one in cluster if one.note}
        return not hint or hint in hints

    return [cluster for cluster in clusters if fits(cluster)]


def read_decisions(root: Path) -> Decisions:
    """A catalogue's decisions; none if it has no such file. DataFileError names the mistake."""
    path = decisions_path(root)
    if not path.exists():
        return Decisions()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=str(path)) from mistake
    return Decisions(
        [
            _decision(number, one, path)
            for number, one in enumerate(raw.get("decision", []), start=1)
        ]
    )


def _decision(number: int, raw: Mapping[str, Any], path: Path) -> Decision:
    where = f"decision {number}"
    kind = raw.get("kind")
    if kind not in KINDS:
        raise DataFileError(
            f"{where}: unknown kind {kind!r}", file=str(path), remedy="kinds: " + ", ".join(KINDS)
        )
    if not isinstance(raw.get("decided"), dt.date):
        raise DataFileError(f"{where}: 'decided' must be a date", file=str(path))
    if not isinstance(raw.get("subject"), str) or not fold(raw["subject"]):
        raise DataFileError(f"{where}: 'subject' is missing", file=str(path))
    if kind != "whole" and not isinstance(raw.get("value"), str):
        raise DataFileError(f"{where}: 'value' is missing", file=str(path))
    acts = raw.get("acts", [])
    if not isinstance(acts, list) or not all(isinstance(one, str) and fold(one) for one in acts):
        raise DataFileError(f"{where}: 'acts' must be a list of names", file=str(path))
    if acts and kind not in OF_SONGS:
        raise DataFileError(
            f"{where}: 'acts' goes with the kinds {' and '.join(OF_SONGS)} only", file=str(path)
        )
    return Decision(
        number,
        raw["decided"],
        kind,
        raw["subject"],
        str(raw.get("value", "")),
        str(raw.get("song", "")),
        str(raw.get("why", "")),
        raw.get("closed") is not None,
        tuple(acts),
    )
