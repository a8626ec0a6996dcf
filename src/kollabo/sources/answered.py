"""Reading files of answers item by item: what each item says, or why it is set aside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from kollabo.sources.answers_file import Answer, read_answers
from kollabo.sources.batches import Statement
from kollabo.sources.counted import CountedReading, Placed, Tally
from kollabo.sources.files import SourceFile
from kollabo.sources.reading import Progress
from kollabo.sources.record import Unreadable

# One item of a file, counted from 1 through all its answers, as what is read of it when asked.
Item: TypeAlias = tuple[Any, Callable[[], list[Statement]]]
ItemsOf: TypeAlias = Callable[[CountedReading, Sequence[Answer]], Iterator[Item]]


def answered(
    items_of: ItemsOf, reading: CountedReading, tally: Tally, progress: Progress | None
) -> Iterator[Placed]:
    """The statements of all items. An item that cannot be read costs itself and no other."""
    done, total = 0, sum(file.bytes for file in reading.files)
    for source in reading.files:
        yield from _read(items_of, reading, source, tally)
        done += source.bytes
        if progress:
            progress(done, total)


def _read(
    items_of: ItemsOf, reading: CountedReading, source: SourceFile, tally: Tally
) -> Iterator[Placed]:
    file = tally.file(source.name, source.sha256, source.bytes)
    try:
        for number, (item, read) in enumerate(items_of(reading, read_answers(source)), 1):
            file.rows_read += 1
            try:
                statements = read()
            except Unreadable as error:
                tally.set_aside(file, number, str(error), _shown(item))
                continue
            for statement in statements:
                yield source.name, number, statement
    except Unreadable as error:
        file.rows_read += 1
        tally.set_aside(file, 0, str(error))


def _shown(item: Any) -> str:
    try:
        return json.dumps(item, ensure_ascii=False, default=repr)
    except (ValueError, RecursionError):
        return "an item that cannot be shown"
