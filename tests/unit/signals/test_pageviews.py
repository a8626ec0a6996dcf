"""Pageviews: views of articles whose title says which song they are about."""

from __future__ import annotations

import bz2
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from signals_read import Read

from kollabo.sources.pageviews.articles import languages, song_of_article
from kollabo.sources.pageviews.dump import issue_of
from kollabo.sources.record import Unreadable

Write = Callable[[str, str | bytes], Path]

HOURLY = """\
en Glass_Harbour_(Haneul_Seo_song) 120 0
en.m Glass_Harbour_(Haneul_Seo_song) 300 0
en Main_Page 5000 0
en Tide_(2013_song) 3 0
en Tide_(Christmas_song) 3 0
en Tide_(song) 3 0
en Tide_(Haneul_Seo_album) 9 0
en Talk:Glass_Harbour_(Haneul_Seo_song) 1 0
en.b Tide_(Haneul_Seo_song) 3 0
qq Tide_(Haneul_Seo_song) 3 0
broken line
en Tide_(Haneul_Seo_song) many 0

es.m Glass_Harbour_%28canci%C3%B3n_de_Haneul_Seo%29 7 0
"""


def test_views_of_an_hour_are_added_over_devices_and_hours(write: Write) -> None:
    path = write("hours/pageviews-20230714-130000.gz", gzip.compress(HOURLY.encode()))
    write("hours/pageviews-20230715-000000", "en Glass_Harbour_(Haneul_Seo_song) 80 0\n")
    read = Read("pageviews", path.parent)
    assert [(one["chart"], one["title"], one["credit"], one["value"]) for one in read.figures] == [
        ("Wikipedia: en", "Glass Harbour", "Haneul Seo", 500),
        ("Wikipedia: es", "Glass Harbour", "Haneul Seo", 7),
    ]
    days = {(str(one["period_from"]), str(one["period_to"])) for one in read.figures}
    assert days == {("2023-07-14", "2023-07-14")}  # the hour that ends at midnight is the day's
    links = {link for song in read.songs for link in song["links"]}
    assert "https://en.wikipedia.org/wiki/Glass_Harbour_(Haneul_Seo_song)" in links


def test_what_is_not_taken_is_set_aside_with_its_reason(write: Write) -> None:
    read = Read("pageviews", write("pageviews-20230714-130000", HOURLY))
    assert dict(read.reasons) == {
        3: "the title has no qualifier that says it is a song",
        4: "the title names a year where the act could stand",
        5: "the title says what kind of song it is and not whose",
        6: "the title says it is a song and not whose",
        7: "the title's qualifier does not say that it is a song",
        8: "the page is no article",
        9: "of no Wikipedia whose titles can be read",
        10: "of no Wikipedia whose titles can be read",
        11: "the line is no line of a pageviews dump",
        12: "the line is no line of a pageviews dump",
        0: "value too low: hours of 2023-07-14 that are here: 1 of 24",
    }
    assert (read.report.rows_read, read.report.rows_taken) == (13, 3)


def test_of_many_alike_some_are_listed_and_all_are_counted(write: Write) -> None:
    text = "".join(f"en Page_{number} 1 0\n" for number in range(500))
    read = Read("pageviews", write("pageviews-20230714-130000", text))
    assert (read.report.rows_read, read.report.rows_set_aside) == (500, 500)
    assert len(read.reasons) < 60
    more = next(reason for _, reason in read.reasons if "more rows" in reason)
    assert more == "480 more rows of this file: the title has no qualifier that says it is a song"


DAILY = (
    "en.wikipedia Glass_Harbour_(Haneul_Seo_song) 74 desktop 12 A5C7\n"
    "en.wikipedia Glass_Harbour_(Haneul_Seo_song) 74 mobile-web 30 X30\n"
    "fr.wikipedia Glass_Harbour_(chanson_de_Haneul_Seo) null mobile-web 8 X7\n"
    "en.wikibooks Glass_Harbour_(Haneul_Seo_song) 74 desktop 12 A5C7\n"
)


def test_complete_dumps_count_days_and_check_their_sums(write: Write) -> None:
    read = Read("pageviews", write("pageviews-20230716-user.bz2", bz2.compress(DAILY.encode())))
    ((*song, value),) = [
        (one["chart"], str(one["period_from"]), one["value"]) for one in read.figures
    ]
    assert (song, value) == (["Wikipedia: en", "2023-07-16"], 42)
    assert read.reasons == [
        (3, "its views are not the sum of its counts"),
        (4, "of no Wikipedia whose titles can be read"),
    ]


def test_a_month_is_a_period_of_its_own(write: Write) -> None:
    read = Read("pageviews", write("pageviews-202307-user", DAILY.splitlines(True)[0]), by="week")
    (figure,) = read.figures
    assert (str(figure["period_from"]), str(figure["period_to"])) == ("2023-07-01", "2023-07-31")


def test_weeks_add_days_up_to_the_last_one(write: Write) -> None:
    line = "en.wikipedia Glass_Harbour_(Haneul_Seo_song) 74 desktop 12 A5C7\n"
    path = write("days/pageviews-20230710-user", line)
    write("days/pageviews-20230712-user", line + line.replace("Glass", "Last"))
    figures = Read("pageviews", path.parent, by="week").figures
    assert {(one["title"], one["value"], str(one["period_to"])) for one in figures} == {
        ("Glass Harbour", 24, "2023-07-12"),
        ("Last Harbour", 12, "2023-07-12"),
    }


def test_machines_and_second_files_of_an_hour_are_set_aside(write: Write) -> None:
    line = "en.wikipedia Glass_Harbour_(Haneul_Seo_song) 74 desktop 12 A5C7\n"
    path = write("days/pageviews-20230710-user", line)
    write("days/pageviews-20230710-user.gz", gzip.compress(line.encode()))
    write("days/pageviews-20230710-spider", line + line)
    read = Read("pageviews", path.parent)
    assert [one["value"] for one in read.figures] == [12]
    assert {reason for _, reason in read.reasons} == {
        "the file counts the views of machines, not of people",
        "a second file of what pageviews-20230710-user counts",
    }


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("pageviews-20230714-130000.gz", "2023-07-14"),
        ("pageviews-20230714-000000.gz", "2023-07-13"),
        ("pagecounts-20120101-010000.gz", "2012-01-01"),
        ("pageviews-20230714-user.bz2", "2023-07-14"),
        ("pageviews-20230230-user.bz2", None),
        ("pageviews-20230714.gz", None),
        ("listens.jsonl", None),
    ],
)
def test_a_name_says_what_a_dump_counts(name: str, day: str | None) -> None:
    found = issue_of(name)
    assert (found and str(found.since)) == day


TITLES = [
    ("en", "Seven_(Jung_Kook_song)", "Seven", "Jung Kook"),
    ("en", "Tomboy_((G)I-dle_song)", "Tomboy", "(G)I-dle"),
    (
        "en",
        "I_Like_It_(Cardi_B,_Bad_Bunny_and_J_Balvin_song)",
        "I Like It",
        "Cardi B, Bad Bunny and J Balvin",
    ),
    ("en", "S%26M_%28Rihanna_song%29", "S&M", "Rihanna"),
    ("es", "Seven_(canción_de_Jung_Kook)", "Seven", "Jung Kook"),
    ("pt", "Seven_(canção_de_Jung_Kook)", "Seven", "Jung Kook"),
    ("fr", "Fever_(chanson_d'Enhypen)", "Fever", "Enhypen"),
    ("de", "Halo_(Beyoncé-Lied)", "Halo", "Beyoncé"),
    ("ko", "Seven_(정국의_노래)", "Seven", "정국"),
    ("ja", "Dynamite_(BTSの曲)", "Dynamite", "BTS"),
    ("zh", "小幸運_(田馥甄歌曲)", "小幸運", "田馥甄"),
    ("tr", "Seven_(Jung_Kook_şarkısı)", "Seven", "Jung Kook"),
    ("ru", "Seven_(песня_Jung_Kook)", "Seven", "Jung Kook"),
]


@pytest.mark.parametrize(("language", "article", "title", "act"), TITLES)
def test_a_title_that_names_song_and_act(language: str, article: str, title: str, act: str) -> None:
    song = song_of_article(language, article)
    assert (song.title, song.credit) == (title, act)


@pytest.mark.parametrize(
    ("language", "article"),
    [
        ("en", "Seven"),
        ("en", "Seven_(song)"),
        ("en", "Happy_(2013_song)"),
        ("en", "Happy_(2013_Pharrell_Williams_song)"),
        ("en", "Seven_(film)"),
        ("en", "Jung_Kook_(singer)"),
        ("en", "(Jung_Kook_song)"),
        ("en", "Seven_(_song)"),
        ("en", "Seven)"),
        ("en", "User:Ana/Seven_(Jung_Kook_song)"),
        ("en", ""),
        ("it", "Seven_(Jung_Kook)"),
        ("ru", "Семь_(песня_Чон_Чонгука)"),
        ("xx", "Seven_(Jung_Kook_song)"),
    ],
)
def test_a_title_that_leaves_something_open_is_not_guessed_at(language: str, article: str) -> None:
    with pytest.raises(Unreadable):
        song_of_article(language, article)


def test_every_language_has_rules_that_can_match() -> None:
    for code, rules in languages().items():
        assert rules.by or rules.latin, code


def items(*views: Any, **other: Any) -> list[dict[str, Any]]:
    same = {
        "project": "en.wikipedia",
        "article": "Glass_Harbour_(Haneul_Seo_song)",
        "granularity": "daily",
        "access": "all-access",
        "agent": "user",
        **other,
    }
    return [
        {**same, "timestamp": f"202307{day:02}00", "views": one}
        for day, one in enumerate(views, 14)
    ]


def test_answers_of_the_api_are_read_item_by_item(write: Write) -> None:
    path = write("views.json", json.dumps({"items": items(5, 7, -1, None, "x")}))
    read = Read("pageviews", path)
    assert [(str(one["period_from"]), one["value"]) for one in read.figures] == [
        ("2023-07-14", 5),
        ("2023-07-15", 7),
    ]
    assert [row for row, _ in read.reasons] == [3, 4, 5]


def test_months_of_the_api_last_to_their_end(write: Write) -> None:
    path = write("views.json", json.dumps({"items": items(5, granularity="monthly")}))
    (figure,) = Read("pageviews", path).figures
    assert str(figure["period_to"]) == "2023-07-31"


def test_the_song_that_was_named_when_asking_wins_over_the_title(write: Write) -> None:
    song = {"title": "Tide", "credit": "Haneul Seo & Dax Verano"}
    answer = {"answer": {"items": items(5, article="Tide")}, "retrieved": None, "song": song}
    read = Read("pageviews", write("views.json", json.dumps({"answers": [answer]})))
    assert [(one["title"], one["credit"]) for one in read.figures] == [
        ("Tide", "Haneul Seo & Dax Verano")
    ]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"agent": "spider"}, "machines"),
        ({"project": "commons.wikimedia"}, "not about an article of a Wikipedia"),
        ({"project": None}, "'project' is nothing"),
        ({"article": "Tide"}, "no qualifier"),
        ({"granularity": 1, "agent": "automated"}, "machines"),
    ],
)
def test_items_that_say_nothing_of_a_song(write: Write, other: dict[str, Any], reason: str) -> None:
    read = Read("pageviews", write("views.json", json.dumps({"items": items(5, **other)})))
    ((_, said),) = read.reasons
    assert reason in said
