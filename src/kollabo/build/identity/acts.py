"""An act: the statements that were joined, and what they say together."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kollabo.build.identity.statements import Key, Statement
from kollabo.catalogue.schema import FACTS
from kollabo.text.names import fold, loose


@dataclass
class Act:
    """One act. ``described`` statements come first, most trusted first; then bare ones.

    ``printed`` counts the spellings of the credits that were taken for it; ``called`` is the loose
    name of an act that has nothing else yet.
    """

    statements: list[Statement] = field(default_factory=list)
    groups: list[Act] = field(default_factory=list)
    printed: Counter[str] = field(default_factory=Counter)
    rival_of: str | None = None
    called: str = ""
    decided_origin: str | None = None
    artist_id: str = ""

    @property
    def described(self) -> bool:
        return any(not statement.bare for statement in self.statements)

    @property
    def listed_only(self) -> bool:
        """Known only as a name on a list of people: no source says it records under this name."""
        described = [one for one in self.statements if not (one.bare or one.thin)]
        on_lists = all(one.rosters or (one.groups and not one.genres) for one in described)
        return on_lists and any(one.rosters for one in described)

    @property
    def name(self) -> str:
        for statement in self.statements:
            if not statement.bare:
                return statement.name
        if self.printed:
            return min(self.printed.items(), key=lambda item: (-item[1], item[0]))[0]
        return min((one.name for one in self.statements), key=_plainest, default=self.called)

    @property
    def kind(self) -> str | None:
        return _most_trusted(self.statements, "kind")

    @property
    def origin(self) -> str | None:
        return self.decided_origin or _most_trusted(self.statements, "origin")

    @property
    def begin(self) -> str | None:
        dates = [one.begin for one in self.statements if one.begin]
        return min(dates) if dates else None

    @property
    def end(self) -> str | None:
        dates = [one.end for one in self.statements if one.end and not one.bare]
        return max(dates) if dates else None

    @property
    def born(self) -> str | None:
        return _most_trusted(self.statements, "born")

    @property
    def mbid(self) -> str | None:
        return next((one.mbid for one in self.statements if one.mbid), None)

    @property
    def note(self) -> str | None:
        return next((one.note for one in self.statements if one.note), None)

    @property
    def primary_genre(self) -> str | None:
        """The first genre of a described statement: those are written most defining first.

        MusicBrainz's are votes: the first is the most popular and not the one that defines.
        """
        return next(
            (
                one.genres[0]
                for one in self.statements
                if one.genres and not one.bare and not one.from_musicbrainz
            ),
            None,
        )

    @property
    def genres(self) -> list[str]:
        return list(dict.fromkeys(genre for one in self.statements for genre in one.genres))

    @property
    def rosters(self) -> list[str]:
        return sorted({roster for one in self.statements for roster in one.rosters})

    @property
    def labels(self) -> set[str]:
        return {loose(one.label) for one in self.statements if one.label}

    @property
    def looses(self) -> set[str]:
        return {name for one in self.statements for name in one.looses} | set(
            map(loose, self.printed)
        )

    @property
    def stage_names(self) -> set[str]:
        return {name for one in self.statements for name in one.stage_names}


def _plainest(name: str) -> tuple[bool, str]:
    """Names in some capitals before names all lower or upper: "Kai" before "kai" and "KAI"."""
    return (name.islower() or (name.isupper() and len(name) > 3), name)


def _most_trusted(statements: Sequence[Statement], what: str) -> str | None:
    """The value most sources of the highest trust state; None where they are evenly split."""
    for bare in (False, True):
        votes = Counter(
            getattr(one, what) for one in statements if one.bare is bare and getattr(one, what)
        )
        facts = [one for one in statements if one.source_id.startswith(FACTS)]
        first = next((getattr(one, what) for one in facts if getattr(one, what)), None)
        if first and not bare:
            return str(first)
        if votes:
            ranked = votes.most_common()
            tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
            return None if tied else str(ranked[0][0])
    return None


def trusted_first(statements: Iterable[Statement]) -> list[Statement]:
    """Shipped facts and MusicBrainz, then described lists, then bare names; ties by key."""

    def trust(statement: Statement) -> tuple[int, bool, Key]:
        kind = statement.source_id.split("-", 1)[0]
        return ({"facts": 0, "musicbrainz": 1}.get(kind, 2), statement.bare, statement.key)

    return sorted(statements, key=trust)


def give_ids(acts: Iterable[Act]) -> None:
    """A stable id each: the MBID, else a hash of the name and of what tells it from namesakes.

    The same statements give the same ids in whatever order they were imported. What tells an act
    apart is its group, else its note, else whose name it shares; a count settles what is left. An
    MBID that two acts are said to have is the first one's.
    """
    taken: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        taken[act.mbid or _identifying(act)].append(act)
    for text, bearers in taken.items():
        bearers.sort(key=lambda act: [one.key for one in act.statements])
        for number, act in enumerate(bearers):
            seed = text if number == 0 else f"{text}|{number}"
            hashed = "k-" + hashlib.sha256(seed.encode()).hexdigest()[:12]
            act.artist_id = act.mbid if act.mbid and number == 0 else hashed


def _identifying(act: Act) -> str:
    groups = sorted(fold(group.name) for group in act.groups)
    apart = groups[0] if groups else act.note or act.rival_of or ""
    return f"{fold(act.name)}|{fold(apart) if apart else ''}"


def index_by_name(acts: Iterable[Act]) -> Mapping[str, list[Act]]:
    """Acts by every loose name they are known under."""
    index: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        for name in sorted(act.looses):
            index[name].append(act)
    return index
