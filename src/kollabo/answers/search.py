"""`search`: acts and songs that come near what somebody has typed so far.

An index of three-letter pieces of names ("grams") is made once for an open catalogue, in memory
beside its tables. It finds candidates that share pieces with the text, so a letter too many, too
few or wrong does no harm; rapidfuzz says which of them come nearest. Acts are found by each of
their names, songs by title and credit, in any script. Hangul is compared letter by letter, so a
syllable that is still being typed is near already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

from rapidfuzz import fuzz

from kollabo.answers.lookup import FoundAct, FoundSong, act_json, song_json
from kollabo.catalogue.reader import Catalogue
from kollabo.text.names import fold

_READ = 80  # letters of the text that are looked at; nobody types more
_GRAM = 3
_POSTINGS = 150_000  # entries of the index that one question may touch
_CANDIDATES = 200  # names that rapidfuzz compares
_NEAR = 62.0  # 0 to 100; below it a name is not what was meant
_WEIGHT = 4.0  # points of nearness that ten times the chart weeks are worth


@dataclass(frozen=True)
class Search:
    """Acts and songs that come near, the nearest first."""

    text: str
    acts: tuple[FoundAct, ...]
    songs: tuple[FoundSong, ...]


# A name is a row of search_name: what it names, its letters, how much evidence stands behind, and
# what is shown of it. Rows are numbered by evidence, so the first of any gram are the best known.
_NAMES = """
CREATE TABLE search_name AS
WITH sized AS (
    SELECT song_id, count(*) AS weeks FROM observation WHERE metric = 'rank' GROUP BY song_id
), shown AS (
    SELECT c.song_id, c.role, a.name, a.folded,
           row_number() OVER (PARTITION BY c.song_id ORDER BY c.position, c.artist_id) AS turn
    FROM credit c JOIN artist a USING (artist_id) WHERE c.shown
), credits AS (
    SELECT song_id,
           string_agg(left(folded, 60), ' ' ORDER BY turn) FILTER (turn <= 6) AS credit,
           list(DISTINCT name ORDER BY name) FILTER (role = 'remixer') AS remixers
    FROM shown GROUP BY song_id
), counted AS (
    SELECT c.artist_id, count(*) AS songs, coalesce(sum(s.weeks), 0)::BIGINT AS weeks
    FROM (SELECT DISTINCT artist_id, song_id FROM credit) c LEFT JOIN sized s USING (song_id)
    GROUP BY c.artist_id
), grouped AS (
    SELECT m.member_id, list(DISTINCT g.name ORDER BY g.name) AS groups
    FROM membership m JOIN artist g ON g.artist_id = m.group_id GROUP BY m.member_id
), bearers AS (
    SELECT artist_id, folded FROM artist
    UNION SELECT artist_id, folded FROM alias WHERE kind = 'stage'
), acts AS (
    SELECT 'act' AS what, b.artist_id AS id, left(b.folded, 120) AS folded, '' AS credit,
           coalesce(c.weeks, 0) + coalesce(c.songs, 0) AS size,
           a.name AS shown, coalesce(c.weeks, 0) AS weeks,
           coalesce(c.songs, 0) AS songs, a.kind, a.origin, coalesce(g.groups, []) AS names,
           a.note, a.described
    FROM bearers b JOIN artist a USING (artist_id) LEFT JOIN counted c USING (artist_id)
    LEFT JOIN grouped g ON g.member_id = b.artist_id
), works AS (
    SELECT 'song' AS what, s.song_id AS id, left(s.folded, 120) AS folded,
           coalesce(c.credit, '') AS credit, coalesce(z.weeks, 0) AS size,
           s.title AS shown, coalesce(z.weeks, 0) AS weeks,
           0 AS songs, s.credit AS kind, s.released AS origin, coalesce(c.remixers, []) AS names,
           NULL AS note, false AS described
    FROM song s LEFT JOIN credits c USING (song_id) LEFT JOIN sized z USING (song_id)
)
SELECT (row_number() OVER (ORDER BY size DESC, what, id, folded))::INTEGER AS name_id, *
FROM (SELECT * FROM acts UNION ALL SELECT * FROM works) ORDER BY name_id
"""
# A gram is kept as a number; that two may share one does no harm, the names are compared after.
_CODE = f"(hash(substr(padded, place, {_GRAM})) % 2147483647)::INTEGER"
_GRAMS = f"""
CREATE TABLE search_gram AS
SELECT gram, name_id FROM (
    SELECT DISTINCT name_id, {_CODE} AS gram
    FROM (
        SELECT name_id, padded, unnest(range(1, length(padded) - {_GRAM} + 2)) AS place
        FROM (
            SELECT name_id, '  ' || unnest(string_split(
                trim(CASE what WHEN 'act' THEN folded || ' ' || replace(folded, ' ', '')
                     ELSE folded || ' ' || credit END), ' ')) AS padded
            FROM search_name
        )
    )
) ORDER BY gram, name_id
"""
_COUNTS = """
CREATE TABLE search_count AS
SELECT gram, count(*)::BIGINT AS names FROM search_gram GROUP BY gram ORDER BY gram
"""

# How often each gram of the text stands in the index: the rare ones tell most.
_RARITY = """
SELECT gram, names FROM search_count
WHERE gram IN (SELECT (hash(unnest($grams)) % 2147483647)::INTEGER) ORDER BY names, gram
"""
_NEAREST = """
SELECT name_id FROM (
    SELECT name_id, count(*) AS grams FROM search_gram
    WHERE gram IN (SELECT unnest($rare)) GROUP BY name_id
) ORDER BY grams DESC, name_id LIMIT $most
"""
_FIRST = "SELECT name_id FROM search_gram WHERE gram = $gram ORDER BY name_id LIMIT $most"
_BY_ID = "CREATE UNIQUE INDEX search_by_id ON search_name (name_id)"
# The numbers stand in the query itself: only so does DuckDB look them up in the index.
_ROWS = "SELECT * FROM search_name WHERE name_id IN ({ids})"


class SearchIndex:
    """The index of one open catalogue. It lives in memory as long as the catalogue is open."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        for statement in (_NAMES, _BY_ID, _GRAMS, _COUNTS):
            catalogue.sql(statement)

    def search(self, text: str, *, limit: int = 8, offset: int = 0) -> Search:
        """The nearest acts and songs, ``limit`` of each after the first ``offset``."""
        key = fold(text[:_READ])
        if not key or text.isspace():
            return Search(text, (), ())
        scored: dict[tuple[str, str], tuple[float, Mapping[str, Any]]] = {}
        for row in self._candidates(key):
            near = _nearness(key, row["folded"], row["credit"])
            score = near + _WEIGHT * log10(1 + row["size"])
            named = row["what"], row["id"]
            if near >= _NEAR and score > scored.get(named, (0.0,))[0]:
                scored[named] = score, row
        best = sorted(scored, key=lambda named: (-scored[named][0], named))
        acts = [scored[named][1] for named in best if named[0] == "act"]
        songs = [scored[named][1] for named in best if named[0] == "song"]
        some = slice(offset, offset + limit)
        return Search(text, tuple(map(_act, acts[some])), tuple(map(_song, songs[some])))

    def _candidates(self, key: str) -> list[dict[str, Any]]:
        grams = list(dict.fromkeys(_grams(key)))
        counted = self._catalogue.sql(_RARITY, {"grams": grams})
        if not counted:
            return []
        if len(counted) == 1:  # a letter or two: the best known that begin so
            first = {"gram": counted[0][0], "most": _CANDIDATES}
            return self._rows(self._catalogue.sql(_FIRST, first))
        rare: list[int] = []
        touched = 0
        for gram, names in counted:
            touched += names
            if rare and touched > _POSTINGS:
                break
            rare.append(gram)
        near = {"rare": rare, "most": _CANDIDATES}
        return self._rows(self._catalogue.sql(_NEAREST, near))

    def _rows(self, found: Sequence[tuple[int]]) -> list[dict[str, Any]]:
        if not found:
            return []
        return self._catalogue.rows(_ROWS.format(ids=", ".join(str(one) for (one,) in found)))


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


def _grams(key: str) -> Iterable[str]:
    for word in [*key.split(), key.replace(" ", "")]:
        padded = "  " + word
        yield from (padded[at : at + _GRAM] for at in range(len(padded) - _GRAM + 1))


def _nearness(key: str, folded: str, credit: str) -> float:
    """0 to 100: how near a name is to a text that may not be finished."""
    typed, name = _letters(key), _letters(folded)
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
        near = max(near, 0.9 * fuzz.token_set_ratio(key, whole) * _covered(key, whole))
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
    return unicodedata.normalize("NFD", key.replace(" ", ""))


def as_json(answer: Search) -> dict[str, Any]:
    return {
        "text": answer.text,
        "artists": [act_json(one) for one in answer.acts],
        "songs": [song_json(one) for one in answer.songs],
    }
