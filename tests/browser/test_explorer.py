"""The explorer as readers meet it: by keyboard alone, on a phone and a desk, in light and dark."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect
from reading import faults_in_light_and_dark, read_on_every_screen, reading
from sites import exploring

LIST = "best?year=2023&between=k-pop&and=western"
KINDS = (
    *("first", "list", "whom", "trend", "records", "song", "act", "compare", "search", "scene"),
    *("sources", "review"),
)


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address while inside; an empty catalogue, so the starter answers."""
    with exploring(tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture(scope="module")
def pages(browser: Browser, explorer: str) -> Mapping[str, str]:
    """A page of each kind, as the list links to it."""
    with reading(browser, explorer, LIST) as page:
        links = page.locator("main a").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
    linked = {
        kind: next(one[1:] for one in links if one.startswith(f"/{path}"))
        for kind, path in (("song", "songs/"), ("act", "acts/"), ("compare", "compare?"))
    }
    question = LIST.partition("?")[2]
    return {
        "first": "",
        "list": LIST,
        **linked,
        **{kind: f"{kind}?{question}" for kind in ("whom", "trend", "records", "review")},
        "search": "search?q=jungkok",
        "scene": "scenes/k-pop",
        "sources": "sources",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_on_any_screen_in_light_and_dark(
    browser: Browser, explorer: str, pages: Mapping[str, str], kind: str
) -> None:
    with reading(browser, explorer, pages[kind], java_script_enabled=False) as page:
        read_on_every_screen(page)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(
    browser: Browser, explorer: str, pages: Mapping[str, str], kind: str
) -> None:
    with reading(browser, explorer, pages[kind]) as page:
        assert faults_in_light_and_dark(page) == []


def tab_to(page: Page, wanted: str, most: int = 60) -> None:
    """Press Tab until what has the focus is what is wanted, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


def test_somebody_finds_an_act_by_keyboard_alone(browser: Browser, explorer: str) -> None:
    with reading(browser, explorer, "") as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        tab_to(page, "#find")
        page.keyboard.type("jung kok")
        expect(page.locator("#results a").first).to_contain_text("Jung Kook")
        assert page.url == explorer, "found while typing"
        tab_to(page, "#results a")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Jung Kook")


def test_the_search_works_without_a_script(browser: Browser, explorer: str) -> None:
    with reading(browser, explorer, "", java_script_enabled=False) as page:
        tab_to(page, "#find")
        page.keyboard.type("정국")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        expect(page.locator("#results a").first).to_contain_text("Jung Kook")


def test_weights_are_set_by_keyboard_and_stand_in_the_address(
    browser: Browser, explorer: str
) -> None:
    with reading(browser, explorer, LIST, java_script_enabled=False) as page:
        tab_to(page, ".controls summary")
        page.keyboard.press("Enter")
        tab_to(page, "#weight-shows")
        page.keyboard.type("0")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"weight\.shows=0"))
        expect(page.locator(".standing")).to_contain_text("shows 0 (else 0.5)")
        expect(page.locator("#weight-shows")).to_have_value("0")


# Two questions a reader has, each answered within three clicks from the first page.


def test_why_is_this_song_above_that_one(browser: Browser, explorer: str) -> None:
    with reading(browser, explorer, "", java_script_enabled=False) as page:
        page.locator(".entry .next a").first.click()
        expect(page.locator("h1")).to_contain_text("is above")
        expect(page.locator("#why tbody th").first).to_have_text("charts")
        parts = page.locator("#why tbody td:last-child").all_inner_texts()
        *signals, whole = (float(part.removesuffix(" times")) for part in parts)
        assert whole > 1
        assert math.prod(signals) == pytest.approx(whole, rel=0.1)


def test_where_does_this_figure_come_from(browser: Browser, explorer: str) -> None:
    with reading(browser, explorer, "", java_script_enabled=False) as page:
        entry = page.locator(".entry").first
        entry.locator("summary").first.click()
        figure = entry.locator(".drawer").first
        figure.locator("summary").click()
        for word in ("Period", "Source", "File", "Row"):
            expect(figure).to_contain_text(word)
        figure.get_by_role("link").click()
        expect(page.locator(":target")).to_contain_text("Billboard")


def test_nothing_moves(browser: Browser, explorer: str) -> None:
    with reading(browser, explorer, LIST, reduced_motion="reduce") as page:
        assert page.evaluate("document.getAnimations().length") == 0


def test_the_first_page_is_light(browser: Browser, explorer: str) -> None:
    """With everything it asks for, as it goes over the line."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()["responseBodySize"]))
    page.goto(explorer, wait_until="networkidle")
    context.close()
    assert len(sizes) >= 3
    assert sum(sizes) < 100_000
