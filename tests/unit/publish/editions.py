"""Editions to publish: a year in which one song has every fact, and songs that lack some.

Names, figures and dates are invented. What begins with "Marked" stands in one fact only, so that a
page that shows it shows that fact.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from small_catalogue import CHART_SOURCE, World

from kollabo.answers.best import Entry
from kollabo.answers.edition import Edition, edition
from kollabo.answers.question import ask
from kollabo.answers.ranking import PlausibleRanks
from kollabo.answers.records.finding import Holder, Record
from kollabo.answers.records.runs import Week
from kollabo.answers.records.scope import Scope
from kollabo.answers.statements import Place
from kollabo.catalogue.reader import open_catalogue
from kollabo.scenes.definitions import load_scenes

FULL = "s-full house"


def full_world() -> World:
    """K-pop and Western acts of 2023; "Full House" is the song with every fact."""
    world = World()
    group = world.act("Marked Group", kind="group", origin="KR", rosters=["k-pop"])
    haneul = world.act("Haneul", kind="person", origin="KR", genres=["k-pop"])
    bora = world.act("Bora", kind="person", origin="KR", groups=[group])
    casey = world.act("Casey", kind="person", origin="US", genres=["pop"])
    partner = world.act("Marked Partner", kind="person", origin="US", genres=["pop"])
    dax = world.act("Dax", kind="person", origin="US", genres=["hip hop"])
    full = world.song(
        "Full House",
        haneul,
        (casey, "featured"),
        (bora, "featured"),
        released="2023-03-13",
        languages=["eus", "mri"],
        belongs_to="Marked Film",
        links=["https://example.org/full", "javascript:alert(1)"],
        said=[("tracks-a", "2023-03-13")],
    )
    world.ranks(full, "Marked Chart", "2023-04-01", [3, 1, 1, 7])
    world.ranks(full, "Marked Shows: Dawn", "2023-04-01", [1, 1], of=20, region="KR")
    world.ranks(full, "Marked Shows: Dusk", "2023-04-08", [2], of=20, region="KR")
    world.said_of_song(full, "isrc", "KRA382300001")
    world.said_of_song(full, "note", "a note of the source")
    world.song("Marked Past", haneul, (casey, "main"), released="2021-05-02")
    world.song("Older Still", haneul, (partner, "main"), released="2019-01-05")
    for title in ("Twin A", "Twin B"):
        twin = world.song(title, haneul, (dax, "featured"), released="2023-06-02")
        world.ranks(twin, "Marked Chart", "2023-07-01", [90])
    for title, day, streams in (("Only Counted", 5, 1_234_567), ("Counted Too", 9, 900_000)):
        counted = world.song(title, haneul, (dax, "remixer"), released=f"2023-05-0{day}")
        world.figure(counted, "Marked Table", "streams", streams, dt.date(2023, 12, 31))
    world.song("Year Only", haneul, (dax, "main"), released="2023")
    late = world.song("Undated", haneul, (dax, "main"), released="2023-08-05", inferred=True)
    world.ranks(late, "Marked Chart", "2023-08-05", [120])
    world.song("Unsized", casey, (haneul, "featured"), released="2023-11")
    world.song("Doubted", haneul, casey, released="2023-02-02", doubt="Marked doubt")
    world.loaded("Marked Chart", "2023-01-07", "2023-12-30")
    world.source(CHART_SOURCE, "chart", "Marked Chart", read=100)
    return world


def edition_of(root: Path, *, with_pages: bool = True, year: int = 2023) -> Edition:
    scenes = load_scenes()
    with open_catalogue(root) as catalogue:
        question = ask(year, ("k-pop", "western"), scenes)
        return edition(catalogue, question, scenes, with_pages=with_pages)


def with_ranks(given: Edition) -> Edition:
    """The edition as a ranking leaves it that states the ranks each song may truly have."""

    def stated(number: int, entry: Entry) -> Entry:
        assert entry.ranked
        plausible = PlausibleRanks(number, number + 30, 0.97)
        return dataclasses.replace(entry, ranked=entry.ranked._replace(plausible=plausible))

    entries = tuple(stated(*one) for one in enumerate(given.listing.entries, start=1))
    listing = dataclasses.replace(given.listing, entries=entries)
    return dataclasses.replace(given, listing=listing)


def with_records(given: Edition) -> Edition:
    """The edition with a record that "Full House" holds alone, and one that it shares."""
    days = tuple(dt.date(2023, 1, 7) + dt.timedelta(weeks=week) for week in range(52))
    scope = Scope("Marked Chart", "world", days, 200, True, 0)
    week = Week(12, days[12], 1, Place(CHART_SOURCE, "file.csv", 1))

    def holder(song_id: str) -> Holder:
        return Holder(song_id, song_id, "somebody", None, 1, week.day, (week,))

    alone = Record("first", "first marked record", scope, (holder(FULL),), ())
    shared = Record("debut", "shared marked record", scope, (holder(FULL), holder("s-other")), ())
    return dataclasses.replace(given, records={FULL: (alone, shared)})
