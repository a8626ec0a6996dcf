"""The list in each of its forms."""

from __future__ import annotations

import csv
import io
import re

import pytest
from command_line import Run

from kollabo.publish.listing_csv import safe_cell
from kollabo.publish.markdown import escaped
from kollabo.publish.plain import one_line

LIST = ("best", "--year", "2023", "--between", "k-pop", "--and", "western")


def test_the_text_says_rank_song_acts_date_and_reason(run: Run) -> None:
    lines = run(*LIST).out.splitlines()
    assert lines[0] == "The best collaborations of 2023 between K-pop and Western"
    first = next(number for number, line in enumerate(lines) if "Glass Harbour" in line)
    assert lines[first + 1].strip().startswith("released 2023-03-03; score ")
    assert lines[first + 1].endswith("; sung in English and Korean")
    assert lines[first + 2].strip().startswith("Haneul Seo ")
    assert "No. 1 for 2 weeks on the harbour-ten" in lines[first + 3]
    assert any("(inferred)" in line for line in lines)
    assert any(line.startswith("Charts: ") for line in lines)


def test_songs_that_nothing_sizes_stand_apart(run: Run) -> None:
    short, full = run(*LIST).out, run(*LIST, "--all").out
    assert "Also released, with no evidence of their size" in short
    assert "Lantern Song by Paper Lanterns featuring Casey Rivers (2023-06-09)" in full
    assert "--all names them" not in full


def test_top_keeps_so_many(run: Run) -> None:
    assert len(run(*LIST, "--top", "1", "--json").json["entries"]) == 1


def test_the_table_holds_every_letter_of_a_long_title(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    result = run(*LIST, "--format", "table")
    assert "Glass" in result.out
    assert "…" not in result.out
    assert all(len(line) <= 60 for line in result.out.splitlines())


def test_csv_reads_back_and_holds_no_formula(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*LIST, "--format", "csv").out)))
    assert [row["list"] for row in rows] == ["ranked"] * len(rows)
    titles = [row["title"] for row in rows]
    assert "Glass Harbour" in titles
    assert "'=Equals Zero" in titles
    everything = csv.DictReader(io.StringIO(run(*LIST, "--format", "csv", "--all").out))
    assert {row["list"] for row in everything} >= {"ranked", "also released"}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("\t=1", "' =1"),
        ("  =1", "'  =1"),
        ("a\r\n=1", "a =1"),
        ("Seven", "Seven"),
        ("꽃", "꽃"),
    ],
)
def test_a_cell_is_no_formula(cell: str, shown: str) -> None:
    assert safe_cell(cell) == shown


def test_markdown_is_a_table_of_as_many_columns(run: Run) -> None:
    out = run(*LIST, "--format", "markdown").out
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert len(rows) > 3
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert "=Equals Zero" in out
    assert not any(line.startswith("=") for line in out.splitlines())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("*Star*", r"\*Star\*"),
        ("__init__", r"\_\_init\_\_"),
        ("[a](b)", r"\[a\](b)"),
        ("<script>", r"\<script\>"),
        ("`x`", r"\`x\`"),
        ("&amp; & B", r"\&amp; & B"),
        ("1. One", r"1\. One"),
        ("24/7", "24/7"),
        ("- x", r"\- x"),
        ("# x", r"\# x"),
        ("http://x", r"http\://x"),
        (":smile: a: b", r"\:smile: a: b"),
        ("a\nb", "a b"),
    ],
)
def test_nothing_in_a_title_marks_up(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u202e", "\x00", "\x9b", "\u2028\ufeff"])
def test_nothing_in_a_title_moves_the_cursor_or_hides(hidden: str) -> None:
    shown = one_line(f"a{hidden}b")
    assert shown.isprintable()
    assert "\n" not in shown
    assert shown.startswith("a")


def test_a_year_without_songs_says_so(run: Run) -> None:
    result = run("best", "--year", "1999", "--between", "k-pop", "--and", "western")
    assert result.code == 0
    assert "Nothing is ranked: no crossing of 1999 has evidence of its size." in result.out


def test_a_year_on_the_charts(run: Run) -> None:
    result = run(*LIST, "--year-means", "charted")
    assert result.out.startswith("The best collaborations charted in 2023 between")
