"""Reads what is published the way strangers do, as strictly as there is a reader for."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import urldefrag, urlsplit

import feedparser
import html5lib
import pyarrow.parquet as pq
from lxml import etree
from pyld import jsonld
from schemas import ATOM, XSPF

# What schema.org's context says of the words used, so that no test asks the net for it.
CONTEXT = {
    "@context": {
        "@vocab": "https://schema.org/",
        "sameAs": {"@type": "@id"},
        "url": {"@type": "@id"},
        "itemListOrder": {"@type": "@id"},
        "datePublished": {"@type": "https://schema.org/Date"},
        "itemListElement": {"@container": "@list"},
    }
}


def read_html(text: str) -> Any:
    """The document, by the rules of HTML; a mistake in it is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(text)


def read_jsonld(text: str) -> list[dict[str, Any]]:
    """The recordings in it as triples' objects, expanded and typed."""

    def offline(url: str, _: Any) -> dict[str, Any]:
        assert url.rstrip("/") == "https://schema.org"
        return {"documentUrl": url, "contextUrl": None, "document": CONTEXT}

    expanded = jsonld.expand(json.loads(text), {"documentLoader": offline})
    assert jsonld.to_rdf(expanded)["@default"]
    (listing,) = expanded
    assert listing["@type"] == ["https://schema.org/ItemList"]
    items = listing["https://schema.org/itemListElement"][0]["@list"]
    return [one["https://schema.org/item"][0] for one in items]


def read_xspf(text: str) -> Any:
    return _valid(text, XSPF)


def read_atom(text: str) -> Any:
    """By its schema, and by a reader of feeds, which must find nothing to put up with."""
    _valid(text, ATOM)
    feed = feedparser.parse(text.encode())
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def _valid(text: str, schema: str) -> Any:
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    etree.RelaxNG(etree.fromstring(schema)).assertValid(root)
    return root


def read_jspf(text: str) -> dict[str, Any]:
    """The playlist. What JSPF says of types holds; ids are recordings' pages at MusicBrainz."""
    playlist: dict[str, Any] = json.loads(text)["playlist"]
    assert playlist["title"]
    for track in playlist["track"]:
        assert {"title", "creator"} <= set(track)
        for key in ("location", "identifier"):
            assert all(
                urlsplit(one).scheme == "https" or key == "location" for one in track.get(key, [])
            )
        for one in track.get("identifier", []):
            assert one.startswith("https://musicbrainz.org/recording/")
    return playlist


def read_parquet(content: bytes) -> list[dict[str, Any]]:
    table = pq.read_table(io.BytesIO(content))
    table.validate(full=True)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


def links_of(document: Any) -> list[str]:
    """Every address a page names, without the part behind #."""
    named = [
        element.get(key)
        for element in document.iter()
        for key in ("href", "src")
        if element.get(key) is not None
    ]
    return [urldefrag(one).url for one in named]


def anchors_of(document: Any) -> tuple[set[str], list[str]]:
    """The ids of a page, each once, and the ids its links point at."""
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    aims = [
        element.get("href")[1:]
        for element in document.iter()
        if (element.get("href") or "").startswith("#")
    ]
    return set(ids), aims
