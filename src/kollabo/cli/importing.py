"""An import from end to end: readings into a staged snapshot, the build, the publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from kollabo.answers.known_scenes import known_scenes
from kollabo.answers.sources import sources
from kollabo.build.decisions import read_decisions
from kollabo.build.engines.chosen import check_engine
from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.musicbrainz.account import Account
from kollabo.build.pipeline import build
from kollabo.build.source_tables import FILES, SET_ASIDE
from kollabo.catalogue.changes import Change, changes
from kollabo.catalogue.location import decisions_path, scenes_path
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.catalogue.staging import Staging
from kollabo.catalogue.writer import current_snapshot, own_version, write
from kollabo.cli.edge import if_stopped
from kollabo.cli.progress import Progress
from kollabo.publish.import_text import Holdings, ImportSummary, RecordingsFate, TakenSource
from kollabo.sources import CountedReading, Counting, Reading, open_reading
from kollabo.sources.counted_forms import check_counting
from kollabo.sources.layout import MUSICBRAINZ
from kollabo.sources.musicbrainz.reading import MusicBrainzReading, Stamp

# The shipped facts: file, kind to read it as, layout. As sources their ids begin with "facts-",
# by which the build knows that they win.
FACTS = (("acts.csv", "acts", "acts-csv"), ("songs.csv", "tracks", "songs-csv"))
FACTS_KIND = "facts"

# In a report: what tells that files are those that were read before, without reading them.
STAMPS = "stamps"
# What the build made of MusicBrainz's recordings and acts.
ACCOUNT = "account"

AnyReading = Reading | CountedReading | MusicBrainzReading


@dataclass(frozen=True)
class Request:
    """What to import, and how to read it."""

    kind: str
    paths: tuple[Path, ...]
    name: str | None = None
    region: str | None = None
    layout: str | None = None
    layout_folders: tuple[Path, ...] = ()
    with_facts: bool = True
    again: bool = False
    verify: bool = False
    counting: Counting = field(default_factory=Counting)


def import_sources(
    root: Path,
    request: Request,
    progress: Progress,
    *,
    wait_seconds: float = 60,
    engine: EngineChoice = DUCKDB,
) -> ImportSummary:
    """Import and build. Whatever goes wrong, the catalogue from before stays."""
    return import_all(root, [request], progress, wait_seconds=wait_seconds, engine=engine)


def import_all(
    root: Path,
    requests: Sequence[Request],
    progress: Progress,
    *,
    wait_seconds: float = 60,
    engine: EngineChoice = DUCKDB,
) -> ImportSummary:
    """Several imports with one build: the same catalogue as one import after another."""
    staging: Staging | None = None
    account: Account | None = None

    def meaning() -> str:
        if staging is not None and staging.published:
            return "the import was already done: the new catalogue is in place"
        return "nothing was imported, the catalogue is as it was before"

    with if_stopped(meaning):
        check_engine(engine)
        known_scenes(root)  # a mistake in the user's own files is told before any is read
        read_decisions(root)
        before_it = current_snapshot(root) or root
        opened = [(request, _open_readings(request)) for request in requests]
        with write(root, wait_seconds=wait_seconds, on_wait=progress.say) as staging:
            for request, readings in opened:
                _identify(readings, {} if request.verify else _stamps(staging))
            before = staging.sources()
            mine = frozenset(reading.source_id for _, readings in opened for reading in readings)
            taken = [
                _take(staging, reading, request, mine, progress)
                for request, readings in opened
                for reading in readings
            ]
            put_in_facts(staging, progress, wanted=all(one.with_facts for one in requests))
            if _nothing_new(root, staging, before, taken):
                staging.discard()
            else:
                decisions = read_decisions(root)
                scenes = known_scenes(root)
                account = build(staging, scenes, decisions, progress.step, engine)
                for refused in (one for one in decisions.all if one.refused):
                    progress.say(f"decision {refused.line} is not applied: {refused.refused}")
                if account:
                    said = staging.report(account.source_id)
                    staging.set_report(account.source_id, {**said, ACCOUNT: asdict(account)})
                progress.step("writing the catalogue")
    replaced = any(
        source_id.startswith(MUSICBRAINZ) and state == "replaced" for source_id, state in taken
    )
    changed = changes(before_it, staging.published) if replaced and staging.published else ()
    return _summary(root, taken, account, changed)


def _nothing_new(
    root: Path, staging: Staging, before: Sequence[str], taken: Sequence[tuple[str, str]]
) -> bool:
    """Whether the build would make what is there: the same sources, decisions, scenes, kollabo."""
    base = staging.base
    if base is None or before != staging.sources() or base.kollabo != own_version():
        return False
    if not taken or any(state != "unchanged" for _, state in taken):
        return False
    decided, own = decisions_path(root), scenes_path(root)
    if not decided.exists() and base.tables["decision"].rows:
        return False
    since = datetime.fromisoformat(base.created).timestamp()
    theirs = [path for path in (decided, own, *own.glob("*")) if path.exists()]
    return all(path.stat().st_mtime < since for path in theirs)


def _open_readings(request: Request) -> Sequence[AnyReading]:
    """Open all before the first is read, so that a mistake in one path costs no time."""
    check_counting(request.kind, request.counting)
    if request.kind == MUSICBRAINZ:
        return [MusicBrainzReading([path.expanduser().absolute() for path in request.paths])]
    found: dict[str, AnyReading] = {}
    for path in request.paths:
        for reading in open_reading(
            request.kind,
            path.expanduser().absolute(),
            name=request.name,
            region=request.region,
            layout=request.layout,
            layout_folders=request.layout_folders,
            counting=request.counting,
        ):
            found.setdefault(reading.source_id, reading)
    return list(found.values())


def _identify(readings: Sequence[AnyReading], known: Mapping[Stamp, str]) -> None:
    for reading in readings:
        if isinstance(reading, MusicBrainzReading):
            reading.identify(known)


def _stamps(staging: Staging) -> dict[Stamp, str]:
    """Path, size and time of change of every large file that was read, to its hash."""
    reports = map(staging.report, staging.sources())
    stamps = (stamp for report in reports for stamp in report.get(STAMPS, ()))
    return {(path, size, changed): digest for path, size, changed, digest in stamps}


def _take(
    staging: Staging,
    reading: AnyReading,
    request: Request,
    mine: frozenset[str],
    progress: Progress,
) -> tuple[str, str]:
    """Write one source, unless it is there already; an older one of the same files gives way.

    Gives its id and what became of it.
    """
    was_there = reading.source_id in staging.sources()
    if was_there and not request.again:
        return reading.source_id, "unchanged"
    report = _write(staging, reading, progress)
    replaced = _drop_older(staging, report, request, mine)
    state = "read again" if was_there else "replaced" if replaced else "new"
    return reading.source_id, state


def _write(
    staging: Staging, reading: AnyReading, progress: Progress, **instead: Any
) -> dict[str, Any]:
    progress.start_reading(reading.name)
    if isinstance(reading, CountedReading):
        reading.scratch = staging.scratch
    with staging.printed_writer(reading.source_id) as printed:
        if isinstance(reading, MusicBrainzReading):
            with staging.scratch_folder() as scratch:
                reading.write_tables(printed.folder, scratch, progress.read)
        else:
            for table, batch in reading.batches(progress.read):
                printed.write(table, batch)
                progress.rows(batch.num_rows)
    report = {**_report_of(reading), **instead}
    staging.set_report(reading.source_id, report)
    return report


def _report_of(reading: AnyReading) -> dict[str, Any]:
    """The report as `kollabo.build.source_tables` reads it."""
    said = reading.report
    stamps = {STAMPS: reading.stamps} if isinstance(reading, MusicBrainzReading) else {}
    return {
        **stamps,
        "kind": said.kind,
        "name": said.name,
        "layout": said.layout,
        "path": said.path,
        "region": said.region,
        "sha256": said.sha256,
        "period_from": said.period_from and said.period_from.isoformat(),
        "period_to": said.period_to and said.period_to.isoformat(),
        "files": len(said.files),
        "rows_read": said.rows_read,
        "rows_taken": said.rows_taken,
        "rows_set_aside": said.rows_set_aside,
        "imported": datetime.now(UTC).isoformat(timespec="seconds"),
        FILES: [asdict(file) for file in said.files],
        SET_ASIDE: [asdict(row) for row in said.set_aside],
    }


def _drop_older(
    staging: Staging, report: dict[str, Any], request: Request, mine: frozenset[str]
) -> bool:
    """Drop what older imports read from the same path as the same: by name, or the very bytes.

    Where neither name nor layout is asked for, this import is all that the path has to say.
    """
    dropped = False
    for other_id in set(staging.sources()) - mine:
        other = staging.report(other_id)
        if other.get("kind") == report["kind"] == MUSICBRAINZ:  # a newer dump, or another form
            staging.drop_source(other_id)
            dropped = True
            continue
        same_place = all(other.get(key) == report[key] for key in ("kind", "path"))
        same = any(other.get(key) == report[key] for key in ("name", "sha256"))
        if same_place and (same or not (request.name or request.layout)):
            staging.drop_source(other_id)
            dropped = True
    return dropped


def put_in_facts(staging: Staging, progress: Progress, *, wanted: bool) -> None:
    """The facts of this kollabo in place of those that an older one may have put in."""
    with ExitStack() as stack:
        facts = _facts(stack) if wanted else {}
        mine = staging.base is not None and staging.base.kollabo == own_version()
        for source_id in staging.sources():
            if source_id.startswith(f"{FACTS_KIND}-") and not (mine and source_id in facts):
                staging.drop_source(source_id)
        for source_id in sorted(facts.keys() - set(staging.sources())):
            file, reading = facts[source_id]
            _write(staging, reading, progress, kind=FACTS_KIND, path=f"kollabo/facts/{file}")


def _facts(stack: ExitStack) -> dict[str, tuple[str, Reading | CountedReading]]:
    """The files of shipped facts and their readings, by the ids they are to have as sources."""
    found: dict[str, tuple[str, Reading | CountedReading]] = {}
    for file, kind, layout in FACTS:
        path = stack.enter_context(as_file(files("kollabo") / "data" / "facts" / file))
        name = f"facts of kollabo: {file.removesuffix('.csv')}"
        for reading in open_reading(kind, path, name=name, layout=layout):
            reading.source_id = f"{FACTS_KIND}-{reading.source_id}"
            found[reading.source_id] = (file, reading)
    return found


def _summary(
    root: Path,
    taken: Sequence[tuple[str, str]],
    account: Account | None,
    changed: Sequence[Change],
) -> ImportSummary:
    """What was taken, as the new catalogue itself says, and how much it holds now."""
    with open_catalogue(root) as catalogue:
        return ImportSummary(
            tuple(
                TakenSource(state, source)
                for source_id, state in taken
                for source in sources(catalogue, source_id).sources
            ),
            holdings(catalogue),
            str(root),
            _fate(account) if account else None,
            tuple(changed),
        )


def holdings(catalogue: Catalogue) -> Holdings:
    rows = {name: record.rows for name, record in catalogue.manifest.tables.items()}
    return Holdings(
        songs=rows["song"],
        acts=rows["artist"],
        chart_periods=rows["chart_period"],
        sources=rows["source"],
    )


def _fate(account: Account) -> RecordingsFate:
    return RecordingsFate(
        account.recordings,
        account.merged,
        account.left,
        account.songs,
        account.songs_known,
        account.acts,
        account.matched,
        account.unmatched_count,
        account.unmatched,
    )
