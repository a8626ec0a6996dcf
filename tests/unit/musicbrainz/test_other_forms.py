"""The JSON dumps and the canonical data become the same tables."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from read_dump import Read
from small_dump import mbid

from kollabo.errors import SourceError
from kollabo.sources.musicbrainz.apart import names_apart

MEMBER = "5be4c609-9afa-4ea0-910b-12ffb71e3821"
REMIXER = "7950be4d-13a3-48e7-906b-5af562e39544"
PERFORMANCE = "a3005666-a872-32c3-ad06-98af558e99b0"

ARTISTS: list[dict[str, Any]] = [
    {
        "id": mbid("A"),
        "name": 'A "quoted" Ω',
        "sort-name": "A",
        "type": "Person",
        "country": "KR",
        "disambiguation": "singer",
        "life-span": {"begin": "1998-05", "end": None, "ended": False},
        "aliases": [{"name": "에이", "locale": "ko", "type": "Artist name", "primary": True}],
        "genres": [{"name": "k-pop", "count": 6}, {"name": "pop", "count": 1}],
        "tags": [{"name": "k-pop", "count": 6}, {"name": "seen live", "count": 2}],
        "isnis": ["0000000106750994"],
        "relations": [
            {
                "type": "member of band",
                "type-id": MEMBER,
                "direction": "forward",
                "begin": "2015",
                "artist": {"id": mbid("B"), "name": "B"},
            }
        ],
        "unknown key": {"of a later": "version"},
    },
    {"id": mbid("B"), "name": "B", "type": "Group", "area": {"iso-3166-1-codes": ["US"]}},
]


def recording(number: int, title: str, *credit: tuple[str, str], **more: Any) -> dict[str, Any]:
    acts = [
        {"name": name, "joinphrase": phrase, "artist": {"id": mbid(name), "name": name}}
        for name, phrase in credit
    ]
    return {"id": mbid(f"r{number}"), "title": title, "artist-credit": acts, **more}


RECORDINGS: list[dict[str, Any]] = [
    recording(
        1,
        "Duet",
        ("A", " feat. "),
        ("B", ""),
        length=200_000,
        video=False,
        isrcs=["USABC2000001"],
        **{"first-release-date": "2020-01"},
        relations=[
            {"type-id": REMIXER, "direction": "backward", "artist": {"id": mbid("B")}},
            {
                "type-id": PERFORMANCE,
                "attributes": ["live"],
                "work": {"languages": ["kor"]},
            },
        ],
    ),
    recording(2, "Solo", ("A", ""), **{"first-release-date": "not a date"}),
]


def packed(path: Path, kind: str, objects: list[dict[str, Any]], *lines: bytes) -> Path:
    content = b"".join(json.dumps(one).encode() + b"\n" for one in objects) + b"".join(lines)
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w") as archive:
        for name, text in (("COPYING", b"CC0\n"), (f"mbdump/{kind}", content)):
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    path.write_bytes(lzma.compress(tarred.getvalue()))
    return path


def test_json_dumps_become_the_same_tables(read: Read, tmp_path: Path) -> None:
    dump = read(
        [
            packed(tmp_path / "recording.tar.xz", "recording", RECORDINGS, b"{broken\n"),
            packed(tmp_path / "artist.tar.xz", "artist", ARTISTS),
        ]
    )
    acts = {row["mbid"]: row for row in dump.rows("mb_artist")}
    one, other = acts[mbid("A")], acts[mbid("B")]
    assert (one["name"], one["kind"], one["origin"]) == ('A "quoted" Ω', "person", "KR")
    assert (one["begin"], one["comment"], one["genres"]) == ("1998-05", "singer", ["k-pop"])
    assert (other["kind"], other["origin"], other["genres"]) == ("group", "US", None)
    assert [row["name"] for row in dump.rows("mb_alias")] == ["에이"]
    assert {(row["name"], row["genre"]) for row in dump.rows("mb_tag")} == {
        ("k-pop", True),
        ("seen live", False),
    }
    duet, solo = sorted(dump.rows("mb_recording"), key=lambda row: str(row["title"]))
    assert (duet["released"], solo["released"]) == ("2020-01", None)
    credit = [row for row in dump.rows("mb_credit") if row["credit"] == duet["credit"]]
    credit.sort(key=lambda row: row["position"])
    assert [(row["mbid"], row["join_phrase"]) for row in credit] == [
        (mbid("A"), " feat. "),
        (mbid("B"), ""),
    ]
    assert {row["printed"] for row in credit} == {"A feat. B"}
    assert {(row["fact"], row["value"]) for row in dump.rows("mb_recording_fact")} == {
        ("isrc", "USABC2000001"),
        ("language", "kor"),
        ("version", "live"),
    }
    assert {(row["kind"], row["subject"]) for row in dump.rows("mb_relation")} == {
        ("member_of", mbid("A")),
        ("remixer", mbid("B")),
    }
    counted = dump.files["mbdump/recording"]
    assert (counted.rows_read, counted.rows_taken, counted.rows_set_aside) == (3, 2, 1)
    assert [(one.file, one.row) for one in dump.report.set_aside] == [("mbdump/recording", 3)]


def test_both_json_dumps_are_needed(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"lacks mbdump/artist .*give artist\.tar\.xz"):
        read([packed(tmp_path / "recording.tar.xz", "recording", RECORDINGS)])


def test_a_torn_json_dump_is_an_error(read: Read, tmp_path: Path) -> None:
    path = packed(tmp_path / "artist.tar.xz", "artist", ARTISTS)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError, match="damaged or cut off"):
        read([path, packed(tmp_path / "recording.tar.xz", "recording", RECORDINGS)])


HEADER = (
    "id,artist_credit_id,artist_mbids,artist_credit_name,release_mbid,release_name,"
    "recording_mbid,recording_name,combined_lookup,score,year\n"
)


def canonical(*rows: tuple[object, ...]) -> bytes:
    lines = []
    for number, (credit, acts, printed, name, year) in enumerate(rows, start=1):
        ids = ",".join(map(mbid, str(acts).split("+")))
        lines.append(
            f'{number},{credit},"{ids}","{printed}",{mbid("x")},Album,{mbid(f"r{number}")},'
            f'"{name}",lookup,{number},{year}\n'
        )
    return (HEADER + "".join(lines)).encode()


ROWS = canonical(
    (1, "EWF", "Earth, Wind & Fire", "September", 1978),
    (2, "EWF+EM", "Earth, Wind & Fire feat. The Emotions", "Boogie Wonderland", 1979),
    (3, "N+M", "N & M", "Two Strangers", ""),
)


@pytest.mark.parametrize(
    "name", ["canonical_musicbrainz_data.csv", "canonical_musicbrainz_data.csv.zst"]
)
def test_canonical_data_become_the_same_tables(read: Read, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = ROWS + b'9,x,"","",,,,"",,,\n4,too,short\n'
    path.write_bytes(
        pa.Codec("zstd").compress(content, asbytes=True) if name.endswith("zst") else content
    )
    dump = read([path])
    assert {row["mbid"]: row["name"] for row in dump.rows("mb_artist")} == {
        mbid("EWF"): "Earth, Wind & Fire",
        mbid("EM"): "The Emotions",
        mbid("N"): "N",
        mbid("M"): "M",
    }
    assert [
        (row["credit"], row["position"], row["name"], row["join_phrase"])
        for row in sorted(dump.rows("mb_credit"), key=lambda row: (row["credit"], row["position"]))
    ] == [
        (1, 1, "Earth, Wind & Fire", ""),
        (2, 1, "Earth, Wind & Fire", " feat. "),
        (2, 2, "The Emotions", ""),
        (3, 1, "N", " & "),
        (3, 2, "M", ""),
    ]
    released = {row["title"]: row["released"] for row in dump.rows("mb_recording")}
    assert released == {"September": "1978", "Boogie Wonderland": "1979", "Two Strangers": None}
    counted = dump.files["canonical_musicbrainz_data.csv"]
    assert (counted.rows_read, counted.rows_taken, counted.rows_set_aside) == (5, 3, 2)


def test_another_csv_is_refused(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "songs.csv"
    path.write_text("title,artist\nA,B\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no column artist_credit_id"):
        read([path])


@pytest.mark.parametrize(
    ("credit", "called", "expected"),
    [
        ("A & B", [["A"], ["B"]], [("A", " & "), ("B", "")]),
        ("A & B & C", [["A & B"], ["C"]], [("A & B", " & "), ("C", "")]),
        ("A & B & C", [["A"], ["B & C"]], [("A", " & "), ("B & C", "")]),
        ("A, B feat. C & D", [[], [], ["C & D"]], [("A", ", "), ("B", " feat. "), ("C & D", "")]),
        ("A feat. B & C", [[], []], [("A", " feat. "), ("B & C", "")]),
        ("Alone", [["x"], ["y"]], [("Alone", ""), ("Alone", "")]),
    ],
)
def test_names_inside_a_credit_are_found_by_what_acts_are_called(
    credit: str, called: list[list[str]], expected: list[tuple[str, str]]
) -> None:
    assert names_apart(credit, called) == expected
