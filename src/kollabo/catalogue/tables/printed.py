"""Printed tables: what sources print, row by row, in the sources' own words.

The importers write them and nothing changes them.
"""

from __future__ import annotations

from kollabo.catalogue.tables.table import PLACE, Column, Table, text

# A printing: one way a source prints a song. Either `credit` is one string in the order of the
# credit, or `artists` is a list whose order means nothing.
_PRINTING = (
    text("title", "the title as printed", required=True),
    text("credit", "the credit as one printed string; null where the source prints a list"),
    Column("artists", "texts", "the acts as a list without order or roles; null where one string"),
)

PRINTED: tuple[Table, ...] = (
    Table(
        "printed_act",
        "printed",
        "what a source says of an act",
        (
            *PLACE,
            text(
                "act", "the act's id inside this source (its own id, else its name)", required=True
            ),
            text("name", "name as printed", required=True),
            Column(
                "bare",
                "flag",
                "true: joined by the bare name only, the source tells no namesakes apart",
                required=True,
            ),
            text("kind", "person, group, orchestra, choir, character or other"),
            text("origin", "country of the act, ISO 3166-1 alpha-2"),
            text("begin", "birth of the career: debut or founding, partial date"),
            text("end", "disbandment or end of career, partial date"),
            text("born", "birth date of a person, partial date"),
            Column("genres", "texts", "genres in the source's order"),
            text("label", "label or agency"),
            text("roster", "a list this act stands on that says its scene, e.g. 'k-pop'"),
            text("mbid", "MusicBrainz artist id"),
            text("note", "what tells it from namesakes, in the source's words"),
        ),
        ("source_id", "file", "row", "act"),
        ("act", "source_id", "file", "row"),
    ),
    Table(
        "printed_alias",
        "printed",
        "another name a source gives for one of its acts",
        (
            *PLACE,
            text("act", "the act's id inside this source", required=True),
            text("name", "the other name, as printed", required=True),
            text("locale", "language of the name, BCP 47, or null"),
            text(
                "kind",
                "stage (used in credits) or legal (a civil name, never matched to a credit)",
                required=True,
            ),
        ),
        ("source_id", "file", "row", "act", "name"),
        ("act", "name"),
    ),
    Table(
        "printed_membership",
        "printed",
        "a source's word that an act is a member of a group",
        (
            *PLACE,
            text("member", "the member's id inside this source", required=True),
            text("group", "the group's id inside this source; null if only its name is printed"),
            text("group_name", "the group's name as printed", required=True),
            text("begin", "since, partial date"),
            text("end", "until, partial date"),
        ),
        ("source_id", "file", "row", "member", "group_name"),
        ("member", "group_name"),
    ),
    Table(
        "printed_song",
        "printed",
        "what a source says of a song: one row for each printing and row of the source",
        (
            *PLACE,
            *_PRINTING,
            text("released", "first release by this source, partial date"),
            Column("languages", "texts", "languages sung, ISO 639-3"),
            text("belongs_to", "what the song belongs to: a soundtrack, a show"),
            text("release", "title of the release it was read from"),
            text("label", "label"),
            text("country", "country of that release, ISO 3166-1 alpha-2"),
            Column("links", "texts", "addresses: a video, a stream, a recording, an article"),
            text("isrc", "ISRC"),
            text("note", "in the source's words: a mashup, a verse, ..."),
        ),
        ("source_id", "file", "row", "title"),
        ("title", "source_id", "file", "row"),
    ),
    Table(
        "printed_observation",
        "printed",
        "one figure a source prints for a song in a period",
        (
            *PLACE,
            *_PRINTING,
            text(
                "chart",
                "the chart or table the figure stands in, as the user names it",
                required=True,
            ),
            text(
                "metric",
                "rank, points, streams, views, playlists, weeks, listens, listeners, pageviews",
                required=True,
            ),
            Column("value", "real", "the figure", "see unit", required=True),
            text("unit", "the metric's own unit; rank: 1 is best", required=True),
            text("region", "where it was counted: ISO 3166-1 alpha-2, or 'world'", required=True),
            Column("period_from", "day", "first day counted; null for a total since release"),
            Column("period_to", "day", "last day counted", required=True),
            Column(
                "places",
                "int",
                "how many places the chart has that week; null where it is no chart",
            ),
        ),
        ("source_id", "file", "row", "metric"),
        ("chart", "period_to", "value"),
    ),
)
