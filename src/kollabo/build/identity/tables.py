"""The finished tables about acts, written from the joined acts and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from kollabo.build.identity.acts import Act
from kollabo.build.identity.credited import Link
from kollabo.build.identity.statements import Row, Statement
from kollabo.text.names import fold

_FACTS = ("name", "kind", "origin", "begin", "end", "born", "label", "roster", "mbid", "note")


def artist_rows(acts: Iterable[Act]) -> Iterator[dict[str, Any]]:
    for act in acts:
        yield {
            "artist_id": act.artist_id,
            "mbid": act.mbid,
            "name": act.name,
            "folded": fold(act.name),
            "kind": act.kind,
            "origin": act.origin,
            "begin": act.begin,
            "end": act.end,
            "primary_genre": act.primary_genre,
            "genres": act.genres,
            "rosters": act.rosters,
            "note": act.note,
            "described": act.described,
        }


def artist_fact_rows(acts: Iterable[Act]) -> Iterator[dict[str, Any]]:
    for act in acts:
        for statement in act.statements:
            for row in statement.rows:
                yield from _facts_of(act, statement, row)


def _facts_of(act: Act, statement: Statement, row: Row) -> Iterator[dict[str, Any]]:
    said = [(fact, row[fact]) for fact in _FACTS if row[fact]]
    said += [("genre", genre) for genre in row["genres"] or ()]
    for fact, value in said:
        yield {
            "artist_id": act.artist_id,
            "fact": fact,
            "value": value,
            "weak": statement.bare,
            **_place(row),
        }


def alias_rows(acts: Iterable[Act]) -> Iterator[dict[str, Any]]:
    """Every name of an act with the place that says so: its own names, aliases and spellings."""
    for act in acts:
        for statement in act.statements:
            row = statement.rows[0]
            for name in statement.stage_names:
                yield _alias(act, name, None, "stage", row)
            for alias in statement.alias_rows:
                yield _alias(act, alias["name"], alias["locale"], alias["kind"], alias)


def _alias(act: Act, name: str, locale: str | None, kind: str, row: Row) -> dict[str, Any]:
    return {
        "artist_id": act.artist_id,
        "name": name,
        "folded": fold(name),
        "locale": locale,
        "kind": kind,
        **_place(row),
    }


def membership_rows(
    acts: Iterable[Act], act_of_group: Callable[[Act, Row], Act | None]
) -> Iterator[dict[str, Any]]:
    """One row for each source's word; ``act_of_group(member, row)`` finds the group's act.

    MusicBrainz's memberships are not among them: they go from table to table.
    """
    for act in acts:
        for statement in act.statements:
            if statement.from_musicbrainz:
                continue
            for row in statement.membership_rows:
                group = act_of_group(act, row)
                if group is not None and group is not act:
                    yield {
                        "member_id": act.artist_id,
                        "group_id": group.artist_id,
                        "begin": row["begin"],
                        "end": row["end"],
                        **_place(row),
                    }


def identity_rows(links: Sequence[Link]) -> Iterator[dict[str, Any]]:
    for link in links:
        mention = link.mention
        yield {
            "name": mention.printed,
            "folded": mention.name,
            "beside": "; ".join(sorted(mention.beside)),
            "title": mention.work,
            "artist_id": link.act.artist_id,
            "log_odds": link.log_odds,
            "runner_up": link.runner_up.artist_id if link.runner_up else None,
            "status": link.status,
            "reasons": link.reasons,
        }


def _place(row: Row) -> dict[str, Any]:
    return {"source_id": row["source_id"], "file": row["file"], "row": row["row"]}
