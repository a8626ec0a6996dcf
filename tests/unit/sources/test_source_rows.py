"""The readers of CSV, JSON and GML: every line is a row or a trouble, whatever stands in it."""

from __future__ import annotations

import io

import pytest

from kollabo.sources import csv_rows, gml_rows, json_rows
from kollabo.sources.record import Record, Trouble


def csv(data: str | bytes, delimiters: str = ",") -> list[Record | Trouble]:
    raw = data if isinstance(data, bytes) else data.encode("utf-8")
    return list(csv_rows.rows(io.BytesIO(raw), "utf-8", tuple(delimiters)))


def places(rows: list[Record | Trouble]) -> list[tuple[int, bool]]:
    return [(row.row, isinstance(row, Record)) for row in rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(end: str, mark: str) -> None:
    rows = csv(mark + end.join(["a,b", "1,2", "", "3,4", ""]))
    assert places(rows) == [(2, True), (4, True)]
    assert [row.cells for row in rows if isinstance(row, Record)] == [
        {"a": "1", "b": "2"},
        {"a": "3", "b": "4"},
    ]


def test_utf_16_is_read_by_its_mark() -> None:
    rows = csv("a,b\r\n가,나\r\n".encode("utf-16"))
    assert isinstance(rows[0], Record)
    assert rows[0].cells == {"a": "가", "b": "나"}


def test_a_quoted_record_over_lines_stands_at_its_first() -> None:
    rows = csv('a,b\n"one\ntwo",2\n3,4\n')
    assert places(rows) == [(2, True), (4, True)]
    assert isinstance(rows[0], Record)
    assert rows[0].cells["a"] == "one\ntwo"


def test_an_unclosed_quote_costs_its_own_row_only() -> None:
    rows = csv('a,b,c\n1,"x,2\n3,4,5\n6,7,8\n')
    assert places(rows) == [(2, False), (3, True), (4, True)]


def test_two_unclosed_quotes_swallow_no_rows_between() -> None:
    rows = csv('a,b,c\n1,"x,2\n3,4,5\n6,y",8\n')
    assert places(rows) == [(2, False), (3, True), (4, True)]


def test_a_quote_inside_a_cell_is_no_quoting() -> None:
    rows = csv('a,b\n5" disc,2\n"say ""hi""",3\n')
    assert [row.cells["a"] for row in rows if isinstance(row, Record)] == ['5" disc', 'say "hi"']


def test_wrong_numbers_of_columns() -> None:
    rows = csv("a,b\n1\n1,2,3\n1,2,,\n")
    assert places(rows) == [(2, False), (3, False), (4, True)]
    assert isinstance(rows[1], Trouble)
    assert "3 columns where the header has 2" in rows[1].reason


def test_broken_bytes_become_surrogates_in_their_row() -> None:
    rows = csv(b"a,b\n\xff,1\nx,2\n")
    assert places(rows) == [(2, True), (3, True)]
    assert isinstance(rows[0], Record)
    assert rows[0].cells["a"] == "\udcff"


def test_endless_lines_are_trouble_not_memory() -> None:
    rows = csv(b"a,b\n" + b"x" * 3_000_000 + b"\n1,2\n")
    assert places(rows) == [(2, False), (3, True)]


def test_columns_without_a_name_or_named_twice() -> None:
    rows = csv(",a,a\n1,2,3\n")
    assert isinstance(rows[0], Record)
    assert rows[0].cells == {"column 1": "1", "a": "2", "column 3": "3"}


def test_the_delimiter_is_the_one_that_finds_columns() -> None:
    rows = csv("a;b;c\n1;2,5;3\n", ",;\t")
    assert isinstance(rows[0], Record)
    assert rows[0].cells == {"a": "1", "b": "2,5", "c": "3"}


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"a,b\n", b"a,b\n\n"])
def test_empty_tables_are_one_trouble(data: bytes) -> None:
    assert places(csv(data)) == [(0, False)]


def test_json_lists_are_counted_through() -> None:
    data = b'{"a": [{"x": 1}, 7], "b": [{"x": 2}], "c": 3}'
    rows = list(json_rows.rows(io.BytesIO(data), ["a", "b", "c", "d.e"]))
    assert places(rows) == [(1, True), (2, False), (3, True), (0, False), (0, False)]
    assert isinstance(rows[2], Record)
    assert (rows[2].section, rows[2].outer is not None) == (1, True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  ",
        b"{",
        b"[1,",
        b"nope",
        b"[" * 200_000,
        b'{"a":' * 5_000,
        b"\xff\xfe{",
        b"9" * 9_999,
    ],
)
def test_broken_json_is_one_trouble(data: bytes) -> None:
    assert places(list(json_rows.rows(io.BytesIO(data), [""]))) == [(0, False)]


def test_records_dig() -> None:
    record = Record(1, {"a": {"b": {"c": 5}}, "d.e": 6}, outer={"day": "x"})
    assert record.value("a.b.c") == 5
    assert record.value("d.e") == 6
    assert record.value("/day") == "x"
    assert record.value("a.x.c") is None
    assert record.value("/a.b") is None


def gml(text: str) -> list[Record | Trouble]:
    return list(gml_rows.rows(io.BytesIO(text.encode("utf-8")), "utf-8"))


def test_gml_nodes() -> None:
    rows = gml(
        'graph [\n  node [\n    id 0\n    label "a b"\n    more [ x 1 ]\n    tags "c; d"\n  ]\n'
        '  node [ id 1 label "e" ]\n  node\n  [\n    id 2\n  ]\n'
        "  edge [\n source 0\n target 1\n ]\n]\n"
    )
    assert places(rows) == [(2, True), (8, True), (10, True)]
    assert isinstance(rows[0], Record)
    assert rows[0].cells == {"id": "0", "label": "a b", "tags": "c; d"}


def test_gml_that_breaks_off() -> None:
    rows = gml(
        'graph [\n node [\n id 0\n node [\n id 1\n ]\n node [\n label "open\n ]\n node [\n id 3'
    )
    assert places(rows) == [(2, False), (4, True), (7, False), (10, False)]
    assert places(gml("graph [\n]")) == [(0, False)]
