"""The build: from everything sources print to the finished tables, always as a whole.

What it makes depends on the set of sources alone and not on the order of their imports: printed
tables are read in the order of their sources' ids, and every choice has a last, fixed tie-break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from kollabo.build import collaborations, credits, evidence, releases, song_tables
from kollabo.build.decisions import Decisions
from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.frames import BuildSession, Frame, build_session
from kollabo.build.identified import identify
from kollabo.build.identity import tables as identity_tables
from kollabo.build.identity.credited import Link
from kollabo.build.identity.resolving import Acts, links_by_mention
from kollabo.build.identity.statements import gather
from kollabo.build.musicbrainz.account import Account, account_of
from kollabo.build.musicbrainz.acts import MusicBrainzActs, acts_of_ids
from kollabo.build.musicbrainz.by_recording import join_by_recording
from kollabo.build.musicbrainz.songs import RecordingSongs, add_recordings
from kollabo.build.musicbrainz.source import open_musicbrainz
from kollabo.build.printed import Printed
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
    engine: EngineChoice = DUCKDB,
) -> Account | None:
    """Make every finished table of the catalogue that ``staging`` is about to publish.

    Gives what became of MusicBrainz's dump, where there is one.
    """
    with build_session(staging.scratch / "build", engine) as session:
        printed = Printed(session, staging.printed)
        musicbrainz = open_musicbrainz(session, staging)
        statements, printings = gather(*printed.acts()), printed.printings()
        found = identify(statements, printings, scenes, decisions, progress, musicbrainz)
        links, acts, known = found.links, found.acts, found.musicbrainz
        rows = (counts._asdict() for counts in found.names.counts())
        staging.write_table("name", _batches("name", rows))
        progress("songs")
        songs = make_songs(found.read, links_by_mention(links))
        frames = song_frames(session, songs, decisions)
        del found, statements, printings
        more: MusicBrainzActs | None = None
        account: Account | None = None
        if musicbrainz and known:
            act_of = acts_of_ids(musicbrainz, acts.acts)
            more = MusicBrainzActs(musicbrainz, act_of)
            progress("recordings")
            recordings = RecordingSongs(known.recordings, more, act_of, songs)
            progress("songs of recordings")
            of_recordings = recordings.frames(decisions)
            join_by_recording(session, musicbrainz, printed, frames, recordings.grouped)
            add_recordings(session, printed, frames, of_recordings)
            account = account_of(musicbrainz, recordings.grouped, recordings.known, acts.acts)
        del songs
        progress("tables")
        set_aside = _write_song_tables(session, staging, printed, frames)
        _write_act_tables(session, staging, acts, links, more)
        _write_source_tables(session, staging, decisions, set_aside)
    return account


def _write_song_tables(
    session: BuildSession, staging: Staging, printed: Printed, frames: SongFrames
) -> Frame:
    """Everything about songs; returns the rows set aside because a chart week repeats a song."""
    seen = session.keep(evidence.observations(session, printed.figures, frames.reading), "seen")
    said = session.keep(printed.said_of_songs(frames.reading), "said")
    first_seen = session.keep(evidence.first_seen(session, seen), "first_seen")
    dated = session.keep(releases.released(session, said, first_seen, frames.songs), "released")
    credit = credits.credit_rows(session, printed.songs, seen, frames.reading, frames.credits)
    credit = session.keep(credit, "credit_rows")
    credit = session.keep(credits.with_shown(session, credit), "credit")
    song = session.keep(song_tables.songs(session, frames, said, dated, credit), "song")

    def write(table: str, frame: Frame) -> None:
        session.write(staging, table, frame)

    write("observation", evidence.observation_table(seen))
    write("chart_period", evidence.chart_periods(session, printed.figures))
    write("credit", credit)
    write("song", song)
    facts = song_tables.song_facts(session, said)
    write("song_fact", facts.unionByName(printed.facts) if printed.facts else facts)
    write("version", song_tables.versions(session, printed.songs, printed.figures, frames))
    write(
        "collaboration",
        collaborations.collaborations(session, frames.songs, dated, credit, seen),
    )
    return evidence.set_aside_repeats(session, seen, said)


def _write_act_tables(
    session: BuildSession,
    staging: Staging,
    acts: Acts,
    links: Sequence[Link],
    more: MusicBrainzActs | None,
) -> None:
    """The tables about acts: of those identity weighed, and of those MusicBrainz alone knows."""
    beside: dict[str, Iterable[Frame]] = {}
    if more:
        beside = {
            "artist": [more.artists()],
            "artist_fact": more.facts(),
            "alias": more.aliases(),
            "membership": [more.memberships],
        }
    for table, rows in (
        ("artist", identity_tables.artist_rows(acts.acts)),
        ("artist_fact", identity_tables.artist_fact_rows(acts.acts)),
        ("alias", identity_tables.alias_rows(acts.acts)),
        ("membership", identity_tables.membership_rows(acts.acts, acts.group_of)),
        ("identity", identity_tables.identity_rows(links)),
    ):
        schema = arrow_schema(table)
        frame = session.from_batches(f"weighed_{table}", schema, _batches(table, rows, unique=True))
        for other in beside.get(table, ()):
            frame = frame.unionByName(other.select(*schema.names))
        session.write(staging, table, frame)


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
