"""Tables of tracks: every row is what a source says of a song, with or without figures."""

from __future__ import annotations

from kollabo.sources.batches import Statement
from kollabo.sources.cells import Cells
from kollabo.sources.chart import ChartRows
from kollabo.sources.layout import Part
from kollabo.sources.record import Record, Unreadable
from kollabo.sources.songs import SongRows


class TrackRows:
    """Reads one part's songs. A song whose figures are broken is taken without them."""

    def __init__(self, part: Part, cells: Cells, figures: ChartRows | None) -> None:
        assert part.song is not None
        self._songs = SongRows(part.song, part.marks, cells)
        self._cells = cells
        self._figures = figures

    def statements(self, record: Record) -> list[Statement]:
        facts = self._songs.facts(record, self._songs.printing(record))
        if self._figures is None:
            return [facts]
        try:
            return [facts, *self._figures.statements(record)]
        except Unreadable as error:
            self._cells.complaints.append(f"value left out: {error}")
            return [facts]
