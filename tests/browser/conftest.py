"""The list of 2023 from the starter catalogue, published once and read by Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from sites import browser_path, served

from kollabo.cli.main import main


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
    with sync_playwright() as playwright:
        # Chromium's own sandbox needs rights that a container seldom has; the pages are ours.
        with_no_sandbox = ["--no-sandbox", "--disable-dev-shm-usage"]
        started = playwright.chromium.launch(executable_path=path, args=with_no_sandbox)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    empty = tmp_path_factory.mktemp("empty")  # an empty catalogue: the starter answers
    words = ["--year", "2023", "--between", "k-pop", "--and", "western", "--out", str(out)]
    assert main(["publish", *words, "--catalogue", str(empty)]) == 0
    return out


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as found:
        yield found


@pytest.fixture(scope="session")
def kinds(folder: Path) -> Mapping[str, str]:
    """A page of each kind, by its path."""
    index = (folder / "index.html").read_text(encoding="utf-8")
    pages = {kind: re.search(rf"{kind}s/[\w-]+\.html", index) for kind in ("song", "act")}
    return {"list": "index.html", **{kind: found[0] for kind, found in pages.items() if found}}
