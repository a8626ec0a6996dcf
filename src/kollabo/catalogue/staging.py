"""A snapshot in the making: the printed tables of every source, then the finished tables."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kollabo.catalogue.conform import batches_of, check_table_file, conform
from kollabo.catalogue.durable import link_folder, sync, write_file
from kollabo.catalogue.engine import ROW_GROUP, connect, modest_memory, write_sorted
from kollabo.catalogue.location import PRINTED, REPORT, table_file
from kollabo.catalogue.manifest import FileRecord, Manifest, SourceRecord, read_manifest
from kollabo.catalogue.schema import (
    FINISHED,
    MUSICBRAINZ,
    SCHEMA_VERSION,
    TABLES,
    arrow_schema,
)
from kollabo.catalogue.schema import PRINTED as PRINTED_TABLES
from kollabo.catalogue.verify import check_file, sha256_of
from kollabo.errors import CatalogueError

_UNSAFE = frozenset('/\\*?[]"<>|')


class PrintedWriter:
    """Takes what one source prints; every printed table gets a file, if only an empty one.

    MusicBrainz tables are as large as a disk of their own: the importer writes them itself, as
    files in ``folder``, and they are held against the schema in the end.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        self._writers = {
            table.name: pq.ParquetWriter(
                folder / table_file(table.name), arrow_schema(table.name), compression="zstd"
            )
            for table in PRINTED_TABLES
        }

    def write(self, table: str, batch: pa.RecordBatch) -> None:
        self._writers[table].write_batch(conform(table, batch), row_group_size=ROW_GROUP)

    def close(self) -> None:
        with ExitStack() as stack:
            for writer in self._writers.values():
                stack.callback(writer.close)

    def check_musicbrainz(self) -> None:
        """All of the MusicBrainz tables are here as the schema wants them, or none."""
        paths = {table.name: self.folder / table_file(table.name) for table in MUSICBRAINZ}
        if any(path.exists() for path in paths.values()):
            for table, path in paths.items():
                check_table_file(table, path)


class Staging:
    """What `kollabo.catalogue.writer.write` hands out. Begins with the current snapshot's sources.

    ``folder`` becomes the snapshot. ``scratch`` is for files that shall not: it lies on the same
    disk and is gone before the snapshot is published. ``published`` is set by a clean exit.
    ``base`` is the manifest of the snapshot it began with.
    """

    def __init__(self, folder: Path, base: Path | None = None) -> None:
        self.folder = folder
        self.scratch = folder / ".scratch"
        self.published: Path | None = None
        self.discarded = False
        self.base: Manifest | None = None
        self._carried: dict[str, SourceRecord] = {}
        self._reports: dict[str, str] = {}
        self._closing = ExitStack()
        self._sorter: Any = None
        self.scratch.mkdir(parents=True)
        (folder / PRINTED).mkdir()
        self._parent = base.name if base else None
        if base:
            self._carry(base)

    def _carry(self, base: Path) -> None:
        manifest = self.base = read_manifest(base)
        for path, record in manifest.files():
            if path.parts[0] == PRINTED:
                check_file(base / path, record)
        for source_id, source in manifest.sources.items():
            link_folder(base / PRINTED / source_id, self._source(source_id))
            self._carried[source_id] = source

    def _source(self, source_id: str) -> Path:
        return self.folder / PRINTED / source_id

    # What sources print

    def sources(self) -> list[str]:
        return sorted(path.name for path in (self.folder / PRINTED).iterdir())

    @contextmanager
    def printed_writer(self, source_id: str) -> Iterator[PrintedWriter]:
        """Take a source in, in place of one with the same id. On an exception nothing changes."""
        _check_source_id(source_id)
        folder = self.scratch / PRINTED / source_id
        writer = PrintedWriter(folder)
        try:
            try:
                yield writer
            finally:
                writer.close()
            writer.check_musicbrainz()
            if self._source(source_id).exists():
                self.drop_source(source_id)
            os.rename(folder, self._source(source_id))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def scratch_folder(self) -> Iterator[Path]:
        """A folder on the catalogue's disk for what is needed on the way; gone afterwards."""
        folder = self.scratch / "on-the-way"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def drop_source(self, source_id: str) -> None:
        self._known(source_id)
        shutil.rmtree(self._source(source_id))
        self._carried.pop(source_id, None)
        self._reports.pop(source_id, None)

    def set_report(self, source_id: str, report: dict[str, Any]) -> None:
        """What there is to say about an import, as JSON. Set it after the source is written."""
        self._known(source_id)
        self._reports[source_id] = json.dumps(report, ensure_ascii=False, indent=1)

    def report(self, source_id: str) -> dict[str, Any]:
        self._known(source_id)
        text = self._reports.get(source_id)
        if text is None:
            file = self._source(source_id) / REPORT
            text = file.read_text(encoding="utf-8") if file.exists() else "{}"
        report: dict[str, Any] = json.loads(text)
        return report

    def _known(self, source_id: str) -> None:
        if not self._source(source_id).is_dir():
            raise KeyError(f"no source {source_id!r} in this catalogue")

    def printed(self, table: str) -> list[Path]:
        """The files of a printed table over all sources, in order of the sources' ids."""
        assert TABLES[table].layer == "printed", table
        return [self._source(source_id) / table_file(table) for source_id in self.sources()]

    def musicbrainz(self) -> tuple[str, dict[str, Path]] | None:
        """The source that holds the MusicBrainz tables, with their files; None if there is none."""
        for source_id in self.sources():
            files = {t.name: self._source(source_id) / table_file(t.name) for t in MUSICBRAINZ}
            if all(path.exists() for path in files.values()):
                return source_id, files
        return None

    # What is made from it

    def table_path(self, table: str) -> Path:
        assert TABLES[table].layer == "finished", table
        return self.folder / table_file(table)

    @contextmanager
    def finished_file(self, table: str) -> Iterator[Path]:
        """Where to write a finished table: held against the schema and in its place at the end."""
        beside = self.scratch / table_file(table)
        try:
            yield beside
            check_table_file(table, beside)
            os.replace(beside, self.table_path(table))
        finally:
            beside.unlink(missing_ok=True)

    def write_table(self, table: str, data: pa.Table | Iterable[pa.RecordBatch]) -> None:
        """Write a finished table whole, sorted and held against the schema."""
        if self._sorter is None:
            self._sorter = connect(modest_memory(), temp=self.scratch / "sort")
            self._closing.callback(self._sorter.close)
        checked = (conform(table, batch) for batch in batches_of(data))
        with self.finished_file(table) as path:
            write_sorted(self._sorter, TABLES[table], checked, path)

    def write_missing_as_empty(self) -> None:
        """Give every finished table not yet written an empty file, where that is the truth."""
        for table in FINISHED:
            if not self.table_path(table.name).exists():
                self.write_table(table.name, ())

    # The end

    def discard(self) -> None:
        """Nothing is new: leave the current snapshot as it is."""
        self.discarded = True

    def close(self) -> None:
        self._closing.close()

    def seal(self, created: str, version: str) -> Manifest:
        """Bring everything to the disk and write down what it is. Nothing may change after."""
        self.close()
        unwritten = [t.name for t in FINISHED if not self.table_path(t.name).exists()]
        if unwritten:
            raise CatalogueError(
                f"finished tables were not written: {', '.join(unwritten)}",
                remedy="a snapshot has all of them; an empty one is written with no batches",
            )
        shutil.rmtree(self.scratch)
        sources = {source_id: self._seal_source(source_id) for source_id in self.sources()}
        sync(self.folder / PRINTED)
        tables = {table.name: _record(self.table_path(table.name)) for table in FINISHED}
        return Manifest(
            schema=SCHEMA_VERSION,
            created=created,
            parent=self._parent,
            kollabo=version,
            tables=tables,
            sources=sources,
        )

    def _seal_source(self, source_id: str) -> SourceRecord:
        folder = self._source(source_id)
        carried = self._carried.get(source_id)
        if carried and source_id not in self._reports:
            return carried
        report = self._reports.get(source_id, "{}") + "\n"
        write_file(folder / REPORT, report.encode())
        record = SourceRecord(
            tables=carried.tables
            if carried
            else {
                table.name: _record(folder / table_file(table.name))
                for table in (*PRINTED_TABLES, *MUSICBRAINZ)
                if (folder / table_file(table.name)).exists()
            },
            report=_record(folder / REPORT),
        )
        sync(folder)
        return record


def _record(path: Path) -> FileRecord:
    sync(path)
    rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else 0
    return FileRecord(bytes=path.stat().st_size, sha256=sha256_of(path), rows=rows)


def _check_source_id(source_id: str) -> None:
    """A source's id is also the name of its folder, and a path inside a query."""
    if (
        not source_id
        or source_id.startswith(".")
        or len(source_id.encode()) > 200
        or not source_id.isprintable()
        or _UNSAFE & set(source_id)
    ):
        raise ValueError(
            f"a source id must be a plain file name of at most 200 bytes, not {source_id!r}"
        )
