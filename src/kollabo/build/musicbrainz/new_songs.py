"""Songs that only MusicBrainz knows: their titles, whether acts collaborate, what is in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import pyarrow as pa

from kollabo.build.decisions import Decisions
from kollabo.build.frames import Frame
from kollabo.build.identity.acts import Act
from kollabo.build.musicbrainz.acts import MusicBrainzActs
from kollabo.build.musicbrainz.source import MusicBrainz

_TITLES = pa.schema([("folded", pa.string())])
_DECIDED = pa.schema(
    [("song_id", pa.string()), ("together", pa.string()), ("decided_released", pa.string())]
)


@dataclass(frozen=True)
class _Titled:
    """A song as decisions need it."""

    song_id: str
    title: str
    acts: list[Act]


class NewSongs:
    """Makes the rows of these songs. DataFrame API, but for the few that decisions are about."""

    def __init__(self, mb: MusicBrainz, acts: MusicBrainzActs) -> None:
        self._mb = mb
        self._acts = acts
        self._build = mb.build
        self._fn = mb.build.functions

    def rows(self, grouped: Frame, known: Frame, names: Frame, decisions: Decisions) -> Frame:
        """Songs that no chart or list has, as the build's frame of songs has them.

        ``grouped`` are recordings with their songs, ``names`` the names on their credits.
        """
        fn, window = self._fn, self._build.window
        there = known.select(fn.col("known_song").alias("song_id")).distinct()
        new = grouped.join(there, on="song_id", how="left_anti").select(
            "song_id", "mbid", "credit", "work", "folded", "version", "mashup", "acts", "act_count"
        )
        new = self._build.keep(new, "mb_new")
        plain = fn.when(fn.col("version").isNull(), fn.lit(1)).otherwise(fn.lit(0))
        titles = new.groupBy("song_id", "work", "folded").agg(
            fn.sum(plain).alias("plain"), fn.count(fn.lit(1)).alias("times")
        )
        best = window.partitionBy("song_id").orderBy(
            fn.col("plain").desc(), fn.col("times").desc(), fn.col("work")
        )
        titles = titles.withColumn("turn", fn.row_number().over(best)).filter("turn = 1")
        acts = new.groupBy("song_id").agg(
            fn.min("acts").alias("acts"), fn.max("act_count").alias("act_count")
        )
        acts, titles = self._build.keep(acts, "mb_acts"), self._build.keep(titles, "mb_shown")
        frame = (
            titles.join(acts, on="song_id")
            .join(self._kin(acts), on="song_id", how="left")
            .join(self._mashups(new), on="song_id", how="left")
            .join(self._decided(titles, new, names, decisions), on="song_id", how="left")
        )
        pairs = fn.col("act_count") * (fn.col("act_count") - 1)
        kin = fn.coalesce(fn.col("kin"), fn.lit(0))
        together = (kin * 2 < pairs) & (fn.coalesce(fn.col("together"), fn.lit("")) != "no")
        settled = fn.coalesce(fn.col("together"), fn.lit("")) == "yes"
        nothing = fn.lit(None).cast("string")
        doubt = fn.when(settled | ~together, nothing).otherwise(fn.col("mashup_doubt"))
        released = fn.when(together, fn.col("decided_released")).otherwise(nothing)
        return frame.select(
            "song_id",
            fn.col("work").alias("title"),
            "folded",
            together.alias("collaborates"),
            doubt.alias("doubt"),
            released.alias("decided_released"),
        )

    def _kin(self, acts: Frame) -> Frame:
        """How many pairs of a song's acts are member and group, or one person."""
        fn, keep = self._fn, self._build.keep
        sets = acts.filter("act_count > 1").select("acts").distinct()
        one = keep(
            sets.select("acts", fn.explode(fn.split("acts", ",")).alias("first")), "mb_acts_apart"
        )
        other = one.select("acts", fn.col("first").alias("second"))
        # Pairs first, then whether they are kin: a group of thousands is kin to each of them.
        pairs = keep(one.join(other, on="acts").filter("first < second"), "mb_pairs")
        kin = (
            pairs.join(self._acts.related, on=["first", "second"])
            .groupBy("acts")
            .agg(fn.count(fn.lit(1)).alias("kin"))
        )
        kin = keep(kin, "mb_kin")
        return acts.select("song_id", "acts").join(kin, on="acts").select("song_id", "kin")

    def _mashups(self, grouped: Frame) -> Frame:
        fn = self._fn
        said = (
            self._mb.relation.filter("kind = 'mashup_of'")
            .select(fn.col("subject").alias("mbid"), fn.lit("MusicBrainz says so").alias("said"))
            .distinct()
        )
        word = fn.concat(fn.lit("printed: '"), fn.col("mashup"), fn.lit("'"))
        why = fn.coalesce(fn.col("said"), word)
        doubted = (
            grouped.join(said, on="mbid", how="left")
            .filter("said is not null or mashup is not null")
            .groupBy("song_id")
            .agg(fn.min(why).alias("why"))
            .select(
                "song_id",
                fn.concat(
                    fn.lit("a mashup, it seems ("),
                    fn.col("why"),
                    fn.lit("): its acts may never have met"),
                ).alias("mashup_doubt"),
            )
        )
        return self._build.keep(doubted, "mb_mashups")

    def _decided(
        self, titles: Frame, recordings: Frame, names: Frame, decisions: Decisions
    ) -> Frame:
        """What people decided of these songs, where they decided it of no song of a chart."""
        fn = self._fn
        subjects = decisions.titles_in_doubt()
        wanted = self._build.from_columns("mb_subjects", _TITLES, {"folded": subjects})
        rows = (
            titles.join(wanted, on="folded")
            .select("song_id", "work")
            .join(recordings.select("song_id", "credit").distinct(), on="song_id")
            .join(names.select("credit", "artist_id", "name"), on="credit")
            .groupBy("song_id", "work", "artist_id")
            .agg(fn.min("name").alias("name"))
        )
        songs = _titled(self._build.rows(rows)) if subjects else []
        together = decisions.about_songs("collaboration", songs, unmet=True)
        released = decisions.about_songs("released", songs, unmet=True)
        ids = sorted(together.keys() | released.keys())
        columns: dict[str, list[str | None]] = {
            "song_id": [*ids],
            "together": [together.get(one) for one in ids],
            "decided_released": [released.get(one) for one in ids],
        }
        return self._build.from_columns("mb_decided", _DECIDED, columns)


def _titled(rows: list[dict[str, str]]) -> list[_Titled]:
    acts: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["song_id"], row["artist_id"])):
        act = Act(printed=Counter({row["name"]: 1}), artist_id=row["artist_id"])
        acts[row["song_id"], row["work"]].append(act)
    return [_Titled(song_id, work, found) for (song_id, work), found in acts.items()]
