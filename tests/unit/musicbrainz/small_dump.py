"""Small dumps in the official layout, made for a test: rows by table, columns by name."""

from __future__ import annotations

import bz2
import io
import tarfile
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kollabo.sources.musicbrainz.dump_layout import dump_layout

Row = Mapping[str, Any]
_ESCAPED = {
    "\\": "\\\\",
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}


def mbid(name: str) -> str:
    """The same id for the same name."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def copy_text(table: str, rows: Iterable[Row]) -> bytes:
    """Rows as PostgreSQL's COPY writes them; a column not given is null."""
    columns = [column.name for column in dump_layout().tables[table]]
    lines = []
    for row in rows:
        assert set(row) <= set(columns), (table, row)
        lines.append("\t".join(_cell(row.get(column)) for column in columns) + "\n")
    return "".join(lines).encode()


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return "".join(_ESCAPED.get(char, char) for char in str(value))


def write_archive(
    path: Path, members: Sequence[tuple[str, bytes]], *, schema: str | None = "31"
) -> Path:
    """A tar.bz2 of these members, after the small ones that stand before the tables."""
    first = [("TIMESTAMP", b"2026-11-23 00:00:00.000000+00\n"), ("COPYING", b"CC0\n")]
    if schema is not None:
        first += [("SCHEMA_SEQUENCE", schema.encode() + b"\n"), ("REPLICATION_SEQUENCE", b"1\n")]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in [*first, *members]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    path.write_bytes(bz2.compress(packed.getvalue()))
    return path


def members_of(tables: Mapping[str, Iterable[Row]], *, derived: bool) -> list[tuple[str, bytes]]:
    """Every table of an archive as its member, empty where nothing is given."""
    layout = dump_layout()
    return [
        (f"mbdump/{name}", copy_text(name, tables.get(name, ())))
        for name in sorted(layout.tables)
        if (name in layout.derived) is derived
    ]


def write_dump(folder: Path, tables: Mapping[str, Iterable[Row]]) -> tuple[Path, Path]:
    """`mbdump.tar.bz2` and `mbdump-derived.tar.bz2` with these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        write_archive(folder / "mbdump.tar.bz2", members_of(tables, derived=False)),
        write_archive(folder / "mbdump-derived.tar.bz2", members_of(tables, derived=True)),
    )


class World:
    """Tables filled by saying who recorded what."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self._artists: dict[str, int] = {}
        self._credits: dict[tuple[tuple[str, str], ...], int] = {}

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def artist(self, name: str, *, called: str | None = None, **more: Any) -> int:
        """The number of an act, made on first sight; ``called`` where namesakes share a name."""
        if name not in self._artists:
            number = self._artists[name] = len(self._artists) + 1
            shown = called or name
            row = {"id": number, "gid": mbid(name), "name": shown, "sort_name": shown}
            self.add("artist", **row, **{"comment": "", "ended": False, **more})
        return self._artists[name]

    def credit(self, *names: tuple[str, str]) -> int:
        """Names with their join phrases: ``("A", " feat. "), ("B", "")``."""
        if names not in self._credits:
            number = self._credits[names] = 1_000 + len(self._credits)
            for position, (name, phrase) in enumerate(names):
                self.add(
                    "artist_credit_name",
                    artist_credit=number,
                    position=position,
                    artist=self.artist(name),
                    name=name,
                    join_phrase=phrase,
                )
        return self._credits[names]

    def recording(
        self,
        title: str,
        *names: tuple[str, str],
        dates: Sequence[tuple[int | None, int | None, int | None]] = (),
        comment: str = "",
    ) -> int:
        """A recording, on one release for each of ``dates`` (year, month, day)."""
        number = len(self.tables.get("recording", ())) + 1
        self.add(
            "recording",
            id=number,
            gid=mbid(f"recording {number}"),
            name=title,
            artist_credit=self.credit(*names),
            comment=comment,
            video=False,
        )
        for year, month, day in dates:
            release = len(self.tables.get("release", ())) + 1
            self.add("release", id=release, name=title, release_group=release)
            self.add("release_group", id=release, type=2)
            self.add("medium", id=release, release=release)
            self.add("track", recording=number, medium=release)
            self.add(
                "release_unknown_country",
                release=release,
                date_year=year,
                date_month=month,
                date_day=day,
            )
        return number
