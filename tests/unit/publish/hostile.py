"""Two hundred names and titles that try to break out of a page, and a year made of them."""

from __future__ import annotations

import datetime as dt

from small_catalogue import CHART_SOURCE, World

SEEDS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><svg onload=alert(1)>",
    "<!-- comment",
    "--> after",
    "<![CDATA[ x ]]>",
    "]]>",
    "&lt;b&gt; &amp; &#60;",
    "&notanentity; &",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "{{ 7 * 7 }}{% raw %}",
    "{title} {n} {0} {}",
    "%s %(a)s %",
    "${7*7} #{7*7}",
    "datum.value])+alert(1)+({}[",
    "javascript:alert(1)",
    '=HYPERLINK("http://evil.example")',
    "@SUM(A1)",
    "| a | b |",
    "*bold* _it_ `code` [a](http://evil.example)",
    "# heading",
    "[^1]: note",
    "line\nbreak\r\nand\ttab",
    "nul\x00bell\x07escape\x1b[2J",
    "c1\x85\x9bcontrols",
    "noncharacter\ufffe\uffff\ufdd0\U0001ffff",
    "separators\u2028and\u2029",
    "עברית שמאל",
    "العربية يمين",
    "\u202eturned\u202c",
    "\u2066isolated\u2069",
    "zero\u200bwidth\u200d\ufeff",
    "Z̵̢̛a͝l҉g̸o̶ t̴e̵x̷t̶",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "꽃길 걷자",
    "𝕬𝖘𝖙𝖗𝖆𝖑",
    "\\u003cscript\\u003e \\n \\",
    "' OR 1=1; DROP TABLE song; --",
    "../../../etc/passwd",
    "CON NUL aux.html",
    "http://evil.example/?a=1&b=2",
    "//evil.example/x.js",
    "data:text/html,<script>alert(1)</script>",
    " ",
    "W" * 10_000,
    "꽃 " * 5_000,
)
WRAPS = ("{}", "a {} b", '"{}"', "{}{}")
NAMES = tuple(wrap.replace("{}", seed) for wrap in WRAPS for seed in SEEDS)
assert len(NAMES) == 200

MARK = "Hostile"  # a word in every name, so that what is shown can be found


TITLES, ACTS, WORKS = NAMES[:100], NAMES[100:150], NAMES[150:]


def hostile_world() -> World:
    """A hundred songs of these titles, by fifty acts and from fifty works of these names."""
    world = World()
    first = [
        world.act(f"{MARK} {name}", artist_id=f"k-first {number}", origin="KR", genres=["k-pop"])
        for number, name in enumerate(ACTS[:25])
    ]
    second = [
        world.act(
            f"{MARK} {name}",
            artist_id=f"k-second {number}",
            origin="US",
            genres=["pop"],
            note=name,
            aliases=[(name, None, "stage")],
        )
        for number, name in enumerate(ACTS[25:])
    ]
    for number, name in enumerate(TITLES):
        _song(world, number, name, first[number % 25], second[number // 4])
    world.source(CHART_SOURCE, "chart", NAMES[0], read=100)
    return world


def _song(world: World, number: int, name: str, mine: str, theirs: str) -> None:
    day = dt.date(2023, 1, 7) + dt.timedelta(days=number)
    work = WORKS[number // 2]
    song = world.song(
        f"{MARK} {name}",
        mine,
        (theirs, "featured"),
        song_id=f"s-hostile {number}",
        released=str(day),
        languages=["kor", work],
        belongs_to=work,
        links=[name, f"https://example.org/{number}", f"https://example.org/{work[:2000]}"],
        doubt=f"because {name}" if number % 10 == 9 else None,
    )
    world.said_of_song(song, "note", name)
    if number % 2:
        chart = f"{MARK} {NAMES[number % 5]}"
        world.ranks(song, chart, "2023-07-01", [number % 100 + 1, number % 7 + 1])
    elif number % 10:
        world.figure(song, f"{MARK} {WORKS[0]}", "streams", 1000 + number, dt.date(2023, 12, 31))
