"""Charts: every row of a chart's week is one or more figures of a song."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from kollabo.sources import figures
from kollabo.sources.batches import Statement
from kollabo.sources.cells import Cells
from kollabo.sources.layout import Figure, Part
from kollabo.sources.record import Record, Unreadable
from kollabo.sources.songs import Printing, SongRows

Days = tuple[date | None, date]  # first day counted (None: since release) and last day


class ChartRows:
    """Reads one part's figures. A row may name another region unless the region is ``fixed``."""

    def __init__(
        self, part: Part, cells: Cells, name: str, region: str, *, fixed: bool = False
    ) -> None:
        assert part.song is not None
        self._part = part
        self._cells = cells
        self._name = name
        self._region = region
        self._fixed = fixed
        self._songs = SongRows(part.song, part.marks, cells)
        self._last: tuple[Any, Days] | None = None  # a date is often the same as the row before
        self._counted: dict[tuple[str, date], int] = {}

    def statements(self, record: Record, week: date | None = None) -> list[Statement]:
        """The figures of a row. ``week`` is the date of the chart's week where it was worked out
        from crawls."""
        printing = self._songs.printing(record)
        return list(self._figures(record, printing, self.days(record, week)))

    def printing(self, record: Record) -> Printing:
        """The song of a row."""
        return self._songs.printing(record)

    def days(self, record: Record, week: date | None) -> Days:
        """First and last day that the row's figures count."""
        period = self._part.period
        if period.to is not None:
            return None, period.to
        if week is None and (column := period.date.plain):
            raw = record.value(column)
            if self._last is None or raw != self._last[0]:
                self._last = raw, self._period(self._cells.day(period.date, record))
            return self._last[1]
        return self._period(week or self._cells.day(period.date, record))

    def _period(self, printed: date) -> Days:
        last = printed + timedelta(self._part.period.ends)
        return last - timedelta(self._part.period.days - 1), last

    def count_places(self, record: Record) -> None:
        """First reading: learn how many places the chart has on the record's day."""
        try:
            key = self._chart(record), self.days(record, None)[1]
            for figure in self._part.figures:
                if figure.metric == "rank" and (place := self._value(figure, record)):
                    self._counted[key] = max(self._counted.get(key, 0), int(place))
        except Unreadable:
            return
        finally:
            self._cells.complaints.clear()

    def _figures(self, record: Record, printing: Printing, days: Days) -> Iterator[Statement]:
        title, credit, artists = printing
        chart = self._chart(record)
        places = self._part.places
        if self._part.count_places:
            places = self._counted.get((chart, days[1]))
        refused: list[str] = []
        found = False
        for figure in self._part.figures:
            try:
                value = self._value(figure, record)
            except Unreadable as error:
                refused.append(f"the {figure.metric} {error}")
                continue
            if value is None:
                continue
            found = True
            yield (
                "printed_observation",
                {
                    "title": title,
                    "credit": credit,
                    "artists": artists,
                    "chart": chart,
                    "metric": figure.metric,
                    "value": value,
                    "unit": figure.metric,
                    "region": self._where(record),
                    "period_from": days[0],
                    "period_to": days[1],
                    "places": places,
                },
            )
        if not found:
            raise Unreadable(refused[0] if refused else "the row has no figure")
        self._cells.complaints.extend(f"value left out: {words}" for words in refused)

    def _chart(self, record: Record) -> str:
        if not self._part.chart:
            return self._name
        return f"{self._name}: {self._cells.needed(self._part.chart, record, 'name of the chart')}"

    def _where(self, record: Record) -> str:
        if self._fixed or not self._part.region:
            return self._region
        try:
            return self._cells.region(self._part.region, record) or self._region
        except Unreadable as error:
            raise Unreadable(f"the region {error}") from None

    def _value(self, figure: Figure, record: Record) -> float | None:
        for column in figure.column.columns:
            value = record.value(column)
            if isinstance(value, str):
                value = value.strip()
                ending = next((one for one in figure.suffixes if value.endswith(one)), "")
                value = value.removesuffix(ending).rstrip()
                if value in self._part.missing:
                    value = None
            if figure.metric == "rank":
                found = figures.rank(value, thousands=figure.thousands, places=self._part.places)
            else:
                found = figures.amount(value, thousands=figure.thousands)
            if found == 0 and figure.parts_after:
                return self._nothing(record, column, figure)
            if found is not None:
                return found
        return None

    @staticmethod
    def _nothing(record: Record, column: str, figure: Figure) -> None:
        """A total of 0 stands for no total; beside parts that are not 0 it contradicts them."""
        columns = list(record.cells)
        if column not in record.cells:
            return
        for part in columns[columns.index(column) + 1 :]:
            if str(record.cells[part]).strip() not in ("", "0"):
                raise Unreadable("of 0 stands beside parts that are not 0")
