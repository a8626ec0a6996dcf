"""`best`: the ranked list of a year's crossings between two scenes, and what goes with it.

`best(catalogue, question, scenes)` gives a :class:`BestList`; ``as_json`` writes it as in
``docs/json.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from kollabo.answers.charted import ChartRun, chart_runs
from kollabo.answers.crossings import (
    CreditedAct,
    Crossing,
    Found,
    find_crossings,
    held_names,
)
from kollabo.answers.evidence_lines import EvidenceLine, evidence_lines, reason_words
from kollabo.answers.figures import Loaded, family, read_loaded
from kollabo.answers.listed_songs import ListedSongs, list_songs
from kollabo.answers.question import Question
from kollabo.answers.ranking import Ranked, Ranking
from kollabo.answers.ranking.coverage import Coverage, read_coverage
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.answers.standings import Standing, standings
from kollabo.answers.words import count, listed
from kollabo.beside import Beside
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene

_LEFT_OUT = "sized by nothing but what was left out"


@dataclass(frozen=True)
class Entry:
    """One song of the list. Of a song listed apart ``ranked`` is None and ``reason`` says why.

    ``standings`` and ``runs`` are its charts inside the period, the largest first.
    """

    crossing: Crossing
    ranked: Ranked | None
    evidence: tuple[EvidenceLine, ...]
    reason: str
    standings: tuple[Standing, ...]
    runs: tuple[ChartRun, ...]

    @property
    def title(self) -> str:
        return self.crossing.title

    @property
    def artists(self) -> tuple[str, ...]:
        """The names of its acts, in the order of the credit."""
        return tuple(one.act.name for one in self.crossing.acts)

    @property
    def released(self) -> str | None:
        """First release, as precise as is known: "2023", "2023-07" or "2023-07-14"."""
        return self.crossing.released

    @property
    def rank(self) -> int | None:
        return self.ranked.rank if self.ranked else None

    @property
    def score(self) -> float | None:
        """0 to 100."""
        return self.ranked.score if self.ranked else None


@dataclass(frozen=True)
class BestList:
    """The answer: ``entries`` are ranked, ``also_released`` have no evidence of size.

    ``unplaced`` are acts on no side for want of knowledge, those with most songs first;
    ``tied_acts`` count as much on both sides, so on neither.
    """

    question: Question
    loaded: tuple[Loaded, ...]
    entries: tuple[Entry, ...]
    also_released: tuple[Entry, ...]
    undecided: tuple[Crossing, ...]
    older: tuple[Crossing, ...]
    notes: tuple[str, ...]
    ranked_in_all: int
    unplaced: tuple[str, ...]
    tied_acts: tuple[str, ...]


def best(
    catalogue: Catalogue,
    question: Question,
    scenes: Mapping[str, Scene],
    *,
    top: int | None = None,
    ranking: Ranking | None = None,
) -> BestList:
    """The crossings of the question, best first; ``top`` keeps that many and loses no note."""
    reading_charts = Beside(_read_charts, catalogue, question)
    found = find_crossings(catalogue, question, scenes)
    loaded, coverage = reading_charts.result()
    (songs,) = list_songs(catalogue, [(question, found)], loaded)
    ranked = (ranking or SizeRanking()).rank(songs.sized, coverage)
    entries = [
        _entry(songs, one.song_id, one, reason_words(songs.figures[one.song_id])) for one in ranked
    ]
    placed = {one.song_id for one in ranked}
    left_out = {one.song_id: _LEFT_OUT for one in songs.sized if one.song_id not in placed}
    apart = [
        _entry(songs, song_id, None, why) for song_id, why in {**songs.sizeless, **left_out}.items()
    ]
    apart.sort(key=lambda entry: (entry.crossing.released or "", entry.crossing.title))
    return BestList(
        question,
        loaded,
        tuple(entries[:top]),
        tuple(apart),
        tuple(sorted(songs.undecided, key=lambda one: (one.released or "", one.title))),
        tuple(sorted(found.older, key=lambda one: (one.title, one.song_id))),
        tuple(_notes(catalogue, question, found, entries, top, loaded)),
        len(entries),
        tuple(held_names(found.unplaced)),
        tuple(sorted(found.tied)),
    )


def _read_charts(catalogue: Catalogue, question: Question) -> tuple[tuple[Loaded, ...], Coverage]:
    return tuple(read_loaded(catalogue)), read_coverage(catalogue, question)


def _entry(songs: ListedSongs, song_id: str, ranked: Ranked | None, reason: str) -> Entry:
    figures = songs.figures[song_id]
    lines, runs = tuple(evidence_lines(figures)), chart_runs(figures.ranks)
    return Entry(songs.sure[song_id], ranked, lines, reason, standings(figures), runs)


def _notes(
    catalogue: Catalogue,
    question: Question,
    found: Found,
    entries: Sequence[Entry],
    top: int | None,
    loaded: Sequence[Loaded],
) -> list[str]:
    notes = [covers_words(loaded)]
    if catalogue.is_starter:
        notes.append(
            "This is the starter catalogue that comes with kollabo; import your own files."
        )
    if top and len(entries) < top:
        sides = " and ".join(scene.title for scene in question.sides)
        notes.append(
            f"Only {count(len(entries), 'crossing')} between {sides} in {question.year} "
            "left evidence of size in the loaded sources; the list is not filled up."
        )
    if question.until != question.end:
        notes.append(f"Evidence runs to {question.until}.")
    if any(one.ranked and one.ranked.plausible for one in entries[:top]):
        notes.append(
            "In brackets stand the ranks that a song may truly have, at odds of nine to one "
            "or better."
        )
    inferred = sum(one.crossing.released_inferred for one in entries[:top])
    if inferred:
        notes.append(
            f"{count(inferred, 'release date')} inferred from the first chart week: "
            "no source dates it."
        )
    tied = [one for one in entries[:top] if one.ranked and one.ranked.tied_with]
    if tied:
        notes.append(
            "Songs that share a rank have equal scores; they stand in the order of their best "
            "place, then by title."
        )
    notes += _left_out_notes(question, found)
    if found.older:
        titles = listed(
            [f"{one.title} ({one.released[:4] if one.released else '?'})" for one in found.older], 5
        )
        notes.append(f"Older crossings still on a chart in {question.year}, not ranked: {titles}.")
    return notes


def _left_out_notes(question: Question, found: Found) -> list[str]:
    notes = []
    if found.tied:
        notes.append(
            "Acts with equally strong reasons for both sides count on neither: "
            + listed(sorted(held_names(found.tied)), 8)
            + "."
        )
    if found.unplaced:
        sides = [
            f"{count(number, 'song')} with a {scene.title} act"
            for scene in question.sides
            if (number := found.left_out.get(scene.name, 0))
        ]
        notes.append(
            f"{count(len(found.unplaced), 'act')} could not be placed for want of a known origin "
            f"or genre, which leaves out {listed(sides)}: {listed(held_names(found.unplaced), 8)}. "
            "`kollabo review` lists them."
        )
    return notes


def covers_words(loaded: Sequence[Loaded]) -> str:
    """What the list rests on, as a sentence: "Charts: Billboard Hot 100 (1958-08-04 to ...)."""
    if not loaded:
        return "No chart is loaded."
    families: dict[str, list[Loaded]] = defaultdict(list)
    for one in loaded:
        families[family(one.chart)].append(one)
    return "Charts: " + "; ".join(starmap(_covered, families.items())) + "."


def _covered(name: str, charts: Sequence[Loaded]) -> str:
    dates = f"{min(one.begin for one in charts)} to {max(one.end for one in charts)}"
    if len(charts) == 1:
        return f"{charts[0].chart} ({dates})"
    return f"{name} ({count(len(charts), 'chart')}, {dates})"


def as_json(answer: BestList) -> dict[str, Any]:
    """The documented JSON of `best` (docs/json.md)."""
    question = answer.question
    return {
        "year": question.year,
        "between": [scene.name for scene in question.sides],
        "year_means": question.year_means,
        "evidence": {"from": str(question.begin), "until": str(question.until)},
        "covers": {
            "words": covers_words(answer.loaded),
            "charts": [
                {
                    "chart": one.chart,
                    "region": one.region,
                    "from": str(one.begin),
                    "to": str(one.end),
                    "periods": one.periods,
                }
                for one in answer.loaded
            ],
        },
        "notes": list(answer.notes),
        "ranked_in_all": answer.ranked_in_all,
        "entries": [_entry_json(one) for one in answer.entries],
        "also_released": [_entry_json(one) for one in answer.also_released],
        "undecided": [
            {**_song_json(one), "undecided_because": one.doubt} for one in answer.undecided
        ],
        "older_still_charting": [_song_json(one) for one in answer.older],
    }


def _song_json(song: Crossing) -> dict[str, Any]:
    return {
        "title": song.title,
        "id": song.song_id,
        "artists": [_artist_json(one) for one in song.acts],
        "credit": song.credit,
        "released": song.released,
        "released_inferred": song.released_inferred,
        "languages": list(song.languages),
        "belongs_to": song.belongs_to,
        "links": list(song.links),
    }


def _artist_json(one: CreditedAct) -> dict[str, Any]:
    reason = one.placement.reason
    return {
        "name": one.act.name,
        "id": one.act.artist_id,
        "role": one.role,
        "scenes": [one.side] if one.side else [],
        "why": reason.words if reason else None,
        "origin": one.act.origin,
        "member_of": [group.name for group in one.act.groups],
    }


def _entry_json(entry: Entry) -> dict[str, Any]:
    ranked = entry.ranked
    return {
        "rank": ranked.rank if ranked else None,
        **_song_json(entry.crossing),
        "score": round(ranked.score, 3) if ranked else None,
        "plausible_ranks": _plausible_json(ranked),
        "reason": entry.reason or None,
        "without": [
            {"left_out": one.left_out, "rank": one.rank}
            for one in (ranked.without if ranked else ())
        ],
        "contributions": [
            {
                "signal": one.signal,
                "weight": one.weight,
                "share": None if one.share is None else round(one.share, 4),
                "adds": round(one.adds, 3),
                "words": one.words,
                "missing": one.missing,
            }
            for one in (ranked.contributions if ranked else ())
        ],
        "evidence": [one.as_json() for one in entry.evidence],
    }


def _plausible_json(ranked: Ranked | None) -> dict[str, Any] | None:
    if ranked is None or ranked.plausible is None:
        return None
    known = ranked.plausible
    return {"low": known.low, "high": known.high, "claim": round(known.claim, 3)}


def released_words(song: Crossing) -> str:
    """The date as shown: "2023-07-14", "2023-07-29 (inferred)", "date unknown"."""
    if not song.released:
        return "date unknown"
    return song.released + (" (inferred)" if song.released_inferred else "")
