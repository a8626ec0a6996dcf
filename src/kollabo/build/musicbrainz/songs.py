"""Songs of recordings: recordings of one work by one set of acts, given the build's own frames.

What charts and lists made a song of already keeps its id, so that its figures and MusicBrainz's
facts come together. DataFrame API only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from kollabo.build.decisions import Decisions
from kollabo.build.frames import BuildSession, Frame
from kollabo.build.musicbrainz.acts import MusicBrainzActs, act_id
from kollabo.build.musicbrainz.new_songs import NewSongs
from kollabo.build.musicbrainz.recordings import Recordings
from kollabo.build.musicbrainz.titles import hashed
from kollabo.build.printed import Printed
from kollabo.build.song_frames import SongFrames
from kollabo.build.songs import Song, bare_key

_KNOWN = pa.schema([("acts", pa.string()), ("song_key", pa.int64()), ("known_song", pa.string())])


@dataclass
class RecordingFrames:
    """Rows beside those of printings: ``said`` as printed songs with their ``song_id``, ``reading``
    and ``credits`` of their printings, ``songs`` that only MusicBrainz knows, and facts."""

    said: Frame
    reading: Frame
    credits: Frame
    songs: Frame
    facts: Frame


class RecordingSongs:
    """``grouped`` are recordings with their songs, ``known`` the ``songs`` of charts and lists."""

    def __init__(
        self, recordings: Recordings, acts: MusicBrainzActs, act_of: Frame, songs: Sequence[Song]
    ) -> None:
        self._recordings = recordings
        self._acts = acts
        self._act_of = act_of
        self._mb = recordings.mb
        self._build = recordings.mb.build
        self._fn = recordings.mb.build.functions
        keep = self._build.keep
        names = act_id(self._mb, recordings.names, act_of, "mbid", "artist_id")
        self._names = keep(names, "mb_names_of_acts")
        self._remixers = keep(self._who_remixed(), "mb_remixers")
        self.known = self._build.from_columns("mb_known", _KNOWN, _known_columns(songs))
        self.grouped = keep(self._with_song(self._with_acts()), "mb_grouped")

    def frames(self, decisions: Decisions) -> RecordingFrames:
        build, grouped = self._build, self.grouped
        new = NewSongs(self._mb, self._acts)
        return RecordingFrames(
            build.keep(self._said(grouped), "mb_said"),
            build.keep(self._reading(grouped), "mb_reading"),
            build.keep(self._credits(grouped), "mb_reading_credit"),
            build.keep(new.rows(grouped, self.known, self._names, decisions), "mb_songs"),
            self._facts(grouped),
        )

    # Who made a recording

    def _who_remixed(self) -> Frame:
        """Acts that MusicBrainz says remixed a chosen recording: ``mbid``, ``artist_id``, name."""
        fn = self._fn
        said = self._mb.relation.filter("kind = 'remixer'").select(
            fn.col("object").alias("mbid"), "subject"
        )
        said = said.join(self._recordings.chosen.select("mbid"), on="mbid")
        called = self._mb.artist.select(fn.col("mbid").alias("subject"), "name")
        said = act_id(
            self._mb, said.join(called, on="subject"), self._act_of, "subject", "artist_id"
        )
        return said.groupBy("mbid", "artist_id").agg(fn.min("name").alias("name"))

    def _with_acts(self) -> Frame:
        """Recordings with ``acts``: the ids of all acts, in order, in one text."""
        fn = self._fn
        credited = self._names.groupBy("credit").agg(
            fn.sort_array(fn.collect_set("artist_id")).alias("credited"),
            fn.min("printed").alias("printed_credit"),
        )
        remixed = self._remixers.groupBy("mbid").agg(
            fn.sort_array(fn.collect_set("artist_id")).alias("remixing")
        )
        joined = (
            self._recordings.chosen.join(credited, on="credit")
            .join(remixed, on="mbid", how="left")
            .join(self._recordings.titles, on=["title", "comment"])
        )
        joined = self._build.keep(joined, "mb_joined")
        everyone = fn.when(fn.col("remixing").isNull(), fn.col("credited")).otherwise(
            fn.sort_array(fn.array_distinct(fn.concat(fn.col("credited"), fn.col("remixing"))))
        )
        # Where it is known who remixed, the acts tell the song apart and the title need not.
        key = fn.when(fn.col("remixing").isNull(), fn.col("title_key")).otherwise(
            fn.col("plain_key")
        )
        return joined.select(
            "mbid",
            "row",
            "credit",
            "released",
            "printed_credit",
            "printed",
            "work",
            "loose_work",
            "folded",
            "version",
            "version_text",
            "belongs_to",
            "mashup",
            "other_key",
            fn.array_join(everyone, ",").alias("acts"),
            fn.size(everyone).cast("bigint").alias("act_count"),
            key.alias("title_key"),
        )

    # Which song it is of

    def _with_song(self, recordings: Frame) -> Frame:
        """Recordings of several acts, or of songs that are known; with ``song_id``."""
        fn = self._fn
        recordings = self._build.keep(recordings, "mb_with_acts")
        keyed = recordings.join(
            self._one_key(recordings), on=["acts", "title_key"], how="left"
        ).withColumn("song_key", fn.coalesce(fn.col("joined_key"), fn.col("title_key")))
        first = keyed.groupBy("acts", "song_key").agg(fn.min("loose_work").alias("first_work"))
        named = first.join(self.known, on=["acts", "song_key"], how="left").withColumn(
            "song_id",
            fn.coalesce(
                fn.col("known_song"),
                fn.concat(
                    fn.lit("s-"),
                    fn.substring(
                        fn.sha2(fn.concat_ws("|", fn.col("first_work"), fn.col("acts")), 256), 1, 12
                    ),
                ),
            ),
        )
        named = named.select("acts", "song_key", "song_id", "known_song")
        printing = fn.md5(
            fn.concat_ws(
                "\x1e",
                fn.lit("musicbrainz"),
                fn.col("printed"),
                fn.col("credit").cast("string"),
                fn.col("song_id"),
            )
        )
        return (
            keyed.join(named, on=["acts", "song_key"])
            .filter("act_count > 1 or known_song is not null")
            .withColumn("printing_id", printing)
            .drop("joined_key", "song_key", "title_key", "other_key", "known_song")
        )

    def _one_key(self, recordings: Frame) -> Frame:
        """A title that carries its name in another script joins the song that is called so."""
        fn = self._fn
        groups = recordings.select("acts", fn.col("title_key").alias("other_key")).distinct()
        pairs = (
            recordings.filter("other_key is not null and other_key != title_key")
            .select("acts", "title_key", "other_key")
            .distinct()
            .join(groups, on=["acts", "other_key"])
        )
        back = pairs.select(
            "acts",
            fn.col("other_key").alias("title_key"),
            fn.col("title_key").alias("other_key"),
            fn.lit(True).alias("both_ways"),
        )
        pairs = pairs.join(back, on=["acts", "title_key", "other_key"], how="left")
        joined = fn.when(
            fn.col("both_ways"), fn.least(fn.col("title_key"), fn.col("other_key"))
        ).otherwise(fn.col("other_key"))
        return pairs.groupBy("acts", "title_key").agg(fn.min(joined).alias("joined_key"))

    # The build's frames

    def _said(self, grouped: Frame) -> Frame:
        """A row for each recording, as printed songs have them."""
        fn = self._fn
        nothing = fn.lit(None).cast("string")
        facts = self._recordings.mb.recording_fact

        def all_of(fact: str, name: str) -> Frame:
            return (
                facts.filter(f"fact = '{fact}'")
                .groupBy("mbid")
                .agg(fn.sort_array(fn.collect_set("value")).alias(name))
            )

        belongs = (
            facts.filter("fact = 'belongs_to'")
            .groupBy("mbid")
            .agg(fn.min("value").alias("said_belongs_to"))
        )
        return (
            grouped.join(all_of("language", "languages"), on="mbid", how="left")
            .join(all_of("link", "links"), on="mbid", how="left")
            .join(belongs, on="mbid", how="left")
            .select(
                "printing_id",
                "song_id",
                *self._mb.place("recording"),
                "released",
                "languages",
                fn.col("said_belongs_to").alias("belongs_to"),
                nothing.alias("release"),
                nothing.alias("label"),
                nothing.alias("isrc"),
                nothing.alias("note"),
                "links",
            )
        )

    def _reading(self, grouped: Frame) -> Frame:
        fn = self._fn
        return grouped.groupBy("printing_id", "song_id").agg(
            fn.min("version").alias("version"),
            fn.min("version_text").alias("version_text"),
            fn.min("belongs_to").alias("belongs_to"),
            fn.min("printed").alias("printed_title"),
            fn.min("printed_credit").alias("printed_credit"),
        )

    def _credits(self, grouped: Frame) -> Frame:
        fn, window = self._fn, self._build.window
        names = self._names
        printings = grouped.select("printing_id", "credit").distinct()
        credited = printings.join(names, on="credit").select(
            "printing_id",
            "position",
            "artist_id",
            fn.col("name").alias("credited_as"),
            "role",
            "join_phrase",
        )
        size = names.groupBy("credit").agg(fn.max("position").alias("last"))
        already = names.select("credit", "artist_id", fn.lit(True).alias("credited"))
        remixing = (
            grouped.select("printing_id", "credit", "mbid")
            .join(self._remixers, on="mbid")
            .join(already.distinct(), on=["credit", "artist_id"], how="left")
            .filter("credited is null")
            .join(size, on="credit")
            .groupBy("printing_id", "artist_id")
            .agg(fn.min("name").alias("credited_as"), fn.max("last").alias("last"))
        )
        turn = fn.row_number().over(window.partitionBy("printing_id").orderBy("artist_id"))
        remixing = remixing.withColumn("position", fn.col("last") + turn).select(
            "printing_id",
            "position",
            "artist_id",
            "credited_as",
            fn.lit("remixer").alias("role"),
            fn.lit("").alias("join_phrase"),
        )
        return credited.unionByName(remixing)

    def _facts(self, grouped: Frame) -> Frame:
        """Rows of `song_fact` that only MusicBrainz has: the recordings, their ISRCs, releases."""
        fn = self._fn
        mine = grouped.select("song_id", "mbid", "row")
        more = self._mb.recording_fact.filter("fact in ('isrc', 'release')")
        place = self._mb.place("recording")
        return (
            mine.join(more, on="mbid")
            .select("song_id", "fact", "value", *place)
            .unionByName(
                mine.select(
                    "song_id",
                    fn.lit("recording").alias("fact"),
                    fn.col("mbid").alias("value"),
                    *place,
                )
            )
        )


def _known_columns(songs: Sequence[Song]) -> dict[str, list[object]]:
    """Songs of charts and lists by what a recording of them has: acts, and the work's key."""
    found: dict[tuple[str, int], str] = {}
    for song in songs:
        acts = ",".join(act.artist_id for act in song.acts)
        for work in sorted(song.works):
            found.setdefault((acts, hashed(bare_key(work))), song.song_id)
    keys = sorted(found)
    return {
        "acts": [acts for acts, _ in keys],
        "song_key": [key for _, key in keys],
        "known_song": [found[key] for key in keys],
    }


def add_recordings(
    build: BuildSession, printed: Printed, frames: SongFrames, more: RecordingFrames
) -> None:
    """Put MusicBrainz's recordings beside the printings of charts and lists."""

    def together(one: Frame, other: Frame, name: str) -> Frame:
        return build.named(one.unionByName(other.select(*one.columns)), name)

    said = printed.said_of_songs(frames.reading).select(*more.said.columns)
    rows = printed.songs.select("printing_id", "source_id")
    printed.said = together(said, more.said, "all_said")
    printed.songs = together(rows, more.said, "all_songs_printed")
    printed.facts = build.named(more.facts, "mb_facts")
    frames.reading = together(frames.reading, more.reading, "all_reading")
    frames.credits = together(frames.credits, more.credits, "all_reading_credit")
    frames.songs = together(frames.songs, more.songs, "all_songs")
