"""Steps that turn printed figures into observations of songs. DataFrame API only."""

from __future__ import annotations

from kollabo.build.frames import BuildSession, Frame
from kollabo.catalogue.schema import AGELESS

_ADDS_UP = ("listens",)  # of a song's recordings; who listened may have heard several of them


def observations(build: BuildSession, printed: Frame, reading: Frame) -> Frame:
    """Each figure with its song; ``turn`` is 1 for the row kept where a week holds a song twice.

    A chart's week holds a song once: of its versions and repeated rows the best figure counts.
    What adds up is added up within a source, under the first of its rows, and is no repeat:
    ``added`` is true for the others.
    """
    fn, window = build.functions, build.window
    week = ("song_id", "chart", "metric", "period_to")
    better = fn.when(fn.col("metric") == "rank", fn.col("value")).otherwise(-fn.col("value"))
    turn = window.partitionBy(*week).orderBy("better", "source_id", "file", "row")
    within = window.partitionBy(*week, "source_id")
    adds = fn.col("metric").isin(*_ADDS_UP)
    joined = (
        printed.join(reading, on="printing_id", how="inner")
        .withColumn("value", fn.when(adds, fn.sum("value").over(within)).otherwise(fn.col("value")))
        .withColumn("better", better)
        .withColumn("turn", fn.row_number().over(turn))
    )
    first = fn.row_number().over(within.orderBy("turn"))
    return joined.withColumn("added", adds & (first > 1)).withColumn(
        "printed", fn.concat_ws(" — ", fn.col("printed_title"), fn.col("printed_credit"))
    )


def observation_table(seen: Frame) -> Frame:
    return seen.filter("turn = 1").select(
        "song_id",
        "chart",
        "metric",
        "value",
        "unit",
        "region",
        "period_from",
        "period_to",
        "places",
        "printed",
        "source_id",
        "file",
        "row",
    )


def set_aside_repeats(build: BuildSession, seen: Frame, said: Frame) -> Frame:
    """Rows that repeat a song inside one week of one chart: set aside and counted, not dropped.

    ``whole`` is true where nothing that the row says was taken, and false where only a figure of
    it was set aside.
    """
    fn = build.functions
    place = ["source_id", "file", "row"]
    repeated = (
        seen.filter("turn > 1 and not added")
        .groupBy(*place)
        .agg(
            fn.array_join(fn.sort_array(fn.collect_set("metric")), " and ").alias("metrics"),
            fn.min("printed").alias("printed"),
        )
    )
    repeated = build.keep(repeated, "repeated")
    taken = seen.filter("turn = 1").select(*place).union(said.select(*place))
    kept = taken.join(repeated.select(*place), on=place, how="left_semi").distinct()
    joined = repeated.join(kept.withColumn("kept", fn.lit(True)), on=place, how="left")
    return joined.select(
        *place,
        fn.concat_ws(
            "",
            fn.lit("a second "),
            fn.col("metrics"),
            fn.lit(" of this song in one chart week; the best is kept"),
        ).alias("reason"),
        fn.substring("printed", 1, 200).alias("text"),
        fn.col("kept").isNull().alias("whole"),
    )


def chart_periods(build: BuildSession, printed: Frame) -> Frame:
    """Which periods of which chart are loaded, songs or no songs."""
    fn = build.functions
    return printed.groupBy("chart", "metric", "region", "period_to").agg(
        fn.min("period_from").alias("period_from"),
        fn.max("places").alias("places"),
        fn.count(fn.lit(1)).alias("rows"),
    )


def first_seen(build: BuildSession, seen: Frame) -> Frame:
    """The first day each song is seen in a dated period, as ISO text.

    What counts old songs as well, as listens do, does not show when a song was new.
    A chart's own count of weeks is left alone: it runs on when a guest joins a song, and would date
    the song with the guest by the one without.
    """
    fn = build.functions
    dated = seen.filter("period_from is not null").filter(~fn.col("metric").isin(*AGELESS))
    return dated.groupBy("song_id").agg(fn.min("period_to").cast("string").alias("first_seen"))
