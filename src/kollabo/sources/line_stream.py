"""The lines of many files as one stream of Arrow batches, for the engine to count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

import pyarrow as pa

from kollabo.catalogue.engine import EngineError, Watched
from kollabo.sources.counted import Tally, say_trouble
from kollabo.sources.files import SourceFile
from kollabo.sources.packed import Inside, files_inside, line_blocks
from kollabo.sources.reading import Progress
from kollabo.sources.record import Trouble
from kollabo.sources.report import FileReport

_SCHEMA = pa.schema([("file", pa.int32()), ("row", pa.int64()), ("line", pa.string())])


@dataclass
class LineStream:
    """All lines of the files whose names ``wanted`` accepts, blank ones left out.

    A file is known to the engine by its place in ``files``.
    """

    sources: Sequence[SourceFile]
    tally: Tally
    wanted: Callable[[Inside], bool]
    progress: Progress | None = None
    blocks: Callable[[IO[bytes]], Iterator[tuple[int, list[str]] | Trouble]] = line_blocks
    files: list[FileReport] = field(default_factory=list)

    def query(self, connection: Any, query: str, parameters: Mapping[str, Any]) -> None:
        """Run a query that reads the lines once, as the table ``line``. What goes wrong while
        reading is raised as it was."""
        watched = Watched(self._batches())
        connection.register("line", pa.RecordBatchReader.from_batches(_SCHEMA, watched))
        try:
            connection.execute(query, parameters)
        except EngineError:  # the engine reduces what stopped the reading to a string
            if watched.failure is not None:
                raise watched.failure from None
            raise
        finally:
            connection.unregister("line")

    def _batches(self) -> Iterator[pa.RecordBatch]:
        done, total = 0, sum(source.bytes for source in self.sources)
        for source in self.sources:
            with files_inside(source) as inside:
                for member in inside:
                    if self.wanted(member):
                        yield from self._lines(member, source)
            done += source.bytes
            if self.progress:
                self.progress(done, total)

    def _lines(self, member: Inside, source: SourceFile) -> Iterator[pa.RecordBatch]:
        place = len(self.files)
        report = self.tally.file(member.name, source.sha256, member.size)
        self.files.append(report)
        for block in self.blocks(member.stream):
            if isinstance(block, Trouble):
                report.rows_read += 1
                say_trouble(self.tally, report, block)
                continue
            first, lines = block
            kept = [(row, text) for row, text in enumerate(lines, first) if text.strip()]
            report.rows_read += len(kept)
            if kept:
                rows, texts = zip(*kept, strict=True)
                columns = [pa.array([place] * len(kept), pa.int32()), pa.array(rows, pa.int64())]
                yield pa.RecordBatch.from_arrays([*columns, pa.array(texts)], schema=_SCHEMA)
