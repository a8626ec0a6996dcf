"""The canonical data: one CSV with a row for each recording that stands for its like.

It names acts by their ids and credits by their whole text, so the names inside a credit are found
by what the acts are called where they are credited alone (`kollabo.sources.musicbrainz.apart`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from kollabo.catalogue.engine import text_literal
from kollabo.errors import SourceError
from kollabo.sources.musicbrainz.apart import names_apart
from kollabo.sources.musicbrainz.archive import BLOCK, members
from kollabo.sources.musicbrainz.piped import rejected, through_pipe
from kollabo.sources.musicbrainz.tables import Countings, Tables
from kollabo.sources.unpacking import PACKED, Unpacked, unpacked_file

FILE = "canonical_musicbrainz_data.csv"
_NEEDED = (
    "artist_credit_id",
    "artist_mbids",
    "artist_credit_name",
    "recording_mbid",
    "recording_name",
)
_LONGEST_HEADER = 10_000
_NAMES = pa.schema(
    [
        ("credit", pa.int64()),
        ("position", pa.int64()),
        ("mbid", pa.string()),
        ("name", pa.string()),
        ("join_phrase", pa.string()),
        ("printed", pa.string()),
    ]
)

_ROWS = """
CREATE OR REPLACE VIEW canonical AS
SELECT row, artist_credit_id::BIGINT AS credit, lower(recording_mbid) AS mbid,
       recording_name AS title, artist_credit_name AS printed, nullif({release}, '') AS release,
       string_split(lower(translate(artist_mbids, '{{}}" ', '')), ',') AS mbids,
       regexp_extract({year}, '^[12][0-9]{{3}}') AS year
FROM read_parquet({path}) WHERE {good}
"""
_GOOD = (
    "try_cast(artist_credit_id AS BIGINT) IS NOT NULL "
    "AND try_cast(recording_mbid AS UUID) IS NOT NULL AND recording_name <> '' "
    "AND artist_credit_name <> '' "
    "AND regexp_full_match(lower(translate(artist_mbids, '{}\" ', '')), "
    "'[0-9a-f-]{36}(,[0-9a-f-]{36})*')"
)
_CREDITS = """
SELECT credit, any_value(printed) AS printed, any_value(mbids) AS mbids
FROM canonical GROUP BY credit ORDER BY credit
"""
# What an act is called where it is credited alone, the most usual name first.
_CALLED = """
CREATE OR REPLACE TABLE called AS
SELECT mbids[1] AS mbid, printed AS name, count(*) AS times
FROM canonical WHERE len(mbids) = 1 GROUP BY ALL
"""
_ARTIST = """
SELECT min(row) AS row, mbid, arg_max(name, (times, name)) AS name, NULL AS sort_name,
       NULL AS kind, NULL AS gender, NULL AS origin, NULL AS begin, NULL AS "end", NULL AS ended,
       NULL AS comment, NULL AS genres, NULL AS isnis
FROM (
    SELECT credit AS row, mbid, name, 1000000000 AS times FROM mb_credit_names
    WHERE mbid NOT IN (SELECT mbid FROM called)
    UNION ALL SELECT 0, mbid, name, times FROM called
) GROUP BY mbid
"""
_RECORDING = """
SELECT min(row) AS row, mbid, any_value(credit) AS credit, any_value(title) AS title,
       NULL AS comment, NULL AS length, nullif(min(year), '') AS released, false AS video
FROM canonical WHERE credit IN (SELECT credit FROM mb_credit) GROUP BY mbid
"""
_FACT = """
SELECT DISTINCT mbid, 'release' AS fact, release AS value FROM canonical
WHERE release IS NOT NULL AND len(list_distinct(mbids)) > 1
"""
_EMPTY = ("mb_alias", "mb_tag", "mb_relation", "mb_redirect")


def read_canonical(
    connection: Any,
    files: Sequence[Path],
    scratch: Path,
    to: Path,
    counts: Countings,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Write all `mb_*` tables to ``to``. ``scratch`` takes the rows on the way."""
    if len(files) != 1:
        raise SourceError("is one file, not several", file=", ".join(map(str, files)))
    (path,) = files
    rows = scratch / "canonical.parquet"
    with _opened(path, progress) as (blocks, size):
        header, rest = _header(path, blocks)
        read, aside = _read_rows(connection, header, rest, rows)
    columns = {name: name if name in header else "''" for name in ("release_name", "year")}
    connection.execute(
        _ROWS.format(
            path=text_literal(str(rows)),
            good=_GOOD,
            release=columns["release_name"],
            year=columns["year"],
        )
    )
    count = counts.file(FILE, path, size)
    count.rows_taken += read
    counts.set_aside(FILE, len(aside), aside)
    bad = connection.execute(
        "SELECT row, 'lacks an id, a name or a title', coalesce(recording_name, '') "
        f"FROM read_parquet({text_literal(str(rows))}) WHERE NOT coalesce({_GOOD}, false) "
        "ORDER BY row"
    ).fetchall()
    count.rows_taken -= len(bad)
    counts.set_aside(FILE, len(bad), bad)
    _make_tables(connection, scratch, Tables(connection, to))


@contextmanager
def _opened(
    path: Path, progress: Callable[[int, int | None], None] | None
) -> Iterator[tuple[Iterator[bytes], int]]:
    """The bytes of the CSV, and the size of the file it comes in."""
    size = path.stat().st_size
    if ".tar" in path.suffixes:
        with members(path, progress) as entries:
            for member in entries:
                if Path(member.name).name == FILE:
                    yield member.blocks(), size
                    for _ in entries:
                        pass
                    return
            raise SourceError(f"lacks {FILE}", file=str(path))
    if path.suffix in PACKED:
        with unpacked_file(path) as found:
            yield _blocks(found), size
        return
    with path.open("rb") as plain:
        yield _blocks(plain), size


def _blocks(stream: IO[bytes] | Unpacked) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _header(path: Path, blocks: Iterator[bytes]) -> tuple[list[str], Iterator[bytes]]:
    """The names of the columns, and what comes after their line."""
    head = b""
    while b"\n" not in head and len(head) < _LONGEST_HEADER:
        block = next(blocks, b"")
        if not block:
            break
        head += block
    line, _, rest = head.partition(b"\n")
    names = next(csv.reader([line.decode("utf-8", "replace").strip("\r\ufeff")]), [])
    missing = [name for name in _NEEDED if name not in names]
    if missing or len(set(names)) < len(names):
        raise SourceError(
            f"is no canonical data of MusicBrainz: it has no column {missing[0]}"
            if missing
            else "names a column twice",
            file=str(path),
        )

    def after() -> Iterator[bytes]:
        if rest:
            yield rest
        yield from blocks

    return names, after()


def _read_rows(
    connection: Any, header: Sequence[str], blocks: Iterable[bytes], to: Path
) -> tuple[int, list[tuple[int, str, str]]]:
    shape = ", ".join(f"{text_literal(name)}: 'VARCHAR'" for name in header)

    def read(pipe: str) -> int:
        # The header is line 1.
        rows = connection.execute(
            f"COPY (SELECT row_number() OVER () + 1 AS row, * FROM read_csv({text_literal(pipe)}, "
            f"columns = {{{shape}}}, auto_detect = false, header = false, delim = ',', "
            "quote = '\"', escape = '\"', new_line = '\\n', parallel = false, "
            "store_rejects = true, rejects_limit = 0)) "
            f"TO {text_literal(str(to))} (FORMAT parquet, COMPRESSION snappy)"
        ).fetchall()
        return int(rows[0][0])

    taken = through_pipe(blocks, read)
    return taken, [(line + 1, reason, text) for line, reason, text in rejected(connection)]


def _make_tables(connection: Any, scratch: Path, tables: Tables) -> None:
    connection.execute(_CALLED)
    names = scratch / "credit_names.parquet"
    with pq.ParquetWriter(names, _NAMES) as writer:
        for batch in _credit_batches(connection):
            writer.write_batch(batch)
    connection.execute(
        f"CREATE OR REPLACE VIEW mb_credit_names AS FROM read_parquet({text_literal(str(names))})"
    )
    tables.write("mb_credit", "FROM mb_credit_names")
    tables.write("mb_artist", _ARTIST)
    tables.write("mb_recording", _RECORDING)
    tables.write("mb_recording_fact", _FACT)
    for table in _EMPTY:
        tables.write_empty(table)


def _credit_batches(connection: Any) -> Iterator[pa.RecordBatch]:
    """Credits, a name a row. Only credits of several acts have their names looked for."""
    called: dict[str, list[str]] = {}
    query = "SELECT mbid, name FROM called ORDER BY mbid, times DESC, name"
    for mbid, name in connection.execute(query).fetchall():
        called.setdefault(mbid, []).append(name)
    reader = connection.sql(_CREDITS).to_arrow_reader(65_536)
    for batch in reader:
        rows: list[tuple[Any, ...]] = []
        for credit, printed, mbids in zip(
            *(batch[name].to_pylist() for name in ("credit", "printed", "mbids")), strict=True
        ):
            apart = names_apart(printed, [called.get(mbid, []) for mbid in mbids])
            for position, (mbid, (name, phrase)) in enumerate(
                zip(mbids, apart, strict=True), start=1
            ):
                rows.append((credit, position, mbid, name, phrase, printed))
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(_NAMES)
        yield pa.RecordBatch.from_arrays(
            [
                pa.array(values, type=kind.type)
                for values, kind in zip(columns, _NAMES, strict=True)
            ],
            schema=_NAMES,
        )
