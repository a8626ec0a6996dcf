"""Names compared: what counts and what does not."""

import pytest

from kollabo.text.names import fold, loose, script, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Beyoncé", "BEYONCE"),
        ("j‐hope", "j-hope"),  # U+2010 and the plain hyphen
        ("Ke$ha", "Kesha"),
        ("A$AP Rocky", "ASAP Rocky"),
        ("P!nk", "Pink"),
        ("Hall & Oates", "Hall and Oates"),
        ("Dan + Shay", "Dan & Shay"),
        ("Guns N' Roses", "Guns and Roses"),
        ("The Weeknd", "Weeknd"),
        ("B.I", "BI"),
        ("ＷＡＮＤＳ", "WANDS"),
        ("BE’O", "BE'O"),
        ("Røyksopp", "Royksopp"),
        ("TOMORROW × TOGETHER", "Tomorrow X Together"),
    ],
)
def test_one_act_has_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("はと", "ばと"),  # the mark of a kana letter makes another letter
        ("가인", "가은"),
        ("й", "и"),  # an accent counts outside the Latin script
        ("Act 1", "Act 2"),
    ],
)
def test_other_letters_are_other_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_leading_article_goes_and_an_inner_one_stays() -> None:
    assert fold("The Band") == "band"
    assert fold("Florence And The Machine") == "florence and the machine"
    assert fold("The The") == "the"


@pytest.mark.parametrize("signs", ["!!!", "¥$", "+/-", "?"])
def test_a_name_of_signs_keeps_its_signs(signs: str) -> None:
    assert fold(signs) == signs


def test_loose_forgets_spaces() -> None:
    assert loose("Jung Kook") == loose("JUNGKOOK") == "jungkook"
    assert loose("TOMORROW X TOGETHER") == "tomorrowxtogether"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jimin", "Latin"),
        ("지민", "Hangul"),
        ("初音ミク", "Han"),
        ("ちゃんみな", "Kana"),
        ("Чичерина", "Cyrillic"),
        ("24/7", "Common"),
        ("", "Common"),
    ],
)
def test_script(name: str, expected: str) -> None:
    assert script(name) == expected


def test_a_bracket_in_another_script_spells_the_name_again() -> None:
    assert spellings("아이유(IU)") == ("아이유(IU)", "아이유", "IU")
    assert spellings("IU (아이유)") == ("IU (아이유)", "IU", "아이유")


@pytest.mark.parametrize("name", ["f(x)", "(G)I-DLE", "Was (Not Was)", "(여자)아이들", "Abba", ""])
def test_other_brackets_do_not(name: str) -> None:
    assert spellings(name) == (name,)
