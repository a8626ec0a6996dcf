"""What Python found out about songs, handed back to the engine as frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pyarrow as pa

from kollabo.build.decisions import Decisions
from kollabo.build.frames import BuildSession, Frame
from kollabo.build.identity.acts import Act
from kollabo.build.mashups import mashups
from kollabo.build.songs import Credited, Song
from kollabo.text.names import fold

_READING = pa.schema(
    [
        ("printing_id", pa.string()),
        ("song_id", pa.string()),
        ("version", pa.string()),
        ("version_text", pa.string()),
        ("belongs_to", pa.string()),
        ("printed_title", pa.string()),
        ("printed_credit", pa.string()),
    ]
)
_READING_CREDIT = pa.schema(
    [
        ("printing_id", pa.string()),
        ("position", pa.int64()),
        ("artist_id", pa.string()),
        ("credited_as", pa.string()),
        ("role", pa.string()),
        ("join_phrase", pa.string()),
    ]
)
_SONG = pa.schema(
    [
        ("song_id", pa.string()),
        ("title", pa.string()),
        ("folded", pa.string()),
        ("collaborates", pa.bool_()),
        ("doubt", pa.string()),
        ("decided_released", pa.string()),
    ]
)


@dataclass
class SongFrames:
    """``reading``: printing to song; ``credits``: printing to acts; ``songs``: one row a song."""

    reading: Frame
    credits: Frame
    songs: Frame


def song_frames(build: BuildSession, songs: Sequence[Song], decisions: Decisions) -> SongFrames:
    return SongFrames(
        build.from_columns("reading", _READING, _columns(_READING, _reading_rows(songs))),
        build.from_columns(
            "reading_credit", _READING_CREDIT, _columns(_READING_CREDIT, _credit_rows(songs))
        ),
        build.from_columns("songs", _SONG, _columns(_SONG, _song_rows(songs, decisions))),
    )


def _columns(schema: pa.Schema, rows: Iterator[tuple[Any, ...]]) -> dict[str, list[Any]]:
    columns: list[list[Any]] = [[] for _ in schema.names]
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return dict(zip(schema.names, columns, strict=True))


def _reading_rows(songs: Sequence[Song]) -> Iterator[tuple[Any, ...]]:
    for song in songs:
        for read, _ in song.printings:
            title, printing = read.title, read.printing
            yield (
                printing.printing_id,
                song.song_id,
                title.version,
                title.version_text or None,
                title.belongs_to,
                printing.title,
                printing.shown_credit,
            )


def _credit_rows(songs: Sequence[Song]) -> Iterator[tuple[Any, ...]]:
    for song in songs:
        for read, names in song.printings:
            for one in names:
                yield (
                    read.printing.printing_id,
                    one.read.position,
                    one.act.artist_id,
                    one.read.name,
                    one.read.role,
                    one.read.join_phrase,
                )


def _song_rows(songs: Sequence[Song], decisions: Decisions) -> Iterator[tuple[Any, ...]]:
    looks_like_mashup = mashups(songs)
    collaborations = [song for song in songs if collaborate(song.acts)]
    decided = decisions.about_songs("collaboration", collaborations)
    dated = decisions.about_songs("released", collaborations)
    by_several = {song.song_id for song in collaborations}
    for song in songs:
        said = decided.get(song.song_id)
        together = song.song_id in by_several and said != "no"
        doubt = looks_like_mashup.get(song.song_id) or undecided_name(song)
        doubt = None if said == "yes" or not together else doubt
        released = dated.get(song.song_id) if together else None
        yield song.song_id, song.title, fold(song.title), together, doubt, released


def collaborate(acts: Sequence[Act]) -> bool:
    """Two or more acts that are not member and group of each other."""
    return any(
        not (second in first.groups or first in second.groups)
        for first, second in combinations(acts, 2)
    )


def undecided_name(song: Song) -> str | None:
    """Which of its names is undecided between namesakes, or None."""
    return next(filter(None, map(_undecided, _each_act(song))), None)


def _each_act(song: Song) -> list[Credited]:
    found = {one.act.artist_id: one for _, names in song.printings for one in names}
    return [found[artist_id] for artist_id in sorted(found)]


def _undecided(one: Credited) -> str | None:
    link = one.link
    if link.status != "unsure" or link.runner_up is None:
        return None
    first, second = (_described(act) for act in (link.act, link.runner_up))
    return f"{one.read.name!r} is undecided between {first} and {second}"


def _described(act: Act) -> str:
    if act.groups:
        return f"{act.name} of {act.groups[0].name}"
    apart = act.note or ", ".join(act.genres[:2])
    if not act.described and not apart:
        return f"another act called {act.name}"
    return f"{act.name} ({apart})" if apart else act.name
