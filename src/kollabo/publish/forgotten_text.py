"""A source that was forgotten, in words: what is lost, what is left, how to have it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.sources import Source
from kollabo.answers.words import count, listed
from kollabo.publish.import_text import Holdings, held_words
from kollabo.publish.plain import text_of
from kollabo.publish.sources_text import heading


@dataclass(frozen=True)
class Forgotten:
    """What the catalogue held with the source and holds without it."""

    source: Source
    before: Holdings
    after: Holdings
    catalogue: str


def forgotten_text(forgotten: Forgotten) -> str:
    return text_of(_lines(forgotten))


def _lines(forgotten: Forgotten) -> Iterator[str]:
    source, before, after = forgotten.source, forgotten.before, forgotten.after
    yield f"Forgotten: {heading(source)}, {count(source.rows_taken, 'row')}"
    gone = [
        count(number, thing)
        for number, thing in (
            (before.songs - after.songs, "song"),
            (before.acts - after.acts, "act"),
            (before.chart_periods - after.chart_periods, "chart period"),
        )
        if number > 0
    ]
    yield (
        f"  With it went {listed(gone)} that no other source knows."
        if gone
        else ("  Every song, act and chart period in it stands in another source too.")
    )
    if source.path:
        yield f"  Your files stay as they are; import {source.path} again to have it back."
    yield f"{held_words(after)}: {forgotten.catalogue}"
