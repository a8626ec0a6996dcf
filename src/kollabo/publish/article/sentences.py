"""The sentences about one song: each from a template whose facts are all there, else left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kollabo.answers.evidence_lines import EvidenceLine
from kollabo.answers.standings import Standing
from kollabo.answers.statements import Place
from kollabo.publish.article.facts import ActFacts, EarlierFacts, RecordFacts, SongFacts
from kollabo.publish.language import Language
from kollabo.publish.plain import one_line
from kollabo.publish.said import Sayings, metric_words
from kollabo.publish.sentences import Part, Parts, Sentence, text_of_parts

_RECORDS = 2  # told of one song
_PRECISION = {4: "year", 7: "month", 10: "day"}  # by the letters of a partial date


def byline(acts: Sequence[ActFacts], language: Language, *, groups: bool = False) -> Parts:
    """ "Jung Kook (BTS) featuring Latto": acts by their roles, in the order of the credit."""
    by_role: dict[str, list[Parts]] = {"main": [], "featured": [], "remixer": []}
    for one in acts:
        by_role[one.role or "main"].append(_name(one, language, groups))
    parts = language.list(by_role["main"])
    for role in ("featured", "remixer"):
        if by_role[role]:
            before = (Part(" "),) if parts else ()
            named = language.say(f"byline.{role}", names=language.list(by_role[role]))
            parts = (*parts, *before, *named)
    return parts


def _name(act: ActFacts, language: Language, groups: bool) -> Parts:
    name = (Part(act.name, "acts", act.artist_id),)
    if not groups or not act.groups:
        return name
    listed = language.list(act.groups, "groups")
    return language.say("byline.groups", name=name, groups=listed)


def sentences_of(
    song: SongFacts, language: Language, told: set[tuple[str, str]] | None = None
) -> tuple[Sentence, ...]:
    """All sentences about a song, in the order of reading.

    ``told`` are the earlier songs that the article has told of, by (act, song): none is told twice.
    """
    return tuple(_Telling(song, language, set() if told is None else told).all())


class _Telling:
    def __init__(self, song: SongFacts, language: Language, told: set[tuple[str, str]]) -> None:
        self._song = song
        self._language = language
        self._told = told

    def all(self) -> Iterator[Sentence]:
        yield from self._opening()
        yield from self._charts()
        yield from self._totals()
        yield from self._records()
        yield from self._rank()
        yield from self._earlier()

    def _say(
        self, kind: str, facts: Mapping[str, str | Parts], *places: Place | None, by: str = ""
    ) -> Iterator[Sentence]:
        parts = self._language.vary(f"song.{kind}", facts, f"{self._song.song_id}{by}")
        if parts is not None:
            yield Sentence(kind, parts, tuple(dict.fromkeys(one for one in places if one)))

    def _named(self, text: str, fact: str, about: str | None = None) -> Parts:
        return (Part(text, fact, about),)

    def _opening(self) -> Iterator[Sentence]:
        song, language = self._song, self._language
        facts: dict[str, str | Parts] = {
            "title": self._named(song.title, "title", song.song_id),
        }
        places: list[Place | None] = []
        if song.released:
            facts["date"] = self._named(language.date(song.released), "released")
            places.append(None if song.released_inferred else song.released_at)
        if song.belongs_to:
            facts["work"] = self._named(work_words(song.belongs_to, language), "belongs_to")
            places.append(song.belongs_to_at)
        if len(song.languages) > 1:  # of one language the line of facts says enough
            names = [language.tongue(one) for one in song.languages]
            facts["languages"] = language.list(names, "languages")
            places.append(song.languages_at)
        yield from self._say(f"opening.{_dated(song)}", facts, *places)

    def _charts(self) -> Iterator[Sentence]:
        for number, one in enumerate(self._song.standings):
            where = "chart_further" if number else "chart_first"
            facts = self._standing(one)
            yield from self._say(
                f"{where}.{_kind_of(one)}", facts, one.read_from, by=f"/{one.name}"
            )

    def _standing(self, one: Standing) -> dict[str, str | Parts]:
        language = self._language
        weeks = language.count("counts.weeks", one.weeks)
        at_peak = language.count("counts.weeks", one.weeks_at_peak)
        return {
            "chart": self._named(one_line(one.name), "standings"),
            "peak": self._named(language.number(one.peak), "standings"),
            "weeks": _as_fact(weeks, "standings"),
            "weeks_at_peak": _as_fact(at_peak, "standings"),
            "at_peak": self._named(language.spelled(one.weeks_at_peak), "standings"),
            "wins": _as_fact(language.count("counts.first_places", one.weeks_at_peak), "standings"),
            "shows": language.list([one_line(show) for show in one.won_on], "standings"),
            "year": self._period(),
        }

    def _period(self) -> Parts:
        song, language = self._song, self._language
        if song.until == f"{song.year}-12-31":
            return (Part(str(song.year)),)
        days = {"since": language.date(song.since), "until": language.date(song.until)}
        return language.say("song.period.cut", **days)

    def _totals(self) -> Iterator[Sentence]:
        for one in self._song.totals:
            since, _, until = one.period.partition("/")
            facts: dict[str, str | Parts] = {
                "table": self._named(one_line(one.source), "totals"),
                "value": self._named(self._language.number(one.value), "totals"),
                "metric": self._named(_counted(one, self._language), "totals"),
                "date": self._named(self._language.date(until), "totals"),
            }
            kind = "to_date"
            if since != "..":
                facts["since"] = self._named(self._language.date(since), "totals")
                kind = "period"
            place = Place(one.source_id, one.file, one.row)
            yield from self._say(f"total.{kind}", facts, place, by=f"/{one.source}")

    def _records(self) -> Iterator[Sentence]:
        """Some of those no other song shares, with what they hold for; its page has all."""
        sole = [one for one in self._song.records if not one.shared]
        alike = [one for one in sole if _scope(one) == _scope(sole[0])][:_RECORDS]
        if alike:
            said = [record_words(one, self._language) for one in alike]
            facts = {
                "records": self._named("; ".join(said), "records"),
                "scope": self._named(scope_words(alike[0], self._language), "records"),
            }
            yield from self._say("records.told", facts, *(one.read_from for one in alike))

    def _rank(self) -> Iterator[Sentence]:
        song, language = self._song, self._language
        if song.tied_with:
            others = language.count("counts.other_songs", song.tied_with)
            yield from self._say("tied.tie", {"others": _as_fact(others, "tied_with")})
        if song.plausible:
            low, high = song.plausible.low, song.plausible.high
            kind = {0: "firm", 1: "two"}.get(high - low, "range")
            facts = {
                "low": self._named(language.number(low), "plausible"),
                "high": self._named(language.number(high), "plausible"),
            }
            yield from self._say(f"plausible.{kind}", facts)

    def _earlier(self) -> Iterator[Sentence]:
        last = ""
        for one in _worth_telling(self._song.earlier, self._told):
            kind = self._kind_of_earlier(one, last)
            last = kind
            yield from self._say(f"earlier.{kind}", self._before(one), by=f"/{one.song_id}")

    def _kind_of_earlier(self, one: EarlierFacts, last: str) -> str:
        if one.again:
            return "again"
        if last == "other":
            return "next"
        released = self._song.released or ""
        return "same_year" if one.year and released.startswith(one.year) else "other"

    def _before(self, one: EarlierFacts) -> dict[str, str | Parts]:
        facts: dict[str, str | Parts] = {
            "act": self._named(one.act, "earlier", one.act_id),
            "song": self._named(one.song, "earlier", one.song_id),
        }
        if one.year:
            facts["year"] = self._named(one.year, "earlier")
        if one.partners:
            facts["partners"] = self._language.list(one.partners, "earlier")
        if one.again:
            facts["again"] = self._language.list(one.again, "earlier")
        return facts


def record_words(one: RecordFacts, language: Language) -> str:
    """ "first number one on the Billboard Hot 100 by a K-pop act with a Western act" """
    return Sayings(language).say("records", one.words, one.name) or one.words


def scope_words(one: RecordFacts, language: Language) -> str:
    """ "among the issues from 2 April 2022 to 30 December 2023, five of which lack a place" """
    days = {"since": language.date(one.since), "until": language.date(one.until)}
    if one.holes:
        return text_of_parts(language.count("counts.issues_scope", one.holes, **days))
    return language.text("page.scope", **days)


def _scope(one: RecordFacts) -> tuple[str, str, int]:
    return one.since, one.until, one.holes


def work_words(belongs_to: str, language: Language) -> str:
    """What a song belongs to: "Fast X (soundtrack)"."""
    return Sayings(language).say("work", belongs_to) or belongs_to


def _counted(one: EvidenceLine, language: Language) -> str:
    """What a total counts; that it counts to date the sentence says itself."""
    return metric_words(one.metric.removesuffix(" to date"), language)


_TELL = 2  # earlier songs told of one song; the pages of its acts have all


def _worth_telling(
    earlier: Sequence[EarlierFacts], told: set[tuple[str, str]]
) -> list[EarlierFacts]:
    """Reunions first, then the latest; of one act and of one song once, and what is new."""
    chosen: list[EarlierFacts] = []
    for one in sorted(earlier, key=lambda one: not one.again):
        if len(chosen) == _TELL:
            break
        same = any(one.act_id == other.act_id or one.song_id == other.song_id for other in chosen)
        reunited = one.again and any(other.again for other in chosen)
        if not same and not reunited and (one.act_id, one.song_id) not in told:
            chosen.append(one)
    told.update((one.act_id, one.song_id) for one in chosen)
    return chosen


def _dated(song: SongFacts) -> str:
    if not song.released:
        return "undated"
    if song.released_inferred:
        return "inferred"
    return _PRECISION[len(song.released)]


def _kind_of(one: Standing) -> str:
    if one.is_family:
        return "family_won" if one.won_on else "family_place"
    if one.peak == 1:
        return "top_weeks" if one.weeks_at_peak > 1 else "top_week" if one.weeks > 1 else "top_only"
    return "place_weeks" if one.weeks > 1 else "place_only"


def _as_fact(parts: Parts, fact: str) -> Parts:
    """The pieces of a count, all told as one fact."""
    return tuple(Part(one.text, fact, one.about) for one in parts)
