"""Listens, one JSON object a line, counted into listens and listeners of each song and period.

The official form: the dumps of ListenBrainz, the export of one user, or the API's list of listens.
A listen names its song as the player sent it, and where ListenBrainz knows the recording, as
MusicBrainz names it. Spellings that differ in case only are one song.
"""

from __future__ import annotations

import fnmatch
import json
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from pathlib import Path
from typing import IO, Any

from kollabo.catalogue.engine import connect
from kollabo.sources import json_rows
from kollabo.sources.counted import (
    By,
    CountedReading,
    Placed,
    Song,
    Tally,
    days_of,
    song_links,
    song_of,
)
from kollabo.sources.line_stream import LineStream
from kollabo.sources.listens.recordings import recording_link
from kollabo.sources.packed import Inside, line_blocks
from kollabo.sources.reading import Progress
from kollabo.sources.record import Trouble

MEMORY = "1500MB"  # beyond it the engine works in the scratch folder
_ROWS = 1 << 40  # a place is file * _ROWS + row

# One row for each listen; `reason` says why it is none. A recording that ListenBrainz matched is
# named as MusicBrainz names it, both title and acts; else both are the player's.
_PARSE = """
CREATE TABLE scratch.listen AS
WITH item AS (
    SELECT file, row, line,
        CASE WHEN json_valid(line) AND json_type(line) = 'OBJECT' THEN line::JSON END AS item
    FROM line
), named AS (
    SELECT file, row, line, item,
        item->'$.track_metadata.mbid_mapping' AS mapping,
        item->'$.track_metadata' AS printed,
        coalesce(item->>'$.listened_at', item->>'$.timestamp') AS moment,
        coalesce(item->>'$.user_name', item->>'$.user_id') AS listener
    FROM item
), read AS (
    SELECT file, row, line, item, listener, moment,
        coalesce(
            try_cast(moment AS BIGINT), epoch(try_cast(moment AS TIMESTAMP))::BIGINT
        ) AS heard,
        array_to_string(list_transform(
            from_json(coalesce(mapping->'$.artists', '[]'::JSON), '["JSON"]'),
            lambda one: concat(one->>'artist_credit_name', one->>'join_phrase')
        ), '') AS joined,
        mapping->>'$.recording_name' AS recording,
        json_type(printed, '$.track_name') AS kind,
        printed->>'$.track_name' AS track_name,
        printed->>'$.artist_name' AS artist_name,
        lower(coalesce(
            mapping->>'$.recording_mbid', printed->>'$.additional_info.recording_mbid'
        )) AS mbid
    FROM named
), song AS (
    SELECT file, row, line, item, listener, moment, heard, kind,
        CASE WHEN recording <> '' AND joined <> '' THEN recording ELSE track_name END AS title,
        CASE WHEN recording <> '' AND joined <> '' THEN joined ELSE artist_name END AS credit,
        CASE WHEN regexp_full_match(mbid, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
            THEN mbid END AS mbid
    FROM read
), judged AS (
    SELECT *,
        CASE
            WHEN item IS NULL THEN 'the line is no JSON object'
            WHEN title IS NULL OR trim(title) = '' OR (kind <> 'VARCHAR')
                THEN 'the title is missing'
            WHEN credit IS NULL OR trim(credit) = '' THEN 'the acts are missing'
            WHEN length(title) > 1000 OR length(credit) > 1000 THEN 'the names are too long'
            WHEN regexp_matches(title || credit, $broken) THEN 'the names hold lost letters'
            WHEN moment IS NULL THEN 'it does not say when it was heard'
            WHEN heard IS NULL THEN 'its time cannot be read'
            WHEN heard < $earliest THEN 'it is dated before anybody logged listens'
            WHEN heard > $latest THEN 'it is dated in the future'
        END AS reason
    FROM song
)
SELECT reason, file,
    CASE WHEN reason IS NULL THEN title END AS title,
    CASE WHEN reason IS NULL THEN credit END AS credit,
    CASE WHEN reason IS NULL THEN mbid END AS mbid,
    CASE WHEN reason IS NULL THEN listener END AS listener,
    CASE WHEN reason IS NULL THEN heard ELSE row END AS heard,
    min(row) AS row,
    count(*) AS times,
    any_value(CASE WHEN reason IS NOT NULL THEN substring(line, 1, 800) END) AS text
FROM judged
GROUP BY ALL
"""

# A listen is once: one person hears one song once at a time.
_KEPT = """
CREATE TABLE scratch.kept AS
SELECT lower(nfc_normalize(trim(title))) AS work, lower(nfc_normalize(trim(credit))) AS acts,
    title, credit, mbid, listener,
    date_trunc($by, make_timestamp(heard * 1000000))::DATE AS since,
    min(file::BIGINT * $rows + row) AS place,
    max(make_timestamp(heard * 1000000)::DATE) AS day
FROM scratch.listen WHERE reason IS NULL
GROUP BY title, credit, mbid, listener, heard
"""

_REPEATS = """
WITH told AS (
    SELECT hash(title, credit, mbid, listener, heard) AS listen, file, row, times
    FROM scratch.listen WHERE reason IS NULL
), twice AS (
    SELECT listen, min(file::BIGINT * $rows + row) AS kept
    FROM told GROUP BY listen HAVING sum(times) > 1
)
SELECT file, min(row), sum(times - (file::BIGINT * $rows + row = kept)::INT)::BIGINT AS more
FROM told JOIN twice USING (listen) GROUP BY file HAVING more > 0 ORDER BY file
"""

_COUNTED = """
CREATE TABLE scratch.counted AS
SELECT work, acts, since, sum(listens)::BIGINT AS listens, count(listener) AS listeners,
    min(place) AS place
FROM (
    SELECT work, acts, since, listener, count(*) AS listens, min(place) AS place
    FROM scratch.kept GROUP BY ALL
)
GROUP BY ALL
"""

_FIGURES = """
WITH spelled AS (
    SELECT work, acts, title, credit, count(*) AS times FROM scratch.kept GROUP BY ALL
), named AS (
    SELECT work, acts, first({'title': title, 'credit': credit}
        ORDER BY times DESC, title, credit) AS name
    FROM spelled GROUP BY ALL
), recorded AS (
    SELECT work, acts, list(mbid ORDER BY times DESC, mbid)[:10] AS mbids
    FROM (SELECT work, acts, mbid, count(*) AS times FROM scratch.kept
          WHERE mbid IS NOT NULL GROUP BY ALL)
    GROUP BY ALL
)
SELECT name.title, name.credit, mbids, since, listens, listeners, place
FROM scratch.counted JOIN named USING (work, acts) LEFT JOIN recorded USING (work, acts)
WHERE greatest(listeners, (listeners = 0)::INT) >= $least
ORDER BY work, acts, since
"""

_TOO_FEW = """
SELECT kept.place // $rows AS file, min(kept.place) % $rows, count(*)
FROM scratch.kept JOIN scratch.counted USING (work, acts, since)
WHERE greatest(listeners, (listeners = 0)::INT) < $least
GROUP BY ALL ORDER BY ALL
"""

_BROKEN = "[\\x{FFFD}\\x00-\\x08\\x0E-\\x1F\\x7F-\\x84\\x86-\\x9F]"


def listens(
    reading: CountedReading, tally: Tally, progress: Progress | None = None
) -> Iterator[Placed]:
    """Listens and listeners of every song and period."""
    with tempfile.TemporaryDirectory(prefix="listens-", dir=reading.scratch) as scratch:
        connection = connect(memory_limit=MEMORY, temp=Path(scratch) / "spill")
        try:
            database = str(Path(scratch) / "listens.duckdb").replace("'", "''")
            connection.execute(f"ATTACH '{database}' AS scratch")
            connection.execute("SET preserve_insertion_order = false")
            lines = LineStream(reading.files, tally, _holds_listens, progress, blocks=listen_blocks)
            lines.query(connection, _PARSE, _limits())
            _set_aside_broken(connection, lines, tally)
            yield from _counted(connection, reading, lines, tally)
        finally:
            connection.close()


def listen_blocks(stream: IO[bytes]) -> Iterator[tuple[int, list[str]] | Trouble]:
    """Lines with a listen each; or the items of one JSON document, as the API writes them."""
    blocks = line_blocks(stream)
    first = next(blocks, None)
    if isinstance(first, tuple) and _is_document(first[1]):
        text = ["\n".join(first[1])]
        for block in blocks:
            if isinstance(block, Trouble) or sum(map(len, text)) > json_rows.LARGEST:
                yield Trouble(0, "the JSON document is too large: write a listen on each line")
                return
            text.append("\n".join(block[1]))
        yield _items("\n".join(text))
    elif first is not None:
        yield first
        yield from blocks


def _is_document(lines: list[str]) -> bool:
    start = next((line.strip() for line in lines if line.strip()), "")
    if start.startswith("["):
        return True
    if not start.startswith("{") or "track_metadata" in start.split('"payload"')[0]:
        return False
    return '"payload"' in start or start == "{"


def _items(text: str) -> tuple[int, list[str]] | Trouble:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Trouble(0, f"the file is no readable JSON: {str(error)[:120]}", text[:200])
    payload = value.get("payload", value) if isinstance(value, dict) else value
    items = payload.get("listens") if isinstance(payload, dict) else payload
    if not isinstance(items, list):
        return Trouble(0, "there is no list of listens in the document", text[:200])
    return 1, [json.dumps(item, ensure_ascii=False) for item in items]


def _settings() -> dict[str, Any]:
    entry = resources.files("kollabo") / "data" / "listens.toml"
    return tomllib.loads(entry.read_text(encoding="utf-8"))


def _holds_listens(member: Inside) -> bool:
    if "/" not in member.name:
        return True
    return any(fnmatch.fnmatchcase(member.name, f"*{one}") for one in _settings()["files"])


def _limits() -> dict[str, Any]:
    earliest = datetime.combine(_settings()["earliest"], time(), UTC)
    latest = datetime.now(UTC) + timedelta(days=1)
    return {
        "broken": _BROKEN,
        "earliest": int(earliest.timestamp()),
        "latest": int(latest.timestamp()),
    }


def _set_aside_broken(connection: Any, lines: LineStream, tally: Tally) -> None:
    cursor = connection.execute(
        "SELECT file, row, reason, text FROM scratch.listen WHERE reason IS NOT NULL "
        "ORDER BY file, row"
    )
    while rows := cursor.fetchmany(10_000):
        for file, row, reason, text in rows:
            tally.set_aside(lines.files[file], row, reason, text or "")


def _counted(
    connection: Any, reading: CountedReading, lines: LineStream, tally: Tally
) -> Iterator[Placed]:
    by: By = reading.counting.by or "month"
    least = reading.counting.least_listeners
    connection.execute(_KEPT, {"by": by, "rows": _ROWS})
    for file, row, number in connection.execute(_REPEATS, {"rows": _ROWS}).fetchall():
        reason = "a repeat: the same person, song and second"
        tally.set_aside(lines.files[file], row, reason, rows=number)
    connection.execute(_COUNTED)
    few = connection.execute(_TOO_FEW, {"rows": _ROWS, "least": least}).fetchall()
    for file, row, number in few:
        reason = f"a song with fewer than {least} listeners in the {by}"
        tally.set_aside(lines.files[file], row, reason, rows=number)
    (last,) = connection.execute("SELECT max(day) FROM scratch.kept").fetchone()
    cursor = connection.execute(_FIGURES, {"least": least})
    said: Song | None = None
    while rows := cursor.fetchmany(10_000):
        for title, credit, mbids, since, number, listeners, place in rows:
            song = song_of(title, credit, [recording_link(mbid) for mbid in mbids or ()])
            file, row = lines.files[place // _ROWS].file, place % _ROWS
            if song.links and song != said:
                said = song
                yield file, row, song_links(song)
            days = _until(days_of(since, by), last)
            yield file, row, reading.figure(song, "listens", number, days)
            if listeners:
                yield file, row, reading.figure(song, "listeners", listeners, days)


def _until(days: tuple[date, date], last: date) -> tuple[date, date]:
    """A period that the files break off in ends with them."""
    return days[0], min(days[1], last)
