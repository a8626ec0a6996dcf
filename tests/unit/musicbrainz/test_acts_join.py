"""Statements of MusicBrainz join those of other sources by named features."""

from __future__ import annotations

from kollabo.build.decisions import Decisions
from kollabo.build.identity.resolving import join_acts
from kollabo.build.identity.statements import Statement

LIST, MUSICBRAINZ = "people-list-1", "musicbrainz-musicbrainz-1"


def said(source: str, key: str, name: str, *others: str, **more: object) -> Statement:
    statement = Statement((source, key), name, bare=False, **more)
    statement.stage_names = [name, *others]
    return statement


def joined(*statements: Statement) -> list[set[str]]:
    """The keys of the statements of each act."""
    acts = join_acts(list(statements), {}, Decisions()).acts
    return sorted(({one.key[1] for one in act.statements} for act in acts), key=sorted)


def test_an_act_is_the_one_that_is_called_so_not_the_one_it_was_called_for_a_while() -> None:
    own = said(LIST, "snoop", "Snoop Dogg", "Snoop Lion", kind="person", origin="US")
    dogg = said(MUSICBRAINZ, "mb-dogg", "Snoop Dogg", kind="person", origin="US", mbid="1")
    lion = said(MUSICBRAINZ, "mb-lion", "Snoop Lion", kind="person", origin="US", mbid="0")
    assert {"snoop", "mb-dogg"} in joined(own, dogg, lion)


def test_namesakes_that_musicbrainz_tells_apart_stay_two_acts() -> None:
    own = said(LIST, "kai", "Kai", kind="person", origin="KR", born="1994-01-14")
    idol = said(MUSICBRAINZ, "mb-1", "KAI", kind="person", born="1994-01-14", mbid="1")
    other = said(MUSICBRAINZ, "mb-2", "Kai", kind="person", origin="CA", mbid="2")
    assert joined(own, idol, other) == [{"kai", "mb-1"}, {"mb-2"}]


def test_a_side_project_does_not_make_one_act_of_two() -> None:
    own = said(LIST, "snoop", "Snoop Dogg", "Snoop Lion", kind="person", origin="US")
    dogg = said(MUSICBRAINZ, "mb-dogg", "Snoop Dogg", kind="person", origin="US", mbid="1")
    lion = said(MUSICBRAINZ, "mb-lion", "Snoop Lion", kind="person", origin="US", mbid="0")
    assert len(joined(own, dogg, lion)) == 2
