"""What every picture is: a drawing, what it shows in words, and its figures as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell of a table. ``about`` is the id of the song or act it names; ``number``: aligned so.

    ``foreign``: the words are the catalogue's own, in English whatever the page is in.
    """

    text: str
    about: str | None = None
    number: bool = False
    foreign: bool = False


@dataclass(frozen=True)
class PageTable:
    """``caption`` says what it is; the first cell of a row names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Picture:
    """``svg`` is one element for an HTML page, in the page's colours; ``name`` is unique there."""

    name: str
    title: str
    alternative: str
    svg: str
    table: PageTable


def number_cell(text: str) -> Cell:
    return Cell(text, number=True)
