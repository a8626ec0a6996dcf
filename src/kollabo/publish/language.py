"""A language to publish in: its phrases (``data/phrases``) and how it writes dates and lists.

Loads Babel, which knows how the world's languages write them, when a language is asked for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from kollabo.errors import DataFileError, UsageError
from kollabo.publish.sentences import Part, Parts, filled, needed, text_of_parts

DEFAULT = "en"
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def known_languages() -> tuple[str, ...]:
    """The languages there are phrases for, by code."""
    return tuple(sorted(one.name.removesuffix(".toml") for one in _folder() if _is_phrases(one)))


def _folder() -> Iterator[Any]:
    return (resources.files("kollabo") / "data" / "phrases").iterdir()


def _is_phrases(entry: Any) -> bool:
    return str(entry.name).endswith(".toml")


@cache
def read_phrases(code: str) -> Mapping[str, Any]:
    """The phrases of a language. UsageError names those there are."""
    if code not in known_languages():
        raise UsageError(
            f"there are no phrases in {code!r}",
            remedy="there are: " + ", ".join(known_languages()),
        )
    entry = resources.files("kollabo") / "data" / "phrases" / f"{code}.toml"
    try:
        return tomllib.loads(entry.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=entry.name) from mistake


class Language:
    """Says things in one language. ``code`` is its BCP 47 tag."""

    def __init__(self, code: str = DEFAULT) -> None:
        from babel import Locale

        self.code = code
        self._phrases = read_phrases(code)
        self._locale = Locale.parse(self._phrases["locale"])

    # Wordings

    def wordings(self, key: str) -> tuple[str, ...]:
        """The wordings of a key such as "song.released.day"; empty where it has none."""
        found: Any = self._phrases
        for step in key.split("."):
            if not isinstance(found, Mapping) or step not in found:
                return ()
            found = found[step]
        return (found,) if isinstance(found, str) else tuple(found)

    def say(self, key: str, **facts: str | Parts) -> Parts:
        """The first wording of a key, filled."""
        found = self.wordings(key)
        if not found:
            raise DataFileError(f"the phrase {key!r} is missing", file=f"{self.code}.toml")
        return filled(found[0], facts)

    def text(self, key: str, **facts: str | Parts) -> str:
        """The first wording of a key, filled, as plain text."""
        return text_of_parts(self.say(key, **facts))

    def vary(self, key: str, facts: Mapping[str, str | Parts], by: str) -> Parts | None:
        """One of the wordings that these facts can fill and that use most of them.

        Which one follows from ``by``. None where the facts fill no wording.
        """
        fitting = [one for one in self.wordings(key) if needed(one) <= set(facts)]
        if not fitting:
            return None
        most = max(len(needed(one)) for one in fitting)
        fitting = [one for one in fitting if len(needed(one)) == most]
        digest = hashlib.sha256(f"{key}/{by}".encode()).digest()
        return filled(fitting[digest[0] % len(fitting)], facts)

    def count(self, key: str, number: int, **facts: str | Parts) -> Parts:
        """A wording with its number in the plural form the language has for it."""
        forms: Any = self._phrases
        for step in key.split("."):
            forms = forms[step]
        template = forms.get(self._locale.plural_form(number)) or forms["other"]
        parts = filled(template, {"n": self.spelled(number), **facts})
        if parts and parts[0].fact == "n":  # a sentence begins with a capital
            first = parts[0].text
            starts_sentence = template.rstrip().endswith((".", "!"))
            text = first[:1].upper() + first[1:] if starts_sentence else first
            return (Part(text, "n"), *parts[1:])
        return parts

    # What the language knows of the world

    def spelled(self, number: int) -> str:
        """A number in a sentence: as a word where the language spells it."""
        words: Sequence[str] = self._phrases["numbers"]
        return words[number] if 0 <= number < len(words) else self.number(number)

    def number(self, value: float, digits: int = 0) -> str:
        from babel.numbers import format_decimal

        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, format=pattern, locale=self._locale)

    def date(self, partial: str) -> str:
        """A partial date as the language writes it: "14 July 2023", "July 2023", "2023"."""
        from babel.dates import format_date, format_skeleton

        if len(partial) == 10:
            return format_date(dt.date.fromisoformat(partial), "long", locale=self._locale)
        if len(partial) == 7:
            day = dt.date.fromisoformat(f"{partial}-01")
            return format_skeleton("yMMMM", day, locale=self._locale)
        return partial

    def day(self, day: dt.date) -> str:
        return self.date(day.isoformat())

    def list(self, items: Sequence[str | Parts], fact: str | None = None) -> Parts:
        """ "A, B and C" as pieces; plain texts become pieces that show ``fact``."""
        from babel.lists import format_list

        pieces = [(Part(one, fact),) if isinstance(one, str) else one for one in items]
        marks = [f"\x00{number}\x00" for number in range(len(pieces))]
        joined = format_list(marks, locale=self._locale).split("\x00")
        parts: list[Part] = []
        for place, text in enumerate(joined):  # words and numbers of pieces by turns
            if place % 2:
                parts += pieces[int(text)]
            elif text:
                parts.append(Part(text))
        return tuple(parts)

    def some(self, items: Sequence[str | Parts], most: int, fact: str | None = None) -> Parts:
        """The list, cut to ``most`` with the number of those left out."""
        if len(items) <= most:
            return self.list(items, fact)
        return self.list([*items[:most], self.count("counts.more", len(items) - most)], fact)

    def scene(self, name: str, title: str) -> str:
        return next(iter(self.wordings(f"scenes.{name}")), title)

    def country(self, code: str) -> str:
        """The name of a country given by ISO 3166-1; the code if unknown."""
        return self._locale.territories.get(code) or code

    def tongue(self, code: str) -> str:
        """The name of a language given by ISO 639-3, in this language; the code if unknown."""
        return self._locale.languages.get(bcp47(code)) or code


def bcp47(code: str) -> str:
    """The BCP 47 tag of a language given by ISO 639-3: "kor" is "ko"."""
    from babel.core import get_global

    replaced: Sequence[str] | str = get_global("language_aliases").get(code, code)
    return replaced if isinstance(replaced, str) else replaced[0]


def language_tags(codes: Iterable[str]) -> tuple[str, ...]:
    """The BCP 47 tags of languages; what has no tag's shape is left out."""
    return tuple(one for one in map(bcp47, codes) if _TAG.fullmatch(one))
