"""The PostgreSQL dump becomes the tables `mb_*`, every row of it accounted for."""

from __future__ import annotations

import json
from pathlib import Path

from read_dump import Read
from small_dump import World, mbid, members_of, write_archive, write_dump

from kollabo.sources.musicbrainz.dump_layout import dump_layout


def test_values_are_as_they_were_before_postgresql_escaped_them(read: Read, tmp_path: Path) -> None:
    world = World()
    names = [
        "tab\there",
        "line\nbreak",
        "back\\slash",
        "\\\\t",
        "\\n",
        "\\",
        "AC/DC 'Ω' \"x\"",
        "\\\t\\",
    ]
    for name in names:
        world.artist(name)
    found = read(write_dump(tmp_path, world.tables)).rows("mb_artist")
    assert {row["name"] for row in found} == set(names)
    assert {row["mbid"] for row in found} == set(map(mbid, names))


def test_the_country_of_an_act_is_that_of_the_nearest_area_with_a_code(
    read: Read, tmp_path: Path
) -> None:
    world = World()
    for number, name in enumerate(("City", "District", "Country", "Europe", "Lost"), start=1):
        world.add("area", id=number, name=name)
    world.add("link", id=1, link_type=356, ended=False)
    world.add("link", id=2, link_type=356, ended=True)
    for link, parent, child in ((1, 2, 1), (1, 3, 2), (1, 4, 3), (2, 4, 5), (1, 1, 2)):
        world.add("l_area_area", id=child, link=link, entity0=parent, entity1=child)
    world.add("iso_3166_1", area=3, code="KR")
    world.add("iso_3166_1", area=4, code="XE")
    world.artist("Of a city", area=1)
    world.artist("Of Europe", area=4)
    world.artist("Born there", begin_area=3)
    world.artist("Of a part that was", area=5)
    world.artist("Of nowhere")
    origin = {
        row["name"]: row["origin"]
        for row in read(write_dump(tmp_path, world.tables)).rows("mb_artist")
    }
    assert origin == {
        "Of a city": "KR",
        "Of Europe": None,
        "Born there": "KR",
        "Of a part that was": None,
        "Of nowhere": None,
    }


def test_a_recording_is_dated_by_its_earliest_release_as_precisely_as_that_is_known(
    read: Read, tmp_path: Path
) -> None:
    world = World()
    one = ("Act", "")
    world.recording("full", one, dates=[(2017, 10, 12), (2018, None, None)])
    world.recording("year and day of one year", one, dates=[(2017, None, None), (2017, 10, 12)])
    world.recording("month", one, dates=[(2019, 5, None), (2019, 6, 1)])
    world.recording("year", one, dates=[(1999, None, None)])
    world.recording("undated", one, dates=[(None, None, None)])
    world.recording("on no release", one)
    found = read(write_dump(tmp_path, world.tables)).rows("mb_recording")
    assert {row["title"]: row["released"] for row in found} == {
        "full": "2017-10-12",
        "year and day of one year": "2017-10-12",
        "month": "2019-05",
        "year": "1999",
        "undated": None,
        "on no release": None,
    }


def test_more_is_taken_of_recordings_of_several_acts(read: Read, tmp_path: Path) -> None:
    world = World()
    together = world.recording("Duet", ("A", " & "), ("B", ""), dates=[(2020, 1, 2)])
    alone = world.recording("Solo", ("A", ""), dates=[(2020, 1, 2)])
    for recording in (together, alone):
        world.add("isrc", id=recording, recording=recording, isrc=f"USABC200000{recording}")
        world.add("l_recording_work", id=recording, link=1, entity0=recording, entity1=9)
        world.add("l_recording_url", id=recording, link=2, entity0=recording, entity1=7)
    world.add("link", id=1, link_type=278, ended=False)
    world.add("link", id=2, link_type=268, ended=False)
    world.add("link_attribute", link=1, attribute_type=578)
    world.add("url", id=7, url="https://video.example/1")
    world.add("work_language", work=9, language=113)
    world.add("language", id=113, iso_code_3="kor")
    world.add("release_group_secondary_type_join", release_group=1, secondary_type=2)
    dump = read(write_dump(tmp_path, world.tables))
    assert {(row["fact"], row["value"]) for row in dump.rows("mb_recording_fact")} == {
        ("isrc", "USABC2000001"),
        ("language", "kor"),
        ("version", "live"),
        ("link", "https://video.example/1"),
        ("release", "Duet"),
        ("release_kind", "single"),
        ("release_kind", "soundtrack"),
        ("belongs_to", "Duet"),
    }


def test_kinds_of_relation_go_by_their_lasting_ids_where_the_dump_lists_them(
    read: Read, tmp_path: Path
) -> None:
    world = World()
    world.add("link_type", id=7, gid="5be4c609-9afa-4ea0-910b-12ffb71e3821")
    world.add("link", id=1, link_type=7, begin_date_year=2013, begin_date_month=6, ended=False)
    world.add("link", id=2, link_type=103, ended=False)
    for link in (1, 2):
        member, group = world.artist(f"member {link}"), world.artist("group")
        world.add("l_artist_artist", id=link, link=link, entity0=member, entity1=group)
    found = read(write_dump(tmp_path, world.tables)).rows("mb_relation")
    assert [(row["kind"], row["subject"], row["object"], row["begin"]) for row in found] == [
        ("member_of", mbid("member 1"), mbid("group"), "2013-06")
    ]


def test_every_row_is_taken_or_set_aside_with_its_reason(read: Read, tmp_path: Path) -> None:
    world = World()
    world.recording("Duet", ("A", " & "), ("B", ""))
    world.add("artist_credit_name", artist_credit=5, position=0, artist=999, name="Gone")
    world.add("recording", id=77, gid=mbid("x"), name="Of nobody", artist_credit=5, video=False)
    tables = dict(members_of(world.tables, derived=False))
    good = tables["mbdump/artist"]
    bad = good.split(b"\n")[0].replace(b"1\t", b"one\t", 1) + b"\n3\ttoo short\n\xff\xfe\n"
    tables["mbdump/artist"] = good + bad
    archive = write_archive(tmp_path / "mbdump.tar.bz2", list(tables.items()))
    dump = read([archive])
    counted = {
        name: (f.rows_read, f.rows_taken, f.rows_set_aside) for name, f in dump.files.items()
    }
    assert counted["mbdump/artist"] == (5, 2, 3)
    assert counted["mbdump/artist_credit_name"] == (3, 2, 1)
    assert counted["mbdump/recording"] == (2, 1, 1)
    lines = sorted(one.row for one in dump.report.set_aside if one.file == "mbdump/artist")
    assert lines == [3, 4, 5]
    assert all(one.reason for one in dump.report.set_aside)


def test_members_and_archives_may_come_in_any_order(read: Read, tmp_path: Path) -> None:
    world = World()
    world.recording("Duet", ("A", " & "), ("B", ""), dates=[(2020, 1, 2)])
    members = members_of(world.tables, derived=False)
    members = [*reversed(members), ("SCHEMA_SEQUENCE", b"31\n")]
    archive = write_archive(tmp_path / "mbdump.tar.bz2", members, schema=None)
    derived = write_archive(tmp_path / "mbdump-derived.tar.bz2", members_of({}, derived=True))
    found = read([derived, archive])
    assert [row["released"] for row in found.rows("mb_recording")] == ["2020-01-02"]


def test_the_real_extract_gives_its_rows(read: Read, extract: Path) -> None:
    dump = read([extract])
    acts = {row["mbid"]: row for row in dump.rows("mb_artist")}
    assert len(acts) == 96
    assert dump.files["mbdump/recording"].rows_taken == len(dump.rows("mb_recording")) == 98
    printed: dict[int, str] = {}
    for row in sorted(dump.rows("mb_credit"), key=lambda row: (row["credit"], row["position"])):
        printed[row["credit"]] = printed.get(row["credit"], "") + row["name"] + row["join_phrase"]
    assert "Hamilton Leithauser featuring Angel Olsen" in printed.values()
    assert "Imagine Dragons & K.Flay" in printed.values()
    person = [
        (acts[row["subject"]]["name"], acts[row["object"]]["name"])
        for row in dump.rows("mb_relation")
        if row["kind"] == "performs_as"
    ]
    assert ("Calvin Broadus", "Snoop Dogg") in person
    assert ("Calvin Broadus", "Snoop Lion") in person


def test_columns_are_those_of_the_official_tables(extract: Path) -> None:
    official = json.loads((extract / "columns.json").read_text(encoding="utf-8"))
    for name, columns in dump_layout().tables.items():
        assert [column.name for column in columns] == official[name]
