"""The article as a model: everything it says, in order, before it takes any form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kollabo.answers.best import BestList, Entry
from kollabo.answers.crossings import Crossing
from kollabo.answers.edition import Edition
from kollabo.answers.statements import Place
from kollabo.catalogue.schema import FACTS
from kollabo.publish.article.facts import SongFacts, facts_of_entry, facts_of_song
from kollabo.publish.article.rest import rest_sentences
from kollabo.publish.article.sentences import byline, sentences_of
from kollabo.publish.language import Language
from kollabo.publish.plain import one_line
from kollabo.publish.said import Sayings
from kollabo.publish.sentences import Part, Parts, Sentence, text_of_parts


@dataclass(frozen=True)
class Footnote:
    """A place where something was read, with its number in the article."""

    number: int
    place: Place
    words: str


@dataclass
class Footnotes:
    """Numbers places in the order they are first told of."""

    sources: dict[str, str]
    language: Language
    _numbers: dict[Place, int] = field(default_factory=dict)

    def number(self, place: Place) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def all(self) -> tuple[Footnote, ...]:
        return tuple(
            Footnote(number, place, self._words(place)) for place, number in self._numbers.items()
        )

    def _words(self, place: Place) -> str:
        source = source_words(self.sources, place.source_id, self.language)
        where = {"file": one_line(place.file), "row": str(place.row)}
        return self.language.text("article.footnote", source=source, **where)


def source_words(sources: Mapping[str, str], source_id: str, language: Language) -> str:
    """The name of a source as readers know it; the facts that come with kollabo under their own."""
    if source_id.startswith(FACTS):
        return language.text("article.own_facts")
    return one_line(sources.get(source_id, source_id))


@dataclass(frozen=True)
class Told:
    """A sentence with the numbers of its footnotes."""

    sentence: Sentence
    notes: tuple[int, ...]


@dataclass(frozen=True)
class ArticleEntry:
    """One ranked song. ``rank`` is as shown: "3", or "3=" where songs share it.

    ``adds`` is what each signal that speaks of it adds to its size, in natural-log units.
    """

    rank: str
    song: SongFacts
    byline: Parts
    released: str
    languages: str
    plausible: str
    score: str
    told: tuple[Told, ...]
    adds: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Named:
    """A song that is named and not ranked."""

    song_id: str
    words: Parts


@dataclass(frozen=True)
class Article:
    """A year's list to be published."""

    language: Language
    headline: str
    standfirst: tuple[Sentence, ...]
    entries: tuple[ArticleEntry, ...]
    apart: tuple[Named, ...]
    undecided: tuple[Named, ...]
    rest: tuple[Sentence, ...]
    footnotes: tuple[Footnote, ...]
    year: int
    made: str


def article_of(edition: Edition, language: Language) -> Article:
    """The article of an edition, in a language."""
    listing = edition.listing
    notes = Footnotes(dict(edition.sources), language)
    songs = [facts_of_entry(edition, entry) for entry in listing.entries]
    told: set[tuple[str, str]] = set()
    entries = tuple(
        _entry(song, one, language, notes, told)
        for song, one in zip(songs, listing.entries, strict=True)
    )
    return Article(
        language,
        headline(listing, language),
        tuple(_standfirst(listing, songs, language)),
        entries,
        tuple(
            Named(one.crossing.song_id, apart_words(edition, one.crossing, language))
            for one in listing.also_released
        ),
        tuple(_undecided(edition, one, language) for one in listing.undecided),
        tuple(rest_sentences(edition, language)),
        notes.all(),
        listing.question.year,
        edition.made[:10],
    )


def headline(listing: BestList, language: Language) -> str:
    """ "K-pop × Western: the best collaborations of 2023" """
    first, second = side_titles(listing, language)
    question = listing.question
    key = f"headline.{question.year_means}"
    return language.text(key, first=first, second=second, year=str(question.year))


def side_titles(listing: BestList, language: Language) -> tuple[str, str]:
    """The two scenes as the language names them."""
    first, second = listing.question.sides
    return (
        one_line(language.scene(first.name, first.title)),
        one_line(language.scene(second.name, second.title)),
    )


def _standfirst(
    listing: BestList, songs: list[SongFacts], language: Language
) -> Iterator[Sentence]:
    first, second = side_titles(listing, language)
    facts: dict[str, str | Parts] = {
        "first": first,
        "second": second,
        "year": str(listing.question.year),
    }
    if songs:
        charted = "_charted" if listing.question.year_means == "charted" else ""
        key = f"standfirst.ranked{charted}"
        yield Sentence("ranked", language.count(key, listing.ranked_in_all, **facts))
        if len(songs) < listing.ranked_in_all:
            shown = language.say("standfirst.shown", n=language.spelled(len(songs)))
            yield Sentence("shown", shown)
        head = songs[0]
        leads = {
            "title": (Part(head.title, "title", head.song_id),),
            "byline": byline(head.acts, language),
        }
        if (said := language.vary("standfirst.leads", leads, head.song_id)) is not None:
            yield Sentence("leads", said)
    else:
        yield Sentence("nothing", language.say("standfirst.nothing", **facts))
    if listing.also_released:
        yield Sentence("apart", language.count("standfirst.apart", len(listing.also_released)))
    if listing.undecided:
        yield Sentence("undecided", language.count("standfirst.undecided", len(listing.undecided)))


def _entry(
    song: SongFacts,
    entry: Entry,
    language: Language,
    notes: Footnotes,
    told_before: set[tuple[str, str]],
) -> ArticleEntry:
    told = tuple(
        Told(one, tuple(notes.number(place) for place in one.places))
        for one in sentences_of(song, language, told_before)
    )
    return ArticleEntry(
        rank_words(song),
        song,
        byline(song.acts, language, groups=True),
        released_words(song.released, song.released_inferred, language),
        text_of_parts(language.list([language.tongue(one) for one in song.languages])),
        plausible_words(song, language),
        language.number(song.score, 1) if song.score is not None else "",
        told,
        tuple((one.signal, one.adds) for one in entry.ranked.contributions if not one.missing)
        if entry.ranked
        else (),
    )


def rank_words(song: SongFacts) -> str:
    return "" if song.rank is None else f"{song.rank}" + ("=" if song.tied_with else "")


def plausible_words(song: SongFacts, language: Language) -> str:
    """ "2 to 4"; empty where the ranking states none."""
    if song.plausible is None:
        return ""
    low, high = song.plausible.low, song.plausible.high
    if low == high:
        return language.number(low)
    return language.text("article.ranks", low=language.number(low), high=language.number(high))


def released_words(released: str | None, inferred: bool, language: Language) -> str:
    """ "14 July 2023", "29 July 2023 (inferred)", "date unknown"."""
    if not released:
        return language.text("article.date_unknown")
    date = language.date(released)
    return language.text("article.date_inferred", date=date) if inferred else date


def doubt_words(song: SongFacts, language: Language) -> Parts:
    """Why it is undecided; what the language cannot say stays in English and is marked so."""
    return said_or_foreign("doubt", song.doubt or "", language)


def said_or_foreign(kind: str, text: str, language: Language) -> Parts:
    said = Sayings(language).say(kind, text)
    return (Part(text, "foreign") if said is None else Part(said, "said"),)


def apart_words(edition: Edition, crossing: Crossing, language: Language) -> Parts:
    """ "“Happy Fools” by TOMORROW X TOGETHER featuring Coi Leray, 27 January 2023" """
    song = facts_of_song(edition, crossing)
    facts: dict[str, str | Parts] = {
        "title": (Part(song.title, "title", song.song_id),),
        "byline": byline(song.acts, language),
    }
    if not song.released:
        return language.say("apart.song_undated", **facts)
    date = released_words(song.released, song.released_inferred, language)
    return language.say("apart.song", date=date, **facts)


def _undecided(edition: Edition, crossing: Crossing, language: Language) -> Named:
    song = facts_of_song(edition, crossing)
    words = language.say(
        "undecided.song",
        title=(Part(song.title, "title", song.song_id),),
        byline=byline(song.acts, language),
        why=doubt_words(song, language),
    )
    return Named(song.song_id, words)
