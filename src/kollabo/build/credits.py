"""Who is credited on a song: each source's credit kept, and the one to show chosen.

The credit shown is the one with the most chart weeks over all charts; where a song never charted,
the one a release prints. A list without roles is shown only where nothing tells the roles.
"""

from __future__ import annotations

from kollabo.build.frames import BuildSession, Frame
from kollabo.catalogue.schema import FACTS


def credit_rows(
    build: BuildSession, songs_printed: Frame, seen: Frame, reading: Frame, names: Frame
) -> Frame:
    """Rows of the table ``credit`` without ``shown``: a credit of a source, name by name.

    ``seen`` are all figures with their ``turn``: a repeated row is no further week.
    """
    fn = build.functions
    a_week = (fn.col("metric") == "rank") & (fn.col("turn") == 1)
    weeks = seen.select(
        "printing_id",
        "source_id",
        fn.when(a_week, fn.lit(1)).otherwise(fn.lit(0)).alias("week"),
    )
    said = songs_printed.select("printing_id", "source_id", fn.lit(0).alias("week"))
    by_source = (
        weeks.unionByName(said)
        .groupBy("printing_id", "source_id")
        .agg(fn.sum("week").alias("week"))
    )
    by_source = build.named(by_source, "weeks_by_source")
    printed = by_source.join(
        reading.select("printing_id", "song_id", "printed_credit"), on="printing_id"
    ).join(names, on="printing_id")
    return printed.groupBy(
        "song_id",
        "source_id",
        fn.col("printed_credit").alias("printed"),
        "position",
        "artist_id",
    ).agg(
        fn.min("credited_as").alias("credited_as"),
        fn.min("role").alias("role"),
        fn.min("join_phrase").alias("join_phrase"),
        fn.sum("week").cast("bigint").alias("weeks"),
    )


def with_shown(build: BuildSession, credits: Frame) -> Frame:
    """Adds ``shown``: true for the rows of one printed credit of each song."""
    fn, window = build.functions, build.window
    one_name = fn.concat_ws(
        "|",
        fn.lpad(fn.col("position").cast("string"), 4, "0"),
        fn.col("artist_id"),
        fn.coalesce(fn.col("role"), fn.lit("")),
    )
    printed = credits.groupBy("song_id", "source_id", "printed").agg(
        fn.array_join(fn.sort_array(fn.collect_list(one_name)), ";").alias("signature"),
        fn.max("weeks").alias("weeks"),
        fn.min(fn.when(fn.col("role").isNull(), fn.lit(0)).otherwise(fn.lit(1))).alias("roles"),
        fn.min(fn.when(fn.col("position") == 0, fn.lit(0)).otherwise(fn.lit(1))).alias("ordered"),
    )
    printed = build.keep(printed, "credit_printed")
    everywhere = printed.groupBy("song_id", "signature").agg(fn.sum("weeks").alias("all_weeks"))
    printed = printed.join(everywhere, on=["song_id", "signature"])
    facts = fn.when(fn.col("source_id").startswith(FACTS), fn.lit(1)).otherwise(fn.lit(0))
    printed = build.named(printed.withColumn("facts", facts), "credit_weighed")
    # A list without roles may have many weeks of streams: roles known come before weeks.
    best = window.partitionBy("song_id").orderBy(
        fn.col("roles").desc(),
        fn.col("all_weeks").desc(),
        fn.col("facts").desc(),
        fn.col("ordered").desc(),
        fn.col("signature"),
        fn.col("weeks").desc(),
        fn.col("source_id"),
        fn.col("printed"),
    )
    chosen = (
        printed.withColumn("turn", fn.row_number().over(best))
        .filter("turn = 1")
        .select("song_id", "source_id", "printed", fn.lit(True).alias("chosen"))
    )
    chosen = build.named(chosen, "credit_chosen")
    joined = credits.join(chosen, on=["song_id", "source_id", "printed"], how="left")
    return joined.withColumn("shown", fn.coalesce(fn.col("chosen"), fn.lit(False))).drop("chosen")
