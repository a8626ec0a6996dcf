"""Printings: every different way a song is printed, and what is printed around it.

A printing is a title with a credit, or with a list of acts without order. Hundreds of chart weeks
share one, so credits are parsed and names resolved once for each printing and not for each row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kollabo.build.frames import BuildSession
from kollabo.catalogue.schema import AGELESS

# The unit separator of ASCII: no name holds it, so a list survives as one text on either engine.
BETWEEN_ACTS = "\x1f"


@dataclass(frozen=True)
class Printing:
    """One printing and what all rows that print it say together.

    ``listed`` is true for a list of acts without order or roles; ``credit`` is then the list,
    joined by :data:`BETWEEN_ACTS`. ``first`` is the first day it is dated or seen, ISO 8601.
    """

    printing_id: str
    title: str
    credit: str
    listed: bool
    rows: int
    ranked_rows: int
    first: str | None
    regions: tuple[str, ...]
    labels: tuple[str, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    releases: tuple[str, ...] = ()

    @property
    def artists(self) -> list[str]:
        """The acts of a listed printing."""
        return self.credit.split(BETWEEN_ACTS) if self.listed else []

    @property
    def shown_credit(self) -> str:
        return "; ".join(self.artists) if self.listed else self.credit


def with_printing_id(build: BuildSession, frame: Any) -> Any:
    """Adds ``printing_id``, ``credit_text`` and ``listed`` to a frame of printed rows."""
    fn = build.functions
    listed = fn.col("credit").isNull()
    text = fn.coalesce(fn.col("credit"), fn.array_join(fn.col("artists"), BETWEEN_ACTS))
    key = fn.concat_ws("\x1e", fn.col("title"), text, listed.cast("string"))
    return frame.withColumns({"listed": listed, "credit_text": text, "printing_id": fn.md5(key)})


def collect_printings(build: BuildSession, songs: Any, observations: Any) -> list[Printing]:
    """All printings of both printed tables, in the order of their ids."""
    fn = build.functions
    nothing = fn.lit(None).cast("string")
    dated = fn.col("period_from").isNotNull() & ~fn.col("metric").isin(*AGELESS)
    seen = observations.select(
        "printing_id",
        "title",
        "credit_text",
        "listed",
        "source_id",
        fn.col("region"),
        nothing.alias("label"),
        nothing.alias("note"),
        nothing.alias("release"),
        fn.when(dated, fn.col("period_to").cast("string")).alias("day"),
        fn.when(fn.col("metric") == "rank", fn.lit(1)).otherwise(fn.lit(0)).alias("ranked"),
    )
    said = songs.select(
        "printing_id",
        "title",
        "credit_text",
        "listed",
        "source_id",
        fn.col("country").alias("region"),
        "label",
        "note",
        "release",
        fn.col("released").alias("day"),
        fn.lit(0).alias("ranked"),
    )
    grouped = (
        seen.unionByName(said)
        .groupBy("printing_id", "title", "credit_text", "listed")
        .agg(
            fn.count(fn.lit(1)).alias("rows"),
            fn.sum("ranked").alias("ranked_rows"),
            fn.min("day").alias("first"),
            fn.sort_array(fn.collect_set("region")).alias("regions"),
            fn.sort_array(fn.collect_set("label")).alias("labels"),
            fn.sort_array(fn.collect_set("source_id")).alias("sources"),
            fn.sort_array(fn.collect_set("note")).alias("notes"),
            fn.sort_array(fn.collect_set("release")).alias("releases"),
        )
        .orderBy("printing_id")
    )
    return [_printing(row) for row in build.rows(grouped)]


def _printing(row: dict[str, Any]) -> Printing:
    def texts(name: str) -> tuple[str, ...]:
        # DuckDB keeps a null in a collected set, Spark does not.
        return tuple(one for one in row[name] or () if one is not None)

    return Printing(
        row["printing_id"],
        row["title"],
        row["credit_text"],
        bool(row["listed"]),
        int(row["rows"]),
        int(row["ranked_rows"] or 0),
        row["first"],
        texts("regions"),
        texts("labels"),
        texts("sources"),
        texts("notes"),
        texts("releases"),
    )
