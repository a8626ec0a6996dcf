"""Every table of the catalogue: its columns, what they mean, their unit, key and order.

Three layers. **Printed** tables hold what sources print, row by row, in the sources' own words; the
importers write them and nothing changes them. **MusicBrainz** tables hold what its dumps say, in
its own structure: too large for printed rows, and its credits need no parsing. **Finished** tables
are made from all of these by `kollabo.build`, always as a whole, so that the order of imports
cannot matter. Questions read finished tables only.

All of them stand in this one file, long as it is: a table is looked up, and compared with others.

Types are Arrow's, written short: ``text``, ``int``, ``real``, ``flag``, ``day`` (date), ``texts``
(list of text). A partial date ("2023", "2023-07") is ``text`` in ISO 8601, so its precision shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 2

# How the ids of the shipped facts begin: by it the build and the answers know that they win.
FACTS = "facts-"

# How the ids of sources begin that name a song by its lead act alone, as titles of articles do.
LEADS_ALONE = "pageviews-"

# Metrics that count old songs as well as new ones: to be seen in them says nothing of a song's age.
AGELESS = ("listens", "listeners", "pageviews", "playlists")

Type = Literal["text", "int", "real", "flag", "day", "time", "texts"]
Layer = Literal["printed", "musicbrainz", "finished"]


@dataclass(frozen=True)
class Column:
    """One column: ``unit`` is empty where the value has none."""

    name: str
    type: Type
    meaning: str
    unit: str = ""
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table. ``key`` names a row; ``order`` is how rows lie on disk, for cheap reads."""

    name: str
    layer: Layer
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _text(name: str, meaning: str, *, required: bool = False) -> Column:
    return Column(name, "text", meaning, required=required)


# Where a statement was read. A row is counted from 1 as a person would count it in an editor:
# the line of a CSV, the item of a JSON list.
_PLACE = (
    _text("source_id", "the source, see table `source`", required=True),
    _text("file", "path of the file inside the source", required=True),
    Column("row", "int", "line or item in that file, counted from 1", required=True),
)

# A printing: one way a source prints a song. Either `credit` is one string in the order of the
# credit, or `artists` is a list whose order means nothing.
_PRINTING = (
    _text("title", "the title as printed", required=True),
    _text("credit", "the credit as one printed string; null where the source prints a list"),
    Column("artists", "texts", "the acts as a list without order or roles; null where one string"),
)

PRINTED: tuple[Table, ...] = (
    Table(
        "printed_act",
        "printed",
        "what a source says of an act",
        (
            *_PLACE,
            _text(
                "act", "the act's id inside this source (its own id, else its name)", required=True
            ),
            _text("name", "name as printed", required=True),
            Column(
                "bare",
                "flag",
                "true: joined by the bare name only, the source tells no namesakes apart",
                required=True,
            ),
            _text("kind", "person, group, orchestra, choir, character or other"),
            _text("origin", "country of the act, ISO 3166-1 alpha-2"),
            _text("begin", "birth of the career: debut or founding, partial date"),
            _text("end", "disbandment or end of career, partial date"),
            _text("born", "birth date of a person, partial date"),
            Column("genres", "texts", "genres in the source's order"),
            _text("label", "label or agency"),
            _text("roster", "a list this act stands on that says its scene, e.g. 'k-pop'"),
            _text("mbid", "MusicBrainz artist id"),
            _text("note", "what tells it from namesakes, in the source's words"),
        ),
        ("source_id", "file", "row", "act"),
        ("act", "source_id", "file", "row"),
    ),
    Table(
        "printed_alias",
        "printed",
        "another name a source gives for one of its acts",
        (
            *_PLACE,
            _text("act", "the act's id inside this source", required=True),
            _text("name", "the other name, as printed", required=True),
            _text("locale", "language of the name, BCP 47, or null"),
            _text(
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
            *_PLACE,
            _text("member", "the member's id inside this source", required=True),
            _text("group", "the group's id inside this source; null if only its name is printed"),
            _text("group_name", "the group's name as printed", required=True),
            _text("begin", "since, partial date"),
            _text("end", "until, partial date"),
        ),
        ("source_id", "file", "row", "member", "group_name"),
        ("member", "group_name"),
    ),
    Table(
        "printed_song",
        "printed",
        "what a source says of a song: one row for each printing and row of the source",
        (
            *_PLACE,
            *_PRINTING,
            _text("released", "first release by this source, partial date"),
            Column("languages", "texts", "languages sung, ISO 639-3"),
            _text("belongs_to", "what the song belongs to: a soundtrack, a show"),
            _text("release", "title of the release it was read from"),
            _text("label", "label"),
            _text("country", "country of that release, ISO 3166-1 alpha-2"),
            Column("links", "texts", "addresses: a video, a stream, a recording, an article"),
            _text("isrc", "ISRC"),
            _text("note", "in the source's words: a mashup, a verse, ..."),
        ),
        ("source_id", "file", "row", "title"),
        ("title", "source_id", "file", "row"),
    ),
    Table(
        "printed_observation",
        "printed",
        "one figure a source prints for a song in a period",
        (
            *_PLACE,
            *_PRINTING,
            _text(
                "chart",
                "the chart or table the figure stands in, as the user names it",
                required=True,
            ),
            _text(
                "metric",
                "rank, points, streams, views, playlists, weeks, listens, listeners, pageviews",
                required=True,
            ),
            Column("value", "real", "the figure", "see unit", required=True),
            _text("unit", "the metric's own unit; rank: 1 is best", required=True),
            _text("region", "where it was counted: ISO 3166-1 alpha-2, or 'world'", required=True),
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
            _text("mbid", "MusicBrainz artist id", required=True),
            _text("name", "name", required=True),
            _text("sort_name", "name to sort by"),
            _text("kind", "person, group, orchestra, choir, character or other"),
            _text("gender", "gender of a person, in MusicBrainz's word"),
            _text("origin", "the country its area lies in, ISO 3166-1 alpha-2"),
            _text("begin", "birth of a person, founding of a group, partial date"),
            _text("end", "death or end, partial date"),
            _MB_ENDED,
            _text("comment", "what tells it from namesakes"),
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
            _text("mbid", "the act", required=True),
            _text("name", "the other name", required=True),
            _text("locale", "language, BCP 47"),
            _text(
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
            _text("mbid", "the act", required=True),
            _text("name", "the tag", required=True),
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
            _text("mbid", "the act", required=True),
            _text("name", "its name as credited", required=True),
            _text("join_phrase", "text between this name and the next", required=True),
            _text("printed", "the whole credit", required=True),
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
            _text("mbid", "MusicBrainz recording id", required=True),
            Column("credit", "int", "its credit, see `mb_credit`", required=True),
            _text("title", "title", required=True),
            _text("comment", "what tells it from others, e.g. 'live, 2010'"),
            Column("length", "int", "length", "milliseconds"),
            _text("released", "earliest release that holds it, partial date"),
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
            _text("mbid", "the recording", required=True),
            _text(
                "fact",
                "isrc, language, link, release, release_kind, belongs_to, version",
                required=True,
            ),
            _text("value", "what is said", required=True),
        ),
        ("mbid", "fact", "value"),
        ("mbid", "fact", "value"),
    ),
    Table(
        "mb_relation",
        "musicbrainz",
        "a relation of an act to another, or to a recording, or of one recording to another",
        (
            _text(
                "kind",
                "member_of, performs_as (a person as another act), remixer, remix_of, edit_of, "
                "karaoke_of, mashup_of",
                required=True,
            ),
            _MB_ROW,
            _text("subject", "the member, person, remixer or later recording", required=True),
            _text("object", "the group, act or recording", required=True),
            _text("begin", "since, partial date"),
            _text("end", "until, partial date"),
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
            _text("entity", "artist or recording", required=True),
            _text("old", "the id that is no more", required=True),
            _text("mbid", "the id that took its place", required=True),
        ),
        ("entity", "old"),
        ("entity", "old"),
    ),
)

FINISHED: tuple[Table, ...] = (
    Table(
        "artist",
        "finished",
        "one row for each act that statements were joined to",
        (
            _text(
                "artist_id",
                "MBID where known, else a stable id of ours ('k-' and 12 hex digits)",
                required=True,
            ),
            _text("mbid", "MusicBrainz artist id"),
            _text(
                "name", "the name to show: the most trusted, then the most printed", required=True
            ),
            _text("folded", "the name, folded for comparison", required=True),
            _text("kind", "person, group, orchestra, choir, character or other"),
            _text(
                "origin", "country, ISO 3166-1 alpha-2; null where sources of equal trust disagree"
            ),
            _text("begin", "debut or founding, partial date"),
            _text("end", "end, partial date"),
            _text("primary_genre", "the genre that defines it, where a source orders them"),
            Column("genres", "texts", "genres, most trusted source first"),
            Column("rosters", "texts", "lists it stands on, e.g. 'k-pop'"),
            _text("note", "what tells it from namesakes"),
            Column(
                "described",
                "flag",
                "true: a source describes this act; false: known from credits and bare names",
                required=True,
            ),
        ),
        ("artist_id",),
        ("folded", "artist_id"),
    ),
    Table(
        "artist_fact",
        "finished",
        "every statement about an act, with its source: why the artist row says what it says",
        (
            _text("artist_id", "the act", required=True),
            _text(
                "fact",
                "name, kind, origin, begin, end, born, genre, label, roster, mbid, note",
                required=True,
            ),
            _text("value", "what is said", required=True),
            Column("weak", "flag", "true: joined by a bare name only", required=True),
            *_PLACE,
        ),
        ("artist_id", "fact", "value", "source_id", "file", "row"),
        ("artist_id", "fact"),
    ),
    Table(
        "alias",
        "finished",
        "every name an act is printed under",
        (
            _text("artist_id", "the act", required=True),
            _text("name", "as printed", required=True),
            _text("folded", "folded for comparison", required=True),
            _text("locale", "language, BCP 47"),
            _text(
                "kind",
                "stage, legal, hint (a misspelling, for looking up only) or persona (the name "
                "of another act of the same person)",
                required=True,
            ),
            *_PLACE,
        ),
        ("artist_id", "name", "source_id", "file", "row"),
        ("folded", "artist_id"),
    ),
    Table(
        "membership",
        "finished",
        "an act is or was a member of a group",
        (
            _text("member_id", "the member", required=True),
            _text("group_id", "the group", required=True),
            _text("begin", "since, partial date"),
            _text("end", "until, partial date"),
            *_PLACE,
        ),
        ("member_id", "group_id", "source_id", "file", "row"),
        ("member_id", "group_id"),
    ),
    Table(
        "identity",
        "finished",
        "which act a printed name was taken for, and why",
        (
            _text("name", "name as printed", required=True),
            _text("folded", "folded for comparison, without spaces", required=True),
            _text(
                "beside", "the credit it stands in: what could tell namesakes apart", required=True
            ),
            _text("title", "the work it stands over, folded, without spaces", required=True),
            _text("artist_id", "the act it was taken for", required=True),
            Column(
                "log_odds",
                "real",
                "for this act against the runner-up",
                "natural log",
                required=True,
            ),
            _text("runner_up", "the next likely act, or null if no other bears the name"),
            _text(
                "status",
                "sure, weak (bare name, no namesake known), unsure (waits in review)",
                required=True,
            ),
            Column("reasons", "texts", "named reasons with their weights", required=True),
        ),
        ("name", "beside", "title"),
        ("folded", "beside", "title"),
    ),
    Table(
        "name",
        "finished",
        "what all credits and acts together say of a name: by it `kollabo credits` divides credits",
        (
            _text("key", "the name or word, folded for comparison", required=True),
            Column("known", "flag", "true: a source lists it as one act", required=True),
            Column(
                "alone", "int", "songs of which it is the complete credit", "songs", required=True
            ),
            Column(
                "beside",
                "int",
                "songs or partners beside which it is one part of a credit",
                "songs or partners",
                required=True,
            ),
            Column(
                "shared",
                "int",
                "longer names of which the word is the first or the last",
                "names",
                required=True,
            ),
        ),
        ("key",),
        ("key",),
    ),
    Table(
        "song",
        "finished",
        "one row for each work and set of acts; its versions are in `version`",
        (
            _text("song_id", "stable id of ours ('s-' and 12 hex digits)", required=True),
            _text("title", "the title to show, without credit and version parts", required=True),
            _text("folded", "that title, folded for comparison", required=True),
            _text(
                "released",
                "first release as this song with these acts, partial date; null if nothing tells",
            ),
            Column(
                "released_inferred",
                "flag",
                "true: no source dates it; first day it is seen on any chart",
                required=True,
            ),
            Column("year", "int", "year of `released`", "year"),
            Column("languages", "texts", "languages sung, ISO 639-3"),
            _text("belongs_to", "a soundtrack, a show"),
            Column("links", "texts", "addresses: a video, a stream, a recording, an article"),
            _text(
                "credit",
                "the credit to show, written from the shown rows of `credit`",
                required=True,
            ),
        ),
        ("song_id",),
        ("folded", "song_id"),
    ),
    Table(
        "version",
        "finished",
        "every way a song is printed: versions, spellings and the credit that stood beside",
        (
            _text("song_id", "the song", required=True),
            _text("title", "as printed", required=True),
            _text("credit", "credit as printed (a list is joined by '; ')", required=True),
            _text(
                "version",
                "null, remix, live, acoustic, instrumental, explicit, remaster, edit, other",
            ),
            _text("version_text", "the words that say so"),
            Column("rows", "int", "rows of sources printed this way", "rows", required=True),
        ),
        ("song_id", "title", "credit"),
        ("song_id", "title", "credit"),
    ),
    Table(
        "song_fact",
        "finished",
        "every statement about a song, with its source",
        (
            _text("song_id", "the song", required=True),
            _text(
                "fact",
                "released, language, belongs_to, release, label, link, isrc, note, recording "
                "(MusicBrainz recording id)",
                required=True,
            ),
            _text("value", "what is said", required=True),
            *_PLACE,
        ),
        ("song_id", "fact", "value", "source_id", "file", "row"),
        ("song_id", "fact"),
    ),
    Table(
        "credit",
        "finished",
        "who is credited on a song, by each source; `shown` marks the one to show",
        (
            _text("song_id", "the song", required=True),
            _text("source_id", "the source whose credit this is", required=True),
            _text("printed", "the credit as printed", required=True),
            Column(
                "position",
                "int",
                "from 1, in the order of the credit; 0 in a list without order",
                required=True,
            ),
            _text("artist_id", "the act", required=True),
            _text("credited_as", "its name as printed", required=True),
            _text("role", "main, featured, remixer; null where the source tells no roles"),
            _text("join_phrase", "text between this name and the next", required=True),
            Column("weeks", "int", "chart weeks that print this credit", "weeks", required=True),
            Column("shown", "flag", "true for the credit to show", required=True),
        ),
        ("song_id", "source_id", "printed", "position", "artist_id"),
        ("song_id", "shown", "source_id", "printed", "position"),
    ),
    Table(
        "observation",
        "finished",
        "one figure for a song in a period; a chart's week holds a song once",
        (
            _text("song_id", "the song", required=True),
            _text("chart", "the chart or table", required=True),
            _text("metric", "rank, points, streams, views, playlists, weeks", required=True),
            Column("value", "real", "the figure", "see unit", required=True),
            _text("unit", "its unit", required=True),
            _text("region", "ISO 3166-1 alpha-2, or 'world'", required=True),
            Column("period_from", "day", "first day counted; null for a total since release"),
            Column("period_to", "day", "last day counted", required=True),
            Column("places", "int", "places of the chart that week"),
            _text("printed", "title and credit as printed", required=True),
            *_PLACE,
        ),
        ("song_id", "chart", "metric", "period_to"),
        ("song_id", "chart", "metric", "period_to"),
    ),
    Table(
        "chart_period",
        "finished",
        "which periods of which chart are loaded: tells 'not charted' from 'chart not loaded'",
        (
            _text("chart", "the chart", required=True),
            _text("metric", "what it counts", required=True),
            _text("region", "ISO 3166-1 alpha-2, or 'world'", required=True),
            Column("period_from", "day", "first day; null for a total since release"),
            Column("period_to", "day", "last day", required=True),
            Column("places", "int", "places of the chart"),
            Column("rows", "int", "rows taken", "rows", required=True),
        ),
        ("chart", "metric", "region", "period_to"),
        ("chart", "metric", "period_to"),
    ),
    Table(
        "collaboration",
        "finished",
        "songs of two or more acts that are not member and group of each other",
        (
            _text("song_id", "the song", required=True),
            Column("year", "int", "year of first release", "year"),
            _text("artist_id", "an act of the collaboration, one row each", required=True),
            _text(
                "role",
                "role shown: main, featured, remixer, or null",
            ),
            Column("position", "int", "position shown", required=True),
            _text(
                "doubt",
                "why it waits for a decision (mashup, older than an act, ...), or null",
            ),
            Column(
                "has_evidence",
                "flag",
                "true: some source prints a figure of its size",
                required=True,
            ),
        ),
        ("song_id", "artist_id"),
        ("year", "song_id", "position", "artist_id"),
    ),
    Table(
        "decision",
        "finished",
        "corrections by people: dated, they win, closed and not deleted",
        (
            Column("line", "int", "number of the decision in its file", required=True),
            Column("decided", "day", "when", required=True),
            _text(
                "kind",
                "act, same, whole, origin, scene, released, collaboration",
                required=True,
            ),
            _text(
                "subject",
                "what it is about; with the song, or a song's acts, that it is limited to",
                required=True,
            ),
            _text("value", "what was decided"),
            _text("why", "the reason given"),
            Column("closed", "flag", "true: no longer in force", required=True),
            Column(
                "used",
                "int",
                "how many acts, names or songs it met; 0: none, or several where it means one",
                required=True,
            ),
            _text("source_id", "the file it stands in", required=True),
        ),
        ("source_id", "line"),
        ("source_id", "line"),
    ),
    Table(
        "set_aside",
        "finished",
        "rows that could not be taken, and why",
        (
            *_PLACE,
            _text("reason", "why, in words that say what to do", required=True),
            _text("text", "the row as read, cut to 200 characters", required=True),
        ),
        ("source_id", "file", "row", "reason"),
        ("source_id", "file", "row"),
    ),
    Table(
        "source_file",
        "finished",
        "every file that was read",
        (
            _text("source_id", "the source", required=True),
            _text("file", "path inside the source", required=True),
            _text("sha256", "of its bytes", required=True),
            Column("bytes", "int", "its size", "bytes", required=True),
            Column("rows_read", "int", "rows in it", "rows", required=True),
            Column("rows_taken", "int", "rows that became statements", "rows", required=True),
            Column("rows_set_aside", "int", "rows set aside", "rows", required=True),
        ),
        ("source_id", "file"),
        ("source_id", "file"),
    ),
    Table(
        "source",
        "finished",
        "every import that stands behind this catalogue",
        (
            _text(
                "source_id",
                "kind, name and content hash: the same input, read the same way, has the same id",
                required=True,
            ),
            _text("kind", "people, acts, chart, tracks, facts, decisions", required=True),
            _text("name", "name of the chart, or of the file or folder", required=True),
            _text("layout", "the layout it was read by", required=True),
            _text("path", "where the user had it"),
            _text("region", "where it counts, for charts"),
            _text("sha256", "of the files' hashes, in order of their names", required=True),
            Column("period_from", "day", "first day it covers"),
            Column("period_to", "day", "last day it covers"),
            Column("files", "int", "files read", "files", required=True),
            Column("rows_read", "int", "rows read", "rows", required=True),
            Column("rows_taken", "int", "rows that became statements", "rows", required=True),
            Column("rows_set_aside", "int", "rows set aside", "rows", required=True),
            Column("imported", "time", "when, UTC", required=True),
        ),
        ("source_id",),
        ("source_id",),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in (*PRINTED, *MUSICBRAINZ, *FINISHED)}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table. Loads pyarrow: only the write side asks."""
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(),
        "int": pa.int64(),
        "real": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "time": pa.timestamp("us", tz="UTC"),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema(
        pa.field(column.name, types[column.type], nullable=not column.required)
        for column in TABLES[table].columns
    )
