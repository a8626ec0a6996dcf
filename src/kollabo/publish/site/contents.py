"""What a published site consists of: its pages, its stylesheet, the list for programs."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import article_of
from kollabo.publish.formats.atom import listing_atom
from kollabo.publish.formats.chosen import FORMATS
from kollabo.publish.language import Language
from kollabo.publish.pages.act_page import act_page
from kollabo.publish.pages.addresses import FolderAddresses
from kollabo.publish.pages.listing_page import listing_page
from kollabo.publish.pages.rendering import ASSETS, asset, rendered
from kollabo.publish.pages.song_page import song_page

_BESIDE = ("markdown", "json", "jsonld", "csv", "parquet", "jspf", "xspf")


def site_files(
    edition: Edition, language: Language, address: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path. ``address`` is where it will be found, for its feed."""
    addresses = FolderAddresses({one.song_id for one in edition.named}, set(edition.acts))
    beside = {FORMATS[name].file: name for name in _BESIDE}
    page = listing_page(edition, language, ("feed.atom", *beside))
    yield "index.html", rendered("listing.html", page, language, addresses).encode()
    for name in ASSETS:
        yield name, asset(name).encode()
    feed = addresses.seen_from(address.rstrip("/") + "/") if address else addresses
    yield "feed.atom", listing_atom(edition, article_of(edition, language), feed).encode()
    for file, name in beside.items():
        content = FORMATS[name].write(edition, language)
        yield file, content if isinstance(content, bytes) else content.encode()
    yield from _pages(edition, language, addresses)


def _pages(
    edition: Edition, language: Language, addresses: FolderAddresses
) -> Iterator[tuple[str, bytes]]:
    entries = {
        one.crossing.song_id: one
        for one in (*edition.listing.entries, *edition.listing.also_released)
    }
    below = addresses.seen_from("../")
    for crossing in edition.named:
        song = song_page(edition, crossing, entries.get(crossing.song_id), language)
        path = addresses.song(crossing.song_id)
        assert path is not None
        yield path, rendered("song.html", song, language, below).encode()
    for artist_id, answer in edition.acts.items():
        act = act_page(edition, answer, language)
        path = addresses.act(artist_id)
        assert path is not None
        yield path, rendered("act.html", act, language, below).encode()
