"""A list as an Atom feed (RFC 4287): an entry a song, with what the article says of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import Article, ArticleEntry
from kollabo.publish.formats.recordings import list_uri, uri_of
from kollabo.publish.formats.xml import child, document
from kollabo.publish.pages.addresses import Addresses
from kollabo.publish.sentences import text_of_parts


def listing_atom(edition: Edition, article: Article, addresses: Addresses | None = None) -> str:
    """``addresses`` say where the pages of the songs are, if they are published."""
    root = ET.Element(
        "feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": article.language.code}
    )
    child(root, "id", list_uri(edition))
    child(root, "title", article.headline)
    child(root, "subtitle", " ".join(one.text for one in article.standfirst))
    child(root, "updated", edition.made)
    child(child(root, "author"), "name", "kollabo")
    if addresses:
        child(root, "link", rel="self", href=addresses.file("feed.atom"))
        child(root, "link", rel="alternate", type="text/html", href=addresses.listing())
    for entry in article.entries:
        _entry(root, edition, entry, addresses)
    return document(root)


def _entry(
    root: ET.Element, edition: Edition, entry: ArticleEntry, addresses: Addresses | None
) -> None:
    element = child(root, "entry")
    child(element, "id", uri_of(list_uri(edition), entry.song.song_id))
    byline = text_of_parts(entry.byline)
    child(element, "title", f"{entry.rank}. {entry.song.title} - {byline}")
    child(element, "updated", edition.made)
    page = addresses.song(entry.song.song_id) if addresses else None
    if page:
        child(element, "link", rel="alternate", type="text/html", href=page)
    told = " ".join(one.sentence.text for one in entry.told)
    child(element, "content", told, type="text")
