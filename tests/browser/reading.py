"""A page opened in Chromium, and what it may not do there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_SERIOUS = ("serious", "critical")  # of what axe finds


@contextmanager
def reading(browser: Browser, address: str, path: str, **how: Any) -> Iterator[Page]:
    """A page, read; what it asks for beyond its own host, or complains of, is an error."""
    context = browser.new_context(**how)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address + path)
    yield page
    context.close()
    assert [one for one in asked if not one.startswith(address)] == []
    assert complaints == []


def read_on_every_screen(page: Page) -> None:
    """The page fits a phone and a desk, and is light or dark as its reader likes."""
    for screen, size in SCREENS.items():
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("h1")).to_be_visible()
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"it scrolls sideways on a {screen}"
            paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
            shade = sum(int(one) for one in paper.strip("rgb()").split(",")) / 3
            assert (shade < 60) == (scheme == "dark")


def faults_in_light_and_dark(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong for readers, with everything opened: rule, its words, where.

    In the dark nothing but colours differs, so the contrast alone is looked at again.
    """
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = []
    for scheme, rules in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        found += [
            (one["id"], one["help"], one["nodes"][0]["html"])
            for one in Axe().run(page, options=rules).response["violations"]
            if one["impact"] in _SERIOUS
        ]
    return found
