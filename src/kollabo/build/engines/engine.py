"""What a step may ask of an engine: the DataFrame API, and frames in and out by way of Parquet.

An engine offers PySpark's API and must give the same rows as every other. Where engines are known
to differ (docs/engines.md) a step says what it means: what to do with nulls, which type a number
has, what comes first among equals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import pyarrow as pa

from kollabo.catalogue.staging import Staging

Frame = Any  # a DataFrame of PySpark's API, from any engine
EngineName = Literal["duckdb", "spark"]


@dataclass(frozen=True)
class EngineChoice:
    """Which engine runs a build. ``spark_master`` is Spark's address of a cluster; None: here."""

    name: EngineName = "duckdb"
    spark_master: str | None = None


DUCKDB = EngineChoice()


class Engine(Protocol):
    """A running engine."""

    @property
    def functions(self) -> Any:
        """The engine's ``pyspark.sql.functions``."""

    @property
    def window(self) -> Any:
        """The engine's ``pyspark.sql.Window``."""

    def printed(self, table: str, paths: Sequence[Path]) -> Frame:
        """A table of the schema over its files; its columns and no rows if there are none."""

    def open(self, name: str, path: Path) -> Frame:
        """The rows of a Parquet file (or of what :meth:`write` wrote) under a name of their own."""

    def write(self, frame: Frame, path: Path) -> None:
        """Compute a frame and write its rows, for :meth:`open` of the same engine."""

    def named(self, frame: Frame, name: str) -> Frame:
        """The same rows, not computed yet; what led to them need not be carried along."""

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        """Compute a frame and read its rows in its order, some at a time."""

    def finish(self, staging: Staging, table: str, frame: Frame) -> None:
        """Compute a frame with a finished table's columns and write it as that table, sorted."""
