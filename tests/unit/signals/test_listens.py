"""Listens are counted: how often and by how many people each song was heard in each period."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from signals_read import RECORDING, Read, lines, listen

from kollabo.errors import SourceError, UsageError

Write = Callable[[str, str | bytes], Path]
SONG = ("Glass Harbour", "Haneul Seo feat. Dax Verano")
DAY = 86_400


def test_listens_are_counted_by_month_and_people_once(write: Write) -> None:
    path = write(
        "listens.jsonl",
        lines(
            listen(user="ana"),
            listen(user="ana", at=1_689_300_300),
            listen(user="ben"),
            listen(user="ben", at=1_689_300_000 + 31 * DAY),
        ),
    )
    read = Read("listens", path)
    assert read.values == {
        (*SONG, "listens", "2023-07-01"): 3,
        (*SONG, "listeners", "2023-07-01"): 2,
        (*SONG, "listens", "2023-08-01"): 1,
        (*SONG, "listeners", "2023-08-01"): 1,
    }
    july = read.figures[0]
    assert (july["chart"], july["unit"], july["region"]) == (
        "ListenBrainz: listens",
        "listens",
        "world",
    )
    assert (july["file"], july["row"], july["period_to"]) == ("listens.jsonl", 1, date(2023, 7, 31))


def test_the_last_period_ends_where_the_listens_end(write: Write) -> None:
    read = Read("listens", write("listens.jsonl", lines(listen())))
    assert {one["period_to"] for one in read.figures} == {date(2023, 7, 14)}
    assert read.report.period_to == date(2023, 7, 14)


def test_weeks_begin_on_mondays(write: Write) -> None:
    path = write("listens.jsonl", lines(listen(), listen(at=1_689_300_000 + 4 * DAY)))
    days = {str(one["period_from"]) for one in Read("listens", path, by="week").figures}
    assert days == {"2023-07-10", "2023-07-17"}


def test_spellings_in_another_case_are_one_song_under_the_commonest(write: Write) -> None:
    names = ["GLASS HARBOUR", "Glass Harbour", "Glass Harbour", " glass harbour "]
    items = [listen(name, at=1_689_300_000 + place) for place, name in enumerate(names)]
    read = Read("listens", write("listens.jsonl", lines(*items)))
    assert read.values[(*SONG, "listens", "2023-07-01")] == 4


def test_a_matched_listen_goes_by_the_recording_and_carries_its_id(write: Write) -> None:
    mapping = {
        "recording_mbid": RECORDING,
        "recording_name": SONG[0],
        "artists": [
            {"artist_credit_name": "Haneul Seo", "join_phrase": " feat. "},
            {"artist_credit_name": "Dax Verano", "join_phrase": ""},
        ],
    }
    items = [listen("glass harbor (lyrics)", "haneul", mapping=mapping), listen(user="ben")]
    read = Read("listens", write("listens.jsonl", lines(*items)))
    assert read.values[(*SONG, "listens", "2023-07-01")] == 2
    (song,) = read.songs
    assert song["links"] == [f"https://musicbrainz.org/recording/{RECORDING}"]
    assert (song["title"], song["credit"]) == SONG


def test_a_listen_is_counted_once_however_often_it_is_written(write: Write) -> None:
    write("dumps/1.jsonl", lines(listen(), listen(), listen(user="ben")))
    write("dumps/2.jsonl", lines(listen(), listen(user="cleo")))
    path = write("dumps/3.jsonl", lines(listen(), listen(), listen(user="ben"))).parent
    read = Read("listens", path)
    assert read.values[(*SONG, "listens", "2023-07-01")] == 3
    reasons = {(one.file, one.reason) for one in read.report.set_aside}
    assert reasons == {
        ("1.jsonl", "a repeat: the same person, song and second"),
        ("2.jsonl", "a repeat: the same person, song and second"),
        ("3.jsonl", "a copy of 1.jsonl"),
    }
    assert (read.report.rows_read, read.report.rows_taken) == (6, 3)


def test_what_is_no_listen_is_set_aside_for_its_reason(write: Write) -> None:
    broken = [
        "{broken",
        json.dumps([1]),
        json.dumps(listen(title=None)),
        json.dumps(listen(title=7)),
        json.dumps(listen(acts=" ")),
        json.dumps(listen(at=None)),
        json.dumps(listen(at="soon")),
        json.dumps(listen(at=5)),
        json.dumps(listen(at=9_999_999_999)),
        json.dumps(listen(title="lost \ufffd")),
        json.dumps(listen(title="a\x00b")),
        json.dumps(listen(title="x" * 1001)),
    ]
    text = lines(listen()) + "\n".join(broken) + "\n\n" + lines(listen(user="ben"))
    read = Read("listens", write("listens.jsonl", text))
    assert read.reasons == [
        (2, "the line is no JSON object"),
        (3, "the line is no JSON object"),
        (4, "the title is missing"),
        (5, "the title is missing"),
        (6, "the acts are missing"),
        (7, "it does not say when it was heard"),
        (8, "its time cannot be read"),
        (9, "it is dated before anybody logged listens"),
        (10, "it is dated in the future"),
        (11, "the names hold lost letters"),
        (12, "the names hold lost letters"),
        (13, "the names are too long"),
    ]
    assert read.values[(*SONG, "listens", "2023-07-01")] == 2
    assert [one.rows_read for one in read.report.files] == [14]


def test_songs_that_few_heard_can_be_left_out(write: Write) -> None:
    path = write("listens.jsonl", lines(listen(), listen(user="ben"), listen("Other")))
    read = Read("listens", path, least_listeners=2)
    assert set(read.values.values()) == {2}
    assert read.reasons == [(3, "a song with fewer than 2 listeners in the month")]


def test_an_export_of_one_user_counts_listens_and_no_listeners(write: Write) -> None:
    read = Read("listens", write("listens.jsonl", lines(listen(user=None))))
    assert [one["metric"] for one in read.figures] == ["listens"]


@pytest.mark.parametrize(
    "document",
    [{"payload": {"count": 1, "listens": [listen()]}}, [listen()]],
    ids=["of the API", "a list"],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_document_of_listens_is_read_by_items(
    write: Write, document: object, indent: int | None
) -> None:
    read = Read("listens", write("listens.json", json.dumps(document, indent=indent)))
    assert read.values[(*SONG, "listens", "2023-07-01")] == 1
    assert [one["row"] for one in read.figures] == [1, 1]


def tarred(text: str) -> bytes:
    """A dump as it is published: a month in a file, beside what is no listen."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        folder = "listenbrainz-listens-dump-1-20230720-000003-full"
        files = {"COPYING": "licence", "TIMESTAMP": "2023", "listens/2023/7.listens": text}
        for name, content in files.items():
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return held.getvalue()


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, codec="zstd", asbytes=True))


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("dump.tar", bytes),
        ("dump.tar.xz", lzma.compress),
        ("dump.tar.zst", zstd),
        ("dump.tar.gz", gzip.compress),
    ],
)
def test_dumps_are_read_packed_as_they_are_published(
    write: Write, name: str, pack: Callable[[bytes], bytes]
) -> None:
    read = Read("listens", write(name, pack(tarred(lines(listen(), listen(user="ben"))))))
    assert read.values[(*SONG, "listens", "2023-07-01")] == 2
    (file,) = read.report.files
    folder = "listenbrainz-listens-dump-1-20230720-000003-full"
    assert file.file == f"{name}/{folder}/listens/2023/7.listens"


def test_the_zip_of_an_export_is_read(write: Write, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("user.json", "{}")
        archive.writestr("feedback.jsonl", lines({"score": 1}))
        archive.writestr("listens/2023/7.jsonl", lines(listen(user=None)))
    read = Read("listens", tmp_path / "export.zip")
    assert read.values == {(*SONG, "listens", "2023-07-01"): 1}
    assert read.report.rows_read == 1


@pytest.mark.parametrize("name", ["dump.tar.xz", "dump.tar.gz"])
def test_a_dump_that_is_cut_off_is_refused_whole(write: Write, name: str) -> None:
    many = lines(*(listen(at=1_689_300_000 + place) for place in range(3_000)))
    packed = (lzma if name.endswith("xz") else gzip).compress(tarred(many))
    with pytest.raises(SourceError, match=r"damaged or cut off .*download it again"):
        Read("listens", write(name, packed[: len(packed) // 2]))


def test_an_endless_line_is_trouble_and_not_memory(write: Write) -> None:
    text = (
        lines(listen()) + '{"track_metadata": "' + "x" * 5_000_000 + "\n" + lines(listen(at=1.7e9))
    )
    read = Read("listens", write("listens.jsonl", text))
    assert read.reasons == [(2, "the line is longer than 1000000 bytes")]
    assert sorted(one["row"] for one in read.figures if one["metric"] == "listens") == [1, 3]


def test_a_file_of_something_else_is_refused_with_what_is_expected(write: Write) -> None:
    with pytest.raises(SourceError, match="give a listens dump or export"):
        Read("listens", write("chart.csv", "date,rank\n"))
    with pytest.raises(SourceError):
        Read("listens", write("empty.json", ""))


def test_ways_of_counting_that_do_not_fit_are_refused(write: Write) -> None:
    path = write("chart.csv", "date,rank,title,artist\n2023-07-14,1,A,B\n")
    with pytest.raises(UsageError, match="do not go with chart"):
        Read("chart", path, by="week")
    with pytest.raises(UsageError, match="goes with listens alone"):
        Read("pageviews", path, least_listeners=3)


def test_the_same_files_counted_in_another_way_are_another_source(write: Write) -> None:
    path = write("listens.jsonl", lines(listen()))
    ids = {Read("listens", path, by=by).readings[0].source_id for by in (None, "week", "week")}
    assert len(ids) == 2
