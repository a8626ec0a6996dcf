"""A list as one HTML page that stands alone, with its stylesheet in it."""

from __future__ import annotations

from kollabo.answers.edition import Edition
from kollabo.publish.language import Language
from kollabo.publish.pages.addresses import NoPages
from kollabo.publish.pages.listing_page import listing_page
from kollabo.publish.pages.rendering import rendered


def listing_html(edition: Edition, language: Language) -> str:
    page = listing_page(edition, language)
    return rendered("listing.html", page, language, NoPages(), inline_style=True)
