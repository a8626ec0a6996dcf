"""A list as JSPF, the JSON form of XSPF, with MusicBrainz ids as ListenBrainz imports it.

A track's ``identifier`` is its recording's page at MusicBrainz, and nothing where that is not
known: ListenBrainz takes a playlist in which every track has one, other players search by title
and creator.
"""

from __future__ import annotations

import json
from typing import Any

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import headline
from kollabo.publish.formats.recordings import MUSICBRAINZ, Recording, list_uri, recordings
from kollabo.publish.language import Language

_OF_PLAYLIST = f"{MUSICBRAINZ}/doc/jspf#playlist"
_OF_TRACK = f"{MUSICBRAINZ}/doc/jspf#track"


def listing_jspf(edition: Edition, language: Language) -> str:
    playlist = {
        "title": headline(edition.listing, language),
        "creator": "kollabo",
        "identifier": list_uri(edition),
        "date": edition.made,
        "extension": {_OF_PLAYLIST: {"public": True, "last_modified_at": edition.made}},
        "track": [_track(one) for one in recordings(edition, language)],
    }
    return json.dumps({"playlist": playlist}, ensure_ascii=False, indent=2) + "\n"


def _track(one: Recording) -> dict[str, Any]:
    artists = [act.same_as for act in one.performers if act.same_as]
    said: dict[str, Any] = {
        "title": one.title,
        "creator": one.credit,
        "annotation": one.reason,
        "identifier": list(one.same_as),
        "location": list(one.links),
        "extension": {_OF_TRACK: {"artist_identifiers": artists}} if artists else None,
    }
    return {key: value for key, value in said.items() if value}
