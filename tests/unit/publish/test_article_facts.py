"""No sentence says what the catalogue does not hold: each fact is taken away, and is gone.

Two ways round: among the facts of a song, over every wording; and in an edition, over the article
as it is published.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import pytest
from editions import FULL

from kollabo.answers.best import Entry
from kollabo.answers.edition import Edition
from kollabo.publish.article.facts import SongFacts, facts_of_entry
from kollabo.publish.article.markdown import article_markdown
from kollabo.publish.article.model import article_of
from kollabo.publish.article.sentences import byline, sentences_of
from kollabo.publish.formats.atom import listing_atom
from kollabo.publish.language import Language
from kollabo.publish.pages.single import listing_html
from kollabo.publish.sentences import Part, Sentence

# What may be unknown of a song: a fact's name, and what is left where it is.
NOTHING = {
    "released": None,
    "languages": (),
    "belongs_to": None,
    "standings": (),
    "totals": (),
    "plausible": None,
    "tied_with": 0,
    "earlier": (),
    "records": (),
}


def facts_of(edition: Edition, title: str) -> SongFacts:
    entries = edition.listing.entries
    return facts_of_entry(edition, next(one for one in entries if one.title == title))


def told(song: SongFacts, language: Language) -> Iterable[tuple[str, Sentence]]:
    """Its sentences under many ids, so that every wording is met."""
    for number in range(40):
        renamed = dataclasses.replace(song, song_id=f"s-{number}")
        for sentence in sentences_of(renamed, language):
            yield sentence.kind, sentence


def shown(sentence: Sentence) -> set[str]:
    return {one.fact for one in sentence.parts if one.fact}


def test_every_fact_that_may_be_unknown_is_tried() -> None:
    """A fact added to the songs must be added here, too."""
    other = {"title", "year", "song_id", "since", "until", "acts", "links", "rank", "score"}
    other |= {"doubt", "released_inferred", "released_at", "languages_at", "belongs_to_at"}
    assert {one.name for one in dataclasses.fields(SongFacts)} == other | set(NOTHING)


@pytest.mark.parametrize("fact", NOTHING)
def test_a_fact_is_told_where_it_is_known_and_no_more_where_it_is_not(
    edition: Edition, language: Language, fact: str
) -> None:
    song = {
        "totals": facts_of(edition, "Only Counted"),
        "tied_with": facts_of(edition, "Twin A"),
    }.get(fact, facts_of(edition, "Full House"))
    known = list(told(song, language))
    assert any(fact in shown(sentence) for _, sentence in known), "it is told where it is known"
    unknown = list(told(dataclasses.replace(song, **{fact: NOTHING[fact]}), language))
    assert not any(fact in shown(sentence) for _, sentence in unknown)
    # A sentence that told nothing but this fact is left out with it; the others go on.
    alone = {kind for kind, sentence in known if shown(sentence) == {fact}}
    assert not alone & {kind for kind, _ in unknown}


@pytest.mark.parametrize("fact", NOTHING)
def test_a_template_puts_facts_in_by_their_names(
    edition: Edition, language: Language, fact: str
) -> None:
    """What a template says itself must not be a fact: words of a value come from the value only."""
    song = facts_of(edition, "Full House")
    values = {
        "released": ["2023", "März", "March", "13"],
        "belongs_to": ["Marked Film"],
        "languages": [language.tongue("eus"), language.tongue("mri")],
        "standings": ["Marked Chart", "Marked Shows", "Dawn"],
        "records": [one.words for one in song.records],
        "earlier": ["Marked Past", "Marked Partner", "Older Still"],
    }.get(fact, [])
    for _, sentence in told(song, language):
        words = "".join(one.text for one in sentence.parts if one.fact is None)
        stated = words.replace(str(song.year), "")  # the year asked about is no fact of the song
        assert not any(value in stated for value in values if value != str(song.year)), words


def test_groups_and_roles_are_in_the_byline_only_where_known(
    edition: Edition, language: Language
) -> None:
    song = facts_of(edition, "Full House")
    with_them = byline(song.acts, language, groups=True)
    assert Part("Marked Group", "groups") in with_them
    without = tuple(dataclasses.replace(one, groups=(), role=None) for one in song.acts)
    words = "".join(one.text for one in byline(without, language, groups=True))
    assert words == "".join(one.text for one in language.list(["Haneul", "Casey", "Bora"]))


def test_an_inferred_date_is_never_told_as_a_release(edition: Edition, language: Language) -> None:
    song = facts_of(edition, "Undated")
    kinds = {kind for kind, _ in told(song, language)}
    assert "opening.inferred" in kinds
    assert not kinds & {"opening.day", "opening.month", "opening.year"}


# The whole article: a fact is taken out of the edition, its mark must be gone from every form.


Change = Callable[[Entry], Entry]


def of_song(**changes: object) -> Change:
    return lambda entry: dataclasses.replace(
        entry, crossing=entry.crossing._replace(**changes)
    )


def without_groups(entry: Entry) -> Entry:
    acts = tuple(
        one._replace(act=one.act._replace(groups=()))
        for one in entry.crossing.acts
    )
    return of_song(acts=acts)(entry)


def without_charts(entry: Entry) -> Entry:
    return dataclasses.replace(entry, standings=(), runs=(), evidence=(), reason="")


def without_ranks(entry: Entry) -> Entry:
    assert entry.ranked
    return dataclasses.replace(entry, ranked=entry.ranked._replace(plausible=None))


TAKEN_AWAY: dict[str, tuple[Change, tuple[str, ...]]] = {
    "date": (of_song(released=None), ("13 March 2023", "13. März 2023", "2023-03-13")),
    "languages": (of_song(languages=()), ("Basque", "Baskisch", "Maori", "Māori")),
    "work": (of_song(belongs_to=None), ("Marked Film",)),
    "groups": (without_groups, ("Marked Group",)),
    "charts": (without_charts, ("Marked Shows", "Dawn", "first place", "erste Plätze")),
    "ranks": (without_ranks, ("1 to 31", "1 bis 31", "from 1 to", "von 1 bis", "zwischen 1 und")),
}


def published(edition: Edition, language: Language) -> list[str]:
    article = article_of(edition, language)
    return [
        article_markdown(article),
        listing_atom(edition, article),
        listing_html(edition, language),
    ]


def changed(edition: Edition, change: Change) -> Edition:
    entries = tuple(
        change(one) if one.crossing.song_id == FULL else one for one in edition.listing.entries
    )
    # A record tells of a chart, too: it is a fact of its own, taken away below.
    loaded = tuple(one for one in edition.listing.loaded if "Shows" not in one.chart)
    listing = dataclasses.replace(edition.listing, entries=entries, loaded=loaded)
    return dataclasses.replace(edition, listing=listing, records={})


@pytest.mark.parametrize("fact", TAKEN_AWAY)
def test_the_article_no_longer_says_what_was_taken_away(
    edition: Edition, language: Language, fact: str
) -> None:
    change, marks = TAKEN_AWAY[fact]
    before = published(changed(edition, lambda entry: entry), language)
    after = published(changed(edition, change), language)
    for with_it, without_it in zip(before, after, strict=True):
        assert any(mark in with_it for mark in marks), "the mark is there to be taken away"
        assert not [mark for mark in marks if mark in without_it]


def test_without_earlier_songs_the_article_tells_of_none(
    edition: Edition, language: Language
) -> None:
    bare = dataclasses.replace(edition, earlier={})
    for with_them, without_them in zip(
        published(edition, language), published(bare, language), strict=True
    ):
        assert "Marked Past" in with_them
        assert "Marked Past" not in without_them
        assert "Marked Partner" not in without_them


def test_without_records_the_article_tells_of_none(edition: Edition, language: Language) -> None:
    words = ["first marked record"]
    bare = dataclasses.replace(edition, records={})
    for with_them, without_them in zip(
        published(edition, language)[:2], published(bare, language)[:2], strict=True
    ):
        assert any(one in with_them for one in words)
        assert not any(one in without_them for one in words)


def test_songs_apart_are_named_only_where_there_are_some(
    edition: Edition, language: Language
) -> None:
    listing = dataclasses.replace(edition.listing, also_released=(), undecided=())
    bare = dataclasses.replace(edition, listing=listing)
    for with_them, without_them in zip(
        published(edition, language)[::2], published(bare, language)[::2], strict=True
    ):
        assert "Unsized" in with_them
        assert "Marked doubt" in with_them
        assert "Unsized" not in without_them
        assert "Doubted" not in without_them
        assert language.text("apart.title") not in without_them
        assert language.text("undecided.title") not in without_them
