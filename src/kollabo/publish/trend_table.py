"""A trend as rich renderables for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kollabo.answers.trend import Trend
from kollabo.publish.plain import section
from kollabo.publish.trend_text import CHANGES
from kollabo.publish.trend_words import change_lines, columns, heading, notes, rows


def trend_table(answer: Trend) -> list[RenderableType]:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("year", justify="right", no_wrap=True)
    for column in columns(answer):
        table.add_column(column.heading, justify="right", overflow="fold")
    for row in rows(answer):
        table.add_row(*map(Text, row))
    parts: list[RenderableType] = [Text(heading(answer), style="bold"), table]
    parts += [Text(line) for line in section(CHANGES, change_lines(answer))]
    parts += [Text(f"\n{note}", style="dim") for note in notes(answer)]
    return parts
