"""Where pages and files lie, as one page links to another.

A published folder and a running server lay them out differently; templates ask here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Set as AbstractSet
from typing import Protocol


class Addresses(Protocol):
    """Addresses as seen from one page. None: there is no such page."""

    def listing(self) -> str: ...
    def song(self, song_id: str) -> str | None: ...
    def act(self, artist_id: str) -> str | None: ...
    def file(self, name: str) -> str: ...


class FolderAddresses:
    """Addresses in a published folder. ``up`` leads from the page to the folder's top: "../"."""

    def __init__(self, songs: AbstractSet[str], acts: AbstractSet[str], up: str = "") -> None:
        self._songs = songs
        self._acts = acts
        self._up = up

    def seen_from(self, up: str) -> FolderAddresses:
        """The same folder seen from elsewhere."""
        return FolderAddresses(self._songs, self._acts, up)

    def listing(self) -> str:
        return f"{self._up}index.html"

    def song(self, song_id: str) -> str | None:
        return f"{self._up}songs/{page_name(song_id)}" if song_id in self._songs else None

    def act(self, artist_id: str) -> str | None:
        return f"{self._up}acts/{page_name(artist_id)}" if artist_id in self._acts else None

    def file(self, name: str) -> str:
        return f"{self._up}{name}"


class NoPages:
    """Addresses where one page stands alone: it links to nothing else."""

    def listing(self) -> str:
        return ""

    def song(self, song_id: str) -> str | None:
        return None

    def act(self, artist_id: str) -> str | None:
        return None

    def file(self, name: str) -> str:
        return ""


def page_name(identifier: str) -> str:
    """The file name of a page: the id where it is plain, else a hash of it."""
    if re.fullmatch(r"[A-Za-z0-9-]+", identifier):
        return f"{identifier}.html"
    return hashlib.sha256(identifier.encode()).hexdigest()[:16] + ".html"
