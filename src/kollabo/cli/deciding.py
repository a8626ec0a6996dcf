"""A decision written down safely, and the catalogue made anew with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from kollabo.answers.deciding import Ready
from kollabo.answers.known_scenes import known_scenes
from kollabo.build.decisions import KINDS, OF_SONGS, Decisions, read_decisions
from kollabo.build.engines.chosen import check_engine
from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.pipeline import build
from kollabo.catalogue.durable import write_file
from kollabo.catalogue.location import decisions_path
from kollabo.catalogue.snapshots import current_snapshot
from kollabo.catalogue.staging import Staging
from kollabo.catalogue.writer import write
from kollabo.cli.edge import if_stopped
from kollabo.cli.progress import Progress
from kollabo.errors import CatalogueError, UsageError
from kollabo.publish.decision_text import Decided
from kollabo.scenes.definitions import Scene, find_scene
from kollabo.sources.countries import Countries
from kollabo.sources.record import Unreadable


def decide(
    root: Path,
    asked: Ready,
    progress: Progress,
    *,
    wait_seconds: float = 60,
    engine: EngineChoice = DUCKDB,
) -> Decided:
    """Add the decision to ``decisions.toml`` and build. On an error nothing has changed."""
    check_engine(engine)
    scenes = known_scenes(root)
    ready = checked(asked, scenes)
    if current_snapshot(root) is None:
        raise CatalogueError(
            "there is no catalogue here that a decision could change",
            file=str(root),
            remedy="import a source first",
        )
    text = ready.toml(dt.date.today())
    read_decisions(root)  # a mistake made there before is told with the file's own name
    written = False

    def meaning() -> str:
        if written:
            return "the decision is written down, the next import takes it in"
        return "nothing was decided, the catalogue is as it was before"

    with (
        if_stopped(meaning),
        write(root, wait_seconds=wait_seconds, on_wait=progress.say) as staging,
    ):
        content = _appended(decisions_path(root), text)
        decisions = _read_aside(staging, content)
        build(staging, scenes, decisions, progress.step, engine)
        decision = decisions.all[-1]
        if decision.refused:
            raise UsageError(decision.refused, remedy="name the acts of the one meant with --act")
        progress.step("writing the catalogue")
        write_file(decisions_path(root), content)
        written = True
    return Decided(ready, str(decisions_path(root)), decision.used)


def _appended(path: Path, text: str) -> bytes:
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    return before + (b"\n" if before else b"") + text.encode("utf-8")


def _read_aside(staging: Staging, content: bytes) -> Decisions:
    """The decisions as they will stand, read back before anything is changed."""
    folder = staging.scratch / "decisions"
    folder.mkdir()
    decisions_path(folder).write_bytes(content)
    return read_decisions(folder)


def checked(asked: Ready, scenes: Mapping[str, Scene]) -> Ready:
    """The decision with its value as the build reads it. UsageError says what is wrong with it."""
    for text in (asked.subject, asked.value, asked.song, asked.why, *asked.acts):
        if not text.isprintable():
            raise UsageError(f"{text!r} holds characters that no name has")
    if not asked.subject.strip():
        raise UsageError("the subject is empty", remedy=f"{asked.kind}: {KINDS[asked.kind]}")
    if asked.song and asked.kind != "act":
        raise UsageError("--song goes with kind act only")
    if asked.acts and asked.kind not in OF_SONGS:
        raise UsageError(f"--act goes with kind {' and '.join(OF_SONGS)} only")
    if asked.kind == "whole":
        if asked.value:
            raise UsageError("a decision of kind whole has no value", remedy="quote the name")
        return asked
    if not asked.value.strip():
        raise UsageError("the value is missing", remedy=f"{asked.kind}: {KINDS[asked.kind]}")
    return asked._replace(value=_value(asked.kind, asked.value.strip(), scenes))


def _value(kind: str, value: str, scenes: Mapping[str, Scene]) -> str:
    match kind:
        case "origin":
            try:
                return Countries.read().code(value)
            except Unreadable as error:
                raise UsageError(str(error), remedy="a country such as KR") from None
        case "scene":
            name = value.removeprefix("not ")
            scene = find_scene(name, scenes).name
            return scene if name == value else f"not {scene}"
        case "released":
            return _partial_date(value)
        case "collaboration" if value not in ("yes", "no"):
            raise UsageError(f"{value!r} is neither yes nor no")
        case _:
            return value


def _partial_date(value: str) -> str:
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            day = dt.datetime.strptime(value, form)
        except ValueError:
            continue
        return day.strftime(form)
    raise UsageError(f"{value!r} is no date", remedy="2023-07-14, 2023-07 or 2023")
