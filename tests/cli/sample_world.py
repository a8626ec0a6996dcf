"""A small world of made-up acts and songs, as files a user might have."""

from __future__ import annotations

import bz2
import datetime as dt
import json
from pathlib import Path
from typing import Any

from small_dump import World, write_dump

ACTS = """\
name,kind,origin,groups,debut,genres,aliases,note,mbid,source
Moonlit Five,group,KR,,2015,k-pop,문릿파이브,,,made up
Haneul Seo,person,KR,Moonlit Five,2015,k-pop,,,,made up
Paper Lanterns,group,KR,,2018,k-pop|dance,,,,made up
Casey Rivers,person,US,,2012,pop,,,,made up
Dax Verano,person,US,,2016,hip hop,,,,made up
Birch & Bramble,group,GB,,2010,folk|pop,,,,made up
"""

# title, credit, first week of 2023 on the chart, ranks by week
SONGS = (
    ("Glass Harbour", "Haneul Seo Featuring Dax Verano", 10, (1, 1, 2, 5, 9)),
    ("Slow Comet", "Casey Rivers & Paper Lanterns", 20, (7, 4, 3, 8)),
    ("=Equals Zero", "Moonlit Five x Birch & Bramble", 30, (10, 6)),
    ("Quiet Machines", "Casey Rivers", 1, (3, 3, 3, 3, 3, 3)),
    ("Orbit", "Moonlit Five", 5, (2, 2, 4)),
    ("Hedgerow", "Birch & Bramble", 40, (5, 9)),
)

# title, credit, released, languages, belongs_to, link, note
TRACKS = """\
title,credit,released,languages,belongs_to,link,note,source
Glass Harbour,Haneul Seo Featuring Dax Verano,2023-03-03,kor|eng,,,,made up
Lantern Song,Paper Lanterns Featuring Casey Rivers,2023-06-09,kor,,,,made up
"""


def write_acts(folder: Path) -> Path:
    path = folder / "acts.csv"
    path.write_text(ACTS, encoding="utf-8")
    return path


def write_tracks(folder: Path) -> Path:
    path = folder / "songs.csv"
    path.write_text(TRACKS, encoding="utf-8")
    return path


def write_chart(folder: Path, *, extra: str = "") -> Path:
    """A chart of ten places in 2023, with one row that cannot be read."""
    lines = ["date,rank,title,artist"]
    first = dt.date(2023, 1, 7)
    for title, credit, week, ranks in SONGS:
        for later, rank in enumerate(ranks):
            day = first + dt.timedelta(weeks=week - 1 + later)
            lines.append(f'{day},{rank},{title},"{credit}"')
    lines.append("2023-13-45,1,No Such Day,Nobody")
    path = folder / "harbour-ten.csv"
    path.write_text("\n".join(lines) + "\n" + extra, encoding="utf-8")
    return path


# A few rows of the Billboard Hot 100 as printed: week, place, song, artist.
HOT_100 = (
    ("2022-07-09", 22, "Left And Right", "Charlie Puth Featuring Jung Kook"),
    ("2022-07-16", 39, "Left And Right", "Charlie Puth Featuring Jung Kook"),
    ("2023-07-29", 1, "Seven", "Jung Kook Featuring Latto"),
    ("2023-08-05", 9, "Seven", "Jung Kook Featuring Latto"),
    ("2023-08-05", 60, "Seven", "Nobody In Particular"),
)


def weekly_item(song: str, artist: str, place: int) -> dict[str, Any]:
    """A song as the weekly files of the Billboard Hot 100 print it."""
    return {
        "song": song,
        "artist": artist,
        "this_week": place,
        "last_week": None,
        "peak_position": place,
        "weeks_on_chart": 1,
    }


def write_hot_100(folder: Path) -> Path:
    path = folder / "billboard-hot-100"
    path.mkdir()
    for week in sorted({row[0] for row in HOT_100}):
        rows = [
            weekly_item(song, artist, place) for day, place, song, artist in HOT_100 if day == week
        ]
        text = json.dumps({"date": week, "data": rows})
        (path / f"{week}.json").write_text(text, encoding="utf-8")
    return path


LINES = """\
Haneul Seo Featuring Dax Verano
{"title": "Slow Comet (feat. Paper Lanterns) - Live", "artists": ["Casey Rivers"]}
{"title": "Slow Comet", "credit": "Casey Rivers & Paper Lanterns"}
{"credit": "Birch & Bramble"}

{broken
"""


LISTEN = (
    '{"listened_at": 1689300000, "user_name": "ana", "track_metadata": '
    '{"track_name": "Glass Harbour", "artist_name": "Haneul Seo feat. Dax Verano"}}\n'
)
VIEWS = "en.wikipedia Glass_Harbour_(Haneul_Seo_song) 74 desktop 12 A5C7\n"


def write_signals(folder: Path) -> None:
    """Listens and pageviews, as they are published."""
    (folder / "listens.jsonl").write_text(LISTEN, encoding="utf-8")
    (folder / "pageviews-20230714-user.bz2").write_bytes(bz2.compress(VIEWS.encode()))


def write_everything(folder: Path) -> None:
    write_acts(folder)
    write_tracks(folder)
    write_chart(folder)
    write_hot_100(folder)
    (folder / "kr.csv").write_text(
        "date,rank,title,artist\n2023-05-06,1,Orbit,Moonlit Five\n", encoding="utf-8"
    )
    header = ACTS.splitlines()[0]
    for name, act in (("idols", "Haneul Seo,person,KR"), ("groups", "Moonlit Five,group,KR")):
        row = f"{act},,,k-pop,,,,made up"
        (folder / f"{name}.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    (folder / "lines.txt").write_text(LINES, encoding="utf-8")
    world = World()
    world.recording("Glass Harbour", ("Haneul Seo", " feat. "), ("Ines Marlow", ""))
    write_dump(folder, world.tables)
    write_signals(folder)
