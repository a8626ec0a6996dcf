"""A list as JSON-LD in schema.org's words: an ItemList of MusicRecording."""

from __future__ import annotations

import json
from typing import Any

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import headline
from kollabo.publish.formats.recordings import Performer, Recording, list_uri, recordings
from kollabo.publish.language import Language, language_tags


def listing_jsonld(edition: Edition, language: Language) -> str:
    return json.dumps(linked_data(edition, language), ensure_ascii=False, indent=2) + "\n"


def linked_data(edition: Edition, language: Language) -> dict[str, Any]:
    """The list as a JSON-LD object. Keys of what is not known are left out."""
    items = recordings(edition, language)
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": list_uri(edition),
        "name": headline(edition.listing, language),
        "inLanguage": language.code,
        "numberOfItems": len(items),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [
            {"@type": "ListItem", "position": one.rank, "item": _recording(one)} for one in items
        ],
    }


def _recording(one: Recording) -> dict[str, Any]:
    work = {"@type": "CreativeWork", "name": one.belongs_to} if one.belongs_to else None
    said: dict[str, Any] = {
        "@type": "MusicRecording",
        "@id": one.uri,
        "identifier": one.song_id,
        "name": one.title,
        "creditText": one.credit,
        "byArtist": [_artist(act) for act in one.performers],
        "datePublished": one.released,
        "inLanguage": list(language_tags(one.languages)),
        "isPartOf": work,
        "isrcCode": list(one.isrcs),
        "sameAs": list(one.same_as),
        "url": list(one.links),
        "description": one.reason,
    }
    return {key: value for key, value in said.items() if value}


def _artist(act: Performer) -> dict[str, Any]:
    # To schema.org a MusicGroup "can also be a solo musician".
    said = {"@type": "MusicGroup", "name": act.name, "sameAs": act.same_as}
    return {key: value for key, value in said.items() if value}
