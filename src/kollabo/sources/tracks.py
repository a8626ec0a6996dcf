"""Tables of tracks: every row is what a source says of a song, with or without figures.

A table may say on the side which acts it was gathered from.
"""

from __future__ import annotations

from kollabo.sources.acts import ActRows
from kollabo.sources.batches import Statement
from kollabo.sources.cells import Cells
from kollabo.sources.chart import ChartRows
from kollabo.sources.layout import Part
from kollabo.sources.record import Record, Unreadable
from kollabo.sources.songs import SongRows


class TrackRows:
    """Reads one part's songs. A song whose figures or acts are broken is taken without them."""

    def __init__(
        self, part: Part, cells: Cells, figures: ChartRows | None, acts: ActRows | None
    ) -> None:
        assert part.song is not None
        self._songs = SongRows(part.song, part.marks, cells)
        self._cells = cells
        self._figures = figures
        self._acts = acts
        self._said: set[str] = set()

    def statements(self, record: Record) -> list[Statement]:
        found = [self._songs.facts(record, self._songs.printing(record))]
        for read in (self._figures_of, self._acts_of):
            try:
                found += read(record)
            except Unreadable as error:
                self._cells.complaints.append(f"value left out: {error}")
        return found

    def _figures_of(self, record: Record) -> list[Statement]:
        return self._figures.statements(record) if self._figures else []

    def _acts_of(self, record: Record) -> list[Statement]:
        """What the row says of acts, where no row before it said the same."""
        if self._acts is None:
            return []
        found = [one for one in self._acts.statements(record) if repr(one) not in self._said]
        self._said.update(map(repr, found))
        return found
