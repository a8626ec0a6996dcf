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
    frame = frames.songs.select("song_id", "title", "folded")
    for name, more in (
        ("dated", dated),
        ("title_says", title_says),
        ("told", told),
        ("languages", _gathered(build, said, "languages")),
        ("links", _gathered(build, said, "links")),
        ("shown", shown),
    ):
        more = build.named(more, f"song_{name}")
        frame = build.named(frame.join(more, on="song_id", how="left"), f"song_with_{name}")
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
    whose = ("song_id", "source_id", "file", "row")
    single = said.unpivot(list(whose), list(_SINGLE), "fact", "value")
    several = [
        said.select(*whose, fn.lit(fact).alias("fact"), fn.explode(column).alias("value"))
        for column, fact in (("languages", "language"), ("links", "link"))
    ]
    stated = reduce(lambda one, other: one.unionByName(other), several, single)
    return stated.filter("value is not null").distinct()


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
