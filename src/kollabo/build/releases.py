"""When a song was first released: what its sources say, held against when it was first seen.

Shipped and users' facts win. Otherwise each source states its earliest full date, the date most
sources state is taken, the earlier where they are even. A date after the song was first seen on a
chart is a later release and is passed over. A bare year counts where no full date is left. Where
no source dates the song, the first day it is seen on any chart stands in, marked as inferred.
"""

from __future__ import annotations

from kollabo.build.frames import BuildSession, Frame
from kollabo.catalogue.schema import FACTS

_FULL = 10  # letters of YYYY-MM-DD


def released(build: BuildSession, said: Frame, seen: Frame, songs: Frame) -> Frame:
    """One row for each song: ``song_id``, ``released``, ``released_inferred``, ``year``."""
    fn, window = build.functions, build.window
    statements = said.filter("released is not null").select("song_id", "source_id", "released")
    statements = statements.join(seen, on="song_id", how="left")
    trusted = fn.col("source_id").startswith(FACTS)
    length = fn.length("released")
    in_time = fn.col("first_seen").isNull() | (
        fn.col("released") <= fn.substring("first_seen", 1, _FULL)
    )
    statements = statements.withColumns({"trusted": trusted, "full": length == _FULL})
    statements = build.named(statements.filter(in_time | fn.col("trusted")), "release_stated")
    by_source = statements.groupBy("song_id", "source_id", "trusted", "full").agg(
        fn.min("released").alias("released")
    )
    votes = by_source.groupBy("song_id", "released", "trusted", "full").agg(
        fn.count(fn.lit(1)).alias("votes")
    )
    votes = build.named(votes, "release_votes")
    best = window.partitionBy("song_id").orderBy(
        fn.col("trusted").desc(), fn.col("full").desc(), fn.col("votes").desc(), fn.col("released")
    )
    chosen = votes.withColumn("turn", fn.row_number().over(best)).filter("turn = 1")
    chosen = build.named(chosen, "release_chosen")
    dated = (
        songs.select("song_id", "decided_released")
        .join(chosen.select("song_id", "released"), on="song_id", how="left")
        .join(seen, on="song_id", how="left")
    )
    dated = build.named(dated, "release_known")
    day = fn.coalesce(fn.col("decided_released"), fn.col("released"), fn.col("first_seen"))
    known = fn.coalesce(fn.col("decided_released"), fn.col("released"))
    return dated.select(
        "song_id",
        day.alias("released"),
        (known.isNull() & fn.col("first_seen").isNotNull()).alias("released_inferred"),
        fn.substring(day, 1, 4).cast("bigint").alias("year"),
    )
