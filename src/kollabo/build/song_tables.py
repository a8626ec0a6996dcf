"""Steps that write the tables about songs themselves. DataFrame API only."""

from __future__ import annotations

from functools import reduce

from kollabo.build.frames import BuildSession, Frame
from kollabo.build.song_frames import SongFrames

_SINGLE = ("released", "belongs_to", "release", "label", "isrc", "note")


def songs(
    build: BuildSession, frames: SongFrames, said: Frame, dated: Frame, credit: Frame
) -> Frame:
    """The table ``song``."""
    fn = build.functions
    title_says = frames.reading.groupBy("song_id").agg(
        fn.min("belongs_to").alias("title_belongs_to")
    )
    told = said.groupBy("song_id").agg(fn.min("belongs_to").alias("said_belongs_to"))
    shown = credit.filter("shown").groupBy("song_id").agg(fn.min("printed").alias("credit"))
    frame = (
        frames.songs.select("song_id", "title", "folded")
        .join(dated, on="song_id", how="left")
        .join(title_says, on="song_id", how="left")
        .join(told, on="song_id", how="left")
        .join(_gathered(build, said, "languages"), on="song_id", how="left")
        .join(_gathered(build, said, "links"), on="song_id", how="left")
        .join(shown, on="song_id", how="left")
    )
    return frame.select(
        "song_id",
        "title",
        "folded",
        "released",
        fn.coalesce(fn.col("released_inferred"), fn.lit(False)).alias("released_inferred"),
        "year",
        "languages",
        fn.coalesce(fn.col("said_belongs_to"), fn.col("title_belongs_to")).alias("belongs_to"),
        "links",
        fn.coalesce(fn.col("credit"), fn.lit("")).alias("credit"),
    )


def _gathered(build: BuildSession, said: Frame, column: str) -> Frame:
    fn = build.functions
    return (
        said.filter(f"{column} is not null")
        .select("song_id", fn.explode(column).alias("one"))
        .groupBy("song_id")
        .agg(fn.sort_array(fn.collect_set("one")).alias(column))
    )


def song_facts(build: BuildSession, said: Frame) -> Frame:
    """The table ``song_fact``: every statement with its place."""
    fn = build.functions
    place = ("source_id", "file", "row")
    single = [
        said.filter(f"{column} is not null").select(
            "song_id", fn.lit(column).alias("fact"), fn.col(column).alias("value"), *place
        )
        for column in _SINGLE
    ]
    several = [
        said.filter(f"{column} is not null").select(
            "song_id", fn.lit(fact).alias("fact"), fn.explode(column).alias("value"), *place
        )
        for column, fact in (("languages", "language"), ("links", "link"))
    ]
    return reduce(lambda one, other: one.unionByName(other), single + several).distinct()


def versions(
    build: BuildSession, songs_printed: Frame, figures_printed: Frame, frames: SongFrames
) -> Frame:
    """The table ``version``: every title and credit a song is printed with."""
    fn = build.functions
    rows = songs_printed.select("printing_id").unionByName(figures_printed.select("printing_id"))
    counts = rows.groupBy("printing_id").agg(fn.count(fn.lit(1)).alias("rows"))
    return (
        frames.reading.join(counts, on="printing_id")
        .groupBy(
            "song_id",
            fn.col("printed_title").alias("title"),
            fn.col("printed_credit").alias("credit"),
        )
        .agg(
            fn.min("version").alias("version"),
            fn.min("version_text").alias("version_text"),
            fn.sum("rows").cast("bigint").alias("rows"),
        )
    )
