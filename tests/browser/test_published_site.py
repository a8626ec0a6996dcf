"""A published site as readers meet it: without scripts, on a phone, by keyboard, in the dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from reading import faults_in_light_and_dark, read_on_every_screen, reading

KINDS = ("list", "song", "act")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_without_scripts_and_fits_its_screen(
    browser: Browser, address: str, kinds: Mapping[str, str], kind: str
) -> None:
    with reading(browser, address, kinds[kind], java_script_enabled=False) as page:
        expect(page.locator("main")).to_contain_text("Jung Kook")
        read_on_every_screen(page)


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, kinds: Mapping[str, str], kind: str
) -> None:
    with reading(browser, address, kinds[kind]) as page:
        assert faults_in_light_and_dark(page) == []


def test_axe_does_find_what_is_wrong(browser: Browser) -> None:
    """The check itself: a page with faint text and an unnamed picture does not pass."""
    page = browser.new_page()
    page.set_content("<p style='color:#ccc;background:#fff'>faint</p><img src='data:,'>")
    found = {one["id"] for one in Axe().run(page).response["violations"]}
    page.close()
    assert {"color-contrast", "image-alt"} <= found


def test_the_site_is_read_by_keyboard_alone(browser: Browser, address: str) -> None:
    with reading(browser, address, "index.html", java_script_enabled=False) as page:
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        assert page.url.endswith("#content")
        summary = page.locator("summary").first
        summary.focus()
        page.keyboard.press("Enter")
        table = page.locator("details[open] table").first
        expect(table).to_be_visible()
        page.locator("h3 a").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Seven")


def test_no_motion_for_those_who_want_none(browser: Browser, address: str) -> None:
    how = "getComputedStyle(document.documentElement).scrollBehavior"
    with reading(browser, address, "index.html", reduced_motion="reduce") as page:
        assert page.evaluate(how) == "auto"
        moving = page.evaluate("document.getAnimations().length")
        assert moving == 0


def test_pictures_have_words_and_a_table(browser: Browser, address: str) -> None:
    with reading(browser, address, "index.html", java_script_enabled=False) as page:
        pictures = page.get_by_role("img")
        assert pictures.count() >= 3
        for number in range(pictures.count()):
            picture = pictures.nth(number)
            expect(picture).to_have_accessible_name(re.compile(r"\w"))
            expect(picture).to_have_accessible_description(re.compile(r"\w"))
        assert page.locator("figure details table").count() == page.locator("figure").count()


# Two questions a reader has, each answered within three clicks from the first page.


def test_why_is_this_song_above_that_one(browser: Browser, address: str) -> None:
    with reading(browser, address, "index.html", java_script_enabled=False) as page:
        page.locator("h3 a").nth(0).click()
        why = page.locator("#why")
        expect(why).to_contain_text("charts")
        expect(why).to_contain_text("One place below: 3D")
        first = factor_of_charts(page)
        why.get_by_role("link", name="3D").click()
        expect(page.locator("h1")).to_have_text("3D")
        assert first > factor_of_charts(page)


def factor_of_charts(page: Page) -> float:
    said = page.locator("#why tbody tr").first.locator("td").last.inner_text()
    return float(said.removesuffix(" times"))


def test_where_does_this_figure_come_from(browser: Browser, address: str) -> None:
    with reading(browser, address, "index.html", java_script_enabled=False) as page:
        page.locator(".entry").first.locator("a.note").nth(1).click()
        note = page.locator(":target")
        expect(note).to_contain_text("Billboard Global 200")
        expect(note).to_contain_text("row")


def test_every_file_is_served(browser: Browser, address: str, folder: Path) -> None:
    context = browser.new_context()
    for path in folder.rglob("*"):
        if path.is_file():
            answer = context.request.get(address + path.relative_to(folder).as_posix())
            assert answer.ok, path
            assert answer.body() == path.read_bytes()
    context.close()
