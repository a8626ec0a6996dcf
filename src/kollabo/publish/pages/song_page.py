"""The page of a song: why it stands where it stands, and where every figure was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.best import Entry
from kollabo.answers.charted import ChartRun
from kollabo.answers.crossings import Crossing
from kollabo.answers.edition import Edition
from kollabo.answers.evidence_lines import EvidenceLine
from kollabo.answers.ranking import Contribution
from kollabo.answers.song import PrintedCredit, SongAnswer
from kollabo.answers.statements import Place
from kollabo.publish.article.facts import SongFacts, facts_of_entry, facts_of_song
from kollabo.publish.article.model import (
    doubt_words,
    headline,
    plausible_words,
    rank_words,
    released_words,
    said_or_foreign,
    source_words,
)
from kollabo.publish.article.sentences import (
    byline,
    record_words,
    scope_words,
    sentences_of,
    work_words,
)
from kollabo.publish.language import Language
from kollabo.publish.links import web_links
from kollabo.publish.pictures.picture import Cell, PageTable, Picture, number_cell
from kollabo.publish.pictures.runs import run_picture
from kollabo.publish.plain import one_line
from kollabo.publish.said import metric_words
from kollabo.publish.sentences import Part, Parts, Sentence
from kollabo.publish.signal_words import signal_name, times_words


@dataclass(frozen=True)
class Neighbour:
    """The song one place above or below, with what to say of it."""

    words: Parts


@dataclass(frozen=True)
class SongPage:
    """``standing`` says its place on the list, or why it has none. ``score`` is its sum, or empty.

    ``weeks`` are its weeks on each chart, a table a chart; ``figures`` what the list counts of it.
    """

    song: SongFacts
    list_title: str
    byline: Parts
    rank: str
    standing: Parts
    told: tuple[Sentence, ...]
    facts: tuple[tuple[str, Parts], ...]
    links: tuple[str, ...]
    score: str
    signals: PageTable | None
    neighbours: tuple[Neighbour, ...]
    run: Picture | None
    figures: PageTable | None
    weeks: tuple[PageTable, ...]
    records: PageTable | None
    credits: PageTable
    statements: PageTable | None


def _stated(fact: str, language: Language) -> str:
    """The kind of a statement as the language calls it."""
    return next(iter(language.wordings(f"stated.{fact}")), fact.replace("_", " "))


def song_page(
    edition: Edition, crossing: Crossing, entry: Entry | None, language: Language
) -> SongPage:
    """The page of a song the list names. ``entry`` is None for one that is undecided."""
    song = facts_of_entry(edition, entry) if entry else facts_of_song(edition, crossing)
    return _Making(edition, song, entry, language).page()


class _Making:
    def __init__(
        self, edition: Edition, song: SongFacts, entry: Entry | None, language: Language
    ) -> None:
        self._edition = edition
        self._song = song
        self._entry = entry
        self._language = language
        self._answer: SongAnswer = edition.songs[song.song_id]

    def page(self) -> SongPage:
        song, language, answer = self._song, self._language, self._answer
        return SongPage(
            song,
            headline(self._edition.listing, language),
            byline(song.acts, language, groups=True),
            rank_words(song),
            self._standing(),
            sentences_of(song, language),
            tuple(self._facts()),
            web_links(song.links),
            language.number(song.score, 1) if song.score is not None else "",
            self._signals(),
            tuple(self._neighbours()),
            run_picture(song.title, answer.runs, language),
            self._figures(),
            tuple(self._weeks(run) for run in answer.runs),
            self._records(),
            self._credits(),
            self._statements(),
        )

    def _standing(self) -> Parts:
        song, language = self._song, self._language
        if song.rank is not None:
            rank = language.text("page.rank_of", rank=rank_words(song))
            return (Part(f"{rank} {language.text('page.of_list', list=self._list())}"),)
        if song.doubt:
            return language.say("page.waits", why=doubt_words(song, language))
        reason = one_line(self._entry.reason) if self._entry else ""
        return language.say("page.no_rank", why=said_or_foreign("sizeless", reason, language))

    def _list(self) -> str:
        return headline(self._edition.listing, self._language)

    def _facts(self) -> Iterator[tuple[str, Parts]]:
        song, language = self._song, self._language
        released = released_words(song.released, song.released_inferred, language)
        yield language.text("article.released"), (Part(released),)
        if song.languages:
            tongues = language.list([language.tongue(one) for one in song.languages])
            yield language.text("page.language"), tongues
        if song.belongs_to:
            yield language.text("page.work"), (Part(work_words(song.belongs_to, language)),)
        if song.plausible:
            ranks = plausible_words(song, language)
            yield language.text("article.plausible"), (Part(ranks),)
        yield language.text("page.id"), (Part(song.song_id),)

    def _signals(self) -> PageTable | None:
        if not self._entry or not self._entry.ranked:
            return None
        language = self._language
        header = ("page.signal", "page.share", "page.weight", "page.makes")
        contributions = self._entry.ranked.contributions
        rows = [self._signal(one) for one in contributions]
        whole = times_words(sum(one.adds for one in contributions), language)
        together = Cell(language.text("page.together"))
        rows.append((together, number_cell(""), number_cell(""), number_cell(whole)))
        caption = language.text("page.why_here")
        return PageTable(caption, tuple(map(language.text, header)), tuple(rows))

    def _signal(self, one: Contribution) -> tuple[Cell, ...]:
        language = self._language
        missing, silent = language.text("page.missing"), language.text("page.says_nothing")
        share = f"{language.number(100 * one.share)} %" if one.share is not None else "–"
        return (
            Cell(signal_name(one.signal, language)),
            number_cell(missing if one.missing else share),
            number_cell(language.number(one.weight, 1)),
            number_cell(silent if one.missing else times_words(one.adds, language)),
        )

    def _neighbours(self) -> Iterator[Neighbour]:
        entries = self._edition.listing.entries
        places = [one.crossing.song_id for one in entries]
        if self._song.song_id not in places:
            return
        at = places.index(self._song.song_id)
        for key, place in (("page.above", at - 1), ("page.below", at + 1)):
            if 0 <= place < len(entries):
                other = entries[place].crossing
                title = (Part(one_line(other.title), "title", other.song_id),)
                yield Neighbour(self._language.say(key, song=title))

    def _figures(self) -> PageTable | None:
        if not self._entry or not self._entry.evidence:
            return None
        language = self._language
        header = ("page.source", "page.figure", "page.value", "page.period", "page.read_from")
        rows = tuple(map(self._figure, self._entry.evidence))
        caption = language.text("page.evidence")
        return PageTable(caption, tuple(map(language.text, header)), rows)

    def _figure(self, one: EvidenceLine) -> tuple[Cell, ...]:
        language = self._language
        digits = 0 if float(one.value).is_integer() else 1
        since, _, until = one.period.partition("/")
        if since == "..":
            period = language.text("page.since_release", date=language.date(until))
        else:
            days = {"since": language.date(since), "until": language.date(until)}
            period = language.text("page.span", **days)
        return (
            Cell(one_line(one.source)),
            Cell(one_line(metric_words(one.metric, language))),
            number_cell(language.number(one.value, digits)),
            Cell(period),
            self._place(Place(one.source_id, one.file, one.row)),
        )

    def _place(self, place: Place) -> Cell:
        source = source_words(self._edition.sources, place.source_id, self._language)
        where = {"file": one_line(place.file), "row": str(place.row)}
        return Cell(self._language.text("article.footnote", source=source, **where))

    def _weeks(self, run: ChartRun) -> PageTable:
        language = self._language
        rows = tuple(
            (
                Cell(language.day(one.until)),
                number_cell(language.number(one.value)),
                self._place(Place(one.source_id, one.file, one.row)),
            )
            for one in run.figures
        )
        header = ("page.week", "page.place", "page.read_from")
        caption = language.text("page.all_weeks", chart=one_line(run.chart))
        return PageTable(caption, tuple(map(language.text, header)), rows)

    def _records(self) -> PageTable | None:
        if not self._song.records:
            return None
        language = self._language
        rows = tuple(
            (
                Cell(record_words(one, language)),
                Cell(scope_words(one, language)),
                number_cell(language.number(one.shared + 1)),
                self._place(one.read_from),
            )
            for one in self._song.records
        )
        header = ("page.record", "page.holds_for", "page.holders", "page.read_from")
        return PageTable(language.text("page.records"), tuple(map(language.text, header)), rows)

    def _credits(self) -> PageTable:
        language = self._language
        header = ("page.source", "page.credit", "page.names", "page.printed_weeks")
        rows = tuple(map(self._credit, self._answer.credits))
        caption = language.text("page.credits")
        return PageTable(caption, tuple(map(language.text, header)), rows)

    def _credit(self, one: PrintedCredit) -> tuple[Cell, ...]:
        language = self._language
        names = "; ".join(one_line(name.name) + self._role(name.role) for name in one.names)
        return (
            Cell(source_words(self._edition.sources, one.source_id, language)),
            Cell(one_line(one.printed)),
            Cell(names),
            number_cell(language.number(one.weeks) if one.weeks else ""),
        )

    def _role(self, role: str | None) -> str:
        return f" ({self._language.text(f'page.role_{role}')})" if role else ""

    def _statements(self) -> PageTable | None:
        """What sources say of it, each place where it is said; the id of a source says nothing."""
        said = self._answer.statements
        if not said:
            return None
        language = self._language
        header = ("page.fact", "page.said", "page.read_from")
        rows = tuple(
            (
                Cell(_stated(one.fact, language)),
                Cell(one_line(one.value), foreign=one.fact == "note"),
                self._place(one.place),
            )
            for one in said
        )
        caption = language.text("page.statements")
        return PageTable(caption, tuple(map(language.text, header)), rows)
