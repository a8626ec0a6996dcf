"""A list as a small HTML table, for notebooks. Whatever stands in a title is shown, not run."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kollabo.answers.best import BestList, Entry, released_words
from kollabo.publish.listing_words import (
    artists_words,
    heading,
    notes,
    nothing_words,
    plausible_words,
    rank_words,
    score_words,
)
from kollabo.publish.plain import one_line


def listing_notebook(answer: BestList) -> str:
    return "\n".join(_lines(answer)) + "\n"


def _lines(answer: BestList) -> Iterator[str]:
    yield f"<p><strong>{escape(heading(answer))}</strong></p>"
    if answer.entries:
        intervals = any(map(plausible_words, answer.entries))
        header = ["", "Song", "Artists", "Released", "Why it stands here", "Score"]
        header += ["Plausible ranks"] if intervals else []
        yield "<table>"
        yield "<thead><tr>" + "".join(f"<th>{name}</th>" for name in header) + "</tr></thead>"
        yield "<tbody>"
        for entry in answer.entries:
            cells = [*_cells(entry), *([plausible_words(entry)] if intervals else [])]
            yield "<tr>" + "".join(f"<td><bdi>{escape(one)}</bdi></td>" for one in cells) + "</tr>"
        yield "</tbody></table>"
    else:
        yield f"<p>{escape(nothing_words(answer))}</p>"
    yield from (f"<p><small>{escape(note)}</small></p>" for note in notes(answer))


def _cells(entry: Entry) -> list[str]:
    song = entry.crossing
    return [
        rank_words(entry),
        one_line(song.title),
        artists_words(song.acts),
        released_words(song),
        one_line(entry.reason),
        score_words(entry),
    ]
