"""The steps on DuckDB, in this process, through SQLFrame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from kollabo.build.engines.engine import Frame
from kollabo.catalogue import engine
from kollabo.catalogue.schema import TABLES
from kollabo.catalogue.staging import Staging


class OnDuckDB:
    """An `Engine` of SQLFrame's session."""

    def __init__(self, session: Any) -> None:
        self._session = session

    @property
    def functions(self) -> Any:
        from sqlframe.duckdb import functions

        return functions

    @property
    def window(self) -> Any:
        from sqlframe.duckdb import Window

        return Window

    def printed(self, table: str, paths: Sequence[Path]) -> Frame:
        return engine.read_tables(self._session, table, paths)

    def open(self, name: str, path: Path) -> Frame:
        return engine.open_frame(self._session, name, path)

    def write(self, frame: Frame, path: Path) -> None:
        engine.write_frame(self._session, frame, path)

    def named(self, frame: Frame, name: str) -> Frame:
        return engine.name_frame(self._session, name, frame)

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        return engine.record_batches(frame)

    def finish(self, staging: Staging, table: str, frame: Frame) -> None:
        with staging.finished_file(table) as path:
            engine.write_frame_sorted(self._session, TABLES[table], frame, path)


@contextmanager
def duckdb_engine(folder: Path) -> Iterator[OnDuckDB]:
    """DuckDB with a modest share of the memory; what does not fit goes to ``folder``."""
    with engine.build_session(engine.modest_memory(), temp=folder) as session:
        yield OnDuckDB(session)
