"""Search: near is what a person would call near, whatever the script and however far they typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_catalogue import World

from kollabo.answers.search import SearchIndex, as_json
from kollabo.catalogue.reader import Catalogue, open_catalogue


@pytest.fixture
def index(catalogue: Catalogue) -> SearchIndex:
    return SearchIndex(catalogue)


@pytest.mark.parametrize(
    "text",
    [
        "J",
        "jung",
        "Jung Kook",
        "jungkook",
        "jung kok",
        "jugn kook",
        "정",
        "정국",
        "정구",
        "KOOK jung",
    ],
)
def test_an_act_comes_first(index: SearchIndex, text: str) -> None:
    assert [one.name for one in index.search(text).acts][:1] == ["Jung Kook"]


@pytest.mark.parametrize(
    "text", ["sev", "seven", "sevne", "Seven!", "seven latto", "latto seven", "seven jung kok"]
)
def test_a_song_comes_first(index: SearchIndex, text: str) -> None:
    assert [one.song_id for one in index.search(text).songs][:1] == ["s-seven"]


def test_the_better_known_of_one_title_comes_first(index: SearchIndex) -> None:
    assert [one.song_id for one in index.search("Seven").songs] == ["s-seven", "s-seven solo"]


def test_an_act_of_many_names_is_found_once(index: SearchIndex) -> None:
    found = index.search("jung").acts
    assert len({one.artist_id for one in found}) == len(found)


def test_a_legal_name_finds_nobody(index: SearchIndex) -> None:
    names = [one.name for one in index.search("Jeon Jung-kook").acts]
    assert "Jeon Jung-kook" not in names


@pytest.mark.parametrize("text", ["", "   ", "\x00", "qqqqzzzz", "!!!", "x" * 5000])
def test_what_names_nothing_finds_nothing(index: SearchIndex, text: str) -> None:
    found = index.search(text)
    assert (found.acts, found.songs) == ((), ())


def test_it_goes_on_where_it_stopped(index: SearchIndex) -> None:
    whole = index.search("twin", limit=10).songs
    assert len(whole) == 2
    parts = [index.search("twin", limit=1, offset=place).songs for place in range(3)]
    assert [one for part in parts for one in part] == list(whole)


def test_namesakes_are_told_apart(index: SearchIndex) -> None:
    found = {one.artist_id: one.words for one in index.search("kai").acts}
    assert found["k-kai exo"] == "Kai (EXO)"
    assert found["k-kai us"] == "Kai (US rapper)"


def test_what_is_said_of_a_find_is_what_a_lookup_says(
    catalogue: Catalogue, index: SearchIndex
) -> None:
    from kollabo.answers.lookup import as_json as lookup_json
    from kollabo.answers.lookup import lookup

    for text in ("Seven", "Jung Kook", "Latto"):
        exact = lookup_json(lookup(catalogue, text))
        near = as_json(index.search(text, limit=50))
        for kind in ("songs", "artists"):
            assert all(one in near[kind] for one in exact[kind])


def test_an_empty_catalogue_is_searched_in_vain(tmp_path: Path) -> None:
    with open_catalogue(World().publish(tmp_path)) as opened:
        assert SearchIndex(opened).search("seven").songs == ()
