"""Whether a snapshot is what its manifest says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kollabo.catalogue.manifest import RESTORE, FileRecord, read_manifest
from kollabo.catalogue.schema import FINISHED, PRINTED
from kollabo.errors import CatalogueError


def validate(snapshot: Path, *, deep: bool = False) -> None:
    """Hold the files against the manifest: all there, of the right size and, if deep, hash.

    Raises CatalogueError naming the first file that is not as it should be.
    """
    manifest = read_manifest(snapshot)
    missing = [table.name for table in FINISHED if table.name not in manifest.tables]
    missing += [
        f"{source_id}: {table.name}"
        for source_id, source in manifest.sources.items()
        for table in PRINTED
        if table.name not in source.tables
    ]
    if missing:
        raise _damaged(snapshot, f"lacks the tables {', '.join(missing)}")
    for path, record in manifest.files():
        check_file(snapshot / path, record, deep=deep)


def check_file(path: Path, record: FileRecord, *, deep: bool = False) -> None:
    try:
        size = path.stat().st_size
        if size != record.bytes:
            raise _damaged(path, f"has {size} bytes instead of {record.bytes}")
        if deep and sha256_of(path) != record.sha256:
            raise _damaged(path, "is damaged: its content is not what was written")
    except FileNotFoundError:
        raise _damaged(path, "is missing") from None
    except OSError as error:
        raise _damaged(path, f"cannot be read: {error.strerror}") from error


def sha256_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(path: Path, what: str) -> CatalogueError:
    return CatalogueError(what, file=str(path), remedy=RESTORE)
