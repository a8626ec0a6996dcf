"""Which descriptions of acts, in several sources, are joined to one act."""

from __future__ import annotations

from typing import Any

from kollabo.build.identity.described import cluster_described
from kollabo.build.identity.statements import Statement
from kollabo.scenes.definitions import load_scenes


def said(source: str, name: str, number: int = 0, **facts: Any) -> Statement:
    statement = Statement((source, f"{name} {number}"), name, bare=False, **facts)
    statement.stage_names.append(name)
    return statement


def clusters(*statements: Statement) -> list[list[str]]:
    found = cluster_described(statements, load_scenes())
    return sorted(sorted(one.source_id for one in cluster) for cluster in found)


def listed(source: str, name: str, number: int = 0, **facts: Any) -> Statement:
    return said(source, name, number, rosters=["k-pop"], **facts)


def test_a_name_without_a_kind_on_a_list_joins_the_group_that_stands_on_another() -> None:
    assert clusters(
        listed("people", "Sun Five", kind="group", begin="2013"), listed("names", "Sun Five")
    ) == [["names", "people"]]


def test_and_it_joins_the_person_where_no_group_is_known() -> None:
    assert clusters(
        listed("people", "Dax", kind="person", born="1995-01-02"), listed("names", "Dax")
    ) == [["names", "people"]]


def test_a_mere_name_that_could_be_any_of_two_is_nobody() -> None:
    two = [
        listed("people", "Dax", number, kind="person", born=f"199{number}-01-02")
        for number in (1, 2)
    ]
    assert clusters(*two, listed("names", "Dax", label="A label")) == [["people"], ["people"]]


def test_a_mere_name_that_nobody_else_lists_is_an_act() -> None:
    assert clusters(listed("names", "Dax")) == [["names"]]


def test_a_mere_name_on_a_list_says_nothing_of_an_act_of_no_list() -> None:
    drummer = said("facts", "Dax", kind="person", origin="GB", genres=["rock"])
    assert clusters(drummer, listed("names", "Dax")) == [["facts"], ["names"]]


def test_a_mere_name_never_joins_two_acts_to_each_other() -> None:
    one = listed("first", "Dax", kind="person", groups=[(None, "Sun Five")])
    other = listed("second", "Dax", kind="person", groups=[(None, "Moon Six")])
    assert clusters(one, other, listed("names", "Dax")) == [["first"], ["second"]]


def test_its_label_tells_which_of_two_is_meant() -> None:
    one = listed("first", "Dax", kind="person", groups=[(None, "Sun Five")], label="Sun Records")
    other = listed("second", "Dax", kind="person", groups=[(None, "Moon Six")])
    meant = listed("names", "Dax", label="SUN Records")
    assert clusters(one, other, meant) == [["first", "names"], ["second"]]


def test_a_character_may_be_a_group_or_a_person() -> None:
    role = said("facts", "Sun Five", kind="character", begin="2019-11-10", note="of a game")
    assert clusters(role, listed("people", "Sun Five", kind="group", begin="2019-11-10")) == [
        ["facts", "people"]
    ]
    other_day = listed("people", "Sun Five", kind="group", begin="2012-01-02")
    assert clusters(role, other_day) == [["facts"], ["people"]]


def test_one_day_of_debut_tells_more_than_another_genre() -> None:
    rappers = said("facts", "Sun Five", kind="group", begin="2019-11-10", genres=["hip hop"])
    listed_group = listed("people", "Sun Five", kind="group", begin="2019-11-10")
    assert clusters(rappers, listed_group) == [["facts", "people"]]
    rappers.begin = listed_group.begin = "2019"
    assert clusters(rappers, listed_group) == [["facts"], ["people"]]
