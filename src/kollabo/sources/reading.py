"""One import argument: find its files and layouts, read them into batches, report every row."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from kollabo.sources import csv_rows, gml_rows, json_rows
from kollabo.sources.acts import ActRows
from kollabo.sources.batches import Batches, Statement
from kollabo.sources.cells import Cells
from kollabo.sources.chart import ChartRows
from kollabo.sources.countries import Countries
from kollabo.sources.crawl_weeks import Seen, Week, weeks_of
from kollabo.sources.files import SourceFile, plain_text
from kollabo.sources.joined import join_rows, join_table
from kollabo.sources.layout import Layout, Part
from kollabo.sources.record import Record, Trouble, Unreadable
from kollabo.sources.report import FileReport, Report, SetAside, in_words, shown
from kollabo.sources.tracks import TrackRows

Progress = Callable[[int, int | None], None]
Refused = tuple[SourceFile, str]  # a file that belongs to no reading, and why


@dataclass(frozen=True)
class Assigned:
    """A file, the part of the layout that reads it, and the file that is joined to it."""

    file: SourceFile
    part: Part
    joined: SourceFile | None = None


class Reading:
    """One source: a file or the files of one layout in a folder."""

    def __init__(
        self,
        kind: str,
        name: str,
        layout: Layout,
        path: Path,
        region: str | None,
        files: Sequence[Assigned],
        refused: Sequence[Refused] = (),
    ) -> None:
        self.kind = kind
        self.name = plain_text(name)
        self.layout = layout.name
        self.path = plain_text(str(path))
        counts = any(part.figures for part in layout.parts)
        self.region = region or layout.region or ("world" if counts else None)
        self.region_asked = region is not None
        self.prints_songs = layout.songs
        self._files = list(files)
        self._refused = list(refused)
        self._sha256 = content_hash(
            file for one in self._files for file in (one.file, one.joined) if file
        )
        self.source_id = source_id_of(kind, self.name, self.region, layout.identity, self._sha256)
        self.report = self._new_report()

    def batches(self, progress: Progress | None = None) -> Iterator[tuple[str, pa.RecordBatch]]:
        """All statements as Arrow batches of the printed tables."""
        self.report = self._new_report()
        out = Batches()
        total = sum(assigned.file.bytes for assigned in self._files)
        done = 0
        countries = Countries.read()
        mappers = {
            id(part): _Mapper(self, part, countries)
            for part in {id(one.part): one.part for one in self._files}.values()
        }
        weeks = self._weeks(mappers)
        for assigned in self._files:
            mapper = mappers[id(assigned.part)]
            if assigned.part.count_places:
                for record in records(assigned, []):
                    if isinstance(record, Record):
                        mapper.count_places(record)
            for _ in self._take(assigned, mapper, weeks.get(assigned.file.name), out):
                yield from out.flush()
            done += assigned.file.bytes
            if progress:
                progress(done, total)
        for file, reason in self._refused:
            whole = FileReport(file.name, file.sha256, file.bytes, 1, 0, 1)
            self.report.files.append(whole)
            self._set_aside(file.name, 0, reason, "")
        yield from out.flush()

    def _new_report(self) -> Report:
        return Report(self.kind, self.name, self.layout, self.path, self.region, self._sha256)

    def _take(
        self, assigned: Assigned, mapper: _Mapper, week: Week | None, out: Batches
    ) -> Iterator[None]:
        """Read one file row by row; pauses where the batches are full."""
        name = assigned.file.name
        counts = FileReport(name, assigned.file.sha256, assigned.file.bytes)
        self.report.files.append(counts)
        said: list[Trouble] = []
        for record in records(assigned, said):
            counts.rows_read += 1
            try:
                if isinstance(record, Trouble):
                    raise Unreadable(record.reason)
                if week and week.read_from:
                    raise Unreadable(f"repeat of week {week.dated} in file {week.read_from}")
                statements = mapper.statements(record, week.dated if week else None)
            except Unreadable as error:
                counts.rows_set_aside += 1
                text = record.text if isinstance(record, Trouble) else record.text()
                self._set_aside(name, record.row, str(error), text)
                mapper.complaints.clear()
                continue
            counts.rows_taken += 1
            for statement in statements:
                self.report.see(statement)
                out.add(self.source_id, name, record.row, statement)
            for reason in dict.fromkeys(mapper.complaints):
                self._set_aside(name, record.row, reason, record.text())
            mapper.complaints.clear()
            if out.full:
                yield
        for trouble in said:
            self._set_aside(name, trouble.row, trouble.reason, trouble.text)

    def _set_aside(self, file: str, row: int, reason: str, text: str) -> None:
        self.report.set_aside.append(SetAside(file, row, in_words(reason), shown(text)))

    def _weeks(self, mappers: dict[int, _Mapper]) -> dict[str, Week]:
        """The chart's week of each file that is a crawl."""
        found: dict[str, Week] = {}
        for mapper in mappers.values():
            crawl = mapper.part.period.crawl
            if crawl is None:
                continue
            files = [one for one in self._files if one.part is mapper.part]
            seen = [crawled for one in files if (crawled := mapper.crawl(one))]
            found.update(weeks_of(seen, weekday=crawl.weekday, shown=crawl.shown))
        return found


class _Mapper:
    """The rows of one part as statements, whatever the kind."""

    def __init__(self, reading: Reading, part: Part, countries: Countries) -> None:
        self.part = part
        self._cells = Cells(part, countries)
        self.complaints = self._cells.complaints
        self._chart: ChartRows | None = None
        self._tracks: TrackRows | None = None
        self._acts: ActRows | None = None
        if part.figures:
            where, fixed = reading.region or "world", reading.region_asked
            self._chart = ChartRows(part, self._cells, reading.name, where, fixed=fixed)
        if part.acts:
            self._acts = ActRows(part.acts, self._cells)
        if part.song and reading.prints_songs:
            self._tracks = TrackRows(part, self._cells, self._chart, self._acts)

    def statements(self, record: Record, week: date | None) -> list[Statement]:
        if self._tracks:
            return self._tracks.statements(record)
        if self._chart:
            return self._chart.statements(record, week)
        assert self._acts is not None
        return self._acts.statements(record)

    def count_places(self, record: Record) -> None:
        if self._chart:
            self._chart.count_places(record)

    def crawl(self, assigned: Assigned) -> Seen | None:
        """What a crawl's file says of its week; None if it holds no usable row."""
        assert self._chart is not None
        assert self.part.period.crawl is not None
        weeks: dict[tuple[str, str], int] = {}
        day: date | None = None
        for record in records(assigned, []):
            if isinstance(record, Trouble):
                continue
            try:
                title, credit, artists = self._chart.printing(record)
                day = day or self._cells.day(self.part.period.date, record)
            except Unreadable:
                continue
            count = record.value(self.part.period.crawl.weeks)
            if isinstance(count, str) and count.strip().isdecimal() and len(count) < 6:
                count = int(count)
            if isinstance(count, int) and not isinstance(count, bool):
                weeks[title, credit or "; ".join(artists or ())] = count
        return Seen(assigned.file.name, day, weeks) if day and weeks else None


def records(assigned: Assigned, said: list[Trouble]) -> Iterator[Record | Trouble]:
    """The rows of a file, joined to its companion. A file that cannot be opened is one trouble."""
    part = assigned.part
    try:
        with assigned.file.open() as stream:
            if part.format == "json":
                lists = [act.items for act in part.acts] or [part.items]
                yield from json_rows.rows(stream, lists, loose=part.loose)
            elif part.format == "gml":
                yield from gml_rows.rows(stream, part.encoding)
            else:
                rows = csv_rows.rows(stream, part.encoding, part.delimiters)
                if part.join and assigned.joined:
                    rows = join_rows(rows, part.join, join_table(assigned.joined, part, said))
                yield from rows
    except (OSError, UnicodeError) as error:
        yield Trouble(0, f"the file cannot be read: {error}")


def slug(name: str) -> str:
    """A name in small ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40].strip("-") or "source"


def content_hash(files: Iterable[SourceFile]) -> str:
    """The hash of the files' hashes, in the order of their names."""
    by_name = {file.name: file for file in files}
    digest = hashlib.sha256()
    for name in sorted(by_name):
        digest.update(by_name[name].sha256.encode("ascii"))
    return digest.hexdigest()


def source_id_of(kind: str, name: str, region: str | None, layout: str, content: str) -> str:
    said = "\0".join((kind, name, region or "", layout, content))
    digest = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
    return f"{kind}-{slug(name)}-{digest[:8]}"
