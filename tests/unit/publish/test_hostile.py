"""Two hundred hostile names through every page and format: nothing runs, everything parses."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import pytest
from editions import edition_of, with_ranks
from hostile import MARK, NAMES, TITLES, hostile_world
from readers import (
    anchors_of,
    read_atom,
    read_csv,
    read_html,
    read_jsonld,
    read_jspf,
    read_parquet,
    read_xspf,
)

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language
from kollabo.publish.listing_notebook import listing_notebook
from kollabo.publish.pages.single import listing_html
from kollabo.publish.site.contents import site_files

# Elements a page of ours is made of; a name that got markup in would bring another.
ELEMENTS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "style",
    "script",
    "body",
    "a",
    "main",
    "header",
    "footer",
    "nav",
    "section",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "div",
    "dt",
    "dd",
    "span",
    "sup",
    "bdi",
    "figure",
    "figcaption",
    "details",
    "summary",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "small",
    "svg",
    "g",
    "path",
    "line",
    "text",
    "rect",
}
RUNS = re.compile(r"^on|^(srcdoc|formaction|action|style)$")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = hostile_world().publish(tmp_path_factory.mktemp("hostile"))
    return with_ranks(edition_of(root))


@pytest.fixture(scope="module")
def site(hostile: Edition) -> Mapping[str, bytes]:
    return dict(site_files(hostile, Language("en")))


def elements(document: Any) -> list[Any]:
    return [one for one in document.iter() if isinstance(one.tag, str)]


def harmless(document: Any) -> None:
    """It holds our elements alone, no handler, no script but data, and leads to the web alone."""
    for one in elements(document):
        assert one.tag.split("}")[-1] in ELEMENTS, one.tag
        assert not [key for key in one.attrib if RUNS.match(key)], one.attrib
        if one.tag == "script":
            assert one.get("type") == "application/ld+json"
        target = one.get("href") or one.get("src") or ""
        scheme = target.partition(":")[0] if ":" in target else ""
        assert scheme in ("", "http", "https"), target


def test_the_names_are_as_many_as_promised() -> None:
    assert len(set(NAMES)) == 200


def test_every_page_parses_by_the_rules_and_nothing_in_it_runs(site: Mapping[str, bytes]) -> None:
    pages = {path: content for path, content in site.items() if path.endswith(".html")}
    assert len(pages) == 1 + 100 + 50
    for content in pages.values():
        document = read_html(content.decode())
        harmless(document)
        ids, aims = anchors_of(document)
        assert set(filter(None, aims)) <= ids


def test_names_are_shown_and_not_swallowed(site: Mapping[str, bytes]) -> None:
    document = read_html(site["index.html"].decode())
    titles = ["".join(one.itertext()) for one in document.iter("h3")]
    assert any("<script>alert(1)</script>" in one for one in titles)
    assert any("{{ 7 * 7 }}" in one for one in titles)
    assert any("W" * 10_000 in one for one in titles)
    assert any("עברית" in one for one in titles)


def test_nothing_that_moves_a_cursor_or_hides_comes_through(site: Mapping[str, bytes]) -> None:
    hidden = re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
    )
    for path, content in site.items():
        if path.endswith((".html", ".md", ".xspf", ".atom", ".csv")):
            assert not hidden.search(content.decode()), path


def test_every_form_still_parses(site: Mapping[str, bytes], hostile: Edition) -> None:
    ranked = len(hostile.listing.entries)
    assert ranked > 70
    assert len(read_jsonld(site["list.jsonld"].decode())) == ranked
    assert len(read_jspf(site["list.jspf"].decode())["track"]) == ranked
    assert len(read_xspf(site["list.xspf"].decode()).findall(".//{*}track")) == ranked
    assert len(read_atom(site["feed.atom"].decode()).entries) == ranked
    assert len(json.loads(site["list.json"])["entries"]) == ranked
    assert len(read_csv(site["list.csv"].decode())) == 100
    rows = read_parquet(site["list.parquet"])
    assert {one["title"] for one in rows} == {f"{MARK} {name}" for name in TITLES}


def test_the_data_in_a_page_ends_where_it_should(site: Mapping[str, bytes]) -> None:
    page = site["index.html"].decode()
    inside = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(inside) == json.loads(site["list.jsonld"])


def test_pictures_are_images_of_their_own(site: Mapping[str, bytes]) -> None:
    for svg in re.findall(r"<svg.*?</svg>", site["index.html"].decode(), re.DOTALL):
        root = ET.fromstring(svg)
        assert {one.tag.split("}")[1] for one in root.iter()} <= {
            "svg",
            "title",
            "g",
            "path",
            "line",
            "text",
            "rect",
        }
        assert not any(
            ":" in value for one in root.iter() for key, value in one.items() if key == "href"
        )


def test_markdown_marks_nothing_up(site: Mapping[str, bytes]) -> None:
    text = site["list.md"].decode()
    assert not re.search(r"(?<!\\)<", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert "https\\://" in text or "http\\://" in text


def test_file_names_are_plain_whatever_ids_are(site: Mapping[str, bytes]) -> None:
    assert all(re.fullmatch(r"[\w-]+(/[\w-]+)?\.\w+", path) for path in site)


def test_a_page_that_stands_alone_and_a_notebook_are_as_harmless(hostile: Edition) -> None:
    harmless(read_html(listing_html(hostile, Language("de"))))
    notebook = (
        f"<!doctype html><html lang=en><title>x</title><body>{listing_notebook(hostile.listing)}"
    )
    harmless(read_html(notebook))
