"""Tables in PostgreSQL's COPY text format, streamed into Parquet.

Columns are parted by tabs, ``\\N`` is null, and what a value could not hold plainly is escaped by a
backslash: ``\\t``, ``\\n``, ``\\\\`` and their like. Few values hold one, so only those are undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kollabo.catalogue.engine import text_literal
from kollabo.sources.musicbrainz.dump_layout import DumpColumn
from kollabo.sources.musicbrainz.piped import rejected, through_pipe

_ESCAPES = {"b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13}


def read_copy_text(
    connection: Any, blocks: Iterable[bytes], columns: Sequence[DumpColumn], to: Path
) -> tuple[int, list[tuple[int, str, str]]]:
    """Write the taken columns of a table to ``to``; gives rows taken and (line, reason, text) of
    those that are not as the table's columns want them."""
    taken = ", ".join(_value(column) for column in columns if column.kind)
    shape = ", ".join(f"{text_literal(c.name)}: {text_literal(c.sql_type)}" for c in columns)

    def read(pipe: str) -> int:
        rows = connection.execute(
            f"COPY (SELECT {taken} FROM read_csv({text_literal(pipe)}, columns = {{{shape}}}, "
            "auto_detect = false, header = false, delim = '\t', quote = '', escape = '', "
            "nullstr = '\\N', new_line = '\\n', parallel = false, store_rejects = true, "
            "rejects_limit = 0)) "
            f"TO {text_literal(str(to))} (FORMAT parquet, COMPRESSION snappy)"
        ).fetchall()
        return int(rows[0][0])

    return through_pipe(blocks, read), rejected(connection)


def _value(column: DumpColumn) -> str:
    name = f'"{column.name}"'
    if column.kind != "text":
        return name
    return f"CASE WHEN contains({name}, '\\') THEN {unescaped(name)} ELSE {name} END AS {name}"


def unescaped(name: str) -> str:
    """SQL for a value without escapes. Doubled backslashes are set apart first, so that the second
    of a pair is never taken for the first sign of another escape."""
    plain = "part"
    for letter, code in _ESCAPES.items():
        plain = f"replace({plain}, '\\{letter}', chr({code}))"
    parts = f"list_transform(string_split({name}, '\\\\'), lambda part: {plain})"
    return f"array_to_string({parts}, '\\')"
