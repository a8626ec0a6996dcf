"""Printings whose sources name the recording: they belong to its song, however they spell it.

A listen or a statistic may carry MusicBrainz's id of the recording beside what a player called it.
Where the dump knows the recording, and its song is in the catalogue, the id decides and not the
names; ids that were merged are followed. All else goes by names. DataFrame API only.
"""

from __future__ import annotations

from kollabo.build.frames import BuildSession, Frame
from kollabo.build.musicbrainz.source import MusicBrainz
from kollabo.build.printed import Printed
from kollabo.build.song_frames import SongFrames

_RECORDING = "https://musicbrainz.org/recording/"


def join_by_recording(
    build: BuildSession, mb: MusicBrainz, printed: Printed, frames: SongFrames, recorded: Frame
) -> None:
    """Give the printings in ``frames`` the songs of their recordings; ``recorded`` has ``mbid`` and
    ``song_id``. A song of which no printing is left is one no more."""
    meant = build.keep(_meant(build, mb, printed, recorded), "meant_by_recording")
    fn = build.functions
    reading = (
        frames.reading.join(meant, on="printing_id", how="left")
        .withColumn("song_id", fn.coalesce(fn.col("meant_song"), fn.col("song_id")))
        .select(*frames.reading.columns)
    )
    frames.reading = build.keep(reading, "reading_by_recording")
    # Who is credited, the recording says.
    credits = frames.credits.join(meant.select("printing_id"), on="printing_id", how="left_anti")
    frames.credits = build.keep(credits, "credits_by_recording")
    left = frames.reading.select("song_id").distinct()
    frames.songs = build.keep(
        frames.songs.join(left, on="song_id", how="left_semi"), "songs_by_recording"
    )


def _meant(build: BuildSession, mb: MusicBrainz, printed: Printed, recorded: Frame) -> Frame:
    """``printing_id`` and ``meant_song``: where every source of a printing names recordings, and
    those that are known are of one song."""
    fn = build.functions
    linked = printed.songs.select("printing_id", "source_id", fn.explode("links").alias("link"))
    linked = linked.filter(fn.col("link").startswith(_RECORDING))
    named = build.keep(
        linked.select(
            "printing_id",
            "source_id",
            fn.substring("link", len(_RECORDING) + 1, 36).alias("old"),
        ).distinct(),
        "named_recordings",
    )
    sources = (
        printed.songs.select("printing_id", "source_id")
        .unionByName(printed.figures.select("printing_id", "source_id"))
        .distinct()
    )
    naming = named.select("printing_id", "source_id").distinct()
    by_name_too = (
        sources.join(naming, on=["printing_id", "source_id"], how="left_anti")
        .select("printing_id")
        .distinct()
    )
    merged = mb.redirect.filter("entity = 'recording'").select("old", fn.col("mbid").alias("new"))
    current = (
        named.join(by_name_too, on="printing_id", how="left_anti")
        .join(merged, on="old", how="left")
        .select("printing_id", fn.coalesce(fn.col("new"), fn.col("old")).alias("mbid"))
    )
    return (
        current.join(recorded.select("mbid", "song_id"), on="mbid")
        .groupBy("printing_id")
        .agg(
            fn.countDistinct("song_id").alias("songs"),
            fn.min("song_id").alias("meant_song"),
        )
        .filter("songs = 1")
        .select("printing_id", "meant_song")
    )
