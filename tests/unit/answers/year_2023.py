"""The small catalogue of 2023 that most tests of answers ask. Figures and dates are invented."""

from __future__ import annotations

import datetime as dt

from small_catalogue import ACTS_SOURCE, CHART_SOURCE, World


def year_2023() -> World:
    """K-pop and Western acts of 2023, with one song for each thing an answer must say."""
    world = World()
    _acts(world)
    _listed(world)
    _apart(world)
    world.loaded("Global 200", "2022-12-31", "2024-01-27")
    world.loaded("Hot 100", "2022-12-31", "2024-01-27", region="US")
    world.source(CHART_SOURCE, "chart", "Global 200", read=100, aside=3)
    world.source(ACTS_SOURCE, "acts", "acts.csv", read=20)
    for row, text in enumerate(["Seven,0", "Seven,x", "Seven,-1"], start=7):
        world.set_aside(CHART_SOURCE, row, "the rank is no number from 1", text)
    world.set_aside(CHART_SOURCE, 40, "a second rank of this song in one chart week", "Seven")
    return world


def _acts(world: World) -> None:
    bts = world.act("BTS", kind="group", origin="KR", genres=["k-pop"], rosters=["k-pop"])
    exo = world.act("EXO", kind="group", origin="KR", rosters=["k-pop"])
    jung_kook = world.act(
        "Jung Kook",
        kind="person",
        origin="KR",
        groups=[bts],
        aliases=[("정국", "ko", "stage"), ("Jeon Jung-kook", None, "legal")],
    )
    world.member(jung_kook, bts, "2013-06", None)
    world.act("Latto", kind="person", origin="US", genres=["hip hop"], primary_genre="hip hop")
    world.act("Charlie Puth", kind="person", origin="US", genres=["pop"])
    world.act("Jack Harlow", kind="person", origin="US", genres=["hip hop"])
    world.act("Kai", artist_id="k-kai exo", kind="person", groups=[exo], rosters=["k-pop"])
    world.act("Kai", artist_id="k-kai us", kind="person", origin="US", note="US rapper")
    world.act("Newcomer", described=False)
    world.act("Both Ways", genres=["k-pop", "reggaeton"])
    world.act("Bad Bunny", origin="PR", genres=["reggaeton"], primary_genre="reggaeton")


def _listed(world: World) -> None:
    """Crossings of 2023, and the one of 2022 that still charts."""
    jung_kook, latto = "k-jung kook", "k-latto"
    seven = world.song(
        "Seven",
        jung_kook,
        (latto, "featured"),
        released="2023-07-14",
        languages=["eng"],
        links=["https://example.org/seven"],
        said=[("tracks-a", "2023-07-14"), ("tracks-b", "2023-07-14"), ("tracks-b", "2023-11-03")],
    )
    world.ranks(seven, "Global 200", "2023-07-29", [1, 1, 2])
    world.ranks(seven, "Hot 100", "2023-07-29", [1, 12], of=100, region="US")
    world.figure(seven, "Spotify", "streams", 800_000_000, dt.date(2023, 12, 31))
    world.version(seven, "Seven (feat. Latto) [Explicit]", "Jung Kook", "explicit", rows=3)
    world.credit(seven, "tracks-b", "Jung Kook; Latto", [(jung_kook, None), (latto, None)])
    world.said_of_song(seven, "note", "a note of the source")
    world.named("Jung Kook", seven, jung_kook)
    world.named("Latto", seven, latto, "weak", log_odds=0.0)
    for title in ("Twin B", "Twin A"):
        twin = world.song(title, jung_kook, ("k-jack harlow", "featured"), released="2023-09-29")
        world.ranks(twin, "Global 200", "2023-10-14", [50])
    older = world.song(
        "Left and Right", "k-charlie puth", (jung_kook, "featured"), released="2022-06-24"
    )
    world.ranks(older, "Global 200", "2022-12-31", [90, 95])
    early = world.song(
        "January", jung_kook, ("k-charlie puth", "main"), released="2023-01-21", inferred=True
    )
    world.ranks(early, "Global 200", "2023-01-21", [150])
    later = world.song(
        "Next January", jung_kook, ("k-latto", "main"), released="2024-01-13", inferred=True
    )
    world.ranks(later, "Global 200", "2024-01-13", [120])
    world.song("Quiet", jung_kook, ("k-charlie puth", "main"), released="2023-03")


def _apart(world: World) -> None:
    """Songs that wait, and songs that are no crossing."""
    jung_kook = "k-jung kook"
    world.song(
        "Mash",
        jung_kook,
        "k-latto",
        released="2023-05-05",
        doubt="a mashup: its acts may never have met",
    )
    rover = world.song(
        "Rover Again",
        "k-kai exo",
        ("k-jack harlow", "featured"),
        released="2023-03-13",
        doubt="'Kai' is undecided between Kai of EXO and Kai (US rapper)",
    )
    world.ranks(rover, "Global 200", "2023-03-25", [180])
    world.named("Kai", rover, "k-kai exo", "unsure", runner_up="k-kai us", log_odds=0.5)
    drive = world.song(
        "Night Drive",
        "k-kai us",
        ("k-latto", "featured"),
        released="2023-04-01",
        doubt="'Kai' is undecided between Kai (US rapper) and Kai of EXO",
    )
    world.named("Kai", drive, "k-kai us", "unsure", runner_up="k-kai exo", log_odds=0.2)
    waiting = world.song("Waiting", jung_kook, ("k-newcomer", "featured"), released="2023-08-01")
    world.ranks(waiting, "Global 200", "2023-08-12", [70, 80])
    world.song("Two Homes", jung_kook, ("k-both ways", "main"), released="2023-06-01")
    solo = world.song("Seven", "k-charlie puth", song_id="s-seven solo", released="2019")
    world.ranks(solo, "Hot 100", "2023-02-04", [99], of=100, region="US")
