"""A list as lines of text, to be read aloud or piped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.answers.best import BestList, Entry, released_words
from kollabo.publish.explanation import explained
from kollabo.publish.listing_words import (
    SHOWN_APART,
    about_words,
    acts_words,
    apart_song_words,
    apart_words,
    artists_words,
    heading,
    more_words,
    notes,
    nothing_words,
    rank_and_plausible_words,
    score_words,
    song_words,
    undecided_words,
)
from kollabo.publish.plain import one_line


def listing_text(answer: BestList, *, everything: bool = False) -> str:
    lines = [heading(answer), ""]
    width = max((len(rank_and_plausible_words(entry)) for entry in answer.entries), default=0)
    for entry in answer.entries:
        lines += _entry(entry, width)
    if not answer.entries:
        lines.append(nothing_words(answer))
    lines += apart_lines(answer, everything=everything)
    lines += ["", *notes(answer)]
    return "\n".join(lines) + "\n"


def _entry(entry: Entry, width: int) -> Iterator[str]:
    song = entry.crossing
    rank = f"{rank_and_plausible_words(entry):>{width}}"
    yield f"{rank}  {one_line(song.title)} by {artists_words(song.acts)}"
    margin = " " * (width + 2)
    about = f"; {about}" if (about := about_words(song)) else ""
    yield f"{margin}released {released_words(song)}; score {score_words(entry)}{about}"
    yield f"{margin}{acts_words(song.acts)}"
    yield f"{margin}{one_line(entry.reason)}"
    yield from (f"{margin}{line}" for line in explained(entry))


def apart_lines(answer: BestList, *, everything: bool) -> list[str]:
    """The songs that stand apart: without a figure, and waiting for a decision."""
    lines: list[str] = []
    if answer.also_released:
        songs = [apart_song_words(entry) for entry in answer.also_released]
        lines += ["", apart_words(answer) + ".", *_some(songs, everything)]
    if answer.undecided:
        songs = [f"{song_words(one)}: {one_line(one.doubt or '')}" for one in answer.undecided]
        lines += ["", undecided_words(answer) + ".", *_some(songs, everything)]
    return lines


def _some(lines: Sequence[str], everything: bool) -> Iterator[str]:
    shown = len(lines) if everything else SHOWN_APART
    yield from (f"  {line}" for line in lines[:shown])
    if len(lines) > shown:
        yield f"  {more_words(len(lines) - shown)}"
