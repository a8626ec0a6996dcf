"""The steps on Apache Spark, on this machine or on a cluster.

Spark and this process meet in Parquet files alone: nothing runs in Python on Spark's side, and no
rows pass through its driver. On a cluster the catalogue's folder must be one that all machines see.
"""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from kollabo.build.engines.engine import Frame
from kollabo.build.engines.java import java_environment
from kollabo.catalogue.engine import BATCH
from kollabo.catalogue.schema import TABLES, Type
from kollabo.catalogue.staging import Staging
from kollabo.errors import SparkError

HERE = "local[*]"

_SQL_TYPES: dict[Type, str] = {
    "text": "string",
    "int": "bigint",
    "real": "double",
    "flag": "boolean",
    "day": "date",
    "time": "timestamp",
    "texts": "array<string>",
}
# On these the rows depend, so nobody's own settings come before them.
_SETTINGS = {
    "spark.app.name": "kollabo",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}
# These a user may set otherwise, in Spark's own way (spark-defaults.conf).
_DEFAULTS = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
# On one machine nobody else needs to reach it.
_DEFAULTS_HERE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
_DRIVER_MEMORY = "2g"
_GLOB = re.compile(r"([{}\[\]*?\\])")


class OnSpark:
    """An `Engine` of Spark's own session."""

    def __init__(self, session: Any, folder: Path) -> None:
        self._session = session
        self._folder = folder
        self._written = 0

    @property
    def functions(self) -> Any:
        from pyspark.sql import functions

        return functions

    @property
    def window(self) -> Any:
        from pyspark.sql import Window

        return Window

    def printed(self, table: str, paths: Sequence[Path]) -> Frame:
        columns = TABLES[table].columns
        if not paths:
            types = ", ".join(f"`{one.name}` {_SQL_TYPES[one.type]}" for one in columns)
            return self._session.createDataFrame([], types)
        return self._read(*paths).select(*(f"`{one.name}`" for one in columns))

    def open(self, name: str, path: Path) -> Frame:
        return self._read(path)

    def _read(self, *paths: Path) -> Frame:
        # Spark would take brackets and stars for a pattern of names.
        return self._session.read.parquet(*(_GLOB.sub(r"\\\1", _address(path)) for path in paths))

    def write(self, frame: Frame, path: Path) -> None:
        frame.write.parquet(_address(path))

    def named(self, frame: Frame, name: str) -> Frame:
        return frame

    def batches(self, frame: Frame) -> Iterator[pa.RecordBatch]:
        """Files are named in the order of their rows."""
        self._written += 1
        folder = self._folder / f"batches-{self._written}.parquet"
        self.write(frame, folder)
        for file in sorted(folder.glob("part-*.parquet")):
            with pq.ParquetFile(file) as rows:
                yield from rows.iter_batches(BATCH)

    def finish(self, staging: Staging, table: str, frame: Frame) -> None:
        # A finished table is one file, whose order both engines leave to the catalogue.
        staging.write_table(table, self.batches(frame))


def _address(path: Path) -> str:
    return f"file://{path.absolute()}"


def check_installed() -> None:
    """Raise SparkError if Spark is not there."""
    if find_spec("pyspark") is None:
        raise SparkError(
            "the engine Spark needs the package pyspark, which is not installed",
            remedy="pip install 'kollabo[spark]'",
        )


@contextmanager
def spark_engine(folder: Path, master: str | None) -> Iterator[OnSpark]:
    """Spark at ``master``, or on this machine. SparkError if it cannot start, or stops half way."""
    check_installed()
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with _interrupts_kept():
        try:
            session = _session(master or HERE, folder)
            try:
                yield OnSpark(session, folder)
            finally:
                session.stop()
        except (Py4JError, PySparkException, ConnectionError, EOFError) as error:
            raise _plain(error, master) from error


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Spark takes Ctrl-C for itself and never gives it back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _session(master: str, folder: Path) -> Any:
    from pyspark import SparkConf, SparkContext
    from pyspark.sql import SparkSession

    gateway = _java_machine()
    with warnings.catch_warnings():
        # It warns of pandas 3 where that is installed; no step uses pandas.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        settings = SparkConf(_jvm=gateway.jvm)
    defaults = {**_DEFAULTS, **(_DEFAULTS_HERE if master.startswith("local") else {})}
    if "," not in str(folder):  # Spark would take it for a list of folders
        defaults["spark.local.dir"] = str(folder)
    for name, value in defaults.items():
        settings.setIfMissing(name, value)
    settings.setMaster(master).setAll([*_SETTINGS.items()])
    return SparkSession(SparkContext(conf=settings, gateway=gateway))


@cache
def _java_machine() -> Any:
    """The Java process, which ends with this one; what it says goes to a file that is
    gone with it, for Spark is talkative."""
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway

    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryDirectory(prefix="kollabo-java-") as folder,
        _environment({"SPARK_DRIVER_MEMORY": _DRIVER_MEMORY}, java_environment(Path(folder))),
    ):
        try:
            gateway = launch_gateway(popen_kwargs={"stdout": said, "stderr": subprocess.STDOUT})
        except PySparkException as error:
            said.seek(0)
            words = said.read().decode("utf-8", "replace").split()
            raise SparkError(f"Java did not start for Spark: {' '.join(words)[-300:]}") from error
    return gateway


@contextmanager
def _environment(if_unset: Mapping[str, str], always: Mapping[str, str]) -> Iterator[None]:
    """Variables for a process that is started within."""
    before = dict(os.environ)
    os.environ.update({**if_unset, **before, **always})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _plain(error: Exception, master: str | None) -> Exception:
    """What went wrong in Spark as kollabo tells it."""
    said = str(error)
    for number in (errno.ENOSPC, errno.EDQUOT):
        if os.strerror(number) in said:
            return OSError(number, os.strerror(number))
    with suppress(subprocess.TimeoutExpired):
        ended = _java_machine().proc.wait(timeout=1)
        said = f"its Java process ended with {ended}"
    where = f" at {master}" if master else ""
    return SparkError(
        f"Spark{where} failed: {said.strip().partition(chr(10))[0]}",
        remedy="import once more, or without --engine spark",
    )
