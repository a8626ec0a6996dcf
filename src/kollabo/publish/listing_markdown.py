"""A list as Markdown. Whatever stands in a title shows as it is and marks nothing up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kollabo.answers.best import BestList, Entry, released_words
from kollabo.publish.listing_words import (
    SHOWN_APART,
    apart_song_words,
    apart_words,
    artists_words,
    heading,
    more_words,
    notes,
    nothing_words,
    rank_words,
    score_words,
    song_words,
    undecided_words,
)
from kollabo.publish.plain import one_line

# What Markdown, or GitHub's, reads as markup wherever it stands: marks, entities, links, emoji.
_MARKUP = re.compile(
    r"[\\`*_\[\]<>#|~$@]|&(?=\w+;|#)|:(?=//)|(?<=www)\.|:(?=[\w+-]+:)", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^[-+=]|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)")


def listing_markdown(answer: BestList, *, everything: bool = False) -> str:
    return "\n".join(_lines(answer, everything)) + "\n"


def escaped(text: str) -> str:
    """The text so that Markdown shows it letter by letter."""
    marked = _MARKUP.sub(r"\\\g<0>", one_line(text).strip())
    return _LIST_MARK.sub(r"\\\g<0>", marked)


def _lines(answer: BestList, everything: bool) -> Iterator[str]:
    yield f"# {escaped(heading(answer))}"
    yield ""
    if answer.entries:
        yield "| | Song | Artists | Released | Why it stands here | Score |"
        yield "|---:|---|---|---|---|---:|"
        yield from map(_row, answer.entries)
    else:
        yield escaped(nothing_words(answer))
    if answer.also_released:
        songs = [apart_song_words(entry) for entry in answer.also_released]
        yield from _part(apart_words(answer), songs, everything)
    if answer.undecided:
        songs = [f"{song_words(one)}: {one.doubt or ''}" for one in answer.undecided]
        yield from _part(undecided_words(answer), songs, everything)
    yield from _part("What this rests on", notes(answer))


def _row(entry: Entry) -> str:
    song = entry.crossing
    cells = (
        rank_words(entry),
        song.title,
        artists_words(song.acts),
        released_words(song),
        entry.reason,
        score_words(entry),
    )
    return "| " + " | ".join(map(escaped, cells)) + " |"


def _part(title: str, lines: Sequence[str], everything: bool = True) -> Iterator[str]:
    shown = lines if everything else lines[:SHOWN_APART]
    yield ""
    yield f"## {escaped(title)}"
    yield ""
    yield from (f"- {escaped(line)}" for line in shown)
    if len(shown) < len(lines):
        yield f"- {more_words(len(lines) - len(shown))}"
