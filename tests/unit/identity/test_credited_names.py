"""Which act a printed name means: what is weighed, and when nobody known is meant."""

from __future__ import annotations

from collections import Counter

from kollabo.build.identity.acts import Act, give_ids, index_by_name
from kollabo.build.identity.credited import Link, Mention, Resolver
from kollabo.build.identity.resolving import mentions_of
from kollabo.build.identity.statements import Statement
from kollabo.build.printings import Printing
from kollabo.build.reading import read_printing
from kollabo.scenes.definitions import load_scenes
from kollabo.text.evidence import NoEvidence
from kollabo.text.names import loose


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


def test_a_list_of_songs_says_the_label_of_the_act_it_was_searched_by() -> None:
    searched = Statement(("tracks-list", "Dax"), "Dax", bare=False, label="Sun Entertainment")
    searched.rosters.append("k-pop")
    searched.stage_names.append("Dax")
    printing = Printing(
        printing_id="p", title="A Song", credit="Dax", listed=False, rows=1, ranked_rows=0,
        first="2020-05-01", regions=(), labels=(), sources=("tracks-list",), notes=(),
    )  # fmt: skip
    (said,) = mentions_of([read_printing(printing, NoEvidence())], [searched])
    assert (said.labels, said.searched_for) == ({loose("Sun Entertainment")}, {"k-pop"})


def test_the_label_of_a_group_tells_which_of_its_namesakes_is_meant() -> None:
    five, four = act("Moonlit Five", begin="2015", note="five"), act("Quad", begin="2014", note="4")
    five.statements[0].label = "Sun Entertainment"
    one = act("Dax", begin="2015", note="of Moonlit Five", roster="k-pop")
    other = act("Dax", begin="2014", note="of Quad", roster="k-pop")
    one.groups, other.groups = [five], [four]
    said = mention("Dax", 2020)
    said.labels.add(loose("Sun Entertainment"))
    found = link(said, five, four, one, other)
    assert (found.act, found.status) == (one, "sure")


def test_what_a_name_means_at_home_tells_nothing_of_who_bears_it_abroad() -> None:
    idol = act("Dax", begin="2010", note="idol", roster="k-pop")
    at_home = [
        Mention(
            "dax", f"song {year}", names=Counter(["Dax"]), regions={"KR"}, first=f"{year}-05-01"
        )
        for year in range(2010, 2025)
    ]
    abroad = mention("Dax", 2020)
    give_ids([idol])
    links = Resolver(index_by_name([idol]), load_scenes()).resolve([*at_home, abroad])
    (found,) = [one for one in links if one.mention is abroad]
    assert not any("same name" in reason for reason in found.reasons)


def bare_act(name: str, *genres: str) -> Act:
    statement = Statement(("acts-table", name), name, bare=True, genres=list(genres))
    statement.stage_names.append(name)
    return Act([statement])


def test_a_bare_name_alone_is_never_sure() -> None:
    found = link(mention("Ember", 2020), bare_act("Ember", "pop"))
    assert (found.status, found.act.name) == ("weak", "Ember")


def test_a_bare_name_beside_other_genres_is_unsure() -> None:
    ember, neighbour = bare_act("Ember", "ambient"), bare_act("Dax", "hip hop")
    said = mention("Ember", 2020)
    said.beside.add("dax")
    assert link(said, ember, neighbour).status == "unsure"
    kin = bare_act("Ember", "gangster rap")
    assert link(said, kin, neighbour).status == "weak"


def test_two_bare_names_that_fit_alike_are_unsure() -> None:
    two = [bare_act("Ember", "metal"), bare_act("Ember", "dancehall")]
    assert link(mention("Ember", 2020), *two).status == "unsure"


def test_capitals_of_its_own_speak_against_an_act_that_is_never_printed_so() -> None:
    lina = act("LINA", begin="2015", note="singer")
    odd = "-2.0 odd spelling: LiNA"
    assert odd in link(mention("LiNA", 2020), lina).reasons
    assert odd not in link(mention("LiNA", 2020), act("LiNA", begin="2015", note="other")).reasons
    for plain in ("Lina", "lina", "LINA"):
        reasons = link(mention(plain, 2020), lina).reasons
        assert not any("odd spelling" in reason for reason in reasons)


def test_a_title_in_a_foreign_script_speaks_against_an_act() -> None:
    eve = act("Eve", begin="1998", note="rapper")
    eve.statements[0].origin = "US"
    foreign = Mention("eve", "廻廻奇譚", names=Counter(["Eve"]), first="2020-05-01")
    assert any("foreign script" in reason for reason in link(foreign, eve).reasons)
    idol = act("Eve", begin="1998", note="idol", roster="k-pop")
    idol.statements[0].origin = "KR"
    assert not any("foreign script" in reason for reason in link(foreign, idol).reasons)


def test_a_group_founded_late_does_not_make_its_founder_a_beginner() -> None:
    duo = act("Late Duo", begin="2021", note="duo")
    founder = Act([Statement(("acts-made-up", "founder"), "Dax", bare=False, genres=["soul"])])
    founder.statements[0].stage_names.append("Dax")
    founder.groups = [duo]
    assert link(mention("Dax", 2015), duo, founder).act is founder


def test_that_most_songs_of_a_name_are_one_acts_is_not_enough_alone() -> None:
    two = [act("Dax", begin="2010", note="rapper"), act("Dax", begin="2012", note="drummer")]
    five = act("Moonlit Five", begin="2009", note="five")
    two[0].groups = [five]
    give_ids([*two, five])
    plain = [Mention("dax", f"song {n}", names=Counter(["Dax"]), first="2020") for n in range(5)]
    for one in plain[:4]:
        one.groups_named.add("moonlitfive")
    links = Resolver(index_by_name([*two, five]), load_scenes()).resolve(plain)
    statuses = {one.mention.work: one.status for one in links}
    assert statuses["song 0"] == "sure"
    assert statuses["song 4"] == "unsure"


def test_an_mbid_said_of_two_acts_is_the_first_ones() -> None:
    """Each act has an id of its own, whatever a source claims."""
    first, second = act("Dax", begin="2016", note="a"), act("Ivy", begin="1990", note="b")
    for one in (first, second):
        one.statements[0].mbid = "a6c6897a-7415-4f8d-b5a5-3a5e05f3be67"
    give_ids([second, first])
    assert first.artist_id == "a6c6897a-7415-4f8d-b5a5-3a5e05f3be67"
    assert second.artist_id.startswith("k-")
