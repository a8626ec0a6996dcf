"""What answers say in English, said in another language.

Answers speak English, as their JSON does. Each of their wordings is a template in the phrases
(``[said]``): a text is read back by the template it was made of, and its facts are put into the
other language's template of the same key. A text that no template fits stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from kollabo.publish.language import DEFAULT, Language, read_phrases

_LONGEST = 400  # letters; what is longer holds a name that nobody reads to its end
_DEEPEST = 8  # texts within texts
_NAMES = ("who", "namesake", "rival")  # facts that may be a plain name, which stays as it is


class Sayings:
    """Says the English of answers in a language; in English itself as it is."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._is_english = language.code == DEFAULT

    def say(self, kind: str, text: str, key: str | None = None) -> str | None:
        """A text of a kind ("why", "doubt") in the language; None where no template fits it.

        ``key`` is the template it was made of, where that is known.
        """
        return text if self._is_english else self._said(kind, text, _DEEPEST, key)

    def _said(self, kind: str, text: str, depth: int, key: str | None = None) -> str | None:
        if len(text) > _LONGEST or not depth:
            return None
        for one, pattern in _patterns().get(kind, ()):
            if key in (None, one) and (found := pattern.fullmatch(text)):
                named = found.groupdict().items()
                facts = {name: self._fact(name, value, depth) for name, value in named}
                known = {name: value for name, value in facts.items() if value is not None}
                if len(known) == len(facts):
                    return self._language.text(f"said.{kind}.{one}", **known)
        return None

    def _fact(self, name: str, value: str, depth: int) -> str | None:
        """A fact as the language says it; None where it is no text that it could be."""
        language = self._language
        if name in _patterns():
            said = self._said(name, value, depth - 1)
            return value if said is None and name in _NAMES else said
        if name in ("since", "until"):
            return language.date(value)
        if name in ("first", "second"):
            return language.scene(value.lower().replace(" ", "-"), value)
        if name == "country":
            return language.country(value)
        if name == "metric":
            return metric_words(value, language)
        return language.number(int(value.replace(",", ""))) if name == "n" else value


@cache
def _patterns() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """By kind, each template of English with its key, in the order of the file."""
    said: Mapping[str, Mapping[str, str | list[str]]] = read_phrases(DEFAULT)["said"]
    return {
        kind: tuple(
            (key, _pattern(one))
            for key, wordings in keys.items()
            for one in ([wordings] if isinstance(wordings, str) else wordings)
        )
        for kind, keys in said.items()
    }


_NUMBER = r"\d{1,3}(?:,\d{3})*"
_TABLE = r"[^()]+(?:\([^()]*\)[^()]*)*"
_DAY = r"\d{4}-\d\d-\d\d"
# What some facts look like; any other is any text.
_SHAPES = {
    "n": _NUMBER,
    "metric": "[a-z ]+",
    "table": _TABLE,
    "total": rf"{_NUMBER} [a-z ]+ \({_TABLE}\)",
    "value": r"\d+",
    "year": r"\d{4}",
    "country": "[A-Z]{2}",
    "since": _DAY,
    "until": _DAY,
}


def _pattern(template: str) -> re.Pattern[str]:
    parts = []
    for words, name, _, _ in Formatter().parse(template):
        parts.append(re.escape(words))
        if name:
            parts.append(f"(?P<{name}>{_SHAPES.get(name, '.+?')})")
    return re.compile("".join(parts), re.DOTALL)


def metric_words(metric: str, language: Language) -> str:
    """A metric of a figure ("chart points", "streams to date") as the language calls it."""
    plain = metric.removesuffix(" to date")
    if plain != metric:
        return language.text("metrics.to_date", metric=metric_words(plain, language))
    if metric.startswith("most "):
        rest = metric_words(metric.removeprefix("most "), language)
        return language.text("metrics.most", metric=rest)
    return next(iter(language.wordings(f"metrics.{metric.replace(' ', '_')}")), metric)
