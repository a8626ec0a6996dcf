"""Which formats there are for programs and articles, and a list in one of them.

A format loads what it needs when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kollabo.answers.best import as_json
from kollabo.answers.edition import Edition
from kollabo.publish.article.model import article_of
from kollabo.publish.language import Language

Text = str | bytes


def _markdown(edition: Edition, language: Language) -> Text:
    from kollabo.publish.article.markdown import article_markdown

    return article_markdown(article_of(edition, language))


def _html(edition: Edition, language: Language) -> Text:
    from kollabo.publish.pages.single import listing_html

    return listing_html(edition, language)


def _json(edition: Edition, language: Language) -> Text:
    return json.dumps(as_json(edition.listing), ensure_ascii=False, indent=2) + "\n"


def _jsonld(edition: Edition, language: Language) -> Text:
    from kollabo.publish.formats.jsonld import listing_jsonld

    return listing_jsonld(edition, language)


def _csv(edition: Edition, language: Language) -> Text:
    from kollabo.publish.listing_csv import listing_csv

    return listing_csv(edition.listing, everything=True)


def _parquet(edition: Edition, language: Language) -> Text:
    from kollabo.publish.formats.arrow import listing_parquet

    return listing_parquet(edition.listing, everything=True)


def _jspf(edition: Edition, language: Language) -> Text:
    from kollabo.publish.formats.jspf import listing_jspf

    return listing_jspf(edition, language)


def _xspf(edition: Edition, language: Language) -> Text:
    from kollabo.publish.formats.xspf import listing_xspf

    return listing_xspf(edition, language)


def _atom(edition: Edition, language: Language) -> Text:
    from kollabo.publish.formats.atom import listing_atom

    return listing_atom(edition, article_of(edition, language))


@dataclass(frozen=True)
class Format:
    """``file`` is its name in a published folder, ``media`` its media type.

    ``is_article``: it tells the list's history too.
    """

    file: str
    media: str
    write: Callable[[Edition, Language], Text]
    is_article: bool = False


FORMATS: Mapping[str, Format] = {
    "markdown": Format("list.md", "text/markdown", _markdown, True),
    "html": Format("list.html", "text/html", _html, True),
    "json": Format("list.json", "application/json", _json),
    "jsonld": Format("list.jsonld", "application/ld+json", _jsonld),
    "csv": Format("list.csv", "text/csv", _csv),
    "parquet": Format("list.parquet", "application/vnd.apache.parquet", _parquet),
    "jspf": Format("list.jspf", "application/jspf+json", _jspf),
    "xspf": Format("list.xspf", "application/xspf+xml", _xspf),
    "atom": Format("feed.atom", "application/atom+xml", _atom, True),
}
