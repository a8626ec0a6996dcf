"""Acts and people in the shape of each layout, on rows made up for these tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests_sources_read import read

Write = Callable[[str, str | bytes], Path]


def test_groups_and_idols_with_ids(write: Write) -> None:
    data = {
        "groups": [
            {"agency_name": "HYBE", "debut_date": "2013-06-13", "disband_date": None, "id": "g1",
             "members": [{"current": True, "idol_id": "i1"}, {"idol_id": None}, 7],
             "name": "BTS", "name_alias": "Bangtan, 방탄", "name_original": "방탄소년단"},
            {"id": "g2", "name": "", "members": None, "agency_name": None},
        ],
        "idols": [
            {"id": "i1", "name": "Jungkook", "name_original": "정국", "name_alias": None,
             "real_name": "Jeon Jung-kook", "real_name_original": "전정국",
             "birth_date": "1997-09-01", "debut_date": "2013-06-13"},
        ],
    }  # fmt: skip
    tables, (report,) = read("people", write("kpopnet.json", json.dumps(data)))
    group, idol = tables["printed_act"]
    assert (group["act"], group["kind"], group["label"], group["begin"]) == (
        "g1", "group", "HYBE", "2013-06-13",
    )  # fmt: skip
    assert (idol["row"], idol["kind"], idol["born"]) == (3, "person", "1997-09-01")
    assert (group["roster"], group["bare"]) == ("k-pop", False)
    aliases = {(row["name"], row["kind"], row["locale"]) for row in tables["printed_alias"]}
    assert aliases == {
        ("방탄소년단", "stage", "ko"), ("Bangtan", "stage", None), ("방탄", "stage", "ko"),
        ("정국", "stage", "ko"), ("Jeon Jung-kook", "legal", None), ("전정국", "legal", "ko"),
    }  # fmt: skip
    (member,) = tables["printed_membership"]
    assert (member["member"], member["group"], member["group_name"]) == ("i1", "g1", "BTS")
    assert [(one.row, one.reason) for one in report.set_aside] == [
        (1, "value left out: member 2: the id is missing"),
        (1, "value left out: member 3: is a number, not an object"),
        (2, "the name is missing"),
    ]


def test_groups_with_names_by_language(write: Write) -> None:
    member = {"name": "Miyeon", "id": "m1"}
    data = {
        "girlGroups": [
            {"id": "g1", "type": "girl", "company": {"current": "Cube"},
             "memberHistory": {"currentMembers": [member], "formerMembers": [member]},
             "groupInfo": {"debutDate": "2018-05-02", "disbandmentDate": None, "names": {
                 "stage": "", "korean": "(여자)아이들", "japanese": "ジー", "chinese": None}}},
        ],
        "boyGroups": [],
    }  # fmt: skip
    tables, (report,) = read("people", write("groups.json", json.dumps(data)))
    group, person = tables["printed_act"]
    assert (group["name"], group["label"], group["begin"]) == ("(여자)아이들", "Cube", "2018-05-02")
    assert (person["act"], person["name"], person["note"]) == ("m1", "Miyeon", "(여자)아이들")
    assert [row["name"] for row in tables["printed_alias"]] == ["ジー"]
    assert len(tables["printed_membership"]) == 1
    assert [one.reason for one in report.set_aside] == [
        "the list at 'boyGroups' is empty",
        "there is nothing at 'coedGroups' where a list should be",
    ]


IDOLS = """\ufeffStage Name,Full Name,Korean Name,K. Stage Name,Date of Birth,Group,Country,\
Birthplace,Other Group,Gender
Chan,Kang Yuchan,강유찬,찬,12/31/97,A.C.E,South Korea,,UNB,M
Chan,Lee Chan,이찬,찬,2/11/68,Seventeen,Atlantis,,,M
"""
GROUPS = """Name,Short,Korean Name,Debut,Company,Members,Orig. Memb.,Fanclub Name,Active
TVXQ!,TVXQ,동방신기,12/26/03,SM,2,5,Cassiopeia,Yes
(G)I-DLE,,(여자)아이들,2/18/05,Cube,6,6,,Yes
"""


def test_namesakes_stay_apart_and_civil_names_are_legal(write: Write, tmp_path: Path) -> None:
    write("p/kpop_idols.csv", IDOLS)
    write("p/kpop_idols_boy_groups.csv", GROUPS)
    write("p/README.md", "x")
    write("p/COPYING", "x")
    tables, reports = read("people", tmp_path / "p")
    assert [report.layout for report in reports] == ["kpop-idols", "kpop-boy-groups"]
    first, second, *groups = tables["printed_act"]
    assert first["act"] != second["act"]
    assert (first["born"], second["born"]) == ("1997-12-31", "1968-02-11")
    assert (first["origin"], second["origin"], first["note"]) == ("KR", None, "A.C.E")
    kinds = {(row["name"], row["kind"]) for row in tables["printed_alias"] if row["row"] == 2}
    assert {("찬", "stage"), ("Kang Yuchan", "legal"), ("강유찬", "legal")} < kinds
    names = [row["group_name"] for row in tables["printed_membership"]]
    assert names == ["A.C.E", "UNB", "Seventeen"]
    assert [group["begin"] for group in groups] == ["2003-12-26", None]
    assert "2005-02-18 or 2018-05-02" in reports[1].set_aside[0].reason


@pytest.mark.parametrize("kind", ["people", "acts"])
def test_artist_list_keeps_current_labels(write: Write, kind: str) -> None:
    path = write("artist_list.csv", "artists,label,label_start_date,label_end_date\n"
                 "RAIN,JYP,,2007-05-01\nRAIN,R.A.I.N.,2015-01-01,\n")  # fmt: skip
    tables, _ = read(kind, path)
    assert [(row["act"], row["label"]) for row in tables["printed_act"]] == [
        ("RAIN", None), ("RAIN", "R.A.I.N."),
    ]  # fmt: skip


def test_genres_as_python_lists(write: Write) -> None:
    path = write("genres.csv", 'artists,genres\nBTS,"[\'k-pop\', ""boys\' pop""]"\nX,[]\nY,pop\n')
    tables, (report,) = read("acts", path)
    assert [row["genres"] for row in tables["printed_act"]] == [["k-pop", "boys' pop"], None, None]
    assert all(row["bare"] for row in tables["printed_act"])
    assert report.set_aside[0].row == 4


def test_a_network_of_acts(write: Write) -> None:
    path = write("net.gml", 'graph [\n node [\n id 0\n label "r&#38;b act"\n'
        ' country "puerto rico"\n'
        ' tags "pop; dance"\n ]\n node [\n id 1\n label "snow"\n country "canada; japan"\n ]\n'
        " edge [\n source 0\n target 1\n ]\n]\n")  # fmt: skip
    tables, (report,) = read("acts", path)
    first, second = tables["printed_act"]
    assert (first["row"], first["name"], first["origin"]) == (2, "r&b act", "PR")
    assert first["genres"] == ["pop", "dance"]
    assert (second["origin"], second["bare"]) == (None, True)
    assert "several countries" in report.set_aside[0].reason


def test_acts_of_a_video_platform(write: Write) -> None:
    path = write("artists.csv", "name,country,macro_genre\nA,Panama ,Hip-Hop/Rap\n"
                 "B,Unknown,K-Pop/K-Rock\nC,South Korea,Otro\n")  # fmt: skip
    tables, (report,) = read("acts", path)
    rows = [(row["origin"], row["genres"]) for row in tables["printed_act"]]
    assert rows == [("PA", ["hip-hop/rap"]), (None, ["k-pop", "k-rock"]), ("KR", None)]
    assert not report.set_aside


def test_an_mbid_is_one_or_is_left_out(write: Write) -> None:
    """It becomes the act's id, so nothing else may stand there."""
    mbid = "A6C6897A-7415-4F8D-B5A5-3A5E05F3BE67"
    path = write("acts.csv", "name,kind,origin,groups,debut,genres,aliases,note,mbid,source\n"
        f"A,person,KR,,,,,,{mbid},Label\nB,person,KR,,,,,,=1+1,Label\n")  # fmt: skip
    tables, (report,) = read("acts", path)
    assert [row["mbid"] for row in tables["printed_act"]] == [mbid.lower(), None]
    (aside,) = report.set_aside
    assert aside.reason == "value left out: the MBID '=1+1' is no MusicBrainz id"


def test_our_own_facts_of_acts(write: Write) -> None:
    path = write("acts.csv", "name,kind,origin,groups,debut,genres,aliases,note,mbid,source\n"
        "Jin,person,KR,BTS,2013-06-13,k-pop|pop,진|Kim Seokjin,of BTS,,Label\n"
        "Jin,person,KR,Lovelyz,2014,,,of Lovelyz,,Label\n")  # fmt: skip
    tables, (report,) = read("acts", path)
    first, second = tables["printed_act"]
    assert report.layout == "acts-csv"
    assert (first["act"], second["act"]) == ("Jin / of BTS", "Jin / of Lovelyz")
    assert (first["genres"], first["bare"], second["begin"]) == (["k-pop", "pop"], False, "2014")
    names = [(row["name"], row["locale"]) for row in tables["printed_alias"]]
    assert names == [("진", "ko"), ("Kim Seokjin", None)]
    assert [row["group_name"] for row in tables["printed_membership"]] == ["BTS", "Lovelyz"]
