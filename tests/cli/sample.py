"""A small world of made-up acts and songs, as files a user might have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

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
