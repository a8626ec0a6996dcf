"""Languages are named for people; a code without a name stays a code."""

from __future__ import annotations

from kollabo.publish.languages import language_name, sung_words


def test_languages_are_named() -> None:
    assert sung_words(["eng", "spa", "kor"]) == "sung in English, Spanish and Korean"
    assert sung_words([]) == ""


def test_a_language_without_a_name_is_its_code_made_safe() -> None:
    assert language_name("qya") == "qya"
    assert "\n" not in language_name("a\nb")
