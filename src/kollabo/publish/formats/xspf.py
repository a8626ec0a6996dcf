"""A list as XSPF version 1 (xspf.org), for players."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from kollabo.answers.edition import Edition
from kollabo.publish.article.model import headline
from kollabo.publish.formats.recordings import list_uri, recordings
from kollabo.publish.formats.xml import child, document
from kollabo.publish.language import Language


def listing_xspf(edition: Edition, language: Language) -> str:
    root = ET.Element("playlist", {"version": "1", "xmlns": "http://xspf.org/ns/0/"})
    child(root, "title", headline(edition.listing, language))
    child(root, "creator", "kollabo")
    child(root, "identifier", list_uri(edition))
    child(root, "date", edition.made)
    tracks = child(root, "trackList")
    for one in recordings(edition, language):
        track = child(tracks, "track")
        for link in one.links:
            child(track, "location", link)
        for name in (*one.same_as, one.uri):
            child(track, "identifier", name)
        child(track, "title", one.title)
        child(track, "creator", one.credit)
        child(track, "annotation", one.reason)
    return document(root)
