"""The build's hold on its engine: frames read, kept and turned into rows.

Steps use PySpark's DataFrame API and nothing else; which engine runs it is decided here alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kollabo.build.engines.chosen import start_engine
from kollabo.build.engines.engine import DUCKDB, Engine, EngineChoice, Frame
from kollabo.catalogue.schema import TABLES
from kollabo.catalogue.staging import Staging

__all__ = ["BuildSession", "Frame", "build_session"]

_ON_THE_WAY = "lz4"


class BuildSession:
    """An engine with a folder for what steps keep between them."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.folder = folder

    @property
    def functions(self) -> Any:
        """The engine's ``pyspark.sql.functions``."""
        return self.engine.functions

    @property
    def window(self) -> Any:
        """The engine's ``pyspark.sql.Window``."""
        return self.engine.window

    def printed(self, table: str, paths: Sequence[Path]) -> Frame:
        """A printed table over the files of all sources; empty if there are none."""
        return self.engine.printed(table, paths)

    def rows(self, frame: Frame) -> list[dict[str, Any]]:
        """All rows as dictionaries: only for what is small or must be read in Python."""
        return [row for batch in self.engine.batches(frame) for row in batch.to_pylist()]

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        return self.engine.batches(frame)

    def keep(self, frame: Frame, name: str) -> Frame:
        """The same rows, computed once: written to the folder and read back."""
        path = self.folder / f"{name}.parquet"
        self.engine.write(frame, path)
        return self.engine.open(name, path)

    def write(self, staging: Staging, table: str, frame: Frame) -> None:
        """The rows as a finished table, in its order."""
        columns = [column.name for column in TABLES[table].columns]
        self.engine.finish(staging, table, frame.select(*columns))

    def named(self, frame: Frame, name: str) -> Frame:
        """The same rows, not computed yet, by a name: for steps that have many steps behind."""
        return self.engine.named(frame, name)

    def from_columns(
        self, name: str, schema: pa.Schema, columns: Mapping[str, Sequence[Any]]
    ) -> Frame:
        """A frame from Python columns, by way of a Parquet file, which any engine reads alike."""
        path = self.folder / f"{name}.parquet"
        pq.write_table(pa.table(dict(columns), schema=schema), path, compression=_ON_THE_WAY)
        return self.engine.open(name, path)

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> Frame:
        """A frame from batches, one in memory at a time, by way of a Parquet file."""
        path = self.folder / f"{name}.parquet"
        with pq.ParquetWriter(path, schema, compression=_ON_THE_WAY) as writer:
            for batch in batches:
                writer.write_batch(batch)
        return self.engine.open(name, path)


@contextmanager
def build_session(folder: Path, choice: EngineChoice = DUCKDB) -> Iterator[BuildSession]:
    """A session over the engine chosen; what does not fit into memory goes to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with start_engine(choice, folder) as engine:
        yield BuildSession(engine, folder)
