"""MusicBrainz's tables: what its dumps say, in its own structure.

Too large for printed rows, and its credits need no parsing.
"""

from __future__ import annotations

from kollabo.catalogue.tables.table import Column, Table, text

# Where a MusicBrainz statement was read: its table (or kind of object), and the id of its row
# there (the line where the dump numbers none).
_MB_ROW = Column("row", "int", "MusicBrainz's own id of the row, else its line", required=True)
_MB_ENDED = Column("ended", "flag", "true: it is over, whether or not the end is dated")

MUSICBRAINZ: tuple[Table, ...] = (
    Table(
        "mb_artist",
        "musicbrainz",
        "what MusicBrainz says of an act",
        (
            _MB_ROW,
            text("mbid", "MusicBrainz artist id", required=True),
            text("name", "name", required=True),
            text("sort_name", "name to sort by"),
            text("kind", "person, group, orchestra, choir, character or other"),
            text("gender", "gender of a person, in MusicBrainz's word"),
            text("origin", "the country its area lies in, ISO 3166-1 alpha-2"),
            text("begin", "birth of a person, founding of a group, partial date"),
            text("end", "death or end, partial date"),
            _MB_ENDED,
            text("comment", "what tells it from namesakes"),
            Column("genres", "texts", "genres that users voted for, most votes first"),
            Column("isnis", "texts", "International Standard Name Identifiers"),
        ),
        ("mbid",),
        ("mbid",),
    ),
    Table(
        "mb_alias",
        "musicbrainz",
        "another name of an act",
        (
            _MB_ROW,
            text("mbid", "the act", required=True),
            text("name", "the other name", required=True),
            text("locale", "language, BCP 47"),
            text(
                "kind", "stage, legal or hint (a misspelling, for looking up only)", required=True
            ),
            Column("primary", "flag", "true: the name in its language", required=True),
        ),
        ("mbid", "row"),
        ("mbid", "row"),
    ),
    Table(
        "mb_tag",
        "musicbrainz",
        "a genre or other tag that users gave an act",
        (
            text("mbid", "the act", required=True),
            text("name", "the tag", required=True),
            Column("votes", "int", "votes for it less votes against", "votes", required=True),
            Column("genre", "flag", "true: one of MusicBrainz's genres", required=True),
        ),
        ("mbid", "name"),
        ("mbid", "name"),
    ),
    Table(
        "mb_credit",
        "musicbrainz",
        "an artist credit, a name a row",
        (
            Column("credit", "int", "number of the credit inside the dump", required=True),
            Column("position", "int", "from 1", required=True),
            text("mbid", "the act", required=True),
            text("name", "its name as credited", required=True),
            text("join_phrase", "text between this name and the next", required=True),
            text("printed", "the whole credit", required=True),
        ),
        ("credit", "position"),
        ("credit", "position"),
    ),
    Table(
        "mb_recording",
        "musicbrainz",
        "a recording",
        (
            _MB_ROW,
            text("mbid", "MusicBrainz recording id", required=True),
            Column("credit", "int", "its credit, see `mb_credit`", required=True),
            text("title", "title", required=True),
            text("comment", "what tells it from others, e.g. 'live, 2010'"),
            Column("length", "int", "length", "milliseconds"),
            text("released", "earliest release that holds it, partial date"),
            Column("video", "flag", "true: a video", required=True),
        ),
        ("mbid",),
        ("credit", "mbid"),
    ),
    Table(
        "mb_recording_fact",
        "musicbrainz",
        "more about a recording on which several acts are credited",
        (
            text("mbid", "the recording", required=True),
            text(
                "fact",
                "isrc, language, link, release, release_kind, belongs_to, version",
                required=True,
            ),
            text("value", "what is said", required=True),
        ),
        ("mbid", "fact", "value"),
        ("mbid", "fact", "value"),
    ),
    Table(
        "mb_relation",
        "musicbrainz",
        "a relation of an act to another, or to a recording, or of one recording to another",
        (
            text(
                "kind",
                "member_of, performs_as (a person as another act), remixer, remix_of, edit_of, "
                "karaoke_of, mashup_of",
                required=True,
            ),
            _MB_ROW,
            text("subject", "the member, person, remixer or later recording", required=True),
            text("object", "the group, act or recording", required=True),
            text("begin", "since, partial date"),
            text("end", "until, partial date"),
            _MB_ENDED,
        ),
        ("kind", "row", "subject", "object"),
        ("kind", "row", "subject", "object"),
    ),
    Table(
        "mb_redirect",
        "musicbrainz",
        "an id that was merged into another; statements that carry the old one mean the new",
        (
            text("entity", "artist or recording", required=True),
            text("old", "the id that is no more", required=True),
            text("mbid", "the id that took its place", required=True),
        ),
        ("entity", "old"),
        ("entity", "old"),
    ),
)
