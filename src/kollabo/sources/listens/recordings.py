"""MusicBrainz recordings as addresses: how a figure's row says which recording it counted."""

from __future__ import annotations

import re

RECORDING = "https://musicbrainz.org/recording/"
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def mbid_of(text: object) -> str | None:
    """A MusicBrainz id in small letters, read from itself or from an address that ends in it."""
    if not isinstance(text, str):
        return None
    found = text.strip().rstrip("/").rpartition("/")[2].lower()
    return found if _MBID.fullmatch(found) else None


def recording_link(mbid: str) -> str:
    return RECORDING + mbid
