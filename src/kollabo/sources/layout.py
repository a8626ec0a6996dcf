"""What a layout says: everything particular to one data set, as values.

A layout has one or more **parts**, one for each kind of file in the data set. A part says how its
files are written (CSV, JSON, GML), and which column is what. `kollabo.sources.layout_files` reads
layouts from TOML; docs/sources.md shows how to write one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from kollabo.sources.dates import DateReader

KINDS = ("chart", "tracks", "people", "acts")
MUSICBRAINZ = "musicbrainz"  # the one kind that is read without a layout
METRICS = (
    "rank", "points", "streams", "views", "playlists", "weeks", "listens", "listeners", "pageviews",
)  # fmt: skip

Day = date  # `Period` has a field of the other name
Format = Literal["csv", "json", "gml"]


@dataclass(frozen=True)
class Field:
    """Where a value stands. Of several columns the first that holds something is taken."""

    columns: tuple[str, ...] = ()
    const: str | None = None  # the value itself, the same for every row
    glue: str | None = None  # put all columns together with this between them
    split: str | None = None  # the cell is a list with this between the names
    python_list: bool = False  # the cell is a list as Python prints it
    unless: str | None = None  # only where this other column is empty
    lower: bool = False
    map: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: bool = True  # values that are not in `map` stand for themselves; false: for nothing
    needed: bool = True  # a file without any of these columns does not fit the layout

    def __bool__(self) -> bool:
        return bool(self.columns or self.const)

    @cached_property
    def plain(self) -> str | None:
        """The column, where the field is the text of one column and nothing more."""
        more = self.const or self.glue or self.unless or self.lower or self.map or not self.others
        return self.columns[0] if len(self.columns) == 1 and not more else None


NOTHING = Field()


@dataclass(frozen=True)
class Song:
    """Which columns print a song: its title, its acts, and what else is said of it."""

    title: Field = NOTHING
    credit: Field = NOTHING
    artists: Field = NOTHING
    released: Field = NOTHING
    languages: Field = NOTHING
    belongs_to: Field = NOTHING
    release: Field = NOTHING
    label: Field = NOTHING
    country: Field = NOTHING
    links: Field = NOTHING
    isrc: Field = NOTHING
    note: Field = NOTHING


@dataclass(frozen=True)
class Mark:
    """Words in a title, credit or release that say something of the song, in ``note``."""

    note: str
    pattern: str


@dataclass(frozen=True)
class Figure:
    """A column with figures. ``parts_after``: a 0 is no figure where all columns after it are
    empty or 0, and a contradiction where they are not."""

    metric: str
    column: Field
    thousands: str = ""
    suffixes: tuple[str, ...] = ()  # what may stand after the number
    parts_after: bool = False


@dataclass(frozen=True)
class Crawl:
    """The file's date is the day of a crawl: the chart's week is worked out from the songs' weeks
    on chart (see `kollabo.sources.crawl_weeks`)."""

    weeks: str
    weekday: int  # 0 is Monday: the day that the chart is dated
    shown: int  # it is first shown so many days before its date


@dataclass(frozen=True)
class Period:
    """Which days a figure counts. The printed date is the last of ``days`` days, ``ends`` days
    later; or all figures are totals since release up to the day ``to``."""

    date: Field = NOTHING
    days: int = 1
    ends: int = 0
    to: Day | None = None
    crawl: Crawl | None = None


@dataclass(frozen=True)
class Alias:
    name: Field
    kind: str = "stage"
    locale: str | None = None  # "script": Korean if in Hangul, Japanese if in kana


@dataclass(frozen=True)
class Members:
    """A list of a group's members inside the group's own item (JSON)."""

    items: tuple[str, ...]
    id: str | None = None
    name: str | None = None  # null: the members have items of their own elsewhere


@dataclass(frozen=True)
class Act:
    """Which columns print an act. Without ``id`` the name is the id."""

    items: str = ""  # JSON: path of the list
    id: Field = NOTHING
    name: Field = NOTHING
    kind: Field = NOTHING
    origin: Field = NOTHING
    begin: Field = NOTHING
    end: Field = NOTHING
    born: Field = NOTHING
    genres: Field = NOTHING
    label: Field = NOTHING
    mbid: Field = NOTHING
    note: Field = NOTHING
    roster: str | None = None
    bare: bool = False
    aliases: tuple[Alias, ...] = ()
    members: Members | None = None
    groups: Field = NOTHING  # names of the groups that the act is a member of
    group_id: Field = NOTHING  # id of the one group that the act is a member of
    group_name: Field = NOTHING


@dataclass(frozen=True)
class Join:
    """Another CSV beside this one: its cells are ``name.column`` here."""

    file: str
    name: str
    column: str
    key: str


@dataclass(frozen=True)
class Part:
    """One kind of file of a data set."""

    format: Format
    files: tuple[str, ...]
    also: tuple[str, ...] = ()  # further columns that must be there: they tell similar sets apart
    delimiters: tuple[str, ...] = (",",)
    encoding: str = "utf-8"
    items: str = ""  # JSON: path of the list, empty where the file is the list
    loose: bool = False  # JSON: keys in any letter case
    missing: frozenset[str] = frozenset()  # cells that stand for nothing
    damage: tuple[str, ...] = ()  # traces of lost text: a row with one is set aside
    entities: bool = False  # cells hold HTML entities
    keep: tuple[str, ...] = ()  # names that hold the separator of their list themselves
    dates: DateReader = field(default_factory=lambda: DateReader(("YYYY-MM-DD", "YYYY-MM", "YYYY")))
    join: Join | None = None
    song: Song | None = None
    marks: tuple[Mark, ...] = ()
    figures: tuple[Figure, ...] = ()
    period: Period = Period()
    chart: Field = NOTHING  # part of the chart's name that stands in a column
    region: Field = NOTHING
    places: int | None = None
    count_places: bool = False  # the chart has as many places as the highest rank of its day
    acts: tuple[Act, ...] = ()

    def needed(self) -> Iterator[tuple[str, ...]]:
        """Sets of columns of which a file must have one each."""
        fields = [field for field in _needed_fields(self) if field.columns and field.needed]
        for one in fields:
            yield from ((column,) for column in one.columns) if one.glue else (one.columns,)
        yield from ((column,) for column in self.also)


@dataclass(frozen=True)
class Layout:
    """One data set's way of writing. ``generic`` layouts are tried after all others."""

    name: str
    kinds: tuple[str, ...]
    title: str
    about: str
    file: str
    parts: tuple[Part, ...]
    region: str | None = None
    generic: bool = False
    songs: bool = False  # a chart layout that also prints facts of songs (label, release date)
    sha256: str = ""  # of a user's own layout: a changed one reads the same file in another way

    @property
    def identity(self) -> str:
        """What tells one way of reading from another; a shipped one changes with kollabo only."""
        return f"{self.name} {self.sha256}".strip()


def _needed_fields(part: Part) -> Iterator[Field]:
    if part.song:
        yield from (part.song.title, part.song.artists, part.song.credit)
        yield part.period.date
        yield from (figure.column for figure in part.figures)
    if part.acts:
        yield from (part.acts[0].id, part.acts[0].name)
