"""Which act a printed name means: what is weighed, and when nobody known is meant."""

from __future__ import annotations

from collections import Counter

from kollabo.build.identity.acts import Act, give_ids, index_by_name
from kollabo.build.identity.credited import Link, Mention, Resolver
from kollabo.build.identity.statements import Statement
from kollabo.scenes.definitions import load_scenes


def act(name: str, *, begin: str, note: str, roster: str | None = None) -> Act:
    statement = Statement(("acts-made-up", note), name, bare=False, begin=begin, note=note)
    statement.stage_names.append(name)
    statement.rosters += [roster] if roster else []
    return Act([statement])


def link(mention: Mention, *acts: Act) -> Link:
    give_ids(acts)
    (found,) = Resolver(index_by_name(acts), load_scenes()).resolve([mention])
    return found


def mention(name: str, year: int) -> Mention:
    return Mention(name.casefold(), "a song", names=Counter([name]), first=f"{year}-05-01")


def test_the_only_act_of_a_name_is_meant() -> None:
    dax = act("Dax", begin="2016", note="rapper")
    assert link(mention("Dax", 2020), dax).act is dax


def test_an_act_that_had_not_begun_is_not_meant() -> None:
    found = link(mention("Dax", 1971), act("Dax", begin="2016", note="rapper"))
    assert (found.status, found.act.described) == ("weak", False)


def test_the_least_unlikely_of_several_unlikely_acts_is_not_meant_either() -> None:
    young = [act("Dax", begin="2016", note="rapper"), act("Dax", begin="1990", note="drummer")]
    found = link(mention("Dax", 1971), *young)
    assert found.act not in young
    assert not found.act.described


def test_two_acts_that_fit_alike_leave_the_name_unsure() -> None:
    two = [act("Dax", begin="2010", note="rapper"), act("Dax", begin="2012", note="drummer")]
    assert link(mention("Dax", 2020), *two).status == "unsure"


def test_where_namesakes_exist_a_second_feature_decides() -> None:
    five, four = act("Moonlit Five", begin="2015", note="five"), act("Quad", begin="2014", note="4")
    one = act("Dax", begin="2015", note="of Moonlit Five", roster="k-pop")
    other = act("Dax", begin="2014", note="of Quad", roster="k-pop")
    one.groups, other.groups = [five], [four]
    assert link(mention("Dax", 2020), five, four, one, other).status == "unsure"
    said = mention("Dax", 2020)
    said.groups_named.add("moonlitfive")  # printed "Dax of Moonlit Five"
    found = link(said, five, four, one, other)
    assert (found.act, found.status) == (one, "sure")


def test_a_list_gathered_by_searching_for_an_act_may_well_hold_that_act() -> None:
    idol = act("Dax", begin="2015", note="idol", roster="k-pop")
    drummer = act("Dax", begin="1990", note="drummer")
    found = link(mention("Dax", 2020), idol, drummer)
    assert (found.act, found.status) == (drummer, "sure")  # the better known is meant elsewhere
    searched = mention("Dax", 2020)
    searched.searched_for.add("k-pop")
    assert link(searched, idol, drummer).status == "unsure"


def test_a_search_that_brought_up_a_stranger_tells_nothing() -> None:
    idol = act("Dax", begin="2016", note="idol", roster="k-pop")
    mentions = [
        Mention("dax", f"song {year}", names=Counter(["Dax"]), first=f"{year}-05-01")
        for year in range(2005, 2021)
    ]
    for one in mentions:
        one.searched_for.add("k-pop")
    give_ids([idol])
    links = Resolver(index_by_name([idol]), load_scenes()).resolve(mentions)
    assert {one.status for one in links if one.act is idol} <= {"unsure"}
