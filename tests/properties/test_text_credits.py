"""What holds of the reading of any credit."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kollabo.text.credits import parse_credit
from kollabo.text.evidence import CorpusEvidence

PIECES = [
    "Ann", "Bob", "The", "Ys", "X", "e", " ", " & ", ", ", " and ", " Featuring ",
    " feat. ", "(", ")", "[", "]", " x ", "/", " Of ", "+", "・", "と", "가", "ア", "花", "Jr.",
    ";", " with ", "・", "（", "）", "\u200b", "\u202e", "é", ".", "(feat. ", "(of ",
    "(Prod. ", "\x00", " prod. ", " a ", " i ", "و", " ו", "과 ", "((", "))",
]  # fmt: skip
CREDITS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
EVIDENCE = CorpusEvidence.learn(
    [("Ann", "1"), ("Bob", "2"), ("Ann & Bob", "3"), ("Ann, Bob & Ys", "4"), ("Ys x Ann", "5")],
    acts=["Ann", "Bob & The Ys"],
)


@given(CREDITS)
def test_names_are_pieces_of_the_credit_in_order(credit: str) -> None:
    position = 0
    for each in parse_credit(credit, EVIDENCE).artists:
        assert each.name.strip()
        assert each.role in ("main", "featured")
        position = credit.index(each.name, position) + len(each.name)


@given(CREDITS)
def test_names_and_join_phrases_are_the_credit_from_the_first_name_on(credit: str) -> None:
    artists = parse_credit(credit, EVIDENCE).artists
    rebuilt = "".join(each.name + each.join_phrase for each in artists)
    assert credit.endswith(rebuilt)


@given(CREDITS)
def test_decisions_are_sums_of_reasons_and_agree_with_the_names(credit: str) -> None:
    for decision in parse_credit(credit, EVIDENCE).decisions:
        total = sum(each.weight for each in decision.reasons)
        assert decision.log_odds == pytest.approx(total)
        if abs(decision.log_odds) > 1e-9:
            assert decision.separates == (decision.log_odds > 0)


@given(CREDITS)
def test_a_visible_credit_names_somebody(credit: str) -> None:
    if any(char.isalnum() for char in credit):
        assert parse_credit(credit).artists


@given(st.lists(st.sampled_from(["Ann Lee", "Bob Ray", "Cy Young", "Dee Dix"]), min_size=1))
def test_a_tag_list_is_its_names(names: list[str]) -> None:
    assert [each.name for each in parse_credit("; ".join(names)).artists] == names


@pytest.mark.parametrize(
    "unit",
    [
        "a & ",
        "(",
        ")(",
        "(feat. ",
        "x ",
        "a, b & ",
        "&",
        "/a",
        " A a",
        "+a",
        "((feat. ",
        "x و",
        "feat.",
        "a - ",
        "ア・",
        " ",
    ],
)
def test_a_long_hostile_credit_takes_no_long_time(unit: str) -> None:
    credit = (unit * 10_000)[:10_000]
    started = time.perf_counter()
    parse_credit(credit, EVIDENCE)
    assert time.perf_counter() - started < 5
