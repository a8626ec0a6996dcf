"""Charts and tables of tracks in the shape of each layout, on rows made up for these tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests_sources_read import read

Write = Callable[[str, str | bytes], Path]


def hot(day: str, *rows: tuple[object, object, object]) -> str:
    items = [
        {"song": song, "artist": artist, "this_week": rank, "last_week": None,
         "peak_position": rank, "weeks_on_chart": 1}
        for song, artist, rank in rows
    ]  # fmt: skip
    return json.dumps({"date": day, "data": items})


def test_a_chart_of_json_weeks(write: Write, tmp_path: Path) -> None:
    write("hot/2023-07-29.json", hot("2023-07-29", ("Seven", "Jung Kook Featuring Latto", 1)))
    write("hot/2023-08-05.json", hot("2023-08-05", ("Seven", "Jung Kook Featuring Latto", 2)))
    tables, (report,) = read("chart", tmp_path / "hot")
    first, second = tables["printed_observation"]
    assert first["title"] == "Seven"
    assert first["credit"] == "Jung Kook Featuring Latto"
    assert first["artists"] is None
    assert (first["metric"], first["value"], first["unit"]) == ("rank", 1, "rank")
    assert (first["period_from"], first["period_to"]) == (date(2023, 7, 23), date(2023, 7, 29))
    assert (first["chart"], first["region"], first["places"]) == ("Billboard Hot 100", "US", 100)
    assert (second["file"], second["row"], second["value"]) == ("2023-08-05.json", 1, 2)
    assert (report.period_from, report.period_to) == (date(2023, 7, 23), date(2023, 8, 5))


def test_rows_that_cannot_be_taken_are_set_aside_with_their_reason(write: Write) -> None:
    wrong = [
        ("", "A", 1), ("B", None, 2), ("C", "A", 0), ("D", "A", 101), ("E", "A", "NaN"),
        ("F", ["A"], 6), ("G\x00", "A", 7), (True, "A", 8), ("I", "A", 1e9), ("J", "A", 10),
    ]  # fmt: skip
    path = write("2023-07-29.json", hot("2023-07-29", *wrong))
    tables, (report,) = read("chart", path)
    assert [row["title"] for row in tables["printed_observation"]] == ["J"]
    assert [one.row for one in report.set_aside] == list(range(1, 10))
    assert report.set_aside[0].reason == "the title is missing"
    assert report.set_aside[3].reason == "the rank '101' lies beyond the chart's 100"
    assert '"song": "D"' in report.set_aside[3].text


def test_a_week_without_a_possible_date_is_set_aside(write: Write) -> None:
    path = write("2023-02-30.json", hot("2023-02-30", ("A", "B", 1)))
    tables, (report,) = read("chart", path)
    assert not tables
    assert "2023-02-30" in report.set_aside[0].reason


def crawl(day: str, weeks: int, *songs: str) -> str:
    items = [
        {"name": song, "artist": "x", "image": "", "rank": place, "last_week_rank": None,
         "peak_rank": 1, "weeks_on_chart": weeks}
        for place, song in enumerate(songs, 1)
    ]  # fmt: skip
    return json.dumps({"date": day, "data": items})


def test_crawls_become_weeks_and_repeats_are_set_aside(write: Write, tmp_path: Path) -> None:
    write("g/2023-07-18.json", crawl("2023-07-18", 1, "a", "b"))
    write("g/2023-07-20.json", crawl("2023-07-20", 1, "b", "a"))
    write("g/2023-07-25.json", crawl("2023-07-25", 2, "a", "b"))
    write("g/2023-08-01.json", json.dumps({"date": "2023-08-01", "data": []}))
    tables, (report,) = read("chart", tmp_path / "g")
    seen = {(row["file"], str(row["period_to"])) for row in tables["printed_observation"]}
    assert seen == {("2023-07-20.json", "2023-07-22"), ("2023-07-25.json", "2023-07-29")}
    reasons = [(one.file, one.row, one.reason) for one in report.set_aside]
    repeat = "repeat of week 2023-07-22 in file 2023-07-20.json"
    assert reasons == [
        ("2023-07-18.json", 1, repeat),
        ("2023-07-18.json", 2, repeat),
        ("2023-08-01.json", 0, "the list at 'data' is empty"),
    ]


SHOWS = """Show,Date,Placement,Artist,Song,Total,Digital,Album
Show,09-19-2023,1.,A,One,"7,180","4,000",160
Show,09-19-2023,2.,B,Two,0,,
Show,09-19-2023,3.,C,Three,0,"1,000",0
Show,09-26-2023,1.,A,One,560,0,0
"""


def test_music_shows(write: Write) -> None:
    tables, (report,) = read("chart", write("2023_Show.csv", SHOWS), name="Shows")
    rows = tables["printed_observation"]
    assert {row["chart"] for row in rows} == {"Shows: The Show"}
    points = {(row["row"], row["value"]) for row in rows if row["metric"] == "points"}
    assert points == {(2, 7180), (5, 560)}
    ranks = {(row["row"], row["value"], row["places"]) for row in rows if row["metric"] == "rank"}
    assert ranks == {(2, 1, 3), (3, 2, 3), (4, 3, 3), (5, 1, 1)}
    assert rows[0]["period_from"] == rows[0]["period_to"] == date(2023, 9, 19)
    assert report.rows_taken == 4
    assert [(one.row, one.reason) for one in report.set_aside] == [
        (4, "value left out: the points of 0 stands beside parts that are not 0")
    ]
    assert report.values_set_aside == 1


def test_a_weekly_list_joined_with_its_acts(write: Write, tmp_path: Path) -> None:
    write("k/pesmi.csv", "datum,mesto,naslov,sifra_umetnika\n\n2015-01-11,1,LUV,7\n\n"
          "2015-01-11,2,X,\n2015-01-11,3,Y,9\n2015-01-11,4,Z,8\n")  # fmt: skip
    write("k/umetniki.csv", "sifra_umetnika,ime_umetnika,debut,tip\n7,A-Pink,2011,SK\n"
          "8,NU&rsquo;EST,2012,SO\n")  # fmt: skip
    write("k/clani_skupin.csv", "sifra_umetnika,clan\n\n7,Naeun\n8,JR\n")
    tables, (report,) = read("chart", tmp_path / "k")
    credits = [(row["row"], row["credit"]) for row in tables["printed_observation"]]
    assert credits == [(3, "A-Pink"), (7, "NU’EST")]
    assert [(one.file, one.row) for one in report.set_aside] == [
        ("pesmi.csv", 5), ("pesmi.csv", 6), ("clani_skupin.csv", 0), ("umetniki.csv", 0),
    ]  # fmt: skip
    tables, (report,) = read("people", tmp_path / "k")
    acts = {row["act"]: row for row in tables["printed_act"]}
    assert acts["7"]["kind"] == "group"
    assert acts["8"]["kind"] is None
    assert acts["7/Naeun"]["kind"] == "person"
    members = {(row["member"], row["group"], row["group_name"])
               for row in tables["printed_membership"]}  # fmt: skip
    assert members == {("7/Naeun", "7", "A-Pink"), ("8/JR", "8", "NU’EST")}


def test_streams_and_a_list_without_order(write: Write) -> None:
    path = write("weekly_kr_merged.csv", "chart_position,chart_date,song,performer,streams,"
        'spotify_uri,song_id,region\n1,2021-12-09,S,"B, Tyler, The Creator",12980,u,i,kr\n'
        "2,2021-12-09,T,C,x,u,i,global\n3,2021-12-09,U,C,5,u,i,atlantis\n")  # fmt: skip
    tables, (report,) = read("chart", path)
    rows = tables["printed_observation"]
    assert [(row["metric"], row["value"], row["region"]) for row in rows] == [
        ("rank", 1, "KR"), ("streams", 12980, "KR"), ("rank", 2, "world"),
    ]  # fmt: skip
    assert rows[0]["artists"] == ["B", "Tyler, The Creator"]
    assert rows[0]["credit"] is None
    assert [one.row for one in report.set_aside] == [3, 4]
    asked, _ = read("chart", path, region="JP")
    assert {row["region"] for row in asked["printed_observation"]} == {"JP"}


def test_totals_of_all_weeks(write: Write) -> None:
    path = write("top.csv", "id,artist_names,track_name,source,time_signature,danceability,"
                 'weeks_on_chart,streams\n1,"ZAYN, X",Still,RCA,4 beats,0.7,17,1000\n')  # fmt: skip
    tables, (report,) = read("chart", path)
    weeks, streams = tables["printed_observation"]
    assert (weeks["metric"], weeks["value"], weeks["places"]) == ("weeks", 17, None)
    assert (streams["period_from"], streams["period_to"]) == (None, date(2024, 3, 14))
    assert tables["printed_song"][0]["label"] == "RCA"
    assert (report.period_from, report.period_to) == (None, date(2024, 3, 14))


TRACKS = """track_name,artist(s)_name,artist_count,released_year,released_month,released_day,\
in_spotify_playlists,streams
Seven,"Latto, Jung Kook",2,2023,7,14,553,141381703
Perfect,Ed,1,2017,1,1,12,BPM110KeyA
Caf\u00ef\u00bf\u00bd,X,1,2020,5,5,1,1
Never,Y,1,2023,2,30,x,y
"""


def test_tracks_keep_the_song_when_a_value_is_broken(write: Write) -> None:
    tables, (report,) = read("tracks", write("spotify-2023.csv", TRACKS))
    songs = [(row["title"], row["released"]) for row in tables["printed_song"]]
    assert songs == [("Seven", "2023-07-14"), ("Perfect", "2017"), ("Never", None)]
    figures = [(row["row"], row["metric"]) for row in tables["printed_observation"]]
    assert figures == [(2, "streams"), (2, "playlists"), (3, "playlists")]
    assert [one.row for one in report.set_aside] == [3, 4, 5, 5]
    assert (report.rows_set_aside, report.values_set_aside) == (1, 3)


def test_song_lists_and_their_mashups(write: Write) -> None:
    path = write("song_list.csv", "title,track_artist,release_title,country,release_date,label,"
        "query_artist\nA,BTS,Proof,KR,2022-06-10,BigHit,BTS\nB,X vs. Y,R,XW,2023-07,,X\n"
        "C (mash-up),Z,Party (Mixed by Q),US,2023,,Z\nD,,R,KR,2023,,Z\n")  # fmt: skip
    tables, (report,) = read("tracks", path)
    songs = tables["printed_song"]
    assert [row["note"] for row in songs] == [None, "mashup", "mashup; DJ mix"]
    assert [row["released"] for row in songs] == ["2022-06-10", "2023-07", "2023"]
    assert [row["country"] for row in songs] == ["KR", None, "US"]
    assert [row["label"] for row in songs] == [None] * 3  # it is the label of the act searched for
    assert report.set_aside[0].reason == "the credit is missing"
    acts = [(row["row"], row["name"], row["label"], row["roster"]) for row in tables["printed_act"]]
    assert acts == [(2, "BTS", "BigHit", "k-pop"), (3, "X", None, "k-pop"), (4, "Z", None, "k-pop")]


def test_an_act_that_a_song_list_was_gathered_by_is_said_once(write: Write) -> None:
    path = write("song_list.csv", "title,track_artist,release_title,country,release_date,label,"
        "query_artist\nA,BTS,R,KR,2022,BigHit,BTS\nB,BTS,R,KR,2022,BigHit,BTS\n"
        "C,BTS,R,KR,2022,BigHit,\n")  # fmt: skip
    tables, (report,) = read("tracks", path)
    assert [row["row"] for row in tables["printed_act"]] == [2]
    assert [row["title"] for row in tables["printed_song"]] == ["A", "B", "C"]
    assert [one.reason for one in report.set_aside] == ["value left out: the name is missing"]


def test_music_videos_of_both_files(write: Write, tmp_path: Path) -> None:
    write("v/kpop_music_videos.csv", "\ufeffDate,Artist,Song Name,Korean Name,Director,Video,Type,"
          "Release\n5/22/20,A,,대취타,,https://v/1,Boy Solo,Japanese\n")  # fmt: skip
    write("v/mv_views_120721.csv", ",Date,Artist,Song Name,Korean Name,Director,Video,Type,Release,"
          "Views\n0,1999-05-22,A,Dae,,,https://v/1,Boy Solo,CF,320\n")  # fmt: skip
    tables, (report,) = read("tracks", tmp_path / "v")
    first, second = tables["printed_song"]
    assert (first["title"], first["released"]) == ("대취타", "2020-05-22")
    assert (first["links"], first["languages"]) == (["https://v/1"], ["jpn"])
    assert (second["released"], second["note"]) == ("1999-05-22", "commercial")
    (views,) = tables["printed_observation"]
    assert (views["value"], views["period_from"]) == (320, None)
    assert views["period_to"] == report.period_to == date(2021, 12, 7)


def test_any_chart_by_its_headers(write: Write) -> None:
    path = write("my chart.csv", "Datum;Platz;Titel;Interpret;Streams\n"
                 "2023-07-14;1.;Lied;Band;1,000\n2023-07-14;2.;Zwei;Band;\n")  # fmt: skip
    tables, (report,) = read("chart", path, region="DE")
    rows = tables["printed_observation"]
    assert [(row["metric"], row["value"], row["places"]) for row in rows] == [
        ("rank", 1, 2), ("streams", 1000, 2), ("rank", 2, 2),
    ]  # fmt: skip
    assert (rows[0]["chart"], rows[0]["region"]) == ("my chart", "DE")
    assert report.layout == "chart-csv"
    listed = [{"Date": "2023-07-14", "Rank": "1", "Title": "T", "Artist": "A"}]
    tables, (report,) = read("chart", write("any.json", json.dumps(listed)))
    assert report.layout == "chart-json"
    assert tables["printed_observation"][0]["title"] == "T"


def test_our_own_facts_of_songs(write: Write) -> None:
    path = write("songs.csv", "title,credit,released,languages,belongs_to,link,note,source\n"
                 "SLOW,A & B,2023-10,eng|kor,Film,https://a|https://b,duet,Label\n")  # fmt: skip
    tables, (report,) = read("tracks", path)
    (song,) = tables["printed_song"]
    assert report.layout == "songs-csv"
    assert song["languages"] == ["eng", "kor"]
    assert song["links"] == ["https://a", "https://b"]
    assert (song["released"], song["belongs_to"], song["note"]) == ("2023-10", "Film", "duet")


def test_any_table_of_tracks(write: Write) -> None:
    path = write("t.csv", "Title,Artist,Release Date,Streams,As of\n"
                 "S,A,2023-07-14,\"1,500\",2023-12-31\nT,B,2023,7,\n")  # fmt: skip
    tables, (report,) = read("tracks", path)
    assert report.layout == "tracks-csv"
    assert [row["released"] for row in tables["printed_song"]] == ["2023-07-14", "2023"]
    (streams,) = tables["printed_observation"]
    assert (streams["value"], streams["period_to"]) == (1500, date(2023, 12, 31))
    assert "date" in report.set_aside[0].reason
