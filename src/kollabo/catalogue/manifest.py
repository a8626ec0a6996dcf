"""The manifest of a snapshot: what it consists of, to the byte.

A snapshot's name ends in the first eight digits of its manifest's hash, and the manifest holds the
hash of every other file, so a name stands for the whole content.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kollabo.catalogue.location import MANIFEST, PRINTED, REPORT, table_file
from kollabo.catalogue.schema import SCHEMA_VERSION
from kollabo.errors import CatalogueError

SNAPSHOT_NAME = re.compile(r"(\d{6,})-([0-9a-f]{8})")


@dataclass(frozen=True)
class FileRecord:
    """One file: its size, its hash and, for a table, how many rows it holds."""

    bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True)
class SourceRecord:
    """The files of one imported source."""

    tables: Mapping[str, FileRecord]
    report: FileRecord


@dataclass(frozen=True)
class Manifest:
    """``parent`` is the snapshot this one was made from, or None for the first."""

    schema: int
    created: str
    parent: str | None
    kollabo: str
    tables: Mapping[str, FileRecord]
    sources: Mapping[str, SourceRecord]

    def files(self) -> Iterator[tuple[Path, FileRecord]]:
        """Every file but the manifest itself, by its path inside the snapshot."""
        for table, record in self.tables.items():
            yield Path(table_file(table)), record
        for source_id, source in self.sources.items():
            for table, record in source.tables.items():
                yield Path(PRINTED, source_id, table_file(table)), record
            yield Path(PRINTED, source_id, REPORT), source.report

    def to_bytes(self) -> bytes:
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()


def snapshot_name(number: int, manifest: bytes) -> str:
    return f"{number:06d}-{hashlib.sha256(manifest).hexdigest()[:8]}"


def snapshot_number(name: str) -> int | None:
    """The number a snapshot's name starts with; None where the name is no snapshot's."""
    match = SNAPSHOT_NAME.fullmatch(name)
    return int(match[1]) if match else None


def read_manifest(snapshot: Path) -> Manifest:
    """The manifest of a snapshot this version can read, or a CatalogueError that says why not."""
    path = snapshot / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(
            f"the manifest of a snapshot cannot be read: {error.strerror}",
            file=str(path),
            remedy=RESTORE,
        ) from error
    match = SNAPSHOT_NAME.fullmatch(snapshot.name)
    if match and hashlib.sha256(content).hexdigest()[:8] != match[2]:
        raise _damaged(path)
    try:
        return _parse(json.loads(content), path)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error


RESTORE = (
    "restore the folder from a backup, or put the name of an older folder in snapshots/ into the "
    "file CURRENT"
)


def _damaged(path: Path) -> CatalogueError:
    return CatalogueError("the manifest is damaged", file=str(path), remedy=RESTORE)


def _parse(raw: Mapping[str, Any], path: Path) -> Manifest:
    version = raw["schema"]
    if version != SCHEMA_VERSION:
        raise CatalogueError(
            f"this catalogue has tables of version {version}, "
            f"this kollabo reads version {SCHEMA_VERSION}",
            file=str(path),
            remedy="update kollabo"
            if version > SCHEMA_VERSION
            else "move the catalogue aside and import your sources again",
        )
    return Manifest(
        schema=version,
        created=raw["created"],
        parent=raw["parent"],
        kollabo=raw["kollabo"],
        tables={name: FileRecord(**record) for name, record in raw["tables"].items()},
        sources={
            source_id: SourceRecord(
                {name: FileRecord(**record) for name, record in source["tables"].items()},
                FileRecord(**source["report"]),
            )
            for source_id, source in raw["sources"].items()
        },
    )
