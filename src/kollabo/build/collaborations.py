"""The table of collaborations: songs of two or more acts, an act a row. DataFrame API only."""

from __future__ import annotations

from kollabo.build.frames import BuildSession, Frame


def collaborations(
    build: BuildSession, songs: Frame, dated: Frame, credit: Frame, seen: Frame
) -> Frame:
    """One row for each act on the shown credit of a song on which acts collaborate."""
    fn = build.functions
    sized = seen.select("song_id").distinct().withColumn("sized", fn.lit(True))
    acts = (
        credit.filter("shown")
        .groupBy("song_id", "artist_id")
        .agg(fn.min("role").alias("role"), fn.min("position").alias("position"))
    )
    return (
        songs.filter("collaborates")
        .select("song_id", "doubt")
        .join(acts, on="song_id")
        .join(dated.select("song_id", "year"), on="song_id")
        .join(sized, on="song_id", how="left")
        .select(
            "song_id",
            "year",
            "artist_id",
            "role",
            "position",
            "doubt",
            fn.coalesce(fn.col("sized"), fn.lit(False)).alias("has_evidence"),
        )
    )
