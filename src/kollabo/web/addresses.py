"""Where the pages of the explorer lie. A page of a song keeps the question it was reached from."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from kollabo.web.asked import Asked


class ServerAddresses:
    """Addresses for templates. ``asked`` is the question a page belongs to, or None.

    Has all of ``publish.pages.addresses.Addresses``, so templates of published pages serve here.
    """

    def __init__(self, assets: Mapping[str, str], asked: Asked | None = None) -> None:
        self._assets = assets
        self.asked = asked

    def home(self) -> str:
        return "/"

    def listing(self, asked: Asked | None = None) -> str:
        asked = asked or self.asked
        return f"/best?{asked.query()}" if asked else "/"

    def song(self, song_id: str) -> str | None:
        if song_id.startswith("s-"):
            return f"/songs/{quote(song_id, safe='')}" + self._question()
        return None

    def act(self, artist_id: str) -> str | None:
        return f"/acts/{quote(artist_id, safe='')}"

    def compared(self, first: str, second: str) -> str:
        assert self.asked is not None
        return f"/compare?{self.asked.query(first=first, second=second)}"

    def whom(self, asked: Asked | None = None) -> str:
        """Who worked with whom."""
        return self._of_pair("/whom", asked)

    def trend(self, asked: Asked | None = None) -> str:
        return self._of_pair("/trend", asked)

    def records(self, asked: Asked | None = None) -> str:
        return self._of_pair("/records", asked)

    def records_api(self) -> str:
        """The same records for programs."""
        assert self.asked is not None
        return f"/api/v1/records?{self.asked.pair_query(since=self.asked.year, to=self.asked.year)}"

    def trend_api(self, first: int, last: int) -> str:
        assert self.asked is not None
        return f"/api/v1/trend?{self.asked.pair_query(since=first, to=last)}"

    def review(self) -> str:
        return f"/review?{self.asked.query()}" if self.asked else "/review"

    def api(self) -> str:
        """The same list for programs."""
        return f"/api/v1/best?{self.asked.query()}" if self.asked else "/api/v1/openapi.json"

    def scene(self, name: str) -> str:
        return f"/scenes/{quote(name, safe='')}"

    def search(self, text: str = "") -> str:
        return "/search" + (f"?{urlencode({'q': text})}" if text else "")

    def source(self, source_id: str) -> str:
        return f"/sources#{anchor(source_id)}"

    def file(self, name: str) -> str:
        return self._assets[name]

    def _of_pair(self, path: str, asked: Asked | None) -> str:
        asked = asked or self.asked
        return f"{path}?{asked.query()}" if asked else path

    def _question(self) -> str:
        return f"?{self.asked.query()}" if self.asked else ""


def anchor(identifier: str) -> str:
    """The id of an element that stands for a source, of letters that an address may hold."""
    return "source-" + "".join(one if one.isalnum() or one in "-_" else "-" for one in identifier)
