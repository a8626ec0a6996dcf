"""Every language says all that English says, of the same facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from babel import Locale

from kollabo.answers.records.definitions import definitions
from kollabo.errors import UsageError
from kollabo.publish.language import Language, bcp47, known_languages, read_phrases
from kollabo.publish.sentences import needed, text_of_parts

OTHERS = [code for code in known_languages() if code != "en"]
SENTENCES = re.compile(r"song\.(?!period)")


def wordings(phrases: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every key with its wordings; the plural forms of a count are wordings of one key."""
    for name, value in phrases.items():
        key = f"{above}{name}"
        if key in ("name", "locale", "numbers") or key.startswith("scenes"):
            continue
        if isinstance(value, str):
            yield key, [value]
        elif isinstance(value, list):
            yield key, value
        elif "other" in value and all(isinstance(one, str) for one in value.values()):
            yield key, list(value.values())
        else:
            yield from wordings(value, f"{key}.")


def test_there_is_a_second_language() -> None:
    assert OTHERS


@pytest.mark.parametrize("code", OTHERS)
def test_a_language_has_every_phrase_and_no_other(code: str) -> None:
    english, other = (dict(wordings(read_phrases(one))) for one in ("en", code))
    assert set(other) == set(english)


@pytest.mark.parametrize("code", OTHERS)
def test_a_phrase_is_filled_with_the_facts_that_english_uses(code: str) -> None:
    english, other = (dict(wordings(read_phrases(one))) for one in ("en", code))
    for key, said in english.items():
        facts = set().union(*map(needed, said))
        assert set().union(*map(needed, other[key])) <= facts, key


@pytest.mark.parametrize("code", known_languages())
def test_a_sentence_about_a_song_is_a_sentence(code: str) -> None:
    for key, said in wordings(read_phrases(code)):
        for one in said if SENTENCES.match(key) else ():
            assert one.endswith("."), one
            assert one[0].isupper() or one[0] in "“„{", one


@pytest.mark.parametrize("code", known_languages())
def test_wordings_of_one_place_tell_the_same(code: str) -> None:
    """Whichever wording is picked, a reader learns the same facts: only `opening` may leave out."""
    for key, said in wordings(read_phrases(code)):
        if SENTENCES.match(key) and not key.startswith("song.opening") and len(said) > 1:
            facts = {frozenset(needed(one) - {"at_peak", "weeks_at_peak", "year"}) for one in said}
            assert len(facts) == 1, key


def test_records_are_read_back_by_the_words_they_are_defined_by() -> None:
    said = read_phrases("en")["said"]["records"]
    assert said == {one.name: one.words for one in definitions()}


@pytest.mark.parametrize("code", known_languages())
def test_counts_have_the_plural_forms_of_the_language(code: str) -> None:
    phrases = read_phrases(code)
    forms = {Locale.parse(phrases["locale"]).plural_form(number) for number in range(200)}
    assert set(phrases["counts"]["weeks"]) >= forms


def test_numbers_dates_and_lists_are_written_as_the_language_does() -> None:
    english, german = Language("en"), Language("de")
    assert english.date("2023-07-14") == "14 July 2023"
    assert german.date("2023-07-14") == "14. Juli 2023"
    assert (english.date("2023-07"), german.date("2023-07")) == ("July 2023", "Juli 2023")
    assert english.date("2023") == "2023"
    assert text_of_parts(english.list(["A", "B", "C"])) == "A, B and C"
    assert text_of_parts(german.list(["A", "B", "C"])) == "A, B und C"
    assert text_of_parts(english.count("counts.weeks", 1)) == "one week"
    assert text_of_parts(german.count("counts.weeks", 3)) == "drei Wochen"
    assert (english.number(1234.5, 1), german.number(1234.5, 1)) == ("1,234.5", "1.234,5")
    assert text_of_parts(english.some(["A", "B", "C", "D"], 2)) == "A, B and two more"


def test_languages_have_their_tags_and_names() -> None:
    assert [bcp47(code) for code in ("kor", "eng", "cmn", "yue")] == ["ko", "en", "zh", "yue"]
    assert Language("de").tongue("kor") == "Koreanisch"
    assert Language("en").tongue("qqq") == "qqq"


def test_a_language_without_phrases_is_no_language() -> None:
    with pytest.raises(UsageError, match="there are: de, en"):
        Language("tlh")
