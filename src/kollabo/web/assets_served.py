"""The stylesheet, the script and the icon: served under a name that follows from their content."""

from __future__ import annotations

import hashlib
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kollabo.publish.pages.rendering import asset

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"


class Assets:
    """``addresses`` are by the plain name: another content has another address."""

    def __init__(self) -> None:
        own = resources.files("kollabo.web") / "assets"
        texts = {
            # The pages look like published ones; what only the explorer has comes after.
            "style.css": asset("style.css") + (own / "explorer.css").read_text(encoding="utf-8"),
            "search.js": (own / "search.js").read_text(encoding="utf-8"),
            "icon.svg": asset("icon.svg"),
        }
        self._contents = {_hashed(name, text): text.encode() for name, text in texts.items()}
        self.addresses = {name: f"/assets/{_hashed(name, text)}" for name, text in texts.items()}

    def routes(self) -> list[Route]:
        return [Route("/assets/{name}", self._serve, methods=["GET"])]

    def _serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self._contents.get(name)
        if content is None:
            return Response("there is no such file\n", 404, media_type="text/plain")
        kind = _TYPES["." + name.rpartition(".")[2]]
        return Response(content, 200, {"Cache-Control": _FOREVER}, kind)


def _hashed(name: str, text: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}.{ending}"
