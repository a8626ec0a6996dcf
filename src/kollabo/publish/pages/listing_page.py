"""The page of a list: the article with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import Article, article_of, side_titles
from kollabo.publish.language import Language
from kollabo.publish.pictures.pairs import pairs_picture
from kollabo.publish.pictures.picture import Picture
from kollabo.publish.pictures.ranks import ranks_picture
from kollabo.publish.pictures.runs import weeks_picture
from kollabo.publish.pictures.years import years_picture


@dataclass(frozen=True)
class ListingPage:
    """``linked_data`` is JSON-LD for the page's head, safe to stand in a script element.

    ``files`` are the names of the other forms that are published beside it.
    """

    article: Article
    pictures: tuple[Picture, ...]
    linked_data: str
    files: tuple[str, ...]


def listing_page(edition: Edition, language: Language, files: tuple[str, ...] = ()) -> ListingPage:
    article = article_of(edition, language)
    pictures = tuple(_pictures(edition, article, language))
    return ListingPage(article, pictures, _linked_data(edition, language), files)


def _pictures(edition: Edition, article: Article, language: Language) -> Iterator[Picture]:
    listing = edition.listing
    for picture in (
        ranks_picture(article),
        weeks_picture(listing.entries, language),
        pairs_picture(listing, language),
        years_picture(edition.trend, side_titles(listing, language), language)
        if edition.trend
        else None,
    ):
        if picture is not None:
            yield picture


def _linked_data(edition: Edition, language: Language) -> str:
    import json

    from kollabo.publish.formats.jsonld import linked_data

    text = json.dumps(linked_data(edition, language), ensure_ascii=False, separators=(",", ":"))
    # Nothing in it may end the script element, or begin a comment in it.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
