"""Two hundred names that try to break out, read on a phone: nothing runs, all keeps its shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from editions import edition_of, with_ranks
from hostile import TITLES, hostile_world
from playwright.sync_api import Browser, Page
from reading import SCREENS, reading
from sites import exploring, served

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language
from kollabo.publish.pages.addresses import FolderAddresses
from kollabo.publish.pages.listing_page import listing_page
from kollabo.publish.pages.rendering import ASSETS, asset, rendered
from kollabo.publish.pages.song_page import song_page

LIST = "year=2023&between=k-pop&and=western"
LONGEST = max(range(len(TITLES)), key=lambda number: len(TITLES[number]))
TALLEST = 1500  # pixels of one entry of a list on a phone
SONG_IDS = [f"s-hostile {number}" for number in (LONGEST, 0, 50)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_world().publish(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The list and some of its songs as they are published."""
    folder = tmp_path_factory.mktemp("published")
    with served(folder) as address:
        for path, content in pages(with_ranks(edition_of(root)), Language()):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        yield address


def pages(edition: Edition, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((name, asset(name)) for name in ASSETS)
    there = {one.song_id: one for one in edition.named}
    addresses = FolderAddresses(set(there), set(edition.acts))
    yield (
        "index.html",
        rendered("listing.html", listing_page(edition, language), language, addresses),
    )
    entries = {one.crossing.song_id: one for one in edition.listing.entries}
    for song_id in SONG_IDS:
        page = song_page(edition, there[song_id], entries.get(song_id), language)
        below = addresses.seen_from("../")
        yield str(addresses.song(song_id)), rendered("song.html", page, language, below)


@pytest.fixture(scope="module")
def explorer(root: Path) -> Iterator[str]:
    with exploring(root) as address:
        yield address


def in_shape(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS["phone"]["width"]
    heights = page.locator("li, h1, tr, dd").evaluate_all(
        "all => all.filter(one => !one.querySelector('li, tr, dd')).map(one => one.offsetHeight)"
    )
    assert max(heights, default=0) < TALLEST


def read(browser: Browser, address: str, paths: list[str]) -> None:
    for path in paths:
        with reading(browser, address, path, viewport=SCREENS["phone"]) as page:
            page.on("dialog", lambda dialog: pytest.fail(f"it ran: {dialog.message}"))
            in_shape(page)


def test_a_published_site_stays_in_shape(browser: Browser, site: str) -> None:
    addresses = FolderAddresses(set(SONG_IDS), set())
    songs = [addresses.song(one) for one in SONG_IDS]
    read(browser, site, ["index.html", *map(str, songs)])


def test_the_explorer_stays_in_shape(browser: Browser, explorer: str) -> None:
    songs = [f"songs/{quote(one)}?{LIST}" for one in SONG_IDS]
    lists = [f"{kind}?{LIST}" for kind in ("best", "whom", "trend", "records", "review")]
    read(browser, explorer, ["search?q=hostile", *lists, *songs])
