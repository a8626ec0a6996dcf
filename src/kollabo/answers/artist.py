"""`artist`: everything known about one act, each source's word beside what was made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.acts import Sides, read_acts
from kollabo.answers.charted import BestPlace, best_places
from kollabo.answers.identities import Identities, identities
from kollabo.answers.statements import Place, Statement, act_statements, place_of
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound
from kollabo.scenes.definitions import Scene


@dataclass(frozen=True)
class Alias:
    """Another name. Only a ``stage`` one is matched to a credit; ``persona`` is the name of another
    act of the same person."""

    name: str
    locale: str | None
    kind: str
    read_from: tuple[Place, ...]


@dataclass(frozen=True)
class Span:
    """One source's word on how long a membership lasted; None: it does not say."""

    begin: str | None
    end: str | None
    read_from: Place


@dataclass(frozen=True)
class Membership:
    """A group of the act, or a member of it."""

    artist_id: str
    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class InScene:
    """A scene the act belongs to; ``strength`` names the kind of reason."""

    scene: str
    title: str
    strength: str
    why: str


@dataclass(frozen=True)
class Partner:
    """Another act on a song."""

    artist_id: str
    name: str
    role: str | None


@dataclass(frozen=True)
class Together:
    """A song the act made with others; ``role`` is its own."""

    year: int | None
    song_id: str
    title: str
    released: str | None
    released_inferred: bool
    role: str | None
    partners: tuple[Partner, ...]
    best: BestPlace | None
    doubt: str | None


@dataclass(frozen=True)
class ArtistAnswer:
    """``why`` is None unless it was asked for."""

    artist_id: str
    mbid: str | None
    name: str
    kind: str | None
    origin: str | None
    begin: str | None
    end: str | None
    primary_genre: str | None
    genres: tuple[str, ...]
    rosters: tuple[str, ...]
    note: str | None
    described: bool
    aliases: tuple[Alias, ...]
    groups: tuple[Membership, ...]
    members: tuple[Membership, ...]
    scenes: tuple[InScene, ...]
    statements: tuple[Statement, ...]
    collaborations: tuple[Together, ...]
    why: Identities | None


def artist(
    catalogue: Catalogue, artist_id: str, scenes: Mapping[str, Scene], *, why: bool = False
) -> ArtistAnswer:
    """The act of an id, as :mod:`kollabo.answers.lookup` finds it. Raises NotFound.

    With ``why``: which printed names were taken for it, how surely, and who else bears its names.
    """
    rows = catalogue.rows("SELECT * FROM artist WHERE artist_id = ?", [artist_id])
    if not rows:
        raise NotFound(f"there is no act {artist_id!r}", remedy="look it up by its name")
    row = {key: value for key, value in rows[0].items() if key != "folded"}
    return ArtistAnswer(
        **{**row, "genres": tuple(row["genres"] or ()), "rosters": tuple(row["rosters"] or ())},
        aliases=_aliases(catalogue, artist_id),
        groups=_memberships(catalogue, artist_id, "member_id", "group_id"),
        members=_memberships(catalogue, artist_id, "group_id", "member_id"),
        scenes=_scenes(catalogue, artist_id, scenes),
        statements=act_statements(catalogue, artist_id),
        collaborations=_collaborations(catalogue, artist_id),
        why=identities(catalogue, artist_id) if why else None,
    )


def _aliases(catalogue: Catalogue, artist_id: str) -> tuple[Alias, ...]:
    rows = catalogue.rows(
        "SELECT name, locale, kind, source_id, file, row FROM alias WHERE artist_id = ? "
        "ORDER BY kind DESC, name, locale, source_id, file, row",
        [artist_id],
    )
    places: dict[tuple[str, str | None, str], list[Place]] = defaultdict(list)
    for row in rows:
        places[row["name"], row["locale"], row["kind"]].append(place_of(row))
    return tuple(Alias(*name, tuple(found)) for name, found in places.items())


def _memberships(
    catalogue: Catalogue, artist_id: str, mine: str, theirs: str
) -> tuple[Membership, ...]:
    rows = catalogue.rows(
        f"SELECT a.artist_id, a.name, m.begin, m.end, m.source_id, m.file, m.row "
        f"FROM membership m JOIN artist a ON a.artist_id = m.{theirs} WHERE m.{mine} = ? "
        "ORDER BY a.name, a.artist_id, m.source_id, m.file, m.row",
        [artist_id],
    )
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for row in rows:
        span = Span(row["begin"], row["end"], place_of(row))
        spans[row["artist_id"], row["name"]].append(span)
    return tuple(Membership(*act, tuple(found)) for act, found in spans.items())


def _scenes(
    catalogue: Catalogue, artist_id: str, scenes: Mapping[str, Scene]
) -> tuple[InScene, ...]:
    """The scenes it belongs to, by decision or by its strongest reason; the strongest first."""
    act = read_acts(catalogue, [artist_id])[artist_id]
    found = []
    for scene in scenes.values():
        reason = Sides(catalogue, [scene], scenes).place(act).reason
        if reason:
            found.append((-reason.strength, -reason.weight, scene, reason))
    found.sort(key=lambda one: (one[0], one[1], one[2].name))
    return tuple(
        InScene(scene.name, scene.title, reason.strength.name.lower(), reason.words)
        for _, _, scene, reason in found
    )


_TOGETHER = """
SELECT c.song_id, c.year, c.artist_id, a.name, c.role, c.doubt,
       s.title, s.released, s.released_inferred
FROM collaboration c JOIN song s USING (song_id) JOIN artist a USING (artist_id)
WHERE c.song_id IN (SELECT song_id FROM collaboration WHERE artist_id = ?)
ORDER BY c.year NULLS LAST, s.released, s.title, c.song_id, c.position, c.artist_id
"""


def _collaborations(catalogue: Catalogue, artist_id: str) -> tuple[Together, ...]:
    songs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in catalogue.rows(_TOGETHER, [artist_id]):
        songs[row["song_id"]].append(row)
    best = best_places(catalogue, songs)
    return tuple(_together(rows, artist_id, best) for rows in songs.values())


def _together(
    rows: Sequence[Mapping[str, Any]], artist_id: str, best: Mapping[str, BestPlace]
) -> Together:
    first = rows[0]
    mine = next(row for row in rows if row["artist_id"] == artist_id)
    others = [row for row in rows if row["artist_id"] != artist_id]
    return Together(
        first["year"],
        first["song_id"],
        first["title"],
        first["released"],
        first["released_inferred"],
        mine["role"],
        tuple(Partner(row["artist_id"], row["name"], row["role"]) for row in others),
        best.get(first["song_id"]),
        first["doubt"],
    )


def as_json(answer: ArtistAnswer) -> dict[str, Any]:
    return {
        "name": answer.name,
        "id": answer.artist_id,
        "mbid": answer.mbid,
        "kind": answer.kind,
        "origin": answer.origin,
        "begin": answer.begin,
        "end": answer.end,
        "primary_genre": answer.primary_genre,
        "genres": list(answer.genres),
        "rosters": list(answer.rosters),
        "note": answer.note,
        "described": answer.described,
        "aliases": [_alias_json(one) for one in answer.aliases],
        "groups": [_membership_json(one) for one in answer.groups],
        "members": [_membership_json(one) for one in answer.members],
        "scenes": [dict(vars(one)) for one in answer.scenes],
        "statements": [one.as_json() for one in answer.statements],
        "collaborations": [_together_json(one) for one in answer.collaborations],
        "why": answer.why.as_json() if answer.why else None,
    }


def _alias_json(alias: Alias) -> dict[str, Any]:
    return {
        "name": alias.name,
        "locale": alias.locale,
        "kind": alias.kind,
        "read_from": [one.as_json() for one in alias.read_from],
    }


def _membership_json(one: Membership) -> dict[str, Any]:
    spans = [
        {"begin": span.begin, "end": span.end, "read_from": span.read_from.as_json()}
        for span in one.spans
    ]
    return {"name": one.name, "id": one.artist_id, "stated": spans}


def _together_json(one: Together) -> dict[str, Any]:
    return {
        "year": one.year,
        "title": one.title,
        "id": one.song_id,
        "released": one.released,
        "released_inferred": one.released_inferred,
        "role": one.role,
        "with": [{"name": act.name, "id": act.artist_id, "role": act.role} for act in one.partners],
        "best": one.best.as_json() if one.best else None,
        "undecided_because": one.doubt,
    }
