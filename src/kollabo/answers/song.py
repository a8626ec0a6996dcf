"""`song`: everything known about one song, each statement and figure with where it was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.charted import ChartRun, all_figures, chart_runs, figure_json
from kollabo.answers.dating import Dating, date_of
from kollabo.answers.evidence_lines import EvidenceLine, evidence_lines
from kollabo.answers.figures import Figure
from kollabo.answers.song_acts import SongAct, song_acts
from kollabo.answers.statements import Statement, song_statements
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound
from kollabo.text.names import loose


@dataclass(frozen=True)
class CreditedName:
    """A name on a credit and the act it was taken for; ``status`` says how surely."""

    position: int
    artist_id: str
    name: str
    credited_as: str
    role: str | None
    join_phrase: str
    status: str | None


@dataclass(frozen=True)
class PrintedCredit:
    """One source's credit. ``weeks`` are the chart weeks that print it; ``shown``: chosen."""

    source_id: str
    printed: str
    weeks: int
    shown: bool
    names: tuple[CreditedName, ...]


@dataclass(frozen=True)
class Version:
    """A way the song is printed, in so many rows of sources."""

    title: str
    credit: str
    version: str | None
    words: str | None
    rows: int


@dataclass(frozen=True)
class SongAnswer:
    """``runs`` are its charts, ``totals`` what other tables come to, ``others`` their figures."""

    song_id: str
    title: str
    credit: str
    acts: tuple[SongAct, ...]
    dating: Dating
    languages: tuple[str, ...]
    belongs_to: str | None
    links: tuple[str, ...]
    collaborates: bool
    doubt: str | None
    credits: tuple[PrintedCredit, ...]
    versions: tuple[Version, ...]
    statements: tuple[Statement, ...]
    runs: tuple[ChartRun, ...]
    totals: tuple[EvidenceLine, ...]
    others: tuple[Figure, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes of sources, each once."""
        return tuple(dict.fromkeys(one.value for one in self.statements if one.fact == "note"))


_SONG = """
SELECT s.*, c.song_id IS NOT NULL AS collaborates, c.doubt
FROM song s LEFT JOIN (
    SELECT DISTINCT song_id, doubt FROM collaboration WHERE song_id = $song
) c USING (song_id)
WHERE s.song_id = $song
"""


def song(catalogue: Catalogue, song_id: str) -> SongAnswer:
    """The song of an id, as :mod:`kollabo.answers.lookup` finds it. Raises NotFound."""
    rows = catalogue.rows(_SONG, {"song": song_id})
    if not rows:
        raise NotFound(f"there is no song {song_id!r}", remedy="look it up by its title")
    row = rows[0]
    statements = song_statements(catalogue, song_id)
    figures = all_figures(catalogue, song_id, row["title"], row["released"])
    lines = evidence_lines(figures)
    charts = {one.chart for one in figures.ranks}
    return SongAnswer(
        song_id,
        row["title"],
        row["credit"],
        song_acts(catalogue, song_id),
        date_of(catalogue, row, statements, figures.figures),
        tuple(row["languages"] or ()),
        row["belongs_to"],
        tuple(row["links"] or ()),
        row["collaborates"],
        row["doubt"],
        _credits(catalogue, song_id, row["title"]),
        _versions(catalogue, song_id),
        statements,
        chart_runs(figures.ranks),
        tuple(one for one in lines if one.source not in charts or one.metric not in _OF_RUNS),
        tuple(one for one in figures.figures if one.metric != "rank"),
    )


_OF_RUNS = ("peak", "weeks", "chart points")

_CREDITS = """
SELECT c.source_id, c.printed, c.position, c.artist_id, a.name, c.credited_as, c.role,
       c.join_phrase, c.weeks, c.shown
FROM credit c JOIN artist a USING (artist_id)
WHERE c.song_id = ?
ORDER BY c.shown DESC, c.weeks DESC, c.source_id, c.printed, c.position, c.artist_id
"""


def _credits(catalogue: Catalogue, song_id: str, title: str) -> tuple[PrintedCredit, ...]:
    rows = catalogue.rows(_CREDITS, [song_id])
    status = _statuses(catalogue, title, [row["artist_id"] for row in rows])
    printed: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        printed[row["source_id"], row["printed"]].append(row)
    return tuple(_printed_credit(names, status) for names in printed.values())


def _printed_credit(
    rows: Sequence[Mapping[str, Any]], status: Mapping[tuple[str, str], str]
) -> PrintedCredit:
    names = tuple(
        CreditedName(
            row["position"],
            row["artist_id"],
            row["name"],
            row["credited_as"],
            row["role"],
            row["join_phrase"],
            status.get((row["artist_id"], loose(row["credited_as"]))),
        )
        for row in rows
    )
    weeks = max(row["weeks"] for row in rows)
    shown = any(row["shown"] for row in rows)
    return PrintedCredit(rows[0]["source_id"], rows[0]["printed"], weeks, shown, names)


def _statuses(
    catalogue: Catalogue, title: str, artist_ids: Sequence[str]
) -> dict[tuple[str, str], str]:
    """(act, loose name) -> how surely the name over this title was taken for the act."""
    rows = catalogue.sql(
        "SELECT artist_id, name, status FROM identity "
        "WHERE artist_id IN (SELECT unnest($acts)) AND title = $title",
        {"acts": sorted(set(artist_ids)), "title": loose(title)},
    )
    return {(artist_id, loose(name)): status for artist_id, name, status in rows}


def _versions(catalogue: Catalogue, song_id: str) -> tuple[Version, ...]:
    rows = catalogue.sql(
        "SELECT title, credit, version, version_text, rows FROM version WHERE song_id = ? "
        "ORDER BY version NULLS FIRST, rows DESC, title, credit",
        [song_id],
    )
    return tuple(Version(*row) for row in rows)


def as_json(answer: SongAnswer) -> dict[str, Any]:
    return {
        "title": answer.title,
        "id": answer.song_id,
        "credit": answer.credit,
        "artists": [one.as_json() for one in answer.acts],
        **answer.dating.as_json(),
        "languages": list(answer.languages),
        "belongs_to": answer.belongs_to,
        "links": list(answer.links),
        "collaboration": answer.collaborates,
        "undecided_because": answer.doubt,
        "notes": list(answer.notes),
        "credits": [_credit_json(one) for one in answer.credits],
        "versions": [
            {
                "title": one.title,
                "credit": one.credit,
                "version": one.version,
                "words": one.words,
                "rows": one.rows,
            }
            for one in answer.versions
        ],
        "statements": [one.as_json() for one in answer.statements],
        "charts": [one.as_json() for one in answer.runs],
        "totals": [one.as_json() for one in answer.totals],
        "other_figures": [figure_json(one) for one in answer.others],
    }


def _credit_json(credit: PrintedCredit) -> dict[str, Any]:
    return {
        "source": credit.source_id,
        "printed": credit.printed,
        "chart_weeks": credit.weeks,
        "shown": credit.shown,
        "names": [
            {
                "position": one.position,
                "id": one.artist_id,
                "name": one.name,
                "credited_as": one.credited_as,
                "role": one.role,
                "join_phrase": one.join_phrase,
                "identity": one.status,
            }
            for one in credit.names
        ],
    }
