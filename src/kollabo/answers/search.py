"""`search`: acts and songs that come near what somebody has typed so far.

An index (`name_index`) finds names that share pieces with the text; rapidfuzz says which of them
come nearest. Acts are found by each of their names, songs by title and credit, in any script.
Hangul is compared letter by letter, so a syllable that is still being typed is near already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from typing import Any

from rapidfuzz import fuzz

from kollabo.answers.lookup import FoundAct, FoundSong, act_json, song_json
from kollabo.answers.name_index import NameIndex
from kollabo.catalogue.reader import Catalogue
from kollabo.text.names import fold

_READ = 80  # letters of the text that are looked at; nobody types more
_CANDIDATES = 200  # names that rapidfuzz compares
_NEAR = 62.0  # 0 to 100; below it a name is not what was meant
_WEIGHT = 4.0  # points of nearness that ten times the chart weeks are worth
_COMPARED = ["what", "id", "folded", "credit", "size"]


@dataclass(frozen=True)
class Search:
    """Acts and songs that come near, the nearest first."""

    text: str
    acts: tuple[FoundAct, ...]
    songs: tuple[FoundSong, ...]


class SearchIndex:
    """The names of one open catalogue, ready to be searched. Several threads may ask it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = NameIndex.of(catalogue)

    def search(self, text: str, *, limit: int = 8, offset: int = 0) -> Search:
        """The nearest acts and songs, ``limit`` of each after the first ``offset``."""
        key = fold(text[:_READ])
        if not key or text.isspace():
            return Search(text, (), ())
        best = self._nearest(key)
        some = slice(offset, offset + limit)
        acts = [number for what, number in best if what == "act"][some]
        songs = [number for what, number in best if what == "song"][some]
        found = self._names.rows([*acts, *songs])
        return Search(
            text, tuple(map(_act, found[: len(acts)])), tuple(map(_song, found[len(acts) :]))
        )

    def _nearest(self, key: str) -> list[tuple[str, int]]:
        """What is named, and the number of the name, of all that come near; each thing once."""
        numbers = self._names.near(key, _CANDIDATES)
        typed = _letters(key)
        scored: dict[tuple[str, str], tuple[float, int]] = {}
        for number, row in zip(numbers, self._names.rows(numbers, _COMPARED), strict=True):
            near = _nearness(key, typed, row["folded"], row["credit"])
            score = near + _WEIGHT * log10(1 + row["size"])
            named = row["what"], row["id"]
            if near >= _NEAR and score > scored.get(named, (0.0,))[0]:
                scored[named] = score, number
        best = sorted(scored, key=lambda named: (-scored[named][0], named))
        return [(named[0], scored[named][1]) for named in best]


def _act(row: Mapping[str, Any]) -> FoundAct:
    return FoundAct(
        row["id"],
        row["shown"],
        row["kind"],
        row["origin"],
        tuple(row["names"]),
        row["note"],
        row["described"],
        row["songs"],
        row["weeks"],
    )


def _song(row: Mapping[str, Any]) -> FoundSong:
    """A song keeps its printed credit and its date where an act has its kind and its origin."""
    return FoundSong(
        row["id"], row["shown"], row["kind"], row["origin"], row["weeks"], tuple(row["names"])
    )


def _nearness(key: str, typed: str, folded: str, credit: str) -> float:
    """0 to 100: how near a name is to a text that may not be finished. ``typed``: its letters."""
    name = _letters(folded)
    near = fuzz.ratio(typed, name)
    if " " in key:
        near = max(near, 0.95 * fuzz.token_sort_ratio(key, folded))
    if name.startswith(typed):
        near = max(near, 88.0 + 12.0 * len(typed) / len(name))
    elif len(typed) >= 4:
        # What is typed so far against as much of the name.
        near = max(near, 0.92 * fuzz.ratio(typed, name[: len(typed)]))
        if f" {key}" in f" {folded}":
            near = max(near, 82.0)
    if credit and len(typed) >= 4:
        whole = f"{folded} {credit}"
        together = 0.9 * fuzz.token_set_ratio(key, whole)
        if together >= _NEAR and together > near:  # what is covered can only make it less
            near = max(near, together * _covered(key, whole))
    return near


def _covered(key: str, whole: str) -> float:
    """The share of the typed words that begin some word of the whole; a near word counts too."""
    words = whole.split()
    typed = key.split()
    met = sum(
        any(word.startswith(one) or fuzz.ratio(one, word) >= 75 for word in words) for one in typed
    )
    return met / len(typed)


def _letters(key: str) -> str:
    """Without spaces, Hangul syllables taken apart into their letters."""
    joined = key.replace(" ", "")
    return joined if joined.isascii() else unicodedata.normalize("NFD", joined)


def as_json(answer: Search) -> dict[str, Any]:
    return {
        "text": answer.text,
        "artists": [act_json(one) for one in answer.acts],
        "songs": [song_json(one) for one in answer.songs],
    }
