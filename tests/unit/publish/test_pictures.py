"""Pictures: in the page's colours, always the same, each with its words and its table."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

import pytest

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language
from kollabo.publish.pages.listing_page import listing_page
from kollabo.publish.pictures.picture import Picture
from kollabo.publish.pictures.runs import run_picture, weeks_picture
from kollabo.publish.pictures.years import years_picture

SIDES = ("K-pop", "Western")


def pictures(edition: Edition, language: Language) -> dict[str, Picture]:
    return {one.name: one for one in listing_page(edition, language).pictures}


def test_the_list_has_four_pictures(edition: Edition, language: Language) -> None:
    assert list(pictures(edition, language)) == ["ranks", "weeks", "pairs", "years"]


def test_a_picture_is_drawn_in_the_colours_of_the_page(edition: Edition, english: Language) -> None:
    for one in pictures(edition, english).values():
        root = ET.fromstring(one.svg)
        colours = {root_part.get(key) for root_part in root.iter() for key in ("fill", "stroke")}
        named = {colour for colour in colours if colour not in (None, "none", "transparent")}
        assert named
        assert all(re.fullmatch(r"var\(--[\w-]+\)", colour or "") for colour in named), named
        assert not [part for part in root.iter() if part.get("style") or part.get("class") == "x"]


def test_the_same_picture_is_the_same_bytes(edition: Edition, english: Language) -> None:
    first, second = (pictures(edition, english) for _ in range(2))
    assert first == second


def test_a_table_has_a_cell_for_each_heading(edition: Edition, english: Language) -> None:
    for one in pictures(edition, english).values():
        assert one.alternative
        assert one.table.rows
        assert {len(row) for row in one.table.rows} == {len(one.table.header)}


def test_ranks_show_scores_where_the_ranking_states_no_ranks(
    edition: Edition, english: Language
) -> None:
    entries = tuple(
        dataclasses.replace(one, ranked=one.ranked._replace(plausible=None))
        for one in edition.listing.entries
        if one.ranked
    )
    listing = dataclasses.replace(edition.listing, entries=entries)
    bare = pictures(dataclasses.replace(edition, listing=listing), english)["ranks"]
    assert bare.title == "Scores"
    assert "Plausible ranks" in pictures(edition, english)["ranks"].table.header
    assert "Plausible ranks" not in bare.table.header


def test_a_song_on_no_chart_has_no_picture_of_weeks(english: Language) -> None:
    assert run_picture("A song", (), english) is None
    assert weeks_picture((), english) is None


def test_years_are_compared_by_one_chart_only(edition: Edition, english: Language) -> None:
    assert edition.trend is not None
    picture = years_picture(edition.trend, SIDES, english)
    assert picture is not None
    assert "Marked Chart" in picture.alternative
    assert "in 2023" in picture.alternative
    assert [row[0].text for row in picture.table.rows][-1] == "2023"
    without = dataclasses.replace(edition.trend, chart=None)
    assert years_picture(without, SIDES, english) is None


@pytest.mark.parametrize("top", [1, 40])
def test_columns_of_names_stay_short(edition: Edition, english: Language, top: int) -> None:
    entries = edition.listing.entries[:top]
    listing = dataclasses.replace(edition.listing, entries=entries)
    picture = pictures(dataclasses.replace(edition, listing=listing), english)["pairs"]
    height = float(ET.fromstring(picture.svg).attrib["viewBox"].split()[3])
    assert height < 900
