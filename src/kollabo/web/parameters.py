"""Parameters declared once: read from an address by it, and said in the OpenAPI document."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from starlette.datastructures import QueryParams

from kollabo.answers.question import FIRST_YEAR
from kollabo.errors import UsageError
from kollabo.web.asked import WEIGHT, default_weights

Kind = Literal["text", "int", "number", "day", "flag"]
LONGEST = 200  # characters of a text; names that people type are shorter
_LAST_OFFSET = 1_000_000


@dataclass(frozen=True)
class Parameter:
    """One parameter. ``least`` and ``most`` bound a number, ``choices`` a text."""

    name: str
    kind: Kind
    about: str
    required: bool = False
    default: Any = None
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    place: Literal["query", "path"] = "query"

    def read(self, text: str) -> Any:
        """The value of a text. Raises UsageError."""
        value = self._value(text)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            low, high = self.least, self.most
            if (low is not None and value < low) or (high is not None and value > high):
                raise self._wrong(f"a number from {low} to {high}")
        if self.choices and value not in self.choices:
            raise self._wrong("one of " + ", ".join(self.choices))
        return value

    def _value(self, text: str) -> Any:
        try:
            match self.kind:
                case "int" if text.isascii() and text.lstrip("-").isdecimal() and len(text) < 12:
                    return int(text)
                case "number" if len(text) < 40 and math.isfinite(float(text)):
                    return float(text)
                case "day" if len(text) == 10:
                    return dt.date.fromisoformat(text)
                case "flag" if text in ("true", "false"):
                    return text == "true"
                case "text" if 0 < len(text) <= LONGEST:
                    return text
        except ValueError:
            pass
        raise self._wrong(_SHAPES[self.kind])

    def _wrong(self, wanted: str) -> UsageError:
        return UsageError(f"{self.name} must be {wanted}", remedy=self.about)

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        found: dict[str, Any] = dict(_SCHEMAS[self.kind])
        if self.least is not None:
            found["minimum"] = self.least
        if self.most is not None:
            found["maximum"] = self.most
        if self.choices:
            found["enum"] = list(self.choices)
        if self.default is not None:
            found["default"] = self.default
        return found


_SHAPES: Mapping[Kind, str] = {
    "text": f"a text of 1 to {LONGEST} characters",
    "int": "a whole number",
    "number": "a number",
    "day": "a day, YYYY-MM-DD",
    "flag": "true or false",
}
_SCHEMAS: Mapping[Kind, Mapping[str, Any]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "day": {"type": "string", "format": "date"},
    "flag": {"type": "boolean"},
}


def read_all(
    declared: Sequence[Parameter], query: QueryParams, path: Mapping[str, Any], *, strict: bool
) -> dict[str, Any]:
    """The values by name. ``strict``: what is not declared, or stands twice, is a mistake.

    Without it an empty text is the same as none, as a form sends it.
    """
    if strict:
        _check_names(declared, query)
    values: dict[str, Any] = {}
    for one in declared:
        text = path.get(one.name) if one.place == "path" else query.get(one.name)
        if text is None or (text.strip() == "" and not strict):
            if one.required:
                raise UsageError(f"{one.name} is missing", remedy=one.about)
            values[one.name] = one.default
        else:
            values[one.name] = one.read(text)
    return values


def _check_names(declared: Sequence[Parameter], query: QueryParams) -> None:
    known = [one.name for one in declared if one.place == "query"]
    for name in query:
        if name not in known:
            remedy = "there are " + ", ".join(known) if known else "there are none"
            raise UsageError(f"there is no parameter {name[:40]!r} here", remedy=remedy)
        if len(query.getlist(name)) > 1:
            raise UsageError(f"{name} stands twice", remedy="say it once")


def question_parameters() -> tuple[Parameter, ...]:
    """The parameters of a question, in the words of the command line."""
    return (
        Parameter("year", "int", "the year asked about", True, None, FIRST_YEAR, 9998),
        Parameter("between", "text", "one scene, by its name", required=True),
        Parameter("and", "text", "the other scene", required=True),
        Parameter(
            "year_means",
            "text",
            "songs released in the year, or on a chart in it",
            default="released",
            choices=("released", "charted"),
        ),
        Parameter("evidence_until", "day", "count evidence up to this day, in that year or later"),
    )


def years_parameters(*, required: bool = True) -> tuple[Parameter, ...]:
    """The first and the last year, in the words of the command line."""
    return tuple(
        Parameter(name, "int", about, required, None, FIRST_YEAR, 9998)
        for name, about in (("from", "the first year"), ("to", "the last year"))
    )


def weight_parameters() -> tuple[Parameter, ...]:
    """One for each signal of the ranking; 0 leaves it out."""
    return tuple(
        Parameter(
            WEIGHT + name,
            "number",
            f"how much the signal {name} counts; 0 leaves it out",
            default=weight,
            least=0,
            most=1000,
        )
        for name, weight in default_weights().items()
    )


def paging(limit: int = 50, most: int = 500) -> tuple[Parameter, ...]:
    return (
        Parameter("limit", "int", "how many to give at most", default=limit, least=1, most=most),
        Parameter("offset", "int", "how many to pass over", default=0, least=0, most=_LAST_OFFSET),
    )


def named(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    return tuple(one.name for one in parameters)
