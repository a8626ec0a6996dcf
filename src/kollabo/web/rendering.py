"""Templates of the explorer, filled. Everything put into one is escaped and in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kollabo.publish.pages.rendering import environment, long_names_marked
from kollabo.web.addresses import ServerAddresses, anchor
from kollabo.web.asked import Asked, default_weights
from kollabo.web.reading import Reading
from kollabo.web.words import WORDS


class Renderer:
    """``assets`` are the addresses of the stylesheet, the script and the icon."""

    def __init__(self, assets: Mapping[str, str]) -> None:
        self._assets = assets
        self._environment = environment("kollabo.web")

    def render(self, template: str, reading: Reading, asked: Asked | None, **shown: Any) -> str:
        page = self._environment.get_template(template).render(
            at=ServerAddresses(self._assets, asked),
            addresses=ServerAddresses(self._assets, asked),
            asked=asked,
            reading=reading,
            scenes=reading.scenes,
            weights={**default_weights(), **dict(asked.changed)} if asked else default_weights(),
            standard_weights=default_weights(),
            anchor=anchor,
            say=shown["language"].text,
            words=WORDS,
            **shown,
        )
        return long_names_marked(page)
