"""`review`: what a person could decide that would change a list, and how.

Each item says what is open, which songs wait for it, and the decisions that would settle it, ready
to be taken. The items with most evidence waiting come first.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, starmap
from typing import Any, Literal

from kollabo.answers.crossings import Crossing, Found, find_crossings
from kollabo.answers.deciding import Ready, References
from kollabo.answers.doubts import Doubt, find_doubts, open_names, over
from kollabo.answers.first_issues import first_issues
from kollabo.answers.identities import NameTaken, words_of
from kollabo.answers.question import Question
from kollabo.answers.waiting import WaitingSong, waiting_songs
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.scenes.placing import Act
from kollabo.text.names import fold

What = Literal["undecided", "twice", "unplaced", "tied", "year", "name"]
_FULL_DATE = len("2023-07-14")
_NEAR_NEW_YEAR = dt.timedelta(weeks=6)  # a song may chart so long after its release


@dataclass(frozen=True)
class Item:
    """One open question; ``points`` is the chart evidence of the songs that wait for it."""

    what: What
    subject: str
    words: str
    songs: tuple[WaitingSong, ...]
    options: tuple[Ready, ...]

    @property
    def points(self) -> float:
        return sum(song.points for song in self.songs)


@dataclass(frozen=True)
class Review:
    """All items, by what is open: doubts, songs held twice, acts without a side, years, names."""

    question: Question
    today: dt.date
    items: tuple[Item, ...]

    def of(self, what: What) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.what == what)


def review(
    catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene], *, today: dt.date
) -> Review:
    """What waits for a decision, for the list of a question. ``today`` dates the decisions."""
    found = find_crossings(catalogue, question, scenes)
    sure = [one for one in found.crossings if not one.doubt]
    doubts = find_doubts(catalogue, question, scenes, found)
    years = _open_years(catalogue, question, scenes, sure)
    songs = [
        *(doubt.song for doubt in doubts),
        *(song for held in found.held() for song in held.songs),
        *(song for song, _ in years),
        *sure,
    ]
    desk = _Desk(catalogue, question, songs, doubts)
    items = [
        *_by_evidence(map(desk.doubt, doubts)),
        *_by_evidence(starmap(desk.twice, _twice(sure))),
        *_by_evidence(desk.acts("unplaced", found)),
        *_by_evidence(desk.acts("tied", found)),
        *_by_evidence(desk.year(song, why) for song, why in years),
        *_by_evidence(desk.names(sure)),
    ]
    return Review(question, today, tuple(items))


def _by_evidence(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (-item.points, -len(item.songs), item.subject))


class _Desk:
    """Makes items, with everything they need read once: evidence, references, shared titles."""

    def __init__(
        self,
        catalogue: Catalogue,
        question: Question,
        songs: Sequence[Crossing],
        doubts: Sequence[Doubt],
    ) -> None:
        self._question = question
        self._waiting = waiting_songs(catalogue, question, songs)
        self._open = open_names(catalogue, songs)
        self._words = words_of(catalogue, self._open)
        names = [one.act.name for song in songs for one in song.acts]
        names += [taken.name for doubt in doubts for taken in doubt.names]
        names += [taken.name for taken in self._open]
        self._references = References(catalogue, names)
        self._titles = _shared_titles(catalogue, songs)

    def doubt(self, doubt: Doubt) -> Item:
        song = doubt.song
        options = [option for taken in doubt.names for option in self._act_options(taken, song)]
        if not doubt.names:
            options.append(Ready("collaboration", song.title, "yes", acts=self._acts_of(song)))
        options.append(Ready("collaboration", song.title, "no", acts=self._acts_of(song)))
        return Item("undecided", song.title, doubt.words, self._songs([song]), tuple(options))

    def twice(self, fewer: Crossing, more: Crossing) -> Item:
        """Two songs that may be one recording: either may be left out."""
        options = tuple(
            Ready("collaboration", song.title, "no", acts=self._acts_of(song))
            for song in (fewer, more)
        )
        words = (
            f"of one title and day ({more.released}), and all acts of {fewer.credit} are of "
            f"{more.credit}: it may be one recording"
        )
        return Item("twice", fewer.title, words, self._songs([fewer, more]), options)

    def acts(self, what: Literal["unplaced", "tied"], found: Found) -> list[Item]:
        held = found.unplaced if what == "unplaced" else found.tied
        return [self._act(what, one.act, one.songs) for one in held.values()]

    def _act(self, what: Literal["unplaced", "tied"], act: Act, songs: Sequence[Crossing]) -> Item:
        subject = self._references.subject(act.name, act.artist_id)
        options = [Ready("scene", subject, side.name) for side in self._question.sides]
        if what == "tied":
            first, second = (side.title for side in self._question.sides)
            words = f"equally strong reasons for {first} and for {second}"
            return Item(what, act.name, words, self._songs(songs), tuple(options))
        if act.origin is None:
            code = "the code of its country, ISO 3166-1 alpha-2"
            options.append(Ready("origin", subject, "XX", fill_in=code))
        lacks = [
            word for word, known in (("origin", act.origin), ("genre", act.genres)) if not known
        ]
        words = f"no source states its {' or '.join(lacks)}"
        return Item(what, act.name, words, self._songs(songs), tuple(options))

    def year(self, song: Crossing, why: str) -> Item:
        acts, day = self._acts_of(song), "the day of its first release"
        holds = "the inferred date holds"
        options = (
            Ready("released", song.title, "YYYY-MM-DD", fill_in=day, acts=acts),
            Ready("released", song.title, song.released or "", why=holds, acts=acts),
        )
        return Item("year", song.title, why, self._songs([song]), options)

    def names(self, songs: Sequence[Crossing]) -> list[Item]:
        """Names over listed crossings that were taken for an act without being sure of it."""
        items = []
        for song in songs:
            for taken in over(self._open, song):
                options = self._act_options(taken, song)
                words = self._name_words(taken) + ("" if options else _NO_REFERENCE)
                items.append(Item("name", taken.name, words, self._songs([song]), tuple(options)))
        return items

    def _name_words(self, taken: NameTaken) -> str:
        reasons = ", ".join(taken.reasons)
        act = self._words[taken.taken_for]
        if taken.runner_up is None:
            return f"taken for {act} by the bare name ({reasons})"
        other = self._words[taken.runner_up]
        return f"taken for {act} before {other} by log-odds of {taken.log_odds:.1f} ({reasons})"

    def _act_options(self, taken: NameTaken, song: Crossing) -> list[Ready]:
        """One decision for each act the name may mean and that a decision can name."""
        found = []
        for artist_id in (taken.taken_for, taken.runner_up):
            act = self._references.of(taken.name, artist_id) if artist_id else None
            if act:
                found.append(Ready("act", taken.name, act, song=song.title))
        return found

    def _songs(self, songs: Sequence[Crossing]) -> tuple[WaitingSong, ...]:
        found = [self._waiting[song.song_id] for song in songs]
        return tuple(sorted(found, key=lambda one: (-one.points, one.title, one.song_id)))

    def _acts_of(self, song: Crossing) -> tuple[str, ...]:
        """The song's acts where another collaboration bears its title: the decision names them."""
        if self._titles.get(fold(song.title), 1) < 2:
            return ()
        acts = [one.act for one in song.acts]
        return tuple(self._references.subject(act.name, act.artist_id) for act in acts)


_NO_REFERENCE = "; import a source that describes it, a decision cannot name it"


def _shared_titles(catalogue: Catalogue, songs: Sequence[Crossing]) -> dict[str, int]:
    """How many collaborations bear each folded title."""
    rows = catalogue.sql(
        "SELECT folded, count(*) FROM song SEMI JOIN collaboration USING (song_id) "
        "WHERE folded IN (SELECT unnest(?)) GROUP BY folded",
        [sorted({fold(song.title) for song in songs})],
    )
    return dict(rows)


def _twice(songs: Sequence[Crossing]) -> Iterator[tuple[Crossing, Crossing]]:
    """Songs of one title and day, the acts of the first among those of the second.

    A remix is of one title and day too, often enough: so people decide.
    """
    titled: dict[tuple[str, str], list[Crossing]] = defaultdict(list)
    for song in songs:
        if song.released and len(song.released) == _FULL_DATE:
            titled[fold(song.title), song.released].append(song)
    for alike in titled.values():
        for fewer, more in permutations(alike, 2):
            first, second = ({one.act.artist_id for one in song.acts} for song in (fewer, more))
            if first < second:
                yield fewer, more


def _open_years(
    catalogue: Catalogue, question: Question, scenes: Mapping[str, Scene], sure: Sequence[Crossing]
) -> list[tuple[Crossing, str]]:
    """Crossings whose inferred date may stand in the wrong year, each with the reason."""
    if question.year_means != "released":
        return []
    year = question.year
    after = Question(year + 1, question.sides, dt.date(year + 1, 12, 31))
    later = [one for one in find_crossings(catalogue, after, scenes).crossings if not one.doubt]
    begun = first_issues(catalogue, (one.song_id for one in sure if one.released_inferred))
    found = []
    for song, own_year in [(one, year) for one in sure] + [(one, year + 1) for one in later]:
        if not song.released_inferred or song.released is None:
            continue
        day = f"no source dates it; first seen on a chart {song.released}"
        if song.released[:10] <= str(dt.date(own_year, 1, 1) + _NEAR_NEW_YEAR):
            found.append((song, f"{day}: it may be of {own_year - 1}"))
        elif song.song_id in begun:
            found.append((song, begun[song.song_id].words))
    return found


def as_json(answer: Review) -> dict[str, Any]:
    question = answer.question
    return {
        "year": question.year,
        "between": [scene.name for scene in question.sides],
        "year_means": question.year_means,
        "today": str(answer.today),
        "items": [
            {
                "what": item.what,
                "subject": item.subject,
                "why": item.words,
                "points": round(item.points, 3),
                "songs": [song.as_json() for song in item.songs],
                "decisions": [option.as_json(answer.today) for option in item.options],
            }
            for item in answer.items
        ],
    }
