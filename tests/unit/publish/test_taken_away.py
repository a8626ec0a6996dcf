"""Each fact taken out of an edition is gone from every page and every form it is published in.

The facts of "Full House" are marked: a page or file that shows a mark claims that fact.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import pytest
from editions import FULL

from kollabo.answers.best import Entry
from kollabo.answers.edition import Edition
from kollabo.publish.formats.chosen import FORMATS
from kollabo.publish.language import Language, known_languages
from kollabo.publish.pages.act_page import act_page
from kollabo.publish.pages.addresses import FolderAddresses
from kollabo.publish.pages.listing_page import listing_page
from kollabo.publish.pages.rendering import rendered
from kollabo.publish.pages.song_page import song_page

TOLD = ("Full House", "Twin A", "Only Counted", "Doubted", "Unsized")
Change = Callable[[Edition], Edition]
FORMS = ("markdown", "atom", "jsonld", "jspf", "xspf")


def published(edition: Edition, language: Language) -> Mapping[str, str]:
    """The text of the list, of its forms, of the songs and acts that tell the marked facts."""
    addresses = FolderAddresses({one.song_id for one in edition.named}, set(edition.acts))
    said = {form: str(FORMATS[form].write(edition, language)) for form in FORMS}
    said["list"] = rendered("listing.html", listing_page(edition, language), language, addresses)
    entries = {one.crossing.song_id: one for one in edition.listing.entries}
    for song in edition.named:
        if song.title in TOLD:
            page = song_page(edition, song, entries.get(song.song_id), language)
            said[song.title] = rendered("song.html", page, language, addresses)
    for answer in edition.acts.values():
        page = act_page(edition, answer, language)
        said[answer.name] = rendered("act.html", page, language, addresses)
    return said


def of_entry(change: Callable[[Entry], Entry], title: str = "Full House") -> Change:
    """A change of one ranked song."""

    def changed(edition: Edition) -> Edition:
        entries = tuple(
            change(one) if one.title == title else one for one in edition.listing.entries
        )
        listing = dataclasses.replace(edition.listing, entries=entries)
        return dataclasses.replace(edition, listing=listing)

    return changed


def of_song(**changes: object) -> Change:
    return of_entry(
        lambda entry: dataclasses.replace(entry, crossing=entry.crossing._replace(**changes))
    )


def unstated(fact: str) -> Change:
    """Without what sources state of it."""

    def changed(edition: Edition) -> Edition:
        answer = edition.songs[FULL]
        left = tuple(one for one in answer.statements if one.fact != fact)
        answer = dataclasses.replace(answer, statements=left)
        return dataclasses.replace(edition, songs={**edition.songs, FULL: answer})

    return changed


def of_answer(**changes: object) -> Change:
    def changed(edition: Edition) -> Edition:
        answer = dataclasses.replace(edition.songs[FULL], **changes)
        return dataclasses.replace(edition, songs={**edition.songs, FULL: answer})

    return changed


def of_acts(**changes: object) -> Change:
    """A change of all that is answered about the acts."""

    def changed(edition: Edition) -> Edition:
        acts = {one: dataclasses.replace(answer, **changes) for one, answer in edition.acts.items()}
        return dataclasses.replace(edition, acts=acts)

    return changed


def of_listing(**changes: object) -> Change:
    return lambda edition: dataclasses.replace(
        edition, listing=dataclasses.replace(edition.listing, **changes)
    )


def without_groups(edition: Edition) -> Edition:
    def alone(entry: Entry) -> Entry:
        acts = tuple(one._replace(act=one.act._replace(groups=())) for one in entry.crossing.acts)
        return dataclasses.replace(entry, crossing=entry.crossing._replace(acts=acts))

    changed = of_acts(groups=(), members=(), scenes=())(of_entry(alone)(edition))
    left = {one: answer for one, answer in changed.acts.items() if "Group" not in answer.name}
    return dataclasses.replace(changed, acts=left)


def without_charts(edition: Edition) -> Edition:
    bare = of_entry(
        lambda entry: dataclasses.replace(entry, standings=(), runs=(), evidence=(), reason="")
    )(edition)
    loaded = tuple(one for one in bare.listing.loaded if "Shows" not in one.chart)
    return of_listing(loaded=loaded)(of_answer(runs=(), totals=())(bare))


def unranked_widely(entry: Entry) -> Entry:
    assert entry.ranked
    return dataclasses.replace(entry, ranked=entry.ranked._replace(plausible=None))


def untied(entry: Entry) -> Entry:
    assert entry.ranked
    return dataclasses.replace(entry, ranked=entry.ranked._replace(tied_with=0))


def uncounted(entry: Entry) -> Entry:
    return dataclasses.replace(entry, evidence=(), reason="")


def without_totals(edition: Edition) -> Edition:
    changed = edition
    for title in ("Only Counted", "Counted Too"):
        changed = of_entry(uncounted, title)(changed)
    songs = {one: dataclasses.replace(said, totals=()) for one, said in changed.songs.items()}
    return dataclasses.replace(changed, songs=songs)


def of(*changes: Change) -> Change:
    def changed(edition: Edition) -> Edition:
        for change in changes:
            edition = change(edition)
        return edition

    return changed


# A fact: how it is taken away, and what shows it, in English and in German.
FACTS: dict[str, tuple[Change, tuple[str, ...]]] = {
    "date": (
        of(of_song(released=None), unstated("released"), of_acts(collaborations=())),
        ("13 March 2023", "13. März 2023", "2023-03-13"),
    ),
    "languages": (
        of(of_song(languages=()), unstated("language")),
        ("Basque", "Baskisch", "Māori", "Maori", '"eu"'),
    ),
    "work": (of(of_song(belongs_to=None), unstated("belongs_to")), ("Marked Film",)),
    "links": (of(of_song(links=()), unstated("link")), ("example.org/full",)),
    "isrc": (unstated("isrc"), ("KRA382300001",)),
    "note": (unstated("note"), ("a note of the source",)),
    "groups": (without_groups, ("Marked Group",)),
    "shows": (without_charts, ("Marked Shows", "Dawn")),
    "totals": (without_totals, ("Marked Table", "1,234,567", "1.234.567")),
    "plausible ranks": (
        of_entry(unranked_widely),
        ("1 to 31", "1 bis 31", "1 and 31", "1 und 31"),
    ),
    "records": (
        lambda edition: dataclasses.replace(edition, records={}),
        ("first marked record", "shared marked record"),
    ),
    "earlier songs": (
        of(
            lambda edition: dataclasses.replace(edition, earlier={}),
            of_acts(collaborations=()),
        ),
        ("Marked Past",),
    ),
    "partners": (
        of(
            lambda edition: dataclasses.replace(edition, earlier={}),
            of_acts(collaborations=()),
        ),
        ("Marked Partner",),
    ),
    "ties": (
        of(of_entry(untied, "Twin A"), of_entry(untied, "Twin B")),
        ("shares its rank", "seinen Rang teilt", "Seinen Rang teilt", "share a rank"),
    ),
    "doubt": (of_listing(undecided=()), ("Marked doubt",)),
    "songs apart": (of(of_listing(also_released=()), of_acts(collaborations=())), ("Unsized",)),
    "unplaced": (of_listing(unplaced=()), ("Marked Stranger",)),
    "acts of both": (of_listing(tied_acts=()), ("Marked Between",)),
    "starter": (
        lambda edition: dataclasses.replace(edition, is_starter=False),
        ("starter catalogue", "kleinen Katalog"),
    ),
}


@pytest.fixture(scope="module")
def marked(edition: Edition) -> Edition:
    """The edition with what only some lists have."""
    listing = dataclasses.replace(
        edition.listing, unplaced=("Marked Stranger",), tied_acts=("Marked Between",)
    )
    return dataclasses.replace(edition, listing=listing, is_starter=True)


@pytest.fixture(scope="module")
def whole(marked: Edition) -> Mapping[str, Mapping[str, str]]:
    """All that is published with every fact, by language."""
    return {code: published(marked, Language(code)) for code in known_languages()}


@pytest.mark.parametrize("fact", FACTS)
def test_no_page_and_no_form_says_what_was_taken_away(
    marked: Edition, whole: Mapping[str, Mapping[str, str]], language: Language, fact: str
) -> None:
    change, marks = FACTS[fact]
    before, after = whole[language.code], published(change(marked), language)
    assert any(mark in text for text in before.values() for mark in marks), "it is said"
    still = {path for path, text in after.items() if any(mark in text for mark in marks)}
    assert still == set()
