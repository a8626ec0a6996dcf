"""Which statements about acts are joined: lists of people, thin rows and bare names."""

from __future__ import annotations

from typing import Any

from kollabo.build.decisions import Decisions
from kollabo.build.identity.acts import Act
from kollabo.build.identity.resolving import Acts, join_acts
from kollabo.build.identity.statements import Statement, gather
from kollabo.scenes.definitions import load_scenes


def said(
    source: str,
    name: str,
    *,
    groups: tuple[str, ...] = (),
    legal: str = "",
    stage: str = "",
    **told: Any,
) -> Statement:
    """One source's row about an act of this name."""
    place = {"source_id": source, "file": "acts.csv", "row": 1}
    row = dict.fromkeys(
        ("kind", "origin", "begin", "end", "born", "label", "mbid", "note", "genres", "roster")
    )
    row |= {"act": name, "name": name, "bare": False, **told, **place}
    other = {"act": name, "locale": None} | place
    aliases = [{**other, "name": legal, "kind": "legal"}] if legal else []
    aliases += [{**other, "name": stage, "kind": "stage"}] if stage else []
    of = {"member": name, "group": None, "begin": None, "end": None} | place
    (one,) = gather([row], aliases, [{**of, "group_name": group} for group in groups])
    return one


def idol(source: str, name: str, *groups: str, **told: Any) -> Statement:
    return said(source, name, groups=groups, kind="person", roster="k-pop", **told)


def bare(source: str, name: str, **told: Any) -> Statement:
    return said(source, name, bare=True, **told)


def joined(*statements: Statement) -> Acts:
    ordered = sorted(statements, key=lambda one: one.key)
    return join_acts(ordered, load_scenes(), Decisions())


def act_of(acts: Acts, statement: Statement) -> Act | None:
    return acts.of(statement.key)


def test_a_note_on_namesakes_takes_the_rarity_from_a_name() -> None:
    """One list knows one Hyeon; another tells that its Hyeon is not the only one."""
    listed = said("people-list", "Hyeon", kind="person", groups=("Quad",))
    noted = said("facts-acts", "Hyeon", kind="person", origin="CA", note="singer of one hit")
    acts = joined(listed, noted)
    assert act_of(acts, listed) is not act_of(acts, noted)


def test_a_note_that_names_the_group_says_nothing_of_namesakes() -> None:
    first = idol("people-one", "Hyeon", "Quad", note="Quad")
    second = idol("people-two", "Hyeon", note=None, label="Moon")
    third = idol("people-three", "Hyeon", "Quad", label="Moon")
    acts = joined(first, second, third)
    assert act_of(acts, first) is act_of(acts, second) is act_of(acts, third)


def test_a_civil_name_in_the_same_group_is_one_person() -> None:
    short = idol("people-one", "Hyeon", "Quad", legal="Seo Hyeon")
    whole = idol("people-two", "Seo Hyeon", "Quad")
    elsewhere = idol("people-three", "Seo Hyeon", "Five")
    acts = joined(short, whole, elsewhere)
    assert act_of(acts, short) is act_of(acts, whole)
    assert act_of(acts, elsewhere) is not act_of(acts, whole)


def test_an_act_listed_by_its_korean_name_alone_agrees_with_that_name() -> None:
    """Even where a list knows two acts of the name: a Korean name is one, wherever it stands."""
    latin = idol("people-one", "Hyeon", stage="현")
    namesake = idol("people-one", "Hyeon 2", "Five", stage="현수")
    korean = said("people-two", "현", roster="k-pop")
    assert korean.korean_names == {"현"}
    acts = joined(latin, namesake, korean)
    assert act_of(acts, korean) is act_of(acts, latin)


def test_a_row_that_tells_nothing_apart_makes_no_rival() -> None:
    known = idol("people-one", "Hyeon", "Quad", label="Moon")
    thin = said("people-two", "Hyeon", kind="person", begin="2015")
    acts = joined(known, thin)
    assert thin.thin
    assert act_of(acts, thin) is act_of(acts, known)


def test_a_bare_name_that_fits_two_acts_alike_joins_neither() -> None:
    five, quad = idol("people-one", "Hyeon", "Five"), idol("people-two", "Hyeon", "Quad")
    table = bare("acts-table", "Hyeon", genres=["k-pop"], origin="KR")
    acts = joined(five, quad, table)
    assert act_of(acts, table) is None


def test_a_bare_name_at_home_joins_though_its_genre_is_no_scenes() -> None:
    listed = idol("people-one", "Hyeon", "Quad")
    table = bare("acts-table", "hyeon", genres=["pop"], origin="KR")
    assert act_of(joined(listed, table), table) is not None
    abroad = bare("acts-table", "hyeon", genres=["pop"], origin="GB")
    acts = joined(listed, abroad)
    assert act_of(acts, abroad) is not act_of(acts, listed)


def test_bare_names_of_two_countries_are_two_acts() -> None:
    first = bare("acts-one", "Ember", genres=["metal"], origin="PE")
    second = bare("acts-two", "Ember", genres=["dancehall"], origin="JM")
    third = bare("acts-three", "Ember", genres=["metal"])
    acts = joined(first, second, third)
    assert act_of(acts, first) is not act_of(acts, second)
    assert act_of(acts, third) is act_of(acts, first)


def test_a_genre_at_home_elsewhere_makes_two_acts_of_bare_names() -> None:
    british = bare("acts-one", "Ember", genres=["pop"], origin="GB")
    mariachi = bare("acts-two", "Ember", genres=["mariachi"])
    acts = joined(british, mariachi)
    assert act_of(acts, british) is not act_of(acts, mariachi)


def test_rough_genres_alone_do_not_part_bare_names() -> None:
    first = bare("acts-one", "Ember", genres=["rock"], origin="US")
    second = bare("acts-two", "Ember", genres=["dance pop"])
    acts = joined(first, second)
    assert act_of(acts, first) is act_of(acts, second)


def test_kin_genres_need_no_word_in_common() -> None:
    facts = said("facts-acts", "Ember", kind="person", origin="US", genres=["hip hop"])
    table = bare("acts-one", "Ember", genres=["west coast trap"])
    acts = joined(facts, table)
    assert act_of(acts, table) is act_of(acts, facts)
