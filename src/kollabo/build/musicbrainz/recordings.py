"""Recordings that matter to collaborations, with their titles read and their credits understood.

Most of a dump's recordings credit one act. Those are left where they are, but for the acts that
charts and lists may mean: their recordings tell namesakes apart and date songs. DataFrame API only.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from kollabo.build.frames import Frame
from kollabo.build.musicbrainz.source import MusicBrainz, no_songs, nobody
from kollabo.build.musicbrainz.titles import TITLES, hashed, read_titles
from kollabo.build.parallel import each_batch
from kollabo.build.songs import bare_key
from kollabo.text.joints import scan

_PHRASES = pa.schema([("join_phrase", pa.string()), ("features", pa.int64())])
_WORKS = pa.schema([("plain_key", pa.int64()), ("printed_work", pa.string())])


class Recordings:
    """``chosen`` are recordings with ``credit`` and ``remixed`` (by somebody); ``titles`` are
    theirs, read."""

    def __init__(self, mb: MusicBrainz, candidates: Frame) -> None:
        self.mb = mb
        build, fn = mb.build, mb.build.functions
        somebody = mb.credit.filter(~fn.col("mbid").isin(*sorted(nobody())))
        several = (
            somebody.groupBy("credit")
            .agg(fn.countDistinct("mbid").alias("acts"))
            .filter("acts > 1")
            .select("credit")
        )
        of_candidates = somebody.join(candidates, on="mbid").select("credit")
        credits = build.keep(several.unionByName(of_candidates).distinct(), "mb_credits")
        remixed = (
            mb.relation.filter("kind = 'remixer'")
            .select(fn.col("object").alias("mbid"), fn.lit(True).alias("remixed"))
            .distinct()
        )
        wanted = credits.withColumn("wanted", fn.lit(True))
        chosen = (
            mb.recording.filter(~fn.col("title").isin(*sorted(no_songs())))
            .join(wanted, on="credit", how="left")
            .join(remixed, on="mbid", how="left")
            .filter("wanted or remixed")
            .select(
                "mbid",
                "row",
                "credit",
                "title",
                fn.coalesce(fn.col("comment"), fn.lit("")).alias("comment"),
                "released",
                fn.coalesce(fn.col("remixed"), fn.lit(False)).alias("remixed"),
            )
        )
        self.chosen = build.keep(chosen, "mb_chosen")
        distinct = self.chosen.select("title", "comment").distinct()
        read = each_batch(read_titles, build.batches(distinct))
        self.titles = build.from_batches("mb_titles", TITLES, read)
        self.names = self._credit_names(somebody)

    def _credit_names(self, somebody: Frame) -> Frame:
        """Names of the chosen credits with their roles: all after "feat." are featured."""
        build, fn, window = self.mb.build, self.mb.build.functions, self.mb.build.window
        used = self.chosen.select("credit").distinct()
        names = build.keep(somebody.join(used, on="credit"), "mb_credit_names")
        phrases = [row["join_phrase"] for row in build.rows(names.select("join_phrase").distinct())]
        features = [int(_features(phrase)) for phrase in phrases]
        known = build.from_columns(
            "mb_phrases", _PHRASES, {"join_phrase": phrases, "features": features}
        )
        before = (
            window.partitionBy("credit")
            .orderBy("position")
            .rowsBetween(window.unboundedPreceding, -1)
        )
        roles = names.join(known, on="join_phrase").withColumn(
            "after", fn.coalesce(fn.max("features").over(before), fn.lit(0))
        )
        role = fn.when(fn.col("after") == 1, fn.lit("featured")).otherwise(fn.lit("main"))
        return build.keep(roles.withColumn("role", role).drop("after", "features"), "mb_roles")

    def of_works(self, candidates: Frame, works: Mapping[str, str]) -> set[tuple[str, str]]:
        """(MBID, loose work) where MusicBrainz credits the act on a recording of that work.

        ``works`` are loose works by their title.
        """
        build, fn = self.mb.build, self.mb.build.functions
        keys = {(hashed(bare_key(title)), work) for title, work in works.items()}
        ordered = sorted(keys)
        wanted = build.from_columns(
            "wanted_works",
            _WORKS,
            {
                "plain_key": [key for key, _ in ordered],
                "printed_work": [work for _, work in ordered],
            },
        )
        acts = self.mb.credit.join(candidates, on="mbid").select(
            "credit", fn.col("mbid").alias("act")
        )
        found = (
            self.titles.join(wanted, on="plain_key")
            .select("title", "comment", "printed_work")
            .join(self.chosen.select("title", "comment", "credit"), on=["title", "comment"])
            .join(acts, on="credit")
            .select("act", "printed_work")
            .distinct()
        )
        return {(row["act"], row["printed_work"]) for row in build.rows(found)}


def _features(phrase: str) -> bool:
    """Whether a join phrase makes guests of the names after it."""
    return any(joint.role == "featured" for joint in scan(f"A{phrase}B").joints)
