"""The lines of `kollabo credits`: whatever comes in, one answer a line goes out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kollabo.catalogue.location import MANIFEST, catalogue_root, starter_path
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.snapshots import current_snapshot
from kollabo.errors import KollaboError
from kollabo.text.credits import ParsedCredit, parse_credit
from kollabo.text.evidence import NameEvidence, NameTable, NoEvidence
from kollabo.text.titles import ParsedTitle, parse_title

LONGEST = 10_000  # bytes of a line; no credit comes near
_PIECE = 65_536

Answer = dict[str, Any]


class _NotALine(Exception):
    """The line cannot be read; the message says why."""


def evidence_of(catalogue: Path | None) -> NameEvidence:
    """What a catalogue says of names; nothing where there is no catalogue at all."""
    root = catalogue_root(catalogue)
    if current_snapshot(root) is None and not (starter_path() / MANIFEST).exists():
        return NoEvidence()
    with open_catalogue(root) as opened:
        return NameTable(opened.sql("SELECT key, known, alone, beside, shared FROM name"))


def answer_lines(stream: BinaryIO, evidence: NameEvidence, *, why: bool) -> Iterator[Answer]:
    """One answer for each line of the stream, and ``{"error": ...}`` for what is none."""
    mistakes = 0
    for number, line in enumerate(_lines(stream)):
        try:
            yield _answer(_text(line, first=number == 0), evidence, why)
        except _NotALine as error:
            yield {"error": str(error)}
        except Exception as error:  # the lines after it shall not be lost
            mistakes += 1
            yield {"error": f"a mistake in kollabo: {type(error).__name__}"}
    if mistakes:
        raise KollaboError(
            f"{mistakes:,} lines could not be read for a mistake in kollabo",
            remedy="please report one of them",
        )


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines without their ends; None for one that is too long, which is never held in memory."""
    while line := stream.readline(LONGEST + 2):
        if line.endswith(b"\n"):
            line = line.rstrip(b"\r\n")
        elif len(line) > LONGEST:
            _pass_over(stream)
            yield None
            continue
        yield line if len(line) <= LONGEST else None


def _pass_over(stream: BinaryIO) -> None:
    while (piece := stream.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def _text(line: bytes | None, *, first: bool) -> str:
    if line is None:
        raise _NotALine(f"longer than {LONGEST:,} bytes")
    try:
        text = line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        raise _NotALine(f"not valid UTF-8 at byte {error.start + 1}") from None
    if "\0" in text:
        raise _NotALine("holds a NUL character")
    return text


def _answer(text: str, evidence: NameEvidence, why: bool) -> Answer:
    if not text.lstrip().startswith("{"):
        return _credit(text, evidence, why)
    asked = _object(text)
    if asked.get("title") is None:
        if asked.get("credit") is None:
            raise _NotALine('needs "credit" or "title"')
        return _credit(_string(asked, "credit"), evidence, why)
    return _title(asked, evidence, why)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise _NotALine(f"not valid JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError):  # numbers of thousands of digits, brackets in brackets
        raise _NotALine("not JSON that can be read") from None
    assert isinstance(found, dict)  # it begins with a brace
    return found


def _string(asked: dict[str, Any], key: str) -> str:
    value = asked[key]
    if not isinstance(value, str):
        raise _NotALine(f'"{key}" must be a text')
    if "\0" in value:
        raise _NotALine("holds a NUL character")
    return value


def _names(asked: dict[str, Any]) -> list[str]:
    value = asked.get("artists")
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _NotALine('"artists" must be a list of texts')
    return value


def _credit(credit: str, evidence: NameEvidence, why: bool) -> Answer:
    parsed = parse_credit(credit, evidence)
    answer: Answer = {"credit": credit, "artists": _artists(parsed)}
    return {**answer, "why": _reasons(parsed)} if why else answer


def _title(asked: dict[str, Any], evidence: NameEvidence, why: bool) -> Answer:
    """A title, with the credit or the list of acts beside it if there is one."""
    title, names = _string(asked, "title"), _names(asked)
    parsed = None
    if not names and asked.get("credit") is not None:
        parsed = parse_credit(_string(asked, "credit"), evidence)
    given = [one.name for one in parsed.artists] if parsed else names
    read = parse_title(title, given, evidence)
    answer: Answer = {
        "title": title,
        "credit": parsed.credit if parsed else None,
        "artists": _artists(parsed) if parsed else _listed(names, read),
        "work": read.work,
        "featured": list(read.featured),
        "with": list(read.partners),
        "remixers": list(read.remixers),
        "version": read.version,
    }
    return {**answer, "why": _reasons(parsed) if parsed else []} if why else answer


def _artists(parsed: ParsedCredit) -> list[dict[str, str]]:
    return [{"name": one.name, "role": one.role} for one in parsed.artists]


def _listed(names: list[str], read: ParsedTitle) -> list[dict[str, str]]:
    """The acts given, else those that the title begins with ("Artist - Title")."""
    if not names:
        return [{"name": one.name, "role": one.role} for one in read.artists]
    featured, remixers = set(read.featured), set(read.remixers)
    return [
        {
            "name": name,
            "role": "featured" if name in featured else "remixer" if name in remixers else "main",
        }
        for name in names
    ]


def _reasons(parsed: ParsedCredit) -> list[Answer]:
    return [
        {
            "separator": one.separator,
            "left": one.left,
            "right": one.right,
            "separates": one.separates,
            "log_odds": round(one.log_odds, 3),
            "reasons": [
                {
                    "name": reason.name,
                    "weight": round(reason.weight, 3),
                    "detail": reason.detail,
                }
                for reason in one.reasons
            ],
        }
        for one in parsed.decisions
    ]
