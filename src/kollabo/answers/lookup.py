"""`lookup`: which songs and acts a user means by a name.

The exact folded name or alias comes first, then the name without its spaces. Everything that bears
the name is returned, most evidence first; where nothing does, NotFound suggests what comes near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from kollabo.answers.words import listed
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound, UsageError
from kollabo.text.names import fold, loose
from kollabo.text.titles import parse_title

_SUGGESTIONS = 5
_NEAR = 70  # rapidfuzz's ratio, 0 to 100; below it names are not alike to a person


@dataclass(frozen=True)
class FoundSong:
    """A song that bears the title; ``chart_weeks`` counts its weeks on all charts.

    ``remixers`` are those on it that a printed credit leaves to the title.
    """

    song_id: str
    title: str
    credit: str
    released: str | None
    chart_weeks: int
    remixers: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        year = f", {self.released[:4]}" if self.released else ""
        remixed = f", remixed by {listed(self.remixers)}" if self.remixers else ""
        return f"{self.title} by {self.credit or 'unknown'}{remixed}{year}"


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
    """All songs and acts that a text names, each list most evidence first."""

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


def find_songs(catalogue: Catalogue, title: str, *, by: str | None = None) -> tuple[FoundSong, ...]:
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
        raise NotFound(f"no song called {title!r} credits {by!r}", remedy=f"there is {called}")
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


_SONGS = "SELECT s.song_id, s.title, s.credit, s.released FROM song s WHERE {condition}"
_WEEKS = """
SELECT song_id, count(*) FROM observation
WHERE metric = 'rank' AND song_id IN (SELECT unnest(?)) GROUP BY song_id
"""
_REMIXERS = """
SELECT song_id, artist_id FROM credit
WHERE shown AND role = 'remixer' AND song_id IN (SELECT unnest(?))
"""


def _songs(catalogue: Catalogue, text: str) -> tuple[FoundSong, ...]:
    _check(text)
    titles = list(dict.fromkeys([text, parse_title(text).work]))
    # By title first: the table lies in the order of titles, and ids are all over it.
    ways: list[tuple[str, Any]] = [("s.folded = ?", fold(title)) for title in titles]
    ways += [("s.song_id = ?", text.strip())]
    ways += [("replace(s.folded, ' ', '') = ?", loose(title)) for title in titles]
    for condition, value in ways:
        rows = catalogue.rows(_SONGS.format(condition=condition), [value])
        if rows:
            return _with_evidence(catalogue, rows)
    return ()


def _with_evidence(catalogue: Catalogue, rows: Sequence[dict[str, Any]]) -> tuple[FoundSong, ...]:
    """The songs of these rows, most chart weeks first."""
    ids = [row["song_id"] for row in rows]
    weeks = dict(catalogue.sql(_WEEKS, [ids]))
    remixed = catalogue.sql(_REMIXERS, [ids])
    query = "SELECT artist_id, name FROM artist WHERE artist_id IN (SELECT unnest(?))"
    names = dict(catalogue.sql(query, [[one for _, one in remixed]])) if remixed else {}
    songs = [
        FoundSong(
            **row,
            chart_weeks=weeks.get(row["song_id"], 0),
            remixers=tuple(sorted({names[by] for of, by in remixed if of == row["song_id"]})),
        )
        for row in rows
    ]
    songs.sort(
        key=lambda one: (-one.chart_weeks, one.released is None, one.released or "", one.song_id)
    )
    return tuple(songs)


_ACTS = """
WITH theirs AS (
    SELECT DISTINCT artist_id, song_id FROM credit WHERE artist_id IN (SELECT unnest($ids))
), counted AS (
    SELECT t.artist_id, count(DISTINCT t.song_id) AS songs, count(o.chart) AS chart_weeks
    FROM theirs t LEFT JOIN observation o ON o.song_id = t.song_id AND o.metric = 'rank'
    GROUP BY t.artist_id
), grouped AS (
    SELECT m.member_id, list(DISTINCT g.name ORDER BY g.name) AS groups
    FROM membership m JOIN artist g ON g.artist_id = m.group_id
    WHERE m.member_id IN (SELECT unnest($ids)) GROUP BY m.member_id
)
SELECT a.artist_id, a.name, a.kind, a.origin, coalesce(grouped.groups, []) AS groups, a.note,
       a.described, coalesce(songs, 0) AS songs, coalesce(chart_weeks, 0) AS chart_weeks
FROM artist a LEFT JOIN counted USING (artist_id)
LEFT JOIN grouped ON grouped.member_id = a.artist_id
WHERE a.artist_id IN (SELECT unnest($ids))
ORDER BY chart_weeks DESC, songs DESC, a.described DESC, a.name, a.artist_id
"""


def _acts(catalogue: Catalogue, text: str) -> tuple[FoundAct, ...]:
    _check(text)
    name, _, hint = text.partition("[")
    hint = fold(hint.rstrip("] "))
    for bearers in _bearers(catalogue, name) if hint else ():
        if narrowed := [act for act in bearers if hint in _hints(act)]:
            return tuple(narrowed)
    # The bracket may belong to the name.
    return next(filter(None, _bearers(catalogue, text)), ())


def _bearers(catalogue: Catalogue, name: str) -> Iterator[tuple[FoundAct, ...]]:
    for condition, key in _WAYS:
        query = _BEARERS.format(condition=condition)
        ids = [one for (one,) in catalogue.sql(query, {"key": key(name)})]
        yield acts_of(catalogue, ids)


_BEARERS = """
SELECT artist_id FROM artist WHERE {condition}
UNION SELECT artist_id FROM alias WHERE {condition} AND kind <> 'persona'
"""
_WAYS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("folded = $key", fold),
    ("artist_id = $key", str.strip),
    ("replace(folded, ' ', '') = $key", loose),
)


def acts_of(catalogue: Catalogue, artist_ids: Sequence[str]) -> tuple[FoundAct, ...]:
    """The acts of these ids, most evidence first."""
    rows = catalogue.rows(_ACTS, {"ids": list(artist_ids)})
    return tuple(FoundAct(**{**row, "groups": tuple(row["groups"])}) for row in rows)


def _hints(act: FoundAct) -> set[str]:
    return {fold(hint) for hint in (*act.groups, act.note or "", act.artist_id)}


def _check(text: str) -> None:
    if not fold(text):
        raise UsageError("the name is empty", remedy='write it as printed: "Seven"')


# Names that may be near: alike at one end and of like length. What is near, rapidfuzz says.
_NEARBY = """
SELECT DISTINCT folded, shown FROM ({names})
WHERE (length($key) >= 3 AND starts_with(folded, $key))
   OR (abs(length(folded) - length($key)) <= 1 + length($key) // 4
       AND (left(folded, 2) = left($key, 2) OR right(folded, 2) = right($key, 2)))
ORDER BY ALL
"""
_TITLES = "SELECT folded, title || ' by ' || credit AS shown FROM song"
_NAMES = """
SELECT folded, name AS shown FROM artist
UNION SELECT alias.folded, artist.name FROM alias JOIN artist USING (artist_id)
"""


def _near_titles(catalogue: Catalogue, text: str, by: str | None = None) -> list[str]:
    """The nearest titles; with ``by``, those whose credit names the act first."""
    near = _near(catalogue, _TITLES, parse_title(text).work)
    if by:
        near.sort(key=lambda shown: fold(by) not in fold(shown))
    return near[:_SUGGESTIONS]


def _near_acts(catalogue: Catalogue, text: str) -> list[str]:
    return _near(catalogue, _NAMES, text.partition("[")[0] or text)[:_SUGGESTIONS]


def _near(catalogue: Catalogue, names: str, text: str) -> list[str]:
    """What is shown for the nearest names, nearest first, each once."""
    key = fold(text)
    rows = catalogue.sql(_NEARBY.format(names=names), {"key": key})
    scored = [(_likeness(key, folded), shown) for folded, shown in rows]
    alike = sorted((-score, shown) for score, shown in scored if score >= _NEAR)
    return list(dict.fromkeys(shown for _, shown in alike))


def _likeness(key: str, folded: str) -> float:
    """0 to 100; a name that goes on where the user stopped is at least 90."""
    begun = 90.0 if len(key) >= 3 and folded.startswith(key) else 0.0
    return max(begun, fuzz.ratio(key.replace(" ", ""), folded.replace(" ", "")))


def as_json(answer: Lookup) -> dict[str, Any]:
    return {
        "text": answer.text,
        "songs": [song_json(one) for one in answer.songs],
        "artists": [act_json(one) for one in answer.acts],
    }


def song_json(song: FoundSong) -> dict[str, Any]:
    return {
        "title": song.title,
        "id": song.song_id,
        "credit": song.credit,
        "released": song.released,
        "chart_weeks": song.chart_weeks,
        "remixers": list(song.remixers),
    }


def act_json(act: FoundAct) -> dict[str, Any]:
    return {
        "name": act.name,
        "id": act.artist_id,
        "kind": act.kind,
        "origin": act.origin,
        "member_of": list(act.groups),
        "note": act.note,
        "described": act.described,
        "songs": act.songs,
        "chart_weeks": act.chart_weeks,
    }
