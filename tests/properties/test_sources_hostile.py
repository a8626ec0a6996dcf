"""Hostile input: no traceback, no hang, no lost row, whatever a file holds.

What must hold for every file: only errors of kollabo's own are raised; a file's rows are all taken
or set aside; statements follow the schema; and a good row is taken whatever stands around it.
"""

from __future__ import annotations

import io
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kollabo.errors import SourceError
from kollabo.sources import Report, layouts, open_reading
from kollabo.sources.csv_rows import rows as csv_rows
from kollabo.sources.dates import DateReader
from kollabo.sources.figures import amount, rank
from kollabo.sources.record import Record, Unreadable
from kollabo.sources.report import SHOWN
from kollabo.sources.wording import clean, python_list, split_list

GOOD = "2023-07-14,7,Good,Act"


@contextmanager
def file_of(data: bytes, name: str = "chart.csv") -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def read(kind: str, path: Path, layout: str | None = None) -> tuple[list[dict[str, Any]], Report]:
    (reading,) = open_reading(kind, path, layout=layout)
    found = [row for _, batch in reading.batches() for row in batch.to_pylist()]
    report = reading.report
    aside: dict[str, int] = {}
    for one in report.set_aside:
        assert one.reason
        assert len(one.text) <= SHOWN
        f"{one.reason}{one.text}".encode()
        aside[one.file] = aside.get(one.file, 0) + 1
    for file in report.files:
        assert file.rows_read == file.rows_taken + file.rows_set_aside
        assert file.rows_set_aside <= aside.get(file.file, 0)
        assert file.rows_read > 0
    taken = {(row["file"], row["row"]) for row in found}
    assert len(taken) == report.rows_taken
    return found, report


ODD_CELLS = [
    "", " ", "0", "-1", "1e9", "NaN", "inf", "1.", "1,234", "1.5", "2023-02-30", "2023-7-4",
    "x" * 50, "x" * 5_000, "\x00", "a\x00b", '"', '""', "'", '"open',
    'mid"dle', '"a\nb"', '"a,b"', '"x"y',
    "\ufeff", "\ufffd", "\u202e", "\ud7a3", "\U0001f3b5", "a\tb", "\\", "\\N", "null", "[]", "{}",
    "['a', 'b']", "['a'", "; DROP", "=1+1", "٣", "１", "9" * 400, "-0", "+5", "0x10", "1_000",
    "\x85", "\u2028", "a\rb", "\x1a", "\x7f",
]  # fmt: skip
ODD_BYTES = [
    b"\xff",
    b"\xfe\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x00\x00",
    b"\xf0\x9f",
    b"\r",
    b"\r\n",
]


def odd_line(chance: random.Random) -> bytes:
    cells = [chance.choice(ODD_CELLS) for _ in range(chance.choice([0, 1, 3, 4, 4, 4, 4, 5, 30]))]
    for place, cell in zip(range(len(cells)), ("2023-07-14", "3", "T", "A"), strict=False):
        if chance.random() < 0.6:
            cells[place] = cell
    line = ",".join(cells).encode("utf-8", "surrogatepass")
    if chance.random() < 0.2:
        place = chance.randrange(len(line) + 1)
        line = line[:place] + chance.choice(ODD_BYTES) + line[place:]
    return line


def test_ten_thousand_odd_rows() -> None:
    chance = random.Random(20231114)
    lines = 0
    while lines < 10_000:
        many = chance.randrange(1, 400)
        lines += many
        odd = [odd_line(chance) for _ in range(many)]
        end = chance.choice([b"\n", b"\r\n"])
        data = end.join([b"date,rank,title,artist", *odd, b""])
        with file_of(data) as path:
            _, report = read("chart", path, "chart-csv")
        with path_lines(data) as expected:
            assert report.rows_read >= 1
            assert report.rows_read <= expected


@contextmanager
def path_lines(data: bytes) -> Iterator[int]:
    """The most rows that a file can have: its lines, whatever ends them."""
    text = data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    yield max(1, len(text.split("\n")))


def test_a_good_row_survives_any_neighbours() -> None:
    """Good rows between odd ones that do not quote are all taken, at their own lines."""
    chance = random.Random(7)
    for _ in range(200):
        lines = ["date,rank,title,artist"]
        expected = set()
        for _ in range(20):
            odd = odd_line(chance).replace(b'"', b"'").replace(b"\r", b"").replace(b"\n", b"")
            lines.append(odd.decode("utf-8", "surrogateescape"))
            lines.append(GOOD)
            expected.add(len(lines))
        data = "\n".join(lines).encode("utf-8", "surrogateescape")
        with file_of(data) as path:
            found, report = read("chart", path, "chart-csv")
        assert expected <= {row["row"] for row in found if row["title"] == "Good"}
        assert report.rows_read == sum(1 for line in lines[1:] if line.strip())


def test_every_line_is_in_some_row() -> None:
    """However quotes open and close, the lines of the records add up to the file."""
    chance = random.Random(11)
    for _ in range(2_000):
        lines = ["a,b,c"]
        for _ in range(chance.randrange(1, 12)):
            cells = [
                chance.choice(['"', '""', "x", '"x"', 'x"', '"x', '"x\ny"', ""]) for _ in "abc"
            ]
            lines.extend(",".join(cells).split("\n"))
        text = "\n".join(lines)
        rows = list(csv_rows(io.BytesIO(text.encode()), "utf-8", (",",)))
        covered = []
        for row in rows:
            count = row.line.count("\n") + 1 if isinstance(row, Record) and row.line else 1
            covered.extend(range(row.row, row.row + count))
        filled = {place for place, line in enumerate(lines, 1) if place > 1 and line.strip()}
        assert len(covered) == len(set(covered))
        assert filled <= set(covered) or not filled


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2023-07-14", "2023-02-30", "\ud800", "a\x00", "x" * 3_000, "1."]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


def item(*keys: str) -> st.SearchStrategy[Any]:
    return VALUES | st.fixed_dictionaries({}, optional=dict.fromkeys(keys, VALUES))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(item("name", "artist", "rank", "weeks_on_chart"), max_size=6),
    VALUES,
    st.sampled_from(["data", "date", "x"]),
)
def test_any_json_in_place_of_a_crawl(items: list[Any], day: Any, key: str) -> None:
    keys = dict.fromkeys(
        ("name", "artist", "rank", "weeks_on_chart", "last_week_rank", "peak_rank"), 1
    )
    value = {"pad": keys, "date": day, key: items}
    data = json.dumps(value).encode("utf-8", "surrogatepass")
    with file_of(data, "2023-07-25.json") as path:
        _, report = read("chart", path, "billboard-global-200")
    listed = items if key == "data" else []
    assert report.rows_read == max(1, len(listed))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        item("id", "name", "name_original", "name_alias", "members", "debut_date"), max_size=5
    ),
    VALUES,
)
def test_any_json_in_place_of_people(groups: list[Any], idols: Any) -> None:
    pad = dict.fromkeys(("id", "name", "agency_name", "name_original", "members"), 1)
    data = json.dumps({"pad": pad, "groups": groups, "idols": idols}).encode()
    with file_of(data, "kpopnet.json") as path:
        _, report = read("people", path, "kpopnet")
    many = len(idols) if isinstance(idols, list) and idols else 1
    assert report.rows_read == (len(groups) or 1) + many


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_under_any_layout(data: bytes) -> None:
    heads = [
        ("chart", b"Show,Date,Placement,Artist,Song,Total\n", "korea-music-shows"),
        ("acts", b"artists,genres\n", "spotify-artist-genres"),
        ("acts", b"graph [\n node [\n id 1\n label ", "artist-network"),
        ("people", b"artists,label,label_start_date,label_end_date\n", "kpop-artist-list"),
        ("tracks", b"title,credit,released,languages,belongs_to,link,note,source\n", "songs-csv"),
    ]
    for kind, head, layout in heads:
        with file_of(head + data) as path:
            read(kind, path, layout)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["chart", "tracks", "people", "acts"]))
def test_sniffing_any_bytes_ends_in_words(data: bytes, kind: str) -> None:
    with file_of(data, "what.json") as path:
        words = "what.json"
        try:
            read(kind, path)
        except SourceError as error:
            words = str(error)
        assert "what.json" in words


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(ODD_CELLS))
def test_single_values_are_read_or_refused(text: str) -> None:
    reader = DateReader(("YYYY-MM-DD", "M/D/YY", "D/Y/MM", "YYYY"))
    for read_value in (reader.partial, reader.day, rank, amount, clean, python_list):
        words = "read"
        try:
            read_value(text)
        except Unreadable as error:
            words = str(error)
        assert words
    assert all(name == name.strip() and name for name in split_list(text, ",", ["a, b"]))


@pytest.mark.parametrize(
    "data",
    [
        b'a"' * 400_000,
        b'"' * 1_000_000,
        b'x,"y\n' * 40_000,
        b'"a\n\n' * 40_000,
        b"," * 1_000_000,
        b"[" * 1_000_000,
        b"\x00" * 1_000_000,
        b"['" * 300_000,
    ],
)
def test_traps_of_size_end_in_time(data: bytes) -> None:
    start = time.monotonic()
    for kind, head, layout in (
        ("chart", b"date,rank,title,artist\n", "chart-csv"),
        ("acts", b"artists,genres\nx,", "spotify-artist-genres"),
        ("acts", b"graph [\n node [ label ", "artist-network"),
    ):
        with file_of(head + data) as path:
            read(kind, path, layout)
    assert time.monotonic() - start < 20


def test_a_good_row_after_a_trap_is_still_taken() -> None:
    for trap in (b'2023-07-14,1,"open,A', b"x" * 2_500_000, b"\xff\xfe\x00", b'"', b"2023-07-14"):
        data = b"date,rank,title,artist\n" + trap + b"\n" + GOOD.encode() + b"\n"
        with file_of(data) as path:
            found, report = read("chart", path, "chart-csv")
        assert [row["title"] for row in found] == ["Good"]
        assert report.rows_set_aside == 1


def test_thousands_of_files_of_a_folder() -> None:
    """A folder of good, empty, broken and foreign files: each is accounted for."""
    chance = random.Random(5)
    good = {"song": "S", "artist": "A", "this_week": 1, "last_week": None, "peak_position": 1}
    kinds = [
        json.dumps({"date": "2023-07-29", "data": [good]}).encode(),
        b"", b"{", b'{"date": "2023-07-29", "data": 5}', b"\xff\xfe", b"[" * 5_000, b"null",
        json.dumps({"date": None, "data": [good, 5, None, {}]}).encode(),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        many = 1_000
        (Path(folder) / "2000-01-01.json").write_bytes(kinds[0])
        for number in range(1, many):
            year, rest = 1900 + number // 300, number % 300
            name = f"{year}-{rest // 28 + 1:02}-{rest % 28 + 1:02}.json"
            (Path(folder) / name).write_bytes(chance.choice(kinds))
        _, report = read("chart", Path(folder))
        assert len(report.files) == many
    assert {layout.name for layout in layouts()} >= {report.layout}
