"""Names as a user types them, and the songs and acts they find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_catalogue import World
from year_2023 import year_2023

from kollabo.answers.lookup import as_json, find_acts, find_songs, lookup
from kollabo.catalogue.reader import Catalogue
from kollabo.errors import NotFound, UsageError


@pytest.mark.parametrize(
    "title", ["Left and Right", "left & right", "LEFT AND RIGHT!", "Left and Right (feat. X)"]
)
def test_a_title_is_found_however_it_is_typed(catalogue: Catalogue, title: str) -> None:
    assert [one.song_id for one in find_songs(catalogue, title)] == ["s-left and right"]


def test_a_title_is_found_without_its_spaces(catalogue: Catalogue) -> None:
    assert [one.title for one in find_songs(catalogue, "nightdrive")] == ["Night Drive"]


def test_songs_of_one_title_stand_most_evidence_first(catalogue: Catalogue) -> None:
    found = find_songs(catalogue, "Seven")
    assert [(one.song_id, one.chart_weeks) for one in found] == [
        ("s-seven", 5),
        ("s-seven solo", 1),
    ]
    assert found[0].words == "Seven by Jung Kook feat. Latto, 2023"


@pytest.mark.parametrize("by", ["Jung Kook", "jungkook", "정국", "Jeon Jung-kook", "Latto"])
def test_by_narrows_to_songs_that_credit_the_act(catalogue: Catalogue, by: str) -> None:
    assert [one.song_id for one in find_songs(catalogue, "Seven", by=by)] == ["s-seven"]


def test_by_somebody_else_names_what_there_is(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match=r"credits 'Kai' .*Seven by Jung Kook feat. Latto, 2023"):
        find_songs(catalogue, "Seven", by="Kai")


def test_an_id_finds_its_song_and_act(catalogue: Catalogue) -> None:
    assert find_songs(catalogue, "s-seven")[0].song_id == "s-seven"
    assert find_acts(catalogue, "k-kai us")[0].note == "US rapper"


def test_namesakes_are_all_found_and_told_apart(catalogue: Catalogue) -> None:
    assert {one.words for one in find_acts(catalogue, "KAI")} == {"Kai (EXO)", "Kai (US rapper)"}
    assert [one.artist_id for one in find_acts(catalogue, "Kai [EXO]")] == ["k-kai exo"]
    assert [one.artist_id for one in find_acts(catalogue, "Kai [US rapper]")] == ["k-kai us"]


def test_a_bracket_may_belong_to_the_name(open_world: Callable[[World], Catalogue]) -> None:
    world = year_2023()
    world.act("Nell [the band", artist_id="k-nell", kind="group", origin="KR")
    catalogue = open_world(world)
    assert [one.artist_id for one in find_acts(catalogue, "Nell [the band")] == ["k-nell"]
    assert [one.artist_id for one in find_acts(catalogue, "Kai [EXO]")] == ["k-kai exo"]


def test_an_act_known_from_credits_is_found(catalogue: Catalogue) -> None:
    assert find_acts(catalogue, "newcomer")[0].words == "Newcomer (known from credits only)"


@pytest.mark.parametrize("typed", ["Charly Puth", "Charlie Put", "Charlie"])
def test_a_slip_in_a_name_gets_a_suggestion(catalogue: Catalogue, typed: str) -> None:
    with pytest.raises(NotFound, match=r"did you mean Charlie Puth\?"):
        find_acts(catalogue, typed)


def test_a_slip_in_a_title_gets_a_suggestion(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match=r"did you mean Night Drive by Kai feat\. Latto"):
        find_songs(catalogue, "Nite Drive")


def test_nothing_near_is_said_so(catalogue: Catalogue) -> None:
    with pytest.raises(NotFound, match="nothing in the catalogue comes near"):
        lookup(catalogue, "zzzzzzzz")


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_name_is_no_question(catalogue: Catalogue, empty: str) -> None:
    with pytest.raises(UsageError):
        find_songs(catalogue, empty)


def test_a_text_finds_songs_and_acts(catalogue: Catalogue) -> None:
    found = as_json(lookup(catalogue, "latto"))
    assert found["songs"] == []
    assert [one["id"] for one in found["artists"]] == ["k-latto"]


def test_remixes_of_one_credit_are_told_apart(open_world: Callable[[World], Catalogue]) -> None:
    world = year_2023()
    acts = ("k-jung kook", ("k-latto", "featured"), ("k-kai us", "remixer"))
    world.song("Seven", *acts, song_id="s-seven remix", released="2023-08-01")
    world.tables["song"][-1]["credit"] = "Jung Kook feat. Latto"
    words = [one.words for one in find_songs(open_world(world), "Seven", by="Latto")]
    assert words == [
        "Seven by Jung Kook feat. Latto, 2023",
        "Seven by Jung Kook feat. Latto, remixed by Kai, 2023",
    ]
