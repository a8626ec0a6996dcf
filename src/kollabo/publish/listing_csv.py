"""A list as CSV: UTF-8, comma, one header, one song a row.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, as spreadsheets
themselves write it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from kollabo.answers.best import BestList, Entry
from kollabo.answers.crossings import Crossing
from kollabo.publish.plain import one_line

COLUMNS = (
    "list",
    "rank",
    "title",
    "artists",
    "roles",
    "released",
    "released_inferred",
    "score",
    "reason",
    "song_id",
    "plausible_low",
    "plausible_high",
)

# What Excel, LibreOffice or Google Sheets take as the beginning of a formula, wide forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def listing_csv(answer: BestList, *, everything: bool = False) -> str:
    """The ranked songs; with ``everything`` also those that stand apart, by column ``list``."""
    return csv_text(COLUMNS, _rows(answer, everything))


def csv_text(header: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe_cell(text: str) -> str:
    """The text in one line, and no formula."""
    line = one_line(text)
    return f"'{line}" if line.lstrip().startswith(_FORMULA) else line


def _rows(answer: BestList, everything: bool) -> Iterator[Sequence[str]]:
    for entry in answer.entries:
        yield _row("ranked", entry.crossing, entry)
    if everything:
        for entry in answer.also_released:
            yield _row("also released", entry.crossing, entry)
        for song in answer.undecided:
            yield _row("undecided", song, None)


def _row(part: str, song: Crossing, entry: Entry | None) -> Sequence[str]:
    ranked = entry.ranked if entry else None
    plausible = ranked.plausible if ranked else None
    return (
        part,
        str(ranked.rank) if ranked else "",
        song.title,
        "; ".join(one.act.name for one in song.acts),
        "; ".join(one.role or "" for one in song.acts),
        song.released or "",
        "yes" if song.released_inferred else "no",
        f"{ranked.score:.3f}" if ranked else "",
        entry.reason if entry else song.doubt or "",
        song.song_id,
        str(plausible.low) if plausible else "",
        str(plausible.high) if plausible else "",
    )
