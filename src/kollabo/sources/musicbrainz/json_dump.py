"""The official JSON dumps: `artist.tar.xz` and `recording.tar.xz`, an object a line.

They hold less than the PostgreSQL dump: no merged ids, and of releases only the first date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kollabo.catalogue.engine import text_literal
from kollabo.errors import SourceError
from kollabo.sources.musicbrainz.archive import Member, members
from kollabo.sources.musicbrainz.dump import GENRE_SHARE
from kollabo.sources.musicbrainz.dump_layout import dump_layout
from kollabo.sources.musicbrainz.json_tables import SHAPES, TABLES_FROM_JSON
from kollabo.sources.musicbrainz.piped import through_pipe
from kollabo.sources.musicbrainz.tables import Countings, Tables

_LONGEST = 256 << 20  # bytes of one object; "Various Artists" is the longest


def read_json_dump(
    connection: Any,
    archives: Sequence[Path],
    scratch: Path,
    to: Path,
    counts: Countings,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Write all `mb_*` tables to ``to``. ``scratch`` takes the objects on the way."""
    found: dict[str, Path] = {}
    for path in archives:
        with members(path, progress) as entries:
            for member in entries:
                kind = member.name.removeprefix("mbdump/")
                if member.name == f"mbdump/{kind}" and kind in SHAPES:
                    if kind in found:
                        raise SourceError(f"holds {member.name} a second time", file=str(path))
                    found[kind] = path
                    _read_objects(connection, member, kind, scratch, counts)
    missing = sorted(SHAPES.keys() - found)
    if missing:
        raise SourceError(
            f"lacks mbdump/{missing[0]}",
            file=", ".join(map(str, archives)),
            remedy="give artist.tar.xz and recording.tar.xz as downloaded",
        )
    _make_tables(connection, Tables(connection, to))


def _read_objects(
    connection: Any, member: Member, kind: str, scratch: Path, counts: Countings
) -> None:
    """Objects of one kind into Parquet; a line that is none is set aside."""
    path = scratch / f"json_{kind}.parquet"
    shape = ", ".join(f"{text_literal(n)}: {text_literal(t)}" for n, t in SHAPES[kind].items())

    def read(pipe: str) -> int:
        rows = connection.execute(
            "COPY (SELECT row_number() OVER () AS row, * "
            f"FROM read_json({text_literal(pipe)}, format = 'newline_delimited', "
            f"columns = {{{shape}}}, ignore_errors = true, maximum_object_size = {_LONGEST})) "
            f"TO {text_literal(str(path))} (FORMAT parquet, COMPRESSION snappy)"
        ).fetchall()
        return int(rows[0][0])

    file = counts.file(member.name, member.archive, member.size)
    rows = through_pipe(member.blocks(), read)
    good = "id IS NOT NULL AND try_cast(id AS UUID) IS NOT NULL"
    source = f"read_parquet({text_literal(str(path))})"
    aside = connection.execute(
        f"SELECT row, 'is no object with an id', '' FROM {source} WHERE NOT ({good}) ORDER BY row"
    ).fetchall()
    file.rows_taken += rows - len(aside)
    counts.set_aside(member.name, len(aside), aside)
    connection.execute(
        f"CREATE OR REPLACE VIEW json_{kind} AS "
        f"SELECT * REPLACE (lower(id) AS id) FROM {source} WHERE {good}"
    )


def _make_tables(connection: Any, tables: Tables) -> None:
    kinds = [(known.gid, kind) for kind, known in dump_layout().relations.items()]
    connection.execute("CREATE OR REPLACE TABLE json_kinds (gid VARCHAR, kind VARCHAR)")
    connection.executemany("INSERT INTO json_kinds VALUES (?, ?)", kinds)
    given: dict[str, dict[str, Any]] = {
        "mb_artist": {"countries": tables.countries, "genre_share": GENRE_SHARE}
    }
    for table, query in TABLES_FROM_JSON.items():
        tables.write(table, query, given.get(table))
