"""What must be said of a list: what it rests on, what is inferred, who could not be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kollabo.answers.crossings import Crossing
from kollabo.answers.edition import Edition
from kollabo.answers.figures import Loaded, family
from kollabo.publish.language import Language
from kollabo.publish.plain import one_line
from kollabo.publish.sentences import Part, Parts, Sentence

_NAMED = 8  # acts or songs named in one sentence


def rest_sentences(edition: Edition, language: Language) -> Iterator[Sentence]:
    listing = edition.listing
    question = listing.question
    loaded = [
        one for one in listing.loaded if one.begin <= question.until and one.end >= question.begin
    ]
    if loaded:
        charts = language.list(list(_charts(loaded, language)))
        yield Sentence("charts", language.say("rest.charts", charts=charts))
    else:
        yield Sentence("no_chart", language.say("rest.no_chart"))
    days = {"since": language.day(question.begin), "until": language.day(question.until)}
    yield Sentence("span", language.say("rest.span", **days))
    inferred = sum(entry.crossing.released_inferred for entry in listing.entries)
    if inferred:
        yield Sentence("inferred", language.count("rest.inferred", inferred))
    if any(entry.ranked and entry.ranked.tied_with for entry in listing.entries):
        yield Sentence("ties", language.say("rest.ties"))
    if listing.older:
        songs = [_older(one, language) for one in listing.older]
        shown = language.some(songs, _NAMED)
        yield Sentence("older", language.say("rest.older", songs=shown, year=str(question.year)))
    for kind, names in (("unplaced", listing.unplaced), ("tied_acts", listing.tied_acts)):
        if names:
            shown = language.some([one_line(name) for name in names], _NAMED, "acts")
            yield Sentence(kind, language.count(f"rest.{kind}", len(names), names=shown))
    if edition.is_starter:
        yield Sentence("starter", language.say("rest.starter"))


def _charts(loaded: Sequence[Loaded], language: Language) -> Iterator[Parts]:
    families: dict[str, list[Loaded]] = defaultdict(list)
    for one in loaded:
        families[family(one.chart)].append(one)
    for name, charts in families.items():
        since, until = min(one.begin for one in charts), max(one.end for one in charts)
        facts = {
            "chart": one_line(charts[0].chart if len(charts) == 1 else name),
            "since": language.day(since),
            "until": language.day(until),
        }
        if len(charts) == 1:
            yield language.say("rest.chart", **facts)
        else:
            yield language.say("rest.family", n=language.spelled(len(charts)), **facts)


def _older(song: Crossing, language: Language) -> Parts:
    title = (Part(one_line(song.title), "title", song.song_id),)
    return language.say("rest.older_song", title=title, year=(song.released or "?")[:4])
