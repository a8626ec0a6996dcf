"""A source dropped from a staged snapshot, the build without it, the publish."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from kollabo.answers.known_scenes import known_scenes
from kollabo.answers.sources import Source, source_json, sources
from kollabo.build.decisions import read_decisions
from kollabo.build.engines.chosen import check_engine
from kollabo.build.engines.engine import DUCKDB, EngineChoice
from kollabo.build.pipeline import build
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import FACTS
from kollabo.catalogue.staging import Staging
from kollabo.catalogue.writer import write
from kollabo.cli.edge import if_stopped
from kollabo.cli.importing import holdings
from kollabo.cli.progress import Progress
from kollabo.errors import NotFound, UsageError
from kollabo.publish.forgotten_text import Forgotten


def source_to_forget(root: Path, named: str) -> Source:
    """The one source of an id or name. Raises NotFound for none, UsageError for several."""
    with open_catalogue(root, starter_if_empty=False) as catalogue:
        found = sources(catalogue, named).sources
    if len(found) > 1:
        ids = ", ".join(one.source_id for one in found)
        raise UsageError(f"{len(found)} sources are called {named!r}", remedy=f"name one: {ids}")
    (source,) = found
    if source.source_id.startswith(FACTS):
        raise UsageError(
            f"{source.name!r} comes with kollabo and with every import",
            remedy="`kollabo import ... --without-facts` leaves the facts out",
        )
    return source


def forget(
    root: Path,
    source: Source,
    progress: Progress,
    *,
    wait_seconds: float = 60,
    engine: EngineChoice = DUCKDB,
) -> Forgotten:
    """Publish the catalogue without the source. Whatever goes wrong, the one from before stays."""
    staging: Staging | None = None

    def meaning() -> str:
        if staging is not None and staging.published:
            return "it was already done: the new catalogue is in place"
        return "nothing was forgotten, the catalogue is as it was before"

    check_engine(engine)
    with if_stopped(meaning):
        with open_catalogue(root, starter_if_empty=False) as catalogue:
            before = holdings(catalogue)
        with write(root, wait_seconds=wait_seconds, on_wait=progress.say) as staging:
            if source.source_id not in staging.sources():  # another process was first
                raise NotFound(f"the source {source.source_id!r} is gone already")
            staging.drop_source(source.source_id)
            build(staging, known_scenes(root), read_decisions(root), progress.step, engine)
            progress.step("writing the catalogue")
        with open_catalogue(root) as catalogue:
            return Forgotten(source, before, holdings(catalogue), str(root))


def as_json(forgotten: Forgotten) -> dict[str, Any]:
    """As docs/json.md says."""
    return {
        "forgotten": source_json(forgotten.source),
        "before": asdict(forgotten.before),
        "after": asdict(forgotten.after),
        "catalogue": forgotten.catalogue,
    }
