"""The application, put together: door, kept pages, compression, pages and API."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware

from kollabo.scenes.definitions import Scene
from kollabo.web import api
from kollabo.web.assets_served import Assets
from kollabo.web.caching import PageCache
from kollabo.web.guard import Guard, RateLimit
from kollabo.web.objects import as_text
from kollabo.web.openapi import PATH, document
from kollabo.web.pages import Pages
from kollabo.web.problems import problem
from kollabo.web.rendering import Renderer
from kollabo.web.shelf import Shelf

Handler = Callable[[Request, Exception], Response]

_SMALLEST = 400  # bytes; what is smaller is sent as it is


def application(
    shelf: Shelf,
    scenes: Mapping[str, Scene],
    *,
    hosts: Sequence[str] = ("*",),
    limit: RateLimit | None = None,
) -> ASGIApp:
    """The whole server as an ASGI application. ``hosts`` are the names it may be asked by."""
    assets = Assets()
    pages = Pages(Renderer(assets.addresses))
    inner = Starlette(
        routes=[*pages.routes(), *api.routes(), _described(), *assets.routes()],
        exception_handlers={HTTPException: _missed(pages), Exception: _failed(pages)},
    )
    inner.router.redirect_slashes = False
    compressed = CompressMiddleware(inner, minimum_size=_SMALLEST, brotli_quality=5)
    kept = PageCache(compressed, shelf, _salt(scenes, assets))
    return Guard(TrustedHostMiddleware(_Lifespan(kept, shelf), list(hosts), False), limit)


class _Lifespan:
    """Closes the catalogue when the server ends."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._outer = Starlette(lifespan=self._life)
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inside = self._outer if scope["type"] == "lifespan" else self._app
        await inside(scope, receive, send)

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._shelf.close()


def _salt(scenes: Mapping[str, Scene], assets: Assets) -> str:
    """What every page follows from besides the catalogue and its address."""
    said = [version("kollabo"), *map(_said, scenes.values()), *assets.addresses.values()]
    return hashlib.blake2b("|".join(said).encode(), digest_size=8).hexdigest()


def _said(scene: Scene) -> str:
    """A scene in full; sets in order, so that every process says the same."""
    return repr(
        [sorted(value) if isinstance(value, frozenset) else value for value in vars(scene).values()]
    )


def _described() -> Route:
    text = as_text(document())

    def handle(request: Request) -> Response:
        return Response(text, 200, media_type="application/json")

    return Route(PATH, handle, methods=["GET"])


def _missed(pages: Pages) -> Handler:
    def handle(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _told(pages, request, error.status_code, "there is nothing at this address", "")

    return handle


def _failed(pages: Pages) -> Handler:
    def handle(request: Request, error: Exception) -> Response:
        return _told(pages, request, 500, "kollabo made a mistake", "it is in the server's log")

    return handle


def _told(pages: Pages, request: Request, status: int, detail: str, remedy: str) -> Response:
    if request.url.path.startswith(api.ROOT + "/"):
        return problem(status, detail, remedy)
    return pages.trouble(request, status, detail, remedy)
