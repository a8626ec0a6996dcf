"""Finished pages, kept: the outer half of the server, and all a request for a known page meets.

A page follows from the snapshot, the address and the day, and nothing else, so that is its ETag: a
browser that has it is told so before anything is made. Pages are kept as they go out, compressed,
and a page that several ask for at once is made once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
from collections import OrderedDict
from contextlib import ExitStack
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kollabo.web.reading import Reading
from kollabo.web.shelf import Shelf

log = logging.getLogger(__name__)

ENCODINGS = ("zstd", "br", "gzip")  # as the compressing middleware prefers them
_KEPT = 64 * 2**20  # bytes of pages that are kept
_LARGEST = 4 * 2**20  # bytes of a page that is worth keeping
_HASH = 16  # bytes of an ETag
_FAILED = b"kollabo made a mistake. It is written in the server's log.\n"


@dataclass(frozen=True)
class Response:
    """An answer as it goes out."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


Key = tuple[str, str]  # the ETag, the encoding


class PageCache:
    """ASGI: answers from what it keeps, else has the page made by the application inside it.

    What is inside finds the snapshot to read under ``scope["state"]["reading"]``. ``salt`` is what
    pages follow from besides snapshot, address and day: the version, the scenes.
    """

    def __init__(self, app: ASGIApp, shelf: Shelf, salt: str) -> None:
        self._app = app
        self._shelf = shelf
        self._salt = salt
        self._kept: OrderedDict[Key, Response] = OrderedDict()
        self._bytes = 0
        self._making: dict[Key, asyncio.Task[Response]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with ExitStack() as stack:
            reading = stack.enter_context(self._shelf.reading())
            headers = Headers(scope=scope)
            key = self._etag(scope, reading), encoding_for(headers.get("accept-encoding", ""))
            response = self._kept.get(key)
            if response is not None:
                self._kept.move_to_end(key)
                if matches(headers.get("if-none-match", ""), key[0]):
                    await _send(_unchanged(response), send, head=True)
                    return
            else:
                response = await self._made(key, scope, reading)
                if response.status == 200 and matches(headers.get("if-none-match", ""), key[0]):
                    response = _unchanged(response)
            await _send(response, send, head=scope["method"] == "HEAD")

    def _etag(self, scope: Scope, reading: Reading) -> str:
        address = scope["raw_path"] + b"?" + scope["query_string"]
        said = f"{self._salt}|{reading.name}|{dt.date.today()}|".encode() + address
        return f'W/"{hashlib.blake2b(said, digest_size=_HASH).hexdigest()}"'

    async def _made(self, key: Key, scope: Scope, reading: Reading) -> Response:
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(key, scope, reading))
            self._making[key] = task
            task.add_done_callback(lambda _: self._making.pop(key, None))
        # Whoever goes away does not stop it for the others.
        return await asyncio.shield(task)

    async def _make(self, key: Key, scope: Scope, reading: Reading) -> Response:
        etag, encoding = key
        response = await _captured(self._app, _inner(scope, reading, encoding))
        if response.status != 200:
            return response
        headers = MutableHeaders(raw=list(response.headers))
        headers["ETag"] = etag
        headers.setdefault("Cache-Control", "no-cache")
        headers.add_vary_header("Accept-Encoding")
        response = Response(200, tuple(headers.raw), response.body)
        self._keep(key, response)
        return response

    def _keep(self, key: Key, response: Response) -> None:
        if len(response.body) > _LARGEST or key in self._kept:
            return
        self._kept[key] = response
        self._bytes += len(response.body)
        while self._bytes > _KEPT:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.body)


def encoding_for(accepted: str) -> str:
    """The encoding a request is answered in: the best of those it takes, or ``identity``."""
    taken = set()
    for one in accepted.lower().split(","):
        name, _, quality = one.partition(";")
        if quality.replace(" ", "").rstrip("0").rstrip(".") not in ("q=", "q=0"):
            taken.add(name.strip())
    return next((name for name in ENCODINGS if name in taken), "identity")


def matches(asked: str, etag: str) -> bool:
    """Whether `If-None-Match` names the ETag, compared weakly."""
    opaque = etag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == opaque for one in asked.split(","))


def _inner(scope: Scope, reading: Reading, encoding: str) -> Scope:
    """The request as what is inside sees it: a GET with one encoding, and its snapshot."""
    headers = [
        (name, value)
        for name, value in scope["headers"]
        if name not in (b"accept-encoding", b"if-none-match", b"range")
    ]
    headers.append((b"accept-encoding", encoding.encode()))
    state = {**scope.get("state", {}), "reading": reading}
    return {**scope, "method": "GET", "headers": headers, "state": state}


async def _captured(app: ASGIApp, scope: Scope) -> Response:
    status, headers, body = 500, [(b"content-type", b"text/plain; charset=utf-8")], [_FAILED]
    begun = False

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers, body, begun
        if message["type"] == "http.response.start":
            status, headers, body, begun = message["status"], list(message["headers"]), [], True
        else:
            body.append(message.get("body", b""))

    try:
        await app(scope, receive, send)
    # The application answers 500 and then raises: whoever asked has been told that something went
    # wrong, and what it was is for the log.
    except Exception:
        log.exception("while answering %s", scope["path"])
    return Response(status, tuple(headers), b"".join(body))


def _unchanged(response: Response) -> Response:
    kept = (b"etag", b"cache-control", b"vary")
    return Response(304, tuple(one for one in response.headers if one[0].lower() in kept), b"")


async def _send(response: Response, send: Send, *, head: bool) -> None:
    headers = list(response.headers)
    if not any(name.lower() == b"content-length" for name, _ in headers) and response.status != 304:
        headers.append((b"content-length", str(len(response.body)).encode()))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else response.body})
