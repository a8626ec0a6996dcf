"""The words of `kollabo lift`, and what it asks for."""

from __future__ import annotations

import re

import pytest
from command_line import Run

BETWEEN = ("--between", "k-pop", "--and", "western")


def test_what_cannot_be_told_says_why(run: Run) -> None:
    lines = run("lift", "Glass Harbour", *BETWEEN).out.splitlines()
    assert lines[0] == (
        "Glass Harbour by Haneul Seo Featuring Dax Verano: what its acts' other songs gained"
    )
    assert sum(line.startswith("  Cannot be told: ") for line in lines) == 2
    assert any(line.startswith("A difference is no proof of a cause") for line in lines)


def test_a_pool_names_what_is_left_out(run: Run) -> None:
    out = run("lift", *BETWEEN, "--from", "2022", "--to", "2023").out
    assert re.search(r"Cannot be told: 0 of \d crossings could be compared", out)
    assert "left out: " in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name a TITLE, or two scenes and years"),
        (BETWEEN, "name a TITLE, or two scenes and years"),
        (("Slow Comet", "--between", "k-pop"), "--between and --and go together"),
        (("Slow Comet", "--from", "2020"), "leave TITLE out"),
        ((*BETWEEN, "--from", "2022", "--to", "2023", "--by", "Dax Verano"), "--by needs a TITLE"),
        ((*BETWEEN, "--from", "2023", "--to", "2022"), "before they begin"),
        (("Orbit",), "no collaboration"),
        (("Glass Harbour", "--weeks", "90"), "4<=x<=52"),
        (("Glass Harbour", "--chart", "nowhere"), "is no chart of this catalogue"),
    ],
)
def test_what_cannot_be_meant_says_so(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("lift", *words)
    assert result.code in (2, 7)
    assert said in result.err
