"""From an article's title to a song: only where the title itself names the song and its act."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, unquote

from kollabo.errors import DataFileError
from kollabo.sources.counted import Song, song_of
from kollabo.sources.record import Unreadable
from kollabo.text.names import script

_OPENS, _CLOSES = "((", "))"
_YEAR = re.compile(r"[0-9]{4}\b")


@dataclass(frozen=True)
class Language:
    """How the titles of one language's Wikipedia say that an article is about a song."""

    by: Sequence[re.Pattern[str]] = ()
    latin: Sequence[re.Pattern[str]] = ()
    song: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    pages: frozenset[str] = field(default_factory=frozenset)


@cache
def languages() -> Mapping[str, Language]:
    """The languages whose titles can be read (data/articles.toml), by their Wikipedia's code."""
    entry = resources.files("kollabo") / "data" / "articles.toml"
    try:
        raw = tomllib.loads(entry.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"is no readable TOML: {error}", file=str(entry)) from error
    english = frozenset(name.casefold() for name in raw["en"]["pages"])
    return {code: _language(table, english) for code, table in raw.items()}


def _language(table: Mapping[str, Any], everywhere: frozenset[str]) -> Language:
    def words(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for word in table.get(key, ()))

    def patterns(key: str) -> list[re.Pattern[str]]:
        escaped = (re.escape(one).replace(r"\{act\}", "(?P<act>.+)") for one in table.get(key, ()))
        return [re.compile(one, re.IGNORECASE) for one in escaped]

    pages = words("pages") | everywhere
    return Language(patterns("by"), patterns("latin"), words("song"), words("common"), pages)


def song_of_article(language: str, article: str) -> Song:
    """The song an article is about. Unreadable says why its title does not tell."""
    rules = languages().get(language)
    if rules is None:
        raise Unreadable("the titles of this Wikipedia cannot be read yet")
    text = plain_title(article)
    if text.partition(":")[0].casefold() in rules.pages and ":" in text:
        raise Unreadable("the page is no article")
    title, qualifier = _parts(text)
    act = _act(rules, qualifier)
    return song_of(title, act, [article_link(language, text)])


def plain_title(article: str) -> str:
    """A title as a reader sees it: dumps and addresses write blanks as underscores, and escapes."""
    return unquote(article).replace("_", " ").strip()


def article_link(language: str, title: str) -> str:
    path = quote(title.replace(" ", "_"), safe="_(),!*:@;'~$-.")
    return f"https://{language}.wikipedia.org/wiki/{path}"


def _parts(text: str) -> tuple[str, str]:
    """Title and the qualifier in brackets at its end, which may hold brackets itself."""
    if not text or text[-1] not in _CLOSES:
        raise Unreadable("the title has no qualifier that says it is a song")
    depth = 0
    for place in range(len(text) - 1, 0, -1):
        depth += (text[place] in _CLOSES) - (text[place] in _OPENS)
        if depth == 0:
            return text[:place].strip(), text[place + 1 : -1].strip()
    raise Unreadable("the title has no qualifier that says it is a song")


def _act(rules: Language, qualifier: str) -> str:
    if qualifier.casefold() in rules.song:
        raise Unreadable("the title says it is a song and not whose")
    for patterns, latin in ((rules.by, False), (rules.latin, True)):
        for pattern in patterns:
            if found := pattern.fullmatch(qualifier):
                return _named(rules, found["act"].strip(), latin)
    raise Unreadable("the title's qualifier does not say that it is a song")


def _named(rules: Language, act: str, latin: bool) -> str:
    if _YEAR.match(act):
        raise Unreadable("the title names a year where the act could stand")
    if act.casefold() in rules.common:
        raise Unreadable("the title says what kind of song it is and not whose")
    if latin and script(act) != "Latin":
        raise Unreadable("the act's name stands declined in the title")
    return act
