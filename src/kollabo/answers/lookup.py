"""`lookup`: which songs and acts a user means by a name.

The exact folded name or alias comes first, then the name without its spaces. Everything that bears
the name is returned, most evidence first; where nothing does, NotFound suggests what comes near.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kollabo.answers.words import listed
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound, UsageError
from kollabo.text.names import fold, loose
from kollabo.text.titles import parse_title

How = Literal["id", "exact", "loose"]
_SUGGESTIONS = 5
_NEAR = 70  # rapidfuzz's ratio, 0 to 100; below it names are not alike to a person


@dataclass(frozen=True)
class FoundSong:
    """A song that bears the title; ``chart_weeks`` counts its weeks on all charts."""

    song_id: str
    title: str
    credit: str
    released: str | None
    chart_weeks: int

    @property
    def words(self) -> str:
        year = f", {self.released[:4]}" if self.released else ""
        return f"{self.title} by {self.credit or 'unknown'}{year}"


@dataclass(frozen=True)
class FoundAct:
    """An act that bears the name, with what tells it from namesakes."""

    artist_id: str
    name: str
    kind: str | None
    origin: str | None
    groups: tuple[str, ...]
    note: str | None
    described: bool
    songs: int
    chart_weeks: int

    @property
    def words(self) -> str:
        apart = " / ".join(self.groups) or self.note or self.origin or ""
        if not apart and not self.described:
            apart = "known from credits only"
        return f"{self.name} ({apart})" if apart else self.name


@dataclass(frozen=True)
class Lookup:
    """What a text names: ``how`` the songs and the acts were found, None where none was."""

    text: str
    songs: tuple[FoundSong, ...]
    acts: tuple[FoundAct, ...]


def lookup(catalogue: Catalogue, text: str) -> Lookup:
    """All songs and acts of a name. Raises NotFound with suggestions if there are neither."""
    songs = _songs(catalogue, text)
    acts = _acts(catalogue, text)
    if not songs and not acts:
        near = _near_titles(catalogue, text)[:3] + _near_acts(catalogue, text)[:3]
        raise _nothing(f"no song or act is called {text!r}", near)
    return Lookup(text, songs, acts)


def find_songs(
    catalogue: Catalogue, title: str, *, by: str | None = None
) -> tuple[FoundSong, ...]:
    """All songs of a title, or of that title ``by`` an act; most evidence first.

    ``title`` may carry what a chart prints along: "Seven (feat. Latto)". Raises NotFound.
    """
    songs = _songs(catalogue, title)
    if not songs:
        raise _nothing(f"no song is called {title!r}", _near_titles(catalogue, title, by))
    if by is None:
        return songs
    acts = find_acts(catalogue, by)
    theirs = {
        song_id
        for (song_id,) in catalogue.sql(
            "SELECT DISTINCT song_id FROM credit WHERE song_id IN (SELECT unnest($songs)) "
            "AND artist_id IN (SELECT unnest($acts))",
            {"songs": [one.song_id for one in songs], "acts": [one.artist_id for one in acts]},
        )
    }
    narrowed = tuple(one for one in songs if one.song_id in theirs)
    if not narrowed:
        called = listed([one.words for one in songs], _SUGGESTIONS)
        raise NotFound(
            f"no song called {title!r} credits {by!r}", remedy=f"there is {called}"
        )
    return narrowed


def find_acts(catalogue: Catalogue, name: str) -> tuple[FoundAct, ...]:
    """All acts of a name or alias; "Kai [EXO]" narrows by group, note or id. Raises NotFound."""
    acts = _acts(catalogue, name)
    if not acts:
        raise _nothing(f"no act is called {name!r}", _near_acts(catalogue, name))
    return acts


def _nothing(what: str, near: Sequence[str]) -> NotFound:
    asked = f"did you mean {' or '.join(near)}?" if near else "nothing in the catalogue comes near"
    return NotFound(what, remedy=asked)


_SONGS = """
SELECT s.song_id, s.title, s.credit, s.released,
       (SELECT count(*) FROM observation o
        WHERE o.song_id = s.song_id AND o.metric = 'rank') AS chart_weeks
FROM song s WHERE {condition}
ORDER BY chart_weeks DESC, s.released NULLS LAST, s.song_id
"""


def _songs(catalogue: Catalogue, text: str) -> tuple[FoundSong, ...]:
    _check(text)
    titles = list(dict.fromkeys([text, parse_title(text).work]))
    ways: list[tuple[str, Any]] = [("s.song_id = ?", text.strip())]
    ways += [("s.folded = ?", fold(title)) for title in titles]
    ways += [("replace(s.folded, ' ', '') = ?", loose(title)) for title in titles]
    for condition, value in ways:
        rows = catalogue.sql(_SONGS.format(condition=condition), [value])
        if rows:
            return tuple(FoundSong(*row) for row in rows)
    return ()


_ACTS = """
WITH bearers AS (
    SELECT artist_id FROM artist WHERE artist_id = $id OR {artist_is}
    UNION SELECT artist_id FROM alias WHERE {alias_is}
), theirs AS (
    SELECT DISTINCT c.artist_id, c.song_id FROM credit c JOIN bearers USING (artist_id)
), counted AS (
    SELECT t.artist_id, count(DISTINCT t.song_id) AS songs, count(o.chart) AS chart_weeks
    FROM theirs t LEFT JOIN observation o ON o.song_id = t.song_id AND o.metric = 'rank'
    GROUP BY t.artist_id
), grouped AS (
    SELECT m.member_id, list(DISTINCT g.name ORDER BY g.name) AS groups
    FROM membership m JOIN bearers b ON b.artist_id = m.member_id
    JOIN artist g ON g.artist_id = m.group_id GROUP BY m.member_id
)
SELECT a.artist_id, a.name, a.kind, a.origin, coalesce(grouped.groups, []) AS groups, a.note,
       a.described, coalesce(songs, 0) AS songs, coalesce(chart_weeks, 0) AS chart_weeks
FROM artist a JOIN bearers USING (artist_id)
LEFT JOIN counted USING (artist_id) LEFT JOIN grouped ON grouped.member_id = a.artist_id
ORDER BY chart_weeks DESC, songs DESC, a.described DESC, a.name, a.artist_id
"""


def _acts(catalogue: Catalogue, text: str) -> tuple[FoundAct, ...]:
    _check(text)
    name, _, hint = text.partition("[")
    hint = fold(hint.rstrip("] "))
    if not hint:
        name = text
    for condition, key in (("folded = $key", fold(name)), (_LOOSE, loose(name))):
        query = _ACTS.format(artist_is=condition, alias_is=condition)
        rows = catalogue.rows(query, {"id": text.strip(), "key": key})
        acts = [FoundAct(**{**row, "groups": tuple(row["groups"])}) for row in rows]
        acts = [act for act in acts if not hint or hint in _hints(act)]
        if acts:
            return tuple(acts)
    return ()


_LOOSE = "replace(folded, ' ', '') = $key"


def _hints(act: FoundAct) -> set[str]:
    return {fold(hint) for hint in (*act.groups, act.note or "", act.artist_id)}


def _check(text: str) -> None:
    if not fold(text):
        raise UsageError("the name is empty", remedy='write it as printed: "Seven"')


# Names that may be near: alike at one end and of like length. What is near, rapidfuzz says.
_NEARBY = """
SELECT DISTINCT folded, {shown} FROM {table}
WHERE starts_with(folded, $key)
   OR (length(folded) BETWEEN $shortest AND $longest
       AND (left(folded, 2) = left($key, 2) OR right(folded, 3) = right($key, 3)))
ORDER BY ALL
"""


def _near_titles(catalogue: Catalogue, text: str, by: str | None = None) -> list[str]:
    """The nearest titles; with ``by``, those whose credit names the act first."""
    near = _near(catalogue, "song", "title || ' by ' || credit", parse_title(text).work)
    if by:
        near.sort(key=lambda shown: fold(by) not in fold(shown))
    return near[:_SUGGESTIONS]


def _near_acts(catalogue: Catalogue, text: str) -> list[str]:
    return _near(catalogue, "alias WHERE_STAGE", "name", text.partition("[")[0] or text)[
        :_SUGGESTIONS
    ]


def _near(catalogue: Catalogue, table: str, shown: str, text: str) -> list[str]:
    raise NotImplementedError(table, shown, text, fuzz, process, OSA)
