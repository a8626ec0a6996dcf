"""Steps that write MusicBrainz acts into the finished tables about acts. DataFrame API only.

``act_of`` gives the act that identity made of an id (`mbid`, `artist_id`); an id it does not have
is an act by itself, under its own id.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from kollabo.build.frames import Frame
from kollabo.build.identity.acts import Act
from kollabo.build.musicbrainz.source import MusicBrainz

_ACT_OF = pa.schema([("mbid", pa.string()), ("artist_id", pa.string())])
# Facts of an act, by the column that holds them.
_FACTS = (
    ("name", "name"),
    ("kind", "kind"),
    ("origin", "origin"),
    ("founded", "begin"),
    ("dissolved", "end"),
    ("born", "born"),
    ("mbid", "mbid"),
    ("comment", "note"),
)

_MOST_ACTS_OF_A_PERSON = 50


def acts_of_ids(mb: MusicBrainz, acts: list[Act]) -> Frame:
    """Which act identity made of each id it took in."""
    found = {
        statement.mbid: act.artist_id
        for act in acts
        for statement in act.statements
        if statement.mbid
    }
    ids = sorted(found)
    return mb.build.from_columns(
        "act_of", _ACT_OF, {"mbid": ids, "artist_id": [found[one] for one in ids]}
    )


def act_id(mb: MusicBrainz, frame: Frame, act_of: Frame, column: str, name: str) -> Frame:
    """The frame with the act of an id in ``column`` as a new column ``name``."""
    fn = mb.build.functions
    known = act_of.select(fn.col("mbid").alias(column), fn.col("artist_id").alias("known_act"))
    joined = frame.join(known, on=column, how="left")
    return joined.withColumn(name, fn.coalesce(fn.col("known_act"), fn.col(column))).drop(
        "known_act"
    )


class MusicBrainzActs:
    """Rows of the finished tables for the acts that are MusicBrainz's alone."""

    def __init__(self, mb: MusicBrainz, act_of: Frame) -> None:
        self._mb = mb
        self._act_of = act_of
        fn = mb.build.functions
        alone = mb.artist.join(act_of.select("mbid"), on="mbid", how="left_anti")
        person = fn.col("kind") == "person"
        nothing = fn.lit(None).cast("string")
        alone = (
            alone.withColumn("founded", fn.when(person, nothing).otherwise(fn.col("begin")))
            .withColumn("dissolved", fn.when(person, nothing).otherwise(fn.col("end")))
            .withColumn("born", fn.when(person, fn.col("begin")).otherwise(nothing))
        )
        # Each is read several times; kept, its plan is not worked out anew every time.
        keep = mb.build.keep
        self._alone = keep(alone, "mb_alone")
        self.personas = keep(self._personas(), "mb_personas")
        self.memberships = keep(self._memberships(), "mb_memberships")
        self.related = keep(self._related(), "mb_related")

    def artists(self) -> Frame:
        fn = self._mb.build.functions
        nothing = fn.lit(None).cast("string")
        none = fn.lit(None).cast("array<string>")
        return self._alone.join(self._mb.names.select("name", "folded"), on="name").select(
            fn.col("mbid").alias("artist_id"),
            "mbid",
            "name",
            "folded",
            "kind",
            "origin",
            fn.col("founded").alias("begin"),
            fn.col("dissolved").alias("end"),
            nothing.alias("primary_genre"),
            "genres",
            none.alias("rosters"),
            fn.col("comment").alias("note"),
            fn.lit(True).alias("described"),
        )

    def facts(self) -> Iterator[Frame]:
        """A frame for each kind of fact."""
        fn = self._mb.build.functions
        place = self._mb.place("artist")
        yield from (
            self._alone.filter(fn.col(column).isNotNull()).select(
                fn.col("mbid").alias("artist_id"),
                fn.lit(fact).alias("fact"),
                fn.col(column).alias("value"),
                fn.lit(False).alias("weak"),
                *place,
            )
            for column, fact in _FACTS
        )
        yield self._alone.filter(fn.col("genres").isNotNull()).select(
            fn.col("mbid").alias("artist_id"),
            fn.lit("genre").alias("fact"),
            fn.explode("genres").alias("value"),
            fn.lit(False).alias("weak"),
            *place,
        )

    def aliases(self) -> Iterator[Frame]:
        """Other names of these acts, and of all acts the names of other acts of the same person."""
        fn = self._mb.build.functions
        names = self._mb.names.select("name", "folded")
        yield (
            self._mb.alias.join(self._alone.select("mbid"), on="mbid")
            .join(names, on="name")
            .select(
                fn.col("mbid").alias("artist_id"),
                "name",
                "folded",
                "locale",
                "kind",
                *self._mb.place("artist_alias"),
            )
        )
        personas = self.personas.join(
            self._mb.artist.select(fn.col("mbid").alias("other"), "name"), on="other"
        ).join(names, on="name")
        personas = act_id(self._mb, personas, self._act_of, "one", "artist_id")
        yield personas.select(
            "artist_id",
            "name",
            "folded",
            fn.lit(None).cast("string").alias("locale"),
            fn.lit("persona").alias("kind"),
            *self._mb.place("l_artist_artist"),
        ).distinct()

    def _personas(self) -> Frame:
        """Pairs of acts that are one person: ``one``, ``other``, each pair both ways.

        A person of very many acts is no person but a mistake, and would make a pair of each two.
        """
        fn = self._mb.build.functions
        said = self._mb.relation.filter("kind = 'performs_as'").select(
            fn.col("subject").alias("person"), fn.col("object").alias("act"), "row"
        )
        few = (
            said.groupBy("person")
            .agg(fn.count(fn.lit(1)).alias("acts"))
            .filter(fn.col("acts") <= _MOST_ACTS_OF_A_PERSON)
        )
        first = said.join(few, on="person").select("person", fn.col("act").alias("one"), "row")
        second = said.select("person", fn.col("act").alias("other"))
        pairs = (
            said.select(fn.col("person").alias("one"), fn.col("act").alias("other"), "row")
            .unionByName(
                said.select(fn.col("act").alias("one"), fn.col("person").alias("other"), "row")
            )
            .unionByName(first.join(second, on="person").select("one", "other", "row"))
        )
        return pairs.filter("one != other").groupBy("one", "other").agg(fn.min("row").alias("row"))

    def _memberships(self) -> Frame:
        fn = self._mb.build.functions
        said = self._mb.relation.filter("kind = 'member_of'")
        said = act_id(self._mb, said, self._act_of, "subject", "member_id")
        said = act_id(self._mb, said, self._act_of, "object", "group_id")
        return (
            said.filter("member_id != group_id")
            .select("member_id", "group_id", "begin", "end", *self._mb.place("l_artist_artist"))
            .groupBy("member_id", "group_id", "source_id", "file", "row")
            .agg(fn.min("begin").alias("begin"), fn.max("end").alias("end"))
        )

    def _related(self) -> Frame:
        """Pairs of acts that make no collaboration: member and group, or one person. Both ways."""
        fn = self._mb.build.functions
        members = self.memberships.select(
            fn.col("member_id").alias("first"), fn.col("group_id").alias("second")
        )
        same = act_id(self._mb, self.personas, self._act_of, "one", "first")
        same = act_id(self._mb, same, self._act_of, "other", "second").select("first", "second")
        back = members.select(fn.col("second").alias("first"), fn.col("first").alias("second"))
        return members.unionByName(back).unionByName(same).distinct()
