"""Single values: dates, numbers, texts and lists."""

from __future__ import annotations

from datetime import date

import pytest

from kollabo.sources import figures
from kollabo.sources.countries import Countries
from kollabo.sources.dates import DateReader, compile_pattern
from kollabo.sources.record import Unreadable
from kollabo.sources.wording import clean, kept_names, locale_of, python_list, split_list

ISO = DateReader(("YYYY-MM-DD", "YYYY-MM", "YYYY"))


@pytest.mark.parametrize(
    ("patterns", "text", "expected"),
    [
        (("YYYY-MM-DD",), "2023-07-14", "2023-07-14"),
        (("M-D-YYYY",), "7-4-2023", "2023-07-04"),
        (("MM-DD-YYYY",), "12-10-2023", "2023-12-10"),
        (("DD.MM.YYYY",), "31.12.1999", "1999-12-31"),
        (("YYYYMMDD",), "20230714", "2023-07-14"),
        (("YYYY-MM-DD", "YYYY"), "2023", "2023"),
        (("YYYY-MM-DD", "YYYY-MM"), "2023-07", "2023-07"),
        (("YYYY년 M월 D일",), "2023년 7월 14일", "2023-07-14"),
    ],
)
def test_dates_by_pattern(patterns: tuple[str, ...], text: str, expected: str) -> None:
    assert DateReader(patterns).partial(text) == expected


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023-13-01", "0000-01-01", "9999-01-01", "14/7/2023", "x", "２０２３"]
)
def test_wrong_dates_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        ISO.partial(text)


def test_a_partial_date_is_no_day() -> None:
    with pytest.raises(Unreadable, match="whole day"):
        ISO.day("2023-07")
    assert ISO.day("2023-07-14") == date(2023, 7, 14)


def test_two_digit_years_never_pass_the_latest_day() -> None:
    births = DateReader(("M/D/YY",), latest=date(2020, 12, 31))
    assert births.partial("3/5/68") == "1968-03-05"
    assert births.partial("3/5/20") == "2020-03-05"
    assert births.partial("3/5/21") == "1921-03-05"


def test_a_date_of_two_readings_keeps_what_they_agree_on() -> None:
    mixed = DateReader(
        ("M/D/YY", "MM/DD/YY", "D/Y/MM"), latest=date(2020, 12, 31), earliest=date(1990, 1, 1)
    )
    assert mixed.partial("12/26/03") == "2003-12-26"  # 1926 is too early
    assert mixed.partial("11/20/17") == "2017-11-20"  # no month 17
    assert mixed.partial("09/06/12") == "2012-09-06"  # a zero no spreadsheet would write
    with pytest.raises(Unreadable, match="2005-02-18 or 2018-05-02"):
        mixed.partial("2/18/05")
    assert mixed.partial("5/12/12") == "2012"


def test_the_first_of_january_may_stand_for_a_year() -> None:
    dates = DateReader(("YYYY-M-D",), year_only=("01-01",))
    assert dates.partial("2014-1-1") == "2014"
    assert dates.partial("2014-1-2") == "2014-01-02"


@pytest.mark.parametrize("pattern", ["MM-DD", "YYYY-DD", "YYYY-YY", "YYYY-MM-MM"])
def test_patterns_that_are_none(pattern: str) -> None:
    with pytest.raises(ValueError, match="date pattern"):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    ("value", "expected"), [("1", 1), (" 10 ", 10), (3, 3), (3.0, 3), ("2.0", 2), ("", None)]
)
def test_ranks(value: object, expected: float | None) -> None:
    assert figures.rank(value) == expected


@pytest.mark.parametrize(
    "value",
    [0, -1, 1e9, float("nan"), float("inf"), "1.5", "x", True, [], {}, 10**400, "１", "1" * 40],
)
def test_ranks_that_are_none(value: object) -> None:
    with pytest.raises(Unreadable):
        figures.rank(value)


def test_a_rank_beyond_the_chart() -> None:
    assert figures.rank("100", places=100) == 100
    with pytest.raises(Unreadable, match="beyond"):
        figures.rank("101", places=100)


def test_thousands() -> None:
    assert figures.amount("1,234,567", thousands=",") == 1_234_567
    assert figures.amount("567", thousands=",") == 567
    assert figures.amount("1.234", thousands=".") == 1234
    for wrong in ("1,23", "1,2345", ",123", "-5", "BPM110KeyA", "9" * 18):
        with pytest.raises(Unreadable):
            figures.amount(wrong, thousands=",")


def test_clean_keeps_what_is_printed() -> None:
    assert clean("  j\u2010hope ") == "j\u2010hope"
    assert clean("two\nlines") == "two lines"
    assert clean(1979) == "1979"
    assert clean(4.0) == "4"
    assert clean(" ") is None
    for broken in ("a\x00b", "a\udcffb", "\ufffd", "x" * 1_001, ["a"], True, float("nan"), 10**30):
        with pytest.raises(Unreadable):
            clean(broken)


def test_lists_keep_names_that_hold_the_separator() -> None:
    keep = kept_names(["Tyler, The Creator", "Earth, Wind & Fire"])
    text = "Tyler, The Creator, Kali Uchis,Earth, Wind & Fire,, Tyler, The Creator"
    assert split_list(text, ",", keep) == ["Tyler, The Creator", "Kali Uchis", "Earth, Wind & Fire"]
    assert split_list("Tyler, The Creators", ",", keep) == ["Tyler", "The Creators"]
    assert split_list("a|b| c ", "|") == ["a", "b", "c"]
    assert split_list(" , ,", ",") == []


def test_python_lists() -> None:
    text = """['k-pop', "children's music", 'a, b']"""
    assert python_list(text) == ["k-pop", "children's music", "a, b"]
    assert python_list("[]") == []
    for wrong in ("", "k-pop", "['a' 'b'", "['a", "[a]", "[['a']]"):
        with pytest.raises(Unreadable):
            python_list(wrong)


def test_scripts_tell_a_language() -> None:
    assert locale_of("에이스") == "ko"
    assert locale_of("タル") == "ja"
    assert locale_of("Ace") is None
    assert locale_of("梁寭善") is None


def test_countries() -> None:
    countries = Countries.read()
    for name, code in [
        ("Puerto Rico", "PR"), ("puerto rico", "PR"), ("South Korea", "KR"), ("kr", "KR"),
        ("USA", "US"), ("united kingdom", "GB"), ("Northern Ireland", "GB"), ("burma", "MM"),
        ("Türkiye", "TR"), ("Kosovo", "XK"),
    ]:  # fmt: skip
        assert countries.code(name) == code
    for unknown in ("Europe", "soviet union", "", "japan; united states"):
        with pytest.raises(Unreadable):
            countries.code(unknown)
