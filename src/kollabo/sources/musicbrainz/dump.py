"""The PostgreSQL dump: `mbdump.tar.bz2` and `mbdump-derived.tar.bz2`, as downloaded.

Every needed table is streamed from the archive into Parquet beside the catalogue, and the tables
`mb_*` are then made of those. Members may come in any order, and the archives too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kollabo.catalogue.engine import text_literal
from kollabo.errors import SourceError
from kollabo.sources.musicbrainz import act_tables as acts
from kollabo.sources.musicbrainz import recording_tables as recordings
from kollabo.sources.musicbrainz.archive import Member, members
from kollabo.sources.musicbrainz.copy_text import read_copy_text
from kollabo.sources.musicbrainz.dump_layout import dump_layout
from kollabo.sources.musicbrainz.piped import SHOWN
from kollabo.sources.musicbrainz.tables import Countings, Tables

_FOLDER = "mbdump/"
GENRE_SHARE = 3  # a genre needs a third of the votes of the act's first one


@dataclass
class _Found:
    """What an archive turned out to hold."""

    path: Path
    tables: dict[str, int] = field(default_factory=dict)  # size in bytes
    schema: int | None = None


def read_dump(
    connection: Any,
    archives: Sequence[Path],
    scratch: Path,
    to: Path,
    counts: Countings,
    progress: Callable[[int, int | None], None] | None = None,
) -> None:
    """Write all `mb_*` tables to ``to``. ``scratch`` takes the dump's own tables on the way."""
    done, total = 0, sum(path.stat().st_size for path in archives)
    found = []
    for path in archives:
        before = done

        def tell(so_far: int, _: int | None, before: int = before) -> None:
            if progress:
                progress(before + so_far, total)

        found.append(_read_archive(connection, path, scratch, counts, tell))
        done += path.stat().st_size
    _check_complete(found)
    _view_tables(connection, scratch, {name for one in found for name in one.tables})
    _make_tables(connection, Tables(connection, to), counts)


def _read_archive(
    connection: Any,
    path: Path,
    scratch: Path,
    counts: Countings,
    progress: Callable[[int, int | None], None],
) -> _Found:
    found = _Found(path)
    with members(path, progress) as entries:
        for member in entries:
            if member.name == "SCHEMA_SEQUENCE":
                found.schema = _schema(member)
            name = member.name.removeprefix(_FOLDER)
            if not member.name.startswith(_FOLDER) or name not in dump_layout().tables:
                continue
            if name in found.tables:
                raise SourceError(f"holds {member.name} twice", file=str(path))
            _read_table(connection, member, name, scratch, counts)
            found.tables[name] = member.size
    if found.schema is None:
        raise SourceError(
            "is no dump of MusicBrainz: it has no SCHEMA_SEQUENCE",
            file=str(path),
            remedy="give mbdump.tar.bz2 and mbdump-derived.tar.bz2 as downloaded",
        )
    return found


def _schema(member: Member) -> int:
    """The dump's schema number; SourceError where this kollabo reads another."""
    text, known = member.text(), dump_layout().schema
    if text != str(known):
        raise SourceError(
            f"is of MusicBrainz schema {text[:20]!r}; this kollabo reads schema {known}",
            file=str(member.archive),
            remedy="update kollabo"
            if text.isdecimal() and int(text) > known
            else f"download a dump of schema {known}",
        )
    return known


def _read_table(
    connection: Any, member: Member, name: str, scratch: Path, counts: Countings
) -> None:
    columns = dump_layout().tables[name]
    taken, aside = read_copy_text(connection, member.blocks(), columns, scratch / f"{name}.parquet")
    file = counts.file(member.name, member.archive, member.size)
    file.rows_taken += taken
    counts.set_aside(member.name, len(aside), aside)


def _check_complete(found: Sequence[_Found]) -> None:
    layout = dump_layout()
    there = Counter(name for one in found for name in one.tables)
    twice = sorted(name for name, times in there.items() if times > 1)
    if twice:
        raise SourceError(f"two archives hold the table {twice[0]}", file=str(found[1].path))
    missing = sorted(layout.tables.keys() - there - layout.derived)
    if there.keys() & layout.derived:  # a derived archive is given: then it must be whole
        missing += sorted(layout.derived - there.keys())
    if missing:
        raise SourceError(
            f"lacks the tables {', '.join(missing)}",
            file=", ".join(str(one.path) for one in found),
            remedy="give mbdump.tar.bz2, and mbdump-derived.tar.bz2 for genres, as downloaded",
        )


def _view_tables(connection: Any, scratch: Path, there: set[str]) -> None:
    for name, columns in dump_layout().tables.items():
        if name in there:
            select = f"FROM read_parquet({text_literal(str(scratch / f'{name}.parquet'))})"
        else:
            nulls = ", ".join(f'NULL::{c.sql_type} AS "{c.name}"' for c in columns if c.kind)
            select = f"SELECT {nulls} WHERE false"
        connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {select}')


def _make_tables(connection: Any, tables: Tables, counts: Countings) -> None:
    _make_kinds(connection)
    connection.execute(acts.MACROS)
    connection.execute(acts.AREA_COUNTRY, {"countries": tables.countries})
    tables.write("mb_artist", acts.MB_ARTIST, {"genre_share": GENRE_SHARE})
    tables.write("mb_alias", acts.MB_ALIAS)
    tables.write("mb_tag", acts.MB_TAG)
    tables.write("mb_credit", acts.MB_CREDIT)
    tables.write("mb_redirect", acts.MB_REDIRECT)
    for query in (recordings.RELEASE_DAY, recordings.FIRST_DAY):
        connection.execute(query)
    tables.write("mb_recording", recordings.MB_RECORDING)
    for query in (recordings.TOGETHER, recordings.FIRST_RELEASE):
        connection.execute(query)
    tables.write("mb_recording_fact", recordings.MB_RECORDING_FACT)
    tables.write("mb_relation", recordings.MB_RELATION)
    for table, query in recordings.ORPHANS.items():
        _set_aside_orphans(connection, table, query, counts)


def _set_aside_orphans(connection: Any, table: str, query: str, counts: Countings) -> None:
    name = _FOLDER + table
    if name not in counts.files:
        return
    ((number,),) = connection.execute(f"SELECT count(*) FROM ({query})").fetchall()
    if number:
        some = connection.execute(f"{query} ORDER BY ALL LIMIT {SHOWN}").fetchall()
        counts.files[name].rows_taken -= number
        counts.set_aside(name, number, some)


def _make_kinds(connection: Any) -> None:
    """What the numbers of kinds mean: by the dump's own tables, else as they always were."""
    layout = dump_layout()
    for table, own, known in (
        ("kinds", "link_type", layout.relations),
        ("attributes", "link_attribute_type", layout.attributes),
    ):
        numbers = _numbers(connection, own, known)
        _fill(connection, table, ("number BIGINT", "kind VARCHAR"), numbers)
    named = [
        (of, number, name)
        for of, table in _TYPE_TABLES.items()
        for number, name in _names(connection, table, layout.types[of]).items()
    ]
    _fill(connection, "type_names", ("of VARCHAR", "number BIGINT", "name VARCHAR"), named)


_TYPE_TABLES = {
    "artist": "artist_type",
    "alias": "artist_alias_type",
    "gender": "gender",
    "release_group": "release_group_primary_type",
    "release_group_secondary": "release_group_secondary_type",
}


def _numbers(connection: Any, table: str, known: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    rows = connection.execute(f"SELECT gid::VARCHAR, id FROM {table}").fetchall()
    own = dict(rows)
    for kind, one in known.items():
        number = own.get(one.gid) if own else one.number
        if number is not None:
            yield number, kind


def _names(connection: Any, table: str, known: Mapping[int, str]) -> dict[int, str]:
    rows = connection.execute(f"SELECT id, name FROM {table} WHERE name IS NOT NULL").fetchall()
    return dict(rows) or dict(known)


def _fill(connection: Any, table: str, columns: Sequence[str], rows: Any) -> None:
    connection.execute(f'CREATE OR REPLACE TABLE "{table}" ({", ".join(columns)})')
    marks = ", ".join("?" * len(columns))
    for row in rows:
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', list(row))
