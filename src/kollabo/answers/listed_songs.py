"""Which crossings of a question stand on its list: sure of their year, and sized or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kollabo.answers.crossings import Crossing, Found
from kollabo.answers.figures import Loaded, SongFigures, read_figures_of_all
from kollabo.answers.first_issues import FirstIssue, first_issues
from kollabo.answers.question import Question
from kollabo.answers.sizes import without_size
from kollabo.catalogue.reader import Catalogue


class ListedSongs(NamedTuple):
    """The songs of one question by id. Of ``sure`` those in ``sizeless`` have no rank, and why.

    ``undecided`` wait: doubtful, or of a year that nothing shows.
    """

    sure: Mapping[str, Crossing]
    undecided: tuple[Crossing, ...]
    figures: Mapping[str, SongFigures]
    sizeless: Mapping[str, str]

    @property
    def sized(self) -> list[SongFigures]:
        """The figures of the songs that are to be ranked."""
        return [song for song_id, song in self.figures.items() if song_id not in self.sizeless]


def list_songs(
    catalogue: Catalogue, asked: Sequence[tuple[Question, Found]], loaded: Sequence[Loaded]
) -> list[ListedSongs]:
    """The songs of each question, in the order of the questions; a song belongs to one of them."""
    open_years = first_issues(catalogue, _inferred(asked))
    parted = [_parted(question, found, open_years) for question, found in asked]
    figures = read_figures_of_all(
        catalogue,
        (
            (question, [(one.song_id, one.title, one.released) for one in sure])
            for (question, _), (sure, _) in zip(asked, parted, strict=True)
        ),
    )
    listed = []
    for (question, _), (sure, undecided) in zip(asked, parted, strict=True):
        theirs = {one.song_id: figures[one.song_id] for one in sure}
        sizeless = without_size(list(theirs.values()), question, loaded)
        by_id = {one.song_id: one for one in sure}
        listed.append(ListedSongs(by_id, tuple(undecided), theirs, sizeless))
    return listed


def _inferred(asked: Iterable[tuple[Question, Found]]) -> Iterable[str]:
    """Sure crossings whose date is inferred, of questions about years of release."""
    for question, found in asked:
        if question.year_means == "released":
            yield from (
                one.song_id for one in found.crossings if one.released_inferred and not one.doubt
            )


def _parted(
    question: Question, found: Found, open_years: Mapping[str, FirstIssue]
) -> tuple[list[Crossing], list[Crossing]]:
    """The crossings to list, and those that wait."""
    sure = [one for one in found.crossings if not one.doubt]
    undecided = [one for one in found.crossings if one.doubt]
    if question.year_means == "charted":
        return sure, undecided
    undecided += [
        one._replace(doubt=open_years[one.song_id].words)
        for one in sure
        if one.song_id in open_years
    ]
    return [one for one in sure if one.song_id not in open_years], undecided
