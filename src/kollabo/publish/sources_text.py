"""The sources behind a catalogue, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.sources import Source, SourcesAnswer
from kollabo.answers.words import count
from kollabo.publish.plain import some, text_of

_REASONS = 3


def sources_text(answer: SourcesAnswer, *, everything: bool = False) -> str:
    return text_of(_lines(answer, everything))


def _lines(answer: SourcesAnswer, everything: bool) -> Iterator[str]:
    if answer.is_starter:
        yield "The starter catalogue that comes with kollabo; import your own files."
        yield ""
    for number, source in enumerate(answer.sources):
        if number:
            yield ""
        yield from _source(source, everything)


def _source(source: Source, everything: bool) -> Iterator[str]:
    yield heading(source)
    path = f" from {source.path}" if source.path else ""
    yield f"  {source.source_id}, read {source.imported:%Y-%m-%d}{path}"
    yield from numbers(source)
    if not everything:
        yield from reasons(source, "--all shows them")
        return
    for one in source.set_aside:
        yield f"    {one.rows:,} x {one.reason}"
        for example in one.examples:
            place = f"{example.place.file}:{example.place.row}"
            because = f" ({example.reason})" if example.reason != one.reason else ""
            yield f"      {place}  {example.text}{because}"
    yield from (f"  {one.file}: {count(one.rows_read, 'row')}" for one in source.files)


def heading(source: Source) -> str:
    region = f", {source.region}" if source.region else ""
    return f"{source.name} ({source.kind} by layout {source.layout}{region})"


def numbers(source: Source) -> Iterator[str]:
    files = f" from {count(len(source.files), 'file')}" if source.files else ""
    yield (
        f"  {count(source.rows_read, 'row')} read{files}: "
        f"{source.rows_taken:,} taken, {source.rows_set_aside:,} set aside"
    )
    if source.period_to:
        yield f"  period: {source.period_from or 'totals'} to {source.period_to}"


def reasons(source: Source, more: str) -> Iterator[str]:
    """The most frequent reasons, each with the first place where it was met."""
    lines = []
    for one in source.set_aside:
        place = one.examples[0].place
        lines.append(f"{one.rows:,} x {one.reason} (first at {place.file}:{place.row})")
    yield from (f"    {line}" for line in some(lines, _REASONS, more))
