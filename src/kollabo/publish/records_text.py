"""Records in lines, each with its scope and the rows it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.records.answer import Records
from kollabo.answers.records.finding import Holder, Record
from kollabo.answers.words import count, listed
from kollabo.publish.plain import section, text_of


def records_text(answer: Records) -> str:
    return text_of(_lines(answer))


def _lines(answer: Records) -> Iterator[str]:
    asked = answer.asked
    first, second = (scene.title for scene in asked.sides)
    years = str(asked.first) if asked.first == asked.last else f"{asked.first} to {asked.last}"
    yield f"Records of crossings between {first} and {second} set in {years}"
    if not answer.records:
        yield ""
        yield "None: no crossing of that time holds a record in the loaded charts."
    for record in answer.records:
        yield ""
        yield f"{record.words[:1].upper()}{record.words[1:]},"
        yield f"  {record.scope.words}"
        yield from (f"  {_holder(record, one)}" for one in record.holders)
        if len(record.holders) > 1:
            yield f"  shared by {len(record.holders)}"
        if record.contested_by:
            rivals = listed(record.contested_by)
            yield f"  not counted, for want of a decision or of word on an act: {rivals}"
    yield from section(
        "Charts that tell no record, or not all",
        (f"{one.chart}: {one.reason}" for one in answer.not_told),
    )
    yield ""
    yield from answer.notes


def _holder(record: Record, one: Holder) -> str:
    """The song, the day, and where its decisive rows were read."""
    who = f"{one.act}, the last of them {one.title}" if one.act else one.title
    rows = [f"{week.read_from.file}:{week.read_from.row}" for week in one.rows]
    if len(rows) > 2:
        rows = [rows[0], f"{count(len(rows) - 2, 'row')} between", rows[-1]]
    where = f"{one.rows[0].read_from.source_id} {', '.join(rows)}"
    return f"{who} by {one.credit}, {one.day} [{where}]"
