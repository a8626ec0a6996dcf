"""A German site speaks German: what a reader sees comes from the German file, or from a source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from editions import edition_of
from readers import read_html

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language, read_phrases
from kollabo.publish.said import Sayings, metric_words
from kollabo.publish.site.contents import site_files

GERMAN = Language("de")
READ_AS_ONE = ("a", "p", "h1", "h2", "h3", "li", "dt", "dd", "th", "td", "summary", "caption")
READ = (".html", ".md", ".atom", ".jsonld", ".jspf", ".xspf")


def texts(phrases: Mapping[str, Any]) -> Iterator[str]:
    for value in phrases.values():
        if isinstance(value, Mapping):
            yield from texts(value)
        else:
            yield from [value] if isinstance(value, str) else value


def own_words(code: str) -> set[str]:
    """What the templates of a language say between their facts."""
    found = set()
    for text in texts(read_phrases(code)):
        for words, _, _, _ in Formatter().parse(text):
            found.add(words.strip(" “”„\"'().,:;"))
    return {one for one in found if len(re.findall("[A-Za-zäöüß]", one)) >= 4}


def english_words() -> set[str]:
    """English of the templates that no German template has, too."""
    german = " ".join(own_words("de"))
    return {one for one in own_words("en") if one not in german}


def pieces(content: str, path: str) -> list[str]:
    """What a reader sees of a file: of a page the text of each element, as the words around it."""
    if not path.endswith(".html"):
        return [content]
    document = read_html(content)
    for one in list(document.iter()):
        if isinstance(one.tag, str) and one.get("lang") == "en":
            one.text = ""
    elements = [one for one in document.iter() if isinstance(one.tag, str)]
    shown = [one for one in elements if one.tag.split("}")[-1] in READ_AS_ONE]
    return [" ".join("".join(one.itertext()).split()) for one in shown]


def left_in_english(site: Mapping[str, str]) -> set[tuple[str, str]]:
    """English words of a template anywhere; of a single word, which may be a title's, alone."""
    words = english_words()
    assert len(words) > 150
    several = "|".join(re.escape(one) for one in words if " " in one)
    pattern = re.compile(rf"(?<!\w)(?:{several})(?!\w)")
    return {
        (path, found)
        for path, content in site.items()
        for piece in pieces(content, path)
        for found in [*pattern.findall(piece), *({piece.strip(":")} & words)]
    }


def german_site(edition: Edition) -> dict[str, str]:
    return {
        path: content.decode()
        for path, content in site_files(edition, GERMAN)
        if path.endswith(READ)
    }


def test_no_english_template_is_left_where_a_song_has_every_fact(edition: Edition) -> None:
    assert left_in_english(german_site(edition)) == set()


def test_a_list_of_the_starter_is_german_throughout(tmp_path: Path) -> None:
    """What is marked as English is what a source says of an act, in its own words."""
    edition = edition_of(tmp_path, year=2017)  # an empty catalogue: the starter answers
    site = german_site(edition)
    quoted = {one.value for song in edition.songs.values() for one in song.statements}
    quoted |= {act.note for act in edition.acts.values() if act.note}
    for path, content in site.items():
        for one in read_html(content).iter() if path.endswith(".html") else ():
            if isinstance(one.tag, str) and one.get("lang") == "en":
                assert "".join(one.itertext()) in quoted, path
    assert left_in_english(site) == set()


@pytest.mark.parametrize(
    ("kind", "english", "german"),
    [
        ("why", "listed as k-pop", "geführt unter k-pop"),
        ("why", "from US", "Herkunft: Vereinigte Staaten"),
        ("why", "member of (G)I-DLE (genre k-pop)", "Mitglied von (G)I-DLE (Genre k-pop)"),
        ("work", "A Film (soundtrack)", "A Film (Soundtrack)"),
        (
            "sizeless",
            "on no loaded chart in 2023, and no source counts it",
            "2023 in keinen geladenen Charts, und keine Quelle zählt es",
        ),
        (
            "sizeless",
            "no chart is loaded from 2023-01-01 to 2023-06-30; 5,000 streams to date (A), "
            "3 views to date (B and C) and 12 playlists to date (D), "
            "but no song of like age here to compare",
            "vom 1. Januar 2023 bis zum 30. Juni 2023 sind keine Charts geladen; 5.000 Streams "
            "insgesamt (A), 3 Aufrufe insgesamt (B and C) und 12 Playlists insgesamt (D), "
            "aber kein ähnlich altes Lied zum Vergleich",
        ),
        (
            "doubt",
            "'Jo' is undecided between Jo of A & B and another act called Jo",
            "bei „Jo“ ist offen, wer gemeint ist: Jo von A & B oder jemand anderes namens Jo",
        ),
        (
            "doubt",
            "a mashup, it seems (printed: 'vs.'): its acts may never have met",
            "anscheinend ein Mashup (gedruckt: „vs.“): die Beteiligten sind sich vielleicht "
            "nie begegnet",
        ),
        (
            "records",
            "biggest jump on the Hot 100 by a K-pop act with a Western act: 57 places in a week",
            "der größte Sprung in den Charts „Hot 100“ zwischen K-Pop und Westen: 57 Plätze in "
            "einer Woche",
        ),
        (
            "records",
            "Jo's first song on the Hot 100",
            "das erste Lied von Jo in den Charts „Hot 100“",
        ),
    ],
)
def test_what_answers_say_in_english_is_said_in_german(
    kind: str, english: str, german: str
) -> None:
    assert Sayings(GERMAN).say(kind, english) == german
    assert Sayings(Language("en")).say(kind, english) == english


@pytest.mark.parametrize("text", ["", "something nobody says", "from Mars", "x" * 10_000])
def test_what_no_template_fits_is_not_made_up(text: str) -> None:
    assert Sayings(GERMAN).say("why", text) is None


def test_metrics_have_german_names() -> None:
    assert metric_words("streams to date", GERMAN) == "Streams insgesamt"
    assert metric_words("most listeners", GERMAN) == "die meisten Hörer"
    assert metric_words("something new", GERMAN) == "something new"
