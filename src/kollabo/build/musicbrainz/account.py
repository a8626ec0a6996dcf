"""What became of a dump: recordings merged into songs, acts of charts and lists found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kollabo.build.frames import Frame
from kollabo.build.identity.acts import Act
from kollabo.build.musicbrainz.source import MusicBrainz

_LISTED = 1_000


@dataclass(frozen=True)
class Account:
    """``left`` recordings are of one act, and no chart or list has their song. ``unmatched`` are
    acts printed in credits for which the dump has nobody, most printed first."""

    source_id: str
    recordings: int
    merged: int
    left: int
    songs: int
    songs_known: int
    acts: int
    matched: int
    unmatched_count: int
    unmatched: tuple[str, ...]


def account_of(mb: MusicBrainz, grouped: Frame, known: Frame, acts: Iterable[Act]) -> Account:
    """``grouped`` are the recordings with their songs; ``known`` the songs of charts and lists."""
    fn = mb.build.functions
    printed = [act for act in acts if act.printed]
    without = sorted(
        (act for act in printed if not act.mbid),
        key=lambda act: (-sum(act.printed.values()), act.name),
    )
    songs = grouped.select("song_id").distinct()
    there = known.select(fn.col("known_song").alias("song_id")).distinct()
    recordings, merged = mb.recording.count(), grouped.count()
    return Account(
        mb.source_id,
        recordings,
        merged,
        recordings - merged,
        songs.count(),
        songs.join(there, on="song_id").count(),
        mb.artist.count(),
        len(printed) - len(without),
        len(without),
        tuple(act.name for act in without[:_LISTED]),
    )
