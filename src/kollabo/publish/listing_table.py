"""A list as rich renderables for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kollabo.answers.best import BestList, released_words
from kollabo.publish.explanation import explained
from kollabo.publish.listing_text import apart_lines
from kollabo.publish.listing_words import (
    about_words,
    acts_words,
    artists_words,
    heading,
    notes,
    nothing_words,
    rank_and_plausible_words,
    score_words,
)
from kollabo.publish.plain import one_line


def listing_table(answer: BestList, *, everything: bool = False) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(heading(answer), style="bold")]
    parts.append(_table(answer) if answer.entries else Text(nothing_words(answer)))
    parts += [Text(line) for line in apart_lines(answer, everything=everything)]
    parts += [Text(f"\n{note}", style="dim") for note in notes(answer)]
    return parts


def _table(answer: BestList) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("Song", overflow="fold", ratio=3)
    table.add_column("Artists", overflow="fold", ratio=4)
    table.add_column("Released", overflow="fold", min_width=10)
    table.add_column("Why it stands here", overflow="fold", ratio=6)
    table.add_column("Score", justify="right", no_wrap=True)
    for entry in answer.entries:
        song = entry.crossing
        table.add_row(
            Text(rank_and_plausible_words(entry)),
            Text.assemble((one_line(song.title), "bold"), _below(about_words(song))),
            Text.assemble(artists_words(song.acts), _below(acts_words(song.acts))),
            Text(released_words(song)),
            Text("\n".join((one_line(entry.reason), *explained(entry)))),
            Text(score_words(entry)),
        )
    return table


def _below(words: str) -> tuple[str, str]:
    """A dim line below what stands in a cell; nothing where there are no words."""
    return (f"\n{words}" if words else "", "dim")
