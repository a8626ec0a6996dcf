"""A catalogue of many made-up songs, written as finished tables: `python benchmarks/many_songs.py
FOLDER [--songs N]`. Two acts on each song; one song in five crosses two scenes, one in ten charted.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pyarrow as pa

from kollabo.catalogue.engine import connect
from kollabo.catalogue.schema import arrow_schema
from kollabo.catalogue.writer import write

SYLLABLES = [
    *("ka", "lo", "mi", "ra", "ven", "tor", "sil", "an", "del", "bri", "os", "ny", "el"),
    *("ha", "gar", "ti", "mo", "quen", "ur", "sha", "li", "pe", "dor", "win", "zu", "ely"),
    *("fa", "ri", "co", "ta", "bel", "um", "ja", "no", "the", "ise", "ree", "lan", "ko"),
]
# Words of two or three syllables, chosen by the song's number; the same every time.
_WORD = (
    "$syllables[1 + (hash({n} * 31 + {salt}) % {many})::INT] || "
    "$syllables[1 + (hash({n} * 17 + {salt}) % {many})::INT] || "
    "CASE WHEN hash({n} + {salt}) % 2 = 0 THEN '' "
    "ELSE $syllables[1 + (hash({n} * 7 + {salt}) % {many})::INT] END"
)


def _word(number: str, salt: int) -> str:
    return "(" + _WORD.format(n=number, salt=salt, many=len(SYLLABLES)) + ")"


def tables(songs: int) -> dict[str, str]:
    """The query of each table. Acts are a twentieth as many as songs."""
    acts = max(songs // 20, 10)
    title = f"{_word('i % 9973', 1)} || ' ' || {_word('i', 2)}"
    name = f"{_word('i', 3)} || ' ' || {_word('i', 4)}"
    mine, theirs = f"(hash(i * 3) % {acts})", f"(hash(i * 5 + 1) % {acts})"
    act = "'k-' || lpad({}::VARCHAR, 12, '0')"
    song = "'s-' || lpad(i::VARCHAR, 12, '0')"
    place = "'chart-made' AS source_id, 'made.csv' AS file"
    year = "(1960 + i % 64)::INT"
    pairs = f"""
        SELECT i, 1 AS position, {mine} AS act FROM range({songs}) t(i)
        UNION ALL SELECT i, 2, CASE WHEN {mine} = {theirs} THEN ({theirs} + 1) % {acts}
                                    ELSE {theirs} END FROM range({songs}) t(i)
    """
    return {
        "artist": f"""
            SELECT {act.format("i")} AS artist_id, {name} AS name, {name} AS folded,
                   'person' AS kind, CASE WHEN i % 3 = 0 THEN 'KR' ELSE 'US' END AS origin,
                   CASE WHEN i % 3 = 0 THEN ['k-pop'] ELSE ['pop'] END AS genres,
                   true AS described
            FROM range({acts}) t(i)""",
        "song": f"""
            SELECT {song} AS song_id, {title} AS title, {title} AS folded,
                   {year} || '-05-05' AS released, false AS released_inferred, {year} AS year,
                   'by two of them' AS credit FROM range({songs}) t(i)""",
        "credit": f"""
            SELECT {song} AS song_id, 'chart-made' AS source_id, 'by two of them' AS printed,
                   position, {act.format("act")} AS artist_id, 'one of them' AS credited_as,
                   'main' AS role, ' and ' AS join_phrase, 0 AS weeks, true AS shown
            FROM ({pairs})""",
        "collaboration": f"""
            SELECT {song} AS song_id, {year} AS year, {act.format("act")} AS artist_id,
                   'main' AS role, position, (i % 100 = 0) AS has_evidence
            FROM ({pairs}) WHERE i % 5 = 0""",
        "observation": f"""
            SELECT {song} AS song_id, 'Made 100' AS chart, 'rank' AS metric,
                   (1 + hash(i + week) % 100)::DOUBLE AS value, 'rank' AS unit, 'world' AS region,
                   make_date({year}, 5, 5) + (7 * week)::INT AS period_from,
                   make_date({year}, 5, 5) + (7 * week + 6)::INT AS period_to, 100 AS places,
                   'as printed' AS printed, {place}, i * 4 + week AS row
            FROM range({songs}) t(i), range(4) w(week) WHERE i % 10 = 0""",
        "source": f"""
            SELECT 'chart-made' AS source_id, 'chart' AS kind, 'Made 100' AS name,
                   'made' AS layout, 'none' AS sha256, 1 AS files, {songs} AS rows_read,
                   {songs} AS rows_taken, 0 AS rows_set_aside,
                   TIMESTAMPTZ '2026-01-01 00:00:00+00' AS imported""",
    }


def write_many(root: Path, songs: int) -> None:
    connection = connect()
    with write(root) as staging:
        for table, query in tables(songs).items():
            given = {"syllables": SYLLABLES} if "$syllables" in query else None
            found = connection.sql(query, params=given).to_arrow_table()
            staging.write_table(table, _whole(found, table))
        staging.write_missing_as_empty()
    connection.close()


def _whole(found: Any, table: str) -> pa.Table:
    """With every column of the schema; those not made are null."""
    schema = arrow_schema(table)
    columns = [
        found[field.name].cast(field.type)
        if field.name in found.column_names
        else pa.nulls(len(found), field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--songs", type=int, default=1_000_000)
    given = parser.parse_args()
    write_many(given.folder, given.songs)
