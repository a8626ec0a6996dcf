"""MusicBrainz acts that other sources may mean: those take part in identity, one by one.

A dump holds millions of acts and charts name some ten thousand, so only acts that bear a name that
is printed somewhere, carry an id that somebody states, or are a group of such an act are taken into
Python. All others go from table to table (`kollabo.build.musicbrainz.acts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from kollabo.build.frames import Frame
from kollabo.build.musicbrainz.source import MusicBrainz

Rows = list[dict[str, Any]]


def current_ids(mb: MusicBrainz, stated: Iterable[str]) -> Mapping[str, str]:
    """Ids that were merged into others, of those stated: old to new."""
    known = _texts(mb, "stated_ids", "old", stated)
    found = mb.redirect.filter("entity = 'artist'").join(known, on="old").select("old", "mbid")
    return {row["old"]: row["mbid"] for row in mb.build.rows(found)}


def candidates(mb: MusicBrainz, names: Iterable[str], ids: Iterable[str]) -> Frame:
    """The column ``mbid`` of acts with one of these loose names or ids, and of their groups."""
    build = mb.build
    fn = build.functions
    called = mb.names.join(_texts(mb, "wanted_names", "loose", names), on="loose").select("name")
    by_name = mb.artist.join(called, on="name").select("mbid")
    by_alias = mb.alias.filter("kind = 'stage'").join(called, on="name").select("mbid")
    by_id = mb.artist.join(_texts(mb, "wanted_ids", "mbid", ids), on="mbid").select("mbid")
    found = build.keep(by_name.unionByName(by_alias).unionByName(by_id).distinct(), "mb_called")
    groups = (
        mb.relation.filter("kind = 'member_of'")
        .join(found.select(fn.col("mbid").alias("subject")), on="subject")
        .select(fn.col("object").alias("mbid"))
    )
    return build.keep(found.unionByName(groups).distinct(), "mb_candidates")


def _texts(mb: MusicBrainz, name: str, column: str, values: Iterable[str]) -> Frame:
    schema = pa.schema([(column, pa.string())])
    return mb.build.from_columns(name, schema, {column: sorted(set(values))})


def candidate_rows(mb: MusicBrainz, chosen: Frame) -> tuple[Rows, Rows, Rows]:
    """What MusicBrainz says of these acts, as rows of the printed tables of acts."""
    fn = mb.build.functions
    acts = mb.artist.join(chosen, on="mbid").orderBy("mbid")
    aliases = mb.alias.join(chosen, on="mbid").orderBy("mbid", "row")
    group = mb.artist.select(fn.col("mbid").alias("object"), fn.col("name").alias("group_name"))
    memberships = (
        mb.relation.filter("kind = 'member_of'")
        .join(chosen.select(fn.col("mbid").alias("subject")), on="subject")
        .join(group, on="object")
        .orderBy("subject", "row")
    )
    rows = mb.build.rows
    return (
        [_act_row(mb, row) for row in rows(acts)],
        [_alias_row(mb, row) for row in rows(aliases)],
        [_membership_row(mb, row) for row in rows(memberships)],
    )


def _place(mb: MusicBrainz, table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    return {"source_id": mb.source_id, "file": mb.file(table), "row": row["row"]}


def _act_row(mb: MusicBrainz, row: Mapping[str, Any]) -> dict[str, Any]:
    """A person's dates are those of a life: they say nothing of a career's end."""
    person = row["kind"] == "person"
    return {
        **_place(mb, "artist", row),
        "act": row["mbid"],
        "name": row["name"],
        "bare": False,
        "kind": row["kind"],
        "origin": row["origin"],
        "begin": None if person else row["begin"],
        "end": None if person else row["end"],
        "born": row["begin"] if person else None,
        "genres": row["genres"],
        "label": None,
        "roster": None,
        "mbid": row["mbid"],
        "note": row["comment"],
    }


def _alias_row(mb: MusicBrainz, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_place(mb, "artist_alias", row),
        "act": row["mbid"],
        "name": row["name"],
        "locale": row["locale"],
        "kind": row["kind"],
    }


def _membership_row(mb: MusicBrainz, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_place(mb, "l_artist_artist", row),
        "member": row["subject"],
        "group": row["object"],
        "group_name": row["group_name"],
        "begin": row["begin"],
        "end": row["end"],
    }
