"""DuckDB, and SQLFrame on top of it. What an engine does its own way is dealt with here.

Loading this module loads DuckDB only; the write side's functions load SQLFrame and pyarrow.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import duckdb

from kollabo.beside import Beside
from kollabo.catalogue.schema import TABLES, Table, Type
from kollabo.errors import CatalogueError

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlframe.duckdb import DuckDBDataFrame, DuckDBSession

ROW_GROUP = 51_200  # rows; a multiple of DuckDB's vector of 2,048
BATCH = 65_536  # rows
# The quickest level: files come out no larger than at the usual one, for half the time.
_TO_KEEP = "COMPRESSION zstd, COMPRESSION_LEVEL 1"
ON_THE_WAY = "lz4_raw"  # for files that are read again and thrown away: quick rather than small
_WORD = re.compile(r"\w+")

_SQL_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "int": "BIGINT",
    "real": "DOUBLE",
    "flag": "BOOLEAN",
    "day": "DATE",
    "time": "TIMESTAMPTZ",
    "texts": "VARCHAR[]",
}

# A query that is wrong in itself; every other failure may come from a damaged file.
MISTAKES = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)
EngineError = duckdb.Error


def connect(
    memory_limit: str | None = None, threads: int | None = None, temp: Path | None = None
) -> Any:
    """A DuckDB of its own in memory, which never fetches extensions nor sees Python variables."""
    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }
    if memory_limit is not None:
        config["memory_limit"] = memory_limit
    if threads is not None:
        config["threads"] = threads
    if temp is not None:
        config["temp_directory"] = str(temp)
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


class Views:
    """A connection that reads the given tables, each a view by its name, and no other file.

    A view is made when a query first names its table: a question reads few of them, and starts
    the sooner. A query may come from any thread.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._made: set[str] = set()
        self._making = Lock()
        # Callers have things of their own to load while DuckDB starts.
        self._starting = Beside(_reading_only, files.values())

    @property
    def _connection(self) -> Any:
        return self._starting.result()

    def cursor_for(self, query: str) -> Any:
        """A cursor that finds the tables of the query. Raises CatalogueError for a damaged one."""
        named = set(_WORD.findall(query.lower())) & self._files.keys()
        with self._making:
            for table in sorted(named - self._made):
                self._make(table)
        return self._connection.cursor()

    def _make(self, table: str) -> None:
        path = self._files[table]
        try:
            self._connection.execute(_view(table, path))
        except duckdb.Error as error:
            raise CatalogueError(
                "a table of the catalogue cannot be opened",
                file=str(path),
                remedy="import your sources again to build a new one",
            ) from error
        self._made.add(table)

    def close(self) -> None:
        self._connection.close()


def _reading_only(files: Iterable[Path]) -> Any:
    allowed = ", ".join(map(_literal, files))
    connection = connect(threads=2)
    connection.execute(
        "SET parquet_metadata_cache = true;"
        f"SET allowed_paths = [{allowed}];"
        "SET enable_external_access = false;"
        "SET lock_configuration = true"
    )
    return connection


def _view(table: str, path: Path) -> str:
    # DuckDB's Python gives a TIMESTAMPTZ only with pytz; a time leaves here as UTC without a zone.
    times = [column.name for column in TABLES[table].columns if column.type == "time"]
    as_utc = ", ".join(f'CAST("{name}" AS TIMESTAMP) AS "{name}"' for name in times)
    columns = f"* REPLACE ({as_utc})" if times else "*"
    return f'CREATE VIEW "{table}" AS SELECT {columns} FROM read_parquet({_literal(path)})'


def _literal(path: Path) -> str:
    return text_literal(str(path))


def text_literal(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def build_session(
    memory_limit: str | None = None, threads: int | None = None, temp: Path | None = None
) -> Iterator[DuckDBSession]:
    """A SQLFrame session for building tables. What does not fit into memory is put in ``temp``."""
    import tempfile

    from sqlframe.base import util
    from sqlframe.base.session import _BaseSession
    from sqlframe.duckdb import DuckDBSession

    if _BaseSession._instance is not None:
        raise RuntimeError("SQLFrame has one session at a time, and one is open already")
    # To learn the name of its dialect, SQLFrame would load all thirty that SQLGlot knows.
    util.dialect_to_string = lambda dialect: type(dialect).__name__.lower()
    with ExitStack() as stack:
        if temp is None:
            temp = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kollabo-")))
        connection = connect(memory_limit, threads, temp)
        stack.callback(connection.close)
        session = DuckDBSession(conn=connection)
        stack.callback(session.stop)
        stack.callback(session._udf_conn.close)  # left open, it is reported as leaked at exit
        yield session


def read_tables(session: DuckDBSession, table: str, paths: Sequence[Path]) -> DuckDBDataFrame:
    """A table of the schema as one DataFrame over its files: all columns, and rows if any."""
    columns = TABLES[table].columns
    if paths:
        listed = ", ".join(map(_literal, paths))
        names = ", ".join(f'"{column.name}"' for column in columns)
        select = f"SELECT {names} FROM read_parquet([{listed}])"
    else:
        nulls = ", ".join(
            f'NULL::{_SQL_TYPES[column.type]} AS "{column.name}"' for column in columns
        )
        select = f"SELECT {nulls} WHERE false"
    return _named(session, table, select)


def name_frame(session: DuckDBSession, name: str, frame: DuckDBDataFrame) -> DuckDBDataFrame:
    """The same rows under a name of their own, as PySpark's ``createOrReplaceTempView``.

    SQLFrame copies all that led to a frame with each step that follows; from a name, steps are
    short again. SQLFrame's own temporary views are but the frame remembered.
    """
    return _named(session, name, _sql(frame))


def open_frame(session: DuckDBSession, name: str, path: Path) -> DuckDBDataFrame:
    """The rows of a Parquet file under a name."""
    return _named(session, name, f"SELECT * FROM read_parquet({_literal(path)})")


def _named(session: DuckDBSession, name: str, select: str) -> DuckDBDataFrame:
    session._conn.execute(f'CREATE VIEW "{name}" AS {select}')  # a name is given once
    described = session._conn.execute(f'DESCRIBE "{name}"').fetchall()
    # Told what the columns are, SQLFrame need not ask, which costs it ten times as long.
    session.catalog.add_table(name, {column: kind for column, kind, *_ in described})
    return session.table(name)


def _sql(frame: DuckDBDataFrame) -> str:
    query: str = frame.sql(dialect="duckdb", optimize=False, pretty=False)
    return query


def record_batches(frame: DuckDBDataFrame, rows: int = BATCH) -> Iterator[pa.RecordBatch]:
    """The rows of a DataFrame, some at a time: what `Staging.write_table` takes."""
    yield from frame.toArrow(batch_size=rows)


def write_frame(session: DuckDBSession, frame: DuckDBDataFrame, path: Path) -> None:
    """A DataFrame as a Parquet file, in its own order: for steps that are read more than once."""
    session._conn.execute(
        f"COPY ({_sql(frame)}) TO {_literal(path)} "
        f"(FORMAT parquet, COMPRESSION {ON_THE_WAY}, ROW_GROUP_SIZE {ROW_GROUP})"
    )


def write_frame_sorted(
    session: DuckDBSession, table: Table, frame: DuckDBDataFrame, to: Path
) -> None:
    """A DataFrame as a file of a table, as :func:`write_sorted` does it with batches."""
    _copy_sorted(session._conn, table, _sql(frame), to)


def write_sorted(
    connection: Any, table: Table, batches: Iterable[pa.RecordBatch], to: Path
) -> None:
    """Write batches of a table's schema as one file in the table's order.

    Ties in the order are settled by the key, so the same rows make the same file, byte for byte.
    Sorting spills to the connection's temp folder. Two rows with one key are a CatalogueError.
    """
    import pyarrow as pa

    from kollabo.catalogue.schema import arrow_schema

    source = Watched(batches)
    reader = pa.RecordBatchReader.from_batches(arrow_schema(table.name), source)
    connection.register("incoming", reader)
    try:
        _copy_sorted(connection, table, "FROM incoming", to)
    except duckdb.Error:
        if source.failure is not None:
            raise source.failure from None
        raise
    finally:
        connection.unregister("incoming")


def _copy_sorted(connection: Any, table: Table, query: str, to: Path) -> None:
    order = _names((*table.order, *(name for name in table.key if name not in table.order)))
    connection.execute(
        f"COPY (SELECT {_typed(table)} FROM ({query}) ORDER BY {order}) TO {_literal(to)} "
        f"(FORMAT parquet, {_TO_KEEP}, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    # Most keys are long texts: equal ones are found by their hashes, which are far less to group.
    key, rows = _names(table.key), f"FROM read_parquet({_literal(to)})"
    same_hash = f"SELECT hash({key}) AS hashed {rows} GROUP BY hashed HAVING count(*) > 1"
    if connection.execute(f"{same_hash} LIMIT 1").fetchall():
        twice = connection.execute(
            f"SELECT {key} {rows} WHERE hash({key}) IN ({same_hash}) "
            f"GROUP BY {key} HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
        ).fetchall()
        for values in twice:
            named = ", ".join(f"{n}={v!r}" for n, v in zip(table.key, values, strict=True))
            raise CatalogueError(f"table {table.name}: two rows have the key {named}")


def copy_query(
    connection: Any,
    table: Table,
    query: str,
    to: Path,
    parameters: Mapping[str, Any] | None = None,
) -> None:
    """The rows of a query as a file of a table, with the schema's types, in no order."""
    connection.execute(
        f"COPY (SELECT {_typed(table)} FROM ({query})) TO {_literal(to)} "
        f"(FORMAT parquet, {_TO_KEEP}, ROW_GROUP_SIZE {ROW_GROUP * 2})",
        parameters or None,
    )


def _typed(table: Table) -> str:
    """The columns of a table with its types, for a query."""
    return ", ".join(
        f'CAST("{column.name}" AS {_SQL_TYPES[column.type]}) AS "{column.name}"'
        for column in table.columns
    )


def modest_memory(share: float = 0.6, most: int = 4 << 30) -> str:
    """A memory limit for work on data of any size: part of this machine's, and never much."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(int(there * share), most)}B"


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


class Watched:
    """Hands batches on and remembers what went wrong, which DuckDB would reduce to a string."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._batches = batches
        self.failure: BaseException | None = None

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        try:
            yield from self._batches
        except BaseException as error:
            self.failure = error
            raise
