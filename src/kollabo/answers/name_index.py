"""An index of the names of acts and songs by their three-letter pieces ("grams").

It is made once for an open catalogue and lives in memory. A gram leads to the names that have it,
so names that share most grams with a text are found without a look at the others, and a letter too
many, too few or wrong does no harm. Names are numbered by evidence: where several share as many
grams, the best known come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from kollabo.catalogue.reader import Catalogue

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

_GRAM = 3
_BITS = 21  # of a letter: as many as Unicode has
_TOUCHED = 400_000  # entries of the index that one question may touch

# A name is a row: what it names, its letters, how much evidence stands behind, what is shown of it.
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
SELECT (row_number() OVER (ORDER BY size DESC, what, id, folded) - 1)::INTEGER AS name_id, *
FROM (SELECT * FROM acts UNION ALL SELECT * FROM works)
"""
_WORDS = """
CREATE TABLE search_word AS
SELECT name_id, unnest(string_split(
    trim(CASE what WHEN 'act' THEN folded || ' ' || replace(folded, ' ', '')
         ELSE folded || ' ' || credit END), ' ')) AS word
FROM search_name
"""


def _letter(place: int) -> str:
    return f"unicode(substr(padded, place + {place}, 1))::BIGINT << {_BITS * (_GRAM - 1 - place)}"


# Words come again in many names; each is cut into its grams once.
_GRAMS = f"""
CREATE TABLE search_gram AS
SELECT DISTINCT word, {" | ".join(f"({_letter(place)})" for place in range(_GRAM))} AS gram
FROM (
    SELECT word, '  ' || word AS padded, unnest(range(1, length(word) + 1)) AS place
    FROM (SELECT DISTINCT word FROM search_word)
)
"""
_LISTS = """
SELECT gram, list(name_id ORDER BY name_id) AS names
FROM search_word JOIN search_gram USING (word) GROUP BY gram ORDER BY gram
"""
_MADE = ("search_gram", "search_word", "search_name")


@dataclass(frozen=True)
class NameIndex:
    """``names`` has a row for each name, the best known first; ``at`` says where the numbers of the
    names with a gram lie in ``numbers``: from, to.
    """

    names: pa.Table
    numbers: npt.NDArray[np.int32]
    at: Mapping[int, tuple[int, int]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> NameIndex:
        for statement in (_NAMES, _WORDS, _GRAMS):
            catalogue.sql(statement)
        lists = catalogue.arrow(_LISTS)
        names = catalogue.arrow("SELECT * FROM search_name ORDER BY name_id")
        for table in _MADE:
            catalogue.sql(f"DROP TABLE {table}")
        numbers = lists["names"].combine_chunks()
        ends = numbers.offsets.to_pylist()
        grams = lists["gram"].to_pylist()
        return cls(
            names.combine_chunks(),
            numbers.values.to_numpy(),
            dict(zip(grams, pairwise(ends), strict=True)),
        )

    def near(self, key: str, most: int) -> list[int]:
        """The numbers of ``most`` names that share most grams with a folded text."""
        met = [self.at[gram] for gram in _grams(key) if gram in self.at]
        if not met:
            return []
        if len(met) == 1:  # a letter or two: the best known that begin so
            begin, end = met[0]
            first = self.numbers[begin : min(end, begin + 2 * most)].tolist()
            return list(dict.fromkeys(first))[:most]
        shared = np.zeros(self.names.num_rows, np.uint8)
        for begin, end in _rarest(met):
            shared[self.numbers[begin:end]] += 1
        return _highest(shared, most)

    def rows(self, numbers: list[int], columns: list[str] | None = None) -> list[dict[str, Any]]:
        """These names, in full or of some columns."""
        table = self.names.select(columns) if columns else self.names
        found: list[dict[str, Any]] = table.take(np.array(numbers, np.int32)).to_pylist()
        return found


def _grams(key: str) -> Iterable[int]:
    """The grams of a text as numbers, each once; of its letters without spaces too."""
    grams = (
        padded[at : at + _GRAM]
        for word in dict.fromkeys([*key.split(), key.replace(" ", "")])
        for padded in ["  " + word]
        for at in range(len(word))
    )
    return dict.fromkeys(map(_number, grams))


def _number(gram: str) -> int:
    number = 0
    for letter in gram:
        number = number << _BITS | ord(letter)
    return number


def _rarest(met: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The grams that tell most, as many as one question may touch."""
    touched = 0
    for number, (begin, end) in enumerate(sorted(met, key=lambda one: (one[1] - one[0], one))):
        touched += end - begin
        if number and touched > _TOUCHED:
            break
        yield begin, end


def _highest(shared: npt.NDArray[np.uint8], most: int) -> list[int]:
    """The names that share most grams, of those that share as many the best known."""
    found: list[int] = []
    for least in range(int(shared.max()), 0, -1):
        found += np.flatnonzero(shared == least)[: most - len(found)].tolist()
        if len(found) >= most:
            break
    return found
