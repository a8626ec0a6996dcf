"""Two hundred names that try to break out, through every kind of page and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import html5lib
import pytest
from asking import LIST, Server, serving
from hostile import ACTS, TITLES, hostile_world

ADDRESSES = (
    "/",
    f"/best?{LIST}",
    f"/best?{LIST}&year_means=charted",
    f"/whom?{LIST}",
    f"/trend?{LIST}",
    f"/records?{LIST}",
    f"/review?{LIST}",
    "/sources",
    "/scenes/k-pop",
    "/search?q=hostile",
    "/search?q=hostile&part=results",
    *(f"/songs/s-hostile%20{number}?{LIST}" for number in range(0, len(TITLES), 3)),
    *(f"/acts/k-first%20{number}" for number in range(0, 25, 3)),
    *(f"/acts/k-second%20{number}" for number in range(0, 25, 3)),
)
DATA = (
    f"/api/v1/best?{LIST}",
    f"/api/v1/review?{LIST}",
    "/api/v1/trend?between=k-pop&and=western&from=2020&to=2023",
    "/api/v1/records?between=k-pop&and=western&from=2020&to=2023",
    "/api/v1/sources",
    "/api/v1/search?q=hostile",
    "/api/v1/song/s-hostile%201",
    "/api/v1/artist/k-second%200?why=true",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(hostile_world().publish(tmp_path_factory.mktemp("hostile"))) as started:
        yield started


def test_pages_stay_pages(hostile: Server) -> None:
    for address in ADDRESSES:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        check(answer.text, address)


def check(page: str, address: str) -> None:
    """Nothing in the page runs, loads or links but what its template says."""
    fragment = "part=" in address
    parser = html5lib.HTMLParser(strict=not fragment, namespaceHTMLElements=False)
    tree = parser.parse(page)
    scripts = [one.attrib.get("src", "inline") for one in tree.iter("script")]
    assert all(one.startswith("/assets/search-") for one in scripts), address
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        assert one.tag not in ("iframe", "object", "embed", "style", "img", "base", "marquee")
        for name, value in one.attrib.items():
            assert not str(name).startswith("on"), (address, one.tag, name)
            if name in ("href", "src", "action"):
                assert re.match(r"(/(?!/)|#|https?://)", value), (address, value)


def test_answers_stay_json_and_lose_nothing(hostile: Server) -> None:
    for address in DATA:
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        answer.json()
    entry = hostile.get("/api/v1/song/s-hostile%201").json()
    assert entry["title"] == f"Hostile {TITLES[1]}"


def test_hostile_words_can_be_looked_for(hostile: Server) -> None:
    for text in (*TITLES[:49], *ACTS[:49]):
        address = f"/search?q={quote(text[:190])}"
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        check(answer.text, address)
        hostile.get(f"/api/v1/search?q={quote(text[:190])}").json()


def test_hostile_addresses_are_told_so(hostile: Server) -> None:
    for text in TITLES[:49]:
        asked = quote(text[:300], safe="")
        for address in (f"/songs/{asked}", f"/acts/{asked}", f"/scenes/{asked}", f"/{asked}"):
            answer = hostile.get(address)
            assert answer.status_code in (200, 303, 404, 414), address
            if answer.status_code == 404:
                check(answer.text, address)
