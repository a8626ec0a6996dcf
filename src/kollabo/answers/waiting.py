"""Songs that wait for a decision, each with the evidence it has in the question's period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kollabo.answers.crossings import Crossing
from kollabo.answers.evidence_lines import reason_words
from kollabo.answers.figures import points_by_family, read_figures
from kollabo.answers.question import Question
from kollabo.catalogue.reader import Catalogue


@dataclass(frozen=True)
class WaitingSong:
    """A song with its chart points of the period and, in words, what they are."""

    song_id: str
    title: str
    credit: str
    released: str | None
    points: float
    evidence: str

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "id": self.song_id,
            "credit": self.credit,
            "released": self.released,
            "points": round(self.points, 3),
            "evidence": self.evidence or None,
        }


def waiting_songs(
    catalogue: Catalogue, question: Question, songs: Iterable[Crossing]
) -> dict[str, WaitingSong]:
    """By song id. A song of the next year that may be of this one shows this year's evidence."""
    by_id = {song.song_id: song for song in songs}
    figures = read_figures(
        catalogue, question, [(one.song_id, one.title, one.released) for one in by_id.values()]
    )
    return {
        song_id: WaitingSong(
            song_id,
            song.title,
            song.credit,
            song.released,
            sum(points_by_family(figures[song_id].ranks).values()),
            reason_words(figures[song_id]),
        )
        for song_id, song in by_id.items()
    }
