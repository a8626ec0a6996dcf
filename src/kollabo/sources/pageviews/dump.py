"""Pageviews dumps, one page a line, added up for each article of a song and period.

Two official forms, told apart by their names:

``pageviews-YYYYMMDD-HH0000``: ``domain title views bytes``, the hour that ends then (UTC);
``pageviews-YYYYMMDD-user``, ``pageviews-YYYYMM-user`` (pageview_complete): ``wiki title page_id
access views counts``, a day with its hours (A: the first) or a month with its days.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from kollabo.catalogue.engine import connect
from kollabo.sources.counted import (
    By,
    CountedReading,
    Placed,
    Song,
    Tally,
    days_of,
    song_links,
)
from kollabo.sources.files import SourceFile
from kollabo.sources.line_stream import LineStream
from kollabo.sources.packed import Inside, unpacked_name
from kollabo.sources.pageviews.articles import languages, song_of_article
from kollabo.sources.reading import Progress
from kollabo.sources.record import Unreadable

MEMORY = "1500MB"
_ROWS = 1 << 40
_SAMPLES = 20  # rows of one file and reason that are looked at to list them

_NAME = re.compile(
    r"(?:pageviews|pagecounts)-(?P<day>[0-9]{6}(?:[0-9]{2})?)"
    r"(?:-(?P<hour>[0-9]{2})[0-9]{4}|-(?P<agent>user|automated|spider))"
)


@dataclass(frozen=True)
class Issue:
    """What a dump's name says of it."""

    since: date
    until: date
    hour: int | None = None
    agent: str = "user"


def issue_of(name: str) -> Issue | None:
    """What a file of this name counts; None if it is no pageviews dump."""
    found = _NAME.fullmatch(unpacked_name(PurePosixPath(name).name))
    if not found:
        return None
    try:
        if found["hour"] is not None:
            ended = datetime.strptime(found["day"] + found["hour"], "%Y%m%d%H")
            began = ended - timedelta(hours=1)
            return Issue(began.date(), began.date(), began.hour)
        if len(found["day"]) == 6:
            first = datetime.strptime(found["day"], "%Y%m").date()
            return Issue(*days_of(first, "month"), agent=found["agent"])
        day = datetime.strptime(found["day"], "%Y%m%d").date()
    except ValueError:
        return None
    return Issue(day, day, agent=found["agent"])


# A line is read from both its ends: a title holds no blank, but a broken one may.
_PARSE = """
CREATE TABLE scratch.page AS
WITH cut AS (
    SELECT file, row, line, string_split(rtrim(line, chr(13)), ' ') AS cells,
        issue.hourly AS hourly, issue.since AS since
    FROM line JOIN issue USING (file)
), read AS (
    SELECT file, row, line, since,
        CASE WHEN hourly THEN len(cells) = 4 ELSE len(cells) >= 6 END AS whole,
        CASE WHEN hourly
            THEN regexp_extract(cells[1], '^([a-z-]+)(\\.m|\\.zero)?$', 1)
            ELSE regexp_extract(cells[1], '^([a-z-]+)\\.wikipedia$', 1)
        END AS language,
        CASE WHEN hourly THEN cells[2] ELSE array_to_string(cells[2:-5], '_') END AS title,
        try_cast(CASE WHEN hourly THEN cells[3] ELSE cells[-2] END AS BIGINT) AS views,
        CASE WHEN NOT hourly THEN cells[-1] END AS counts
    FROM cut
), judged AS (
    SELECT *,
        CASE
            WHEN NOT whole OR views IS NULL OR views < 0 OR views > 1000000000000
                THEN 'the line is no line of a pageviews dump'
            WHEN language = '' OR NOT list_contains($languages, language)
                THEN 'of no Wikipedia whose titles can be read'
            WHEN NOT regexp_matches(title, '(\\)|）|%29)$')
                THEN 'the title has no qualifier that says it is a song'
            WHEN counts IS NOT NULL AND views <> list_sum(list_transform(
                    regexp_extract_all(counts, '[0-9]+'), lambda one: try_cast(one AS HUGEINT)))
                THEN 'its views are not the sum of its counts'
        END AS reason
    FROM read
)
SELECT reason, file,
    CASE WHEN reason IS NULL THEN language END AS language,
    CASE WHEN reason IS NULL THEN title END AS title,
    any_value(since) AS since,
    sum(CASE WHEN reason IS NULL THEN views END)::BIGINT AS views,
    min(row) AS row,
    count(*) AS times,
    arg_min({'row': row, 'text': substring(line, 1, 800)}, row, $samples) AS samples
FROM judged
GROUP BY ALL
"""

_NO_SONG = """
SELECT file, row, times, samples, article.reason
FROM scratch.page JOIN article USING (language, title)
WHERE article.reason IS NOT NULL ORDER BY file, row
"""

_FIGURES = """
SELECT article.language, article.song_title, article.song_credit, list(DISTINCT article.link),
    CASE WHEN $by = 'day' OR issue.until > issue.since THEN page.since
        ELSE date_trunc($by, page.since)::DATE END AS begun,
    max(issue.until), sum(views)::BIGINT, min(page.file::BIGINT * $rows + row)
FROM scratch.page AS page JOIN article USING (language, title) JOIN issue USING (file)
WHERE article.reason IS NULL
GROUP BY ALL ORDER BY ALL
"""


def dumps(
    reading: CountedReading, tally: Tally, progress: Progress | None = None
) -> Iterator[Placed]:
    """Views of every article of a song, by its language and period."""
    kept = _counts_of_people(reading.files, tally)
    with tempfile.TemporaryDirectory(prefix="pageviews-", dir=reading.scratch) as scratch:
        connection = connect(memory_limit=MEMORY, temp=Path(scratch) / "spill")
        try:
            database = str(Path(scratch) / "pageviews.duckdb").replace("'", "''")
            connection.execute(f"ATTACH '{database}' AS scratch")
            connection.execute("SET preserve_insertion_order = false")
            lines = LineStream(kept, tally, _is_dump, progress)
            _count(connection, kept, lines)
            _set_aside(connection, lines, tally)
            _say_missing_hours(kept, lines, tally)
            yield from _figures(connection, reading, lines)
        finally:
            connection.close()


def _is_dump(member: Inside) -> bool:
    return issue_of(member.name) is not None


def _issue(source: SourceFile) -> Issue:
    found = issue_of(source.name)
    assert found is not None, source.name
    return found


def _counts_of_people(files: Sequence[SourceFile], tally: Tally) -> list[SourceFile]:
    """The files that count people's views, each issue once. The others are set aside whole."""
    kept: dict[Issue, SourceFile] = {}
    for source in files:
        issue = _issue(source)
        reason = ""
        if issue.agent != "user":
            reason = "the file counts the views of machines, not of people"
        elif issue in kept:
            reason = f"a second file of what {kept[issue].name} counts"
        if reason:
            file = tally.file(source.name, source.sha256, source.bytes)
            file.rows_read = 1
            tally.set_aside(file, 0, reason)
        else:
            kept[issue] = source
    return list(kept.values())


def _count(connection: Any, kept: list[SourceFile], lines: LineStream) -> None:
    issues = [_issue(source) for source in kept]
    connection.register(
        "issue",
        pa.table(
            {
                "file": pa.array(range(len(issues)), pa.int32()),
                "hourly": pa.array([one.hour is not None for one in issues], pa.bool_()),
                "since": pa.array([one.since for one in issues], pa.date32()),
                "until": pa.array([one.until for one in issues], pa.date32()),
            }
        ),
    )
    known = {"languages": sorted(languages()), "samples": _SAMPLES}
    lines.query(connection, _PARSE, known)
    pages = connection.execute(
        "SELECT DISTINCT language, title FROM scratch.page WHERE reason IS NULL ORDER BY ALL"
    )
    connection.register("article", _articles(pages.fetchall()))


def _articles(pages: list[tuple[str, str]]) -> pa.Table:
    """Each page with its song, or the reason why it is none."""
    rows: list[tuple[str | None, ...]] = []
    for language, title in pages:
        try:
            song = song_of_article(language, title)
            rows.append((language, title, song.title, song.credit, song.links[0], None))
        except Unreadable as error:
            rows.append((language, title, None, None, None, str(error)))
    names = ("language", "title", "song_title", "song_credit", "link", "reason")
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        {name: pa.array(column, pa.string()) for name, column in zip(names, columns, strict=True)}
    )


def _set_aside(connection: Any, lines: LineStream, tally: Tally) -> None:
    broken = "SELECT file, row, times, samples, reason FROM scratch.page WHERE reason IS NOT NULL"
    for query in (f"{broken} ORDER BY file, row", _NO_SONG):
        cursor = connection.execute(query)
        while found := cursor.fetchmany(10_000):
            for file, _, times, samples, reason in found:
                *others, last = samples
                for one in others:
                    tally.set_aside(lines.files[file], one["row"], reason, one["text"])
                more = times - len(others)
                tally.set_aside(lines.files[file], last["row"], reason, last["text"], rows=more)


def _say_missing_hours(kept: list[SourceFile], lines: LineStream, tally: Tally) -> None:
    """A day of which hours are missing counts too little: say so beside its first file."""
    hours: dict[date, set[int]] = {}
    first: dict[date, int] = {}
    for place, issue in enumerate(map(_issue, kept)):
        if issue.hour is not None:
            hours.setdefault(issue.since, set()).add(issue.hour)
            first.setdefault(issue.since, place)
    for day, seen in hours.items():
        if len(seen) < 24:
            words = f"value too low: hours of {day} that are here: {len(seen)} of 24"
            tally.note(lines.files[first[day]], 0, words)


def _figures(connection: Any, reading: CountedReading, lines: LineStream) -> Iterator[Placed]:
    by: By = reading.counting.by or "day"
    last = max((_issue(source).until for source in reading.files), default=None)
    said: set[Song] = set()
    for language, title, credit, links, begun, until, views, place in connection.execute(
        _FIGURES, {"by": by, "rows": _ROWS}
    ).fetchall():
        song = Song(title, credit, tuple(sorted(links)))
        file, row = lines.files[place // _ROWS].file, place % _ROWS
        if song not in said:
            said.add(song)
            yield file, row, song_links(song)
        end = max(until, days_of(begun, by)[1])
        days = (begun, min(end, last) if last else end)
        yield file, row, reading.figure(song, "pageviews", views, days, language)
