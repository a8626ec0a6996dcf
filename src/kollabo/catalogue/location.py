"""Where a catalogue lies, and the names of what lies in it.

::

    <root>/CURRENT            name of the current snapshot
    <root>/snapshots/<name>/  manifest.json, <table>.parquet, printed/<source_id>/...
    <root>/staging/           what a writer is making now, and nothing a reader looks at
    <root>/lock               held by the one writer
    <root>/decisions.toml     the user's corrections, in no snapshot
    <root>/scenes/            the user's scenes, in no snapshot
"""

from __future__ import annotations

import os
from pathlib import Path

CURRENT = "CURRENT"
SNAPSHOTS = "snapshots"
STAGING = "staging"
LOCK = "lock"
DECISIONS = "decisions.toml"
SCENES = "scenes"

MANIFEST = "manifest.json"
PRINTED = "printed"
REPORT = "report.json"


def catalogue_root(explicit: Path | None = None) -> Path:
    """The catalogue's folder: the one asked for, else ``KOLLABO_HOME``, else the platform's."""
    if explicit is not None:
        return explicit.expanduser()
    if home := os.environ.get("KOLLABO_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_dir  # loaded only where nobody named a folder

    return Path(user_data_dir("kollabo", appauthor=False))


def decisions_path(root: Path) -> Path:
    """The user's corrections. They belong to the user, so no snapshot holds or removes them."""
    return root / DECISIONS


def scenes_path(root: Path) -> Path:
    """The user's scenes, where builds and questions both find them; there need be none."""
    return root / SCENES


def starter_path() -> Path:
    """The snapshot that comes with kollabo, read while a catalogue is still empty."""
    return Path(__file__).resolve().parent.parent / "data" / "starter"


def table_file(table: str) -> str:
    return f"{table}.parquet"
