"""The build: from everything sources print to the finished tables, always as a whole.

What it makes depends on the set of sources alone and not on the order of their imports: printed
tables are read in the order of their sources' ids, and every choice has a last, fixed tie-break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from kollabo.build import collaborations, credits, evidence, releases, song_tables
from kollabo.build.decisions import Decisions
from kollabo.build.frames import BuildSession, Frame, build_session
from kollabo.build.identity import tables as identity_tables
from kollabo.build.identity.credited import Link
from kollabo.build.identity.resolving import (
    Acts,
    join_acts,
    links_by_mention,
    mentions_of,
    resolve_names,
)
from kollabo.build.identity.statements import Statement, gather
from kollabo.build.printings import Printing, collect_printings, with_printing_id
from kollabo.build.reading import ReadPrinting, learn_evidence, read_printing
from kollabo.build.song_frames import SongFrames, song_frames
from kollabo.build.songs import make_songs
from kollabo.build.source_tables import set_aside_later, source_tables
from kollabo.catalogue.schema import TABLES, arrow_schema
from kollabo.catalogue.staging import Staging
from kollabo.scenes.definitions import Scene

Progress = Callable[[str], None]
_BATCH = 50_000


def build(
    staging: Staging,
    scenes: Mapping[str, Scene],
    decisions: Decisions,
    progress: Progress = lambda step: None,
) -> None:
    """Make every finished table of the catalogue that ``staging`` is about to publish."""
    with build_session(staging.scratch / "build") as session:
        printed = _Printed(session, staging)
        progress("acts")
        statements = gather(*printed.acts())
        acts = join_acts(statements, scenes, decisions)
        progress("credits")
        printings = collect_printings(session, printed.songs, printed.figures)
        read = read_all(printings, statements, decisions)
        progress("names")
        links, acts = resolve_names(acts, mentions_of(read, statements), scenes, decisions)
        progress("songs")
        songs = make_songs(read, links_by_mention(links))
        frames = song_frames(session, songs, decisions)
        del read, printings, songs
        progress("tables")
        set_aside = _write_song_tables(session, staging, printed, frames)
        _write_act_tables(staging, acts, links)
        _write_source_tables(session, staging, decisions, set_aside)


class _Printed:
    """The printed tables of all sources, songs and figures already with their printing's id."""

    def __init__(self, session: BuildSession, staging: Staging) -> None:
        self._session = session
        self._staging = staging
        self.songs = self._with_id("printed_song")
        self.figures = self._with_id("printed_observation")

    def _with_id(self, table: str) -> Frame:
        frame = self._session.printed(table, self._staging.printed(table))
        return self._session.keep(with_printing_id(self._session, frame), f"{table}_with_id")

    def acts(self) -> tuple[list[dict[str, Any]], ...]:
        names = ("printed_act", "printed_alias", "printed_membership")
        return tuple(self._in_order(name) for name in names)

    def _in_order(self, table: str) -> list[dict[str, Any]]:
        frame = self._session.printed(table, self._staging.printed(table))
        return self._session.rows(frame.orderBy("source_id", "file", "row"))


def read_all(
    printings: Sequence[Printing], statements: Sequence[Statement], decisions: Decisions
) -> list[ReadPrinting]:
    """Every printing read, by what all of them and all known acts say of names."""
    known = [name for one in statements for name in one.stage_names] + decisions.whole_names()
    names = learn_evidence(printings, known)
    return [read_printing(printing, names) for printing in printings]


def _write_song_tables(
    session: BuildSession, staging: Staging, printed: _Printed, frames: SongFrames
) -> Frame:
    """Everything about songs; returns the rows set aside because a chart week repeats a song."""
    seen = session.keep(evidence.observations(session, printed.figures, frames.reading), "seen")
    said = printed.songs.join(
        frames.reading.select("printing_id", "song_id"), on="printing_id", how="inner"
    )
    said = session.keep(said, "said")
    first_seen = session.keep(evidence.first_seen(session, seen), "first_seen")
    dated = session.keep(releases.released(session, said, first_seen, frames.songs), "released")
    credit = credits.credit_rows(session, printed.songs, seen, frames.reading, frames.credits)
    credit = session.keep(credits.with_shown(session, credit), "credit")
    song = session.keep(song_tables.songs(session, frames, said, dated, credit), "song")
    write = _writer(session, staging)
    write("observation", evidence.observation_table(seen))
    write("chart_period", evidence.chart_periods(session, printed.figures))
    write("credit", credit)
    write("song", song)
    write("song_fact", song_tables.song_facts(session, said))
    write("version", song_tables.versions(session, printed.songs, printed.figures, frames))
    write(
        "collaboration",
        collaborations.collaborations(session, frames.songs, dated, credit, seen),
    )
    return evidence.set_aside_repeats(session, seen, said)


def _writer(session: BuildSession, staging: Staging) -> Callable[[str, Frame], None]:
    def write(table: str, frame: Frame) -> None:
        columns = arrow_schema(table).names
        staging.write_table(table, session.batches(frame.select(*columns)))

    return write


def _write_act_tables(staging: Staging, acts: Acts, links: Sequence[Link]) -> None:
    staging.write_table("artist", _batches("artist", identity_tables.artist_rows(acts.acts)))
    for table, rows in (
        ("artist_fact", identity_tables.artist_fact_rows(acts.acts)),
        ("alias", identity_tables.alias_rows(acts.acts)),
        ("membership", identity_tables.membership_rows(acts.acts, acts.group_of)),
        ("identity", identity_tables.identity_rows(links)),
    ):
        staging.write_table(table, _batches(table, rows, unique=True))


def _write_source_tables(
    session: BuildSession, staging: Staging, decisions: Decisions, set_aside: Frame
) -> None:
    reports = {source_id: staging.report(source_id) for source_id in staging.sources()}
    found = source_tables(reports)
    set_aside_later(found, session.rows(set_aside))
    found["decision"] = list(decisions.rows())
    for table, rows in found.items():
        staging.write_table(table, _batches(table, iter(rows), unique=True))


def _batches(
    table: str, rows: Iterator[dict[str, Any]], *, unique: bool = False
) -> Iterator[pa.RecordBatch]:
    """Rows as batches of a table's schema; ``unique`` drops rows that repeat a key."""
    schema = arrow_schema(table)
    seen: set[tuple[Any, ...]] = set()
    key = TABLES[table].key
    waiting: list[dict[str, Any]] = []
    for row in rows:
        if unique:
            name = tuple(row[column] for column in key)
            if name in seen:
                continue
            seen.add(name)
        waiting.append(row)
        if len(waiting) == _BATCH:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=schema)
