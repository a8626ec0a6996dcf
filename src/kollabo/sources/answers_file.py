"""What a service answered, kept in a file as it came: what `kollabo fetch` writes and import reads.

::

    {"service": "ListenBrainz",
     "answers": [{"url": ..., "asked": ..., "retrieved": "2026-03-01T12:00:00+00:00",
                  "song": {"title": ..., "credit": ...},
                  "answer": <the JSON of the service, unchanged>}]}

``asked`` is the body of a POST, ``song`` what the user says the answer is about; both may be
missing. A file with nothing but the service's own JSON is read as one answer without a day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from kollabo.sources import json_rows
from kollabo.sources.files import SourceFile
from kollabo.sources.packed import files_inside
from kollabo.sources.record import Unreadable


@dataclass(frozen=True)
class Answer:
    """One answer. ``retrieved`` is the day it was given, if the file says so."""

    value: Any
    url: str = ""
    asked: Any = None
    retrieved: datetime | None = None
    song: Mapping[str, str] | None = None

    @property
    def day(self) -> date | None:
        return self.retrieved.astimezone(UTC).date() if self.retrieved else None

    def as_json(self) -> dict[str, Any]:
        said = {"url": self.url, "asked": self.asked, "song": self.song}
        when = self.retrieved.isoformat(timespec="seconds") if self.retrieved else None
        kept = {key: value for key, value in said.items() if value}
        return {**kept, "retrieved": when, "answer": self.value}


def answers_text(service: str, answers: Sequence[Answer]) -> str:
    """The file's text: one answer a line, so that two fetches compare line by line."""
    lines = ",\n".join(json.dumps(one.as_json(), ensure_ascii=False) for one in answers)
    return f'{{"service": {json.dumps(service)},\n"answers": [\n{lines}\n]}}\n'


def read_answers(file: SourceFile) -> list[Answer]:
    """The answers of a file; Unreadable if it holds none."""
    with files_inside(file) as inside:
        data = next(inside).stream.read(json_rows.LARGEST + 1)
    if len(data) > json_rows.LARGEST:
        raise Unreadable(f"the file is larger than {json_rows.LARGEST // 2**20} MiB; split it")
    try:
        value = json_rows.load(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"the file is no readable JSON: {str(error)[:120]}") from None
    if not isinstance(value, dict) or "answers" not in value:
        return [Answer(value)]
    if not isinstance(value["answers"], list):
        raise Unreadable("'answers' is no list")
    return list(_answers(value["answers"]))


def _answers(items: Sequence[Any]) -> Iterator[Answer]:
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or "answer" not in item:
            raise Unreadable(f"answer {number} is no object with an 'answer'")
        song = item.get("song")
        yield Answer(
            item["answer"],
            url=str(item.get("url", "")),
            asked=item.get("asked"),
            retrieved=_moment(item.get("retrieved"), number),
            song=song if isinstance(song, dict) else None,
        )


def _moment(text: Any, number: int) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise Unreadable(f"answer {number} says no time as 'retrieved'") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
