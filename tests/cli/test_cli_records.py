"""The words of `kollabo records`, and what it asks for."""

from __future__ import annotations

import pytest
from command_line import Run

BETWEEN = ("--between", "k-pop", "--and", "western")


def test_a_chart_with_gaps_tells_nothing_and_says_so(run: Run) -> None:
    """The made-up chart is loaded for some weeks of 2023 only."""
    lines = run("records", *BETWEEN, "--year", "2023").out.splitlines()
    assert lines[0] == "Records of crossings between K-pop and Western set in 2023"
    assert "None: no crossing of that time holds a record in the loaded charts." in lines
    assert any(line.startswith("  harbour-ten: it has gaps") for line in lines)


@pytest.mark.parametrize(
    "years", [(), ("--from", "2022"), ("--year", "2023", "--to", "2023"), ("--to", "2023")]
)
def test_the_years_must_be_named_one_way(run: Run, years: tuple[str, ...]) -> None:
    result = run("records", *BETWEEN, *years)
    assert result.code == 2
    assert "name a --year, or years with --from and --to" in result.err
