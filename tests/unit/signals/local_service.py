"""A service on 127.0.0.1 that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer. ``cut`` sends only so many bytes of it, ``slow`` waits before each of them."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    slow: float = 0

    @property
    def data(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body).encode()


@dataclass
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: Any


Answering = Callable[[Asked], Reply]


@dataclass
class LocalService:
    """``replies`` are given in turn; the last one again and again. Or ``answering`` decides."""

    url: str
    replies: list[Reply] = field(default_factory=list)
    answering: Answering | None = None
    asked: list[Asked] = field(default_factory=list)

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.answering:
            return self.answering(asked)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def local_service() -> Iterator[LocalService]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer(json.loads(body))

        def _answer(self, body: Any) -> None:
            asked = Asked(self.command, self.path, dict(self.headers), body)
            reply = found.reply(asked)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.data)))
            self.end_headers()
            if reply.slow:
                self._drip(reply)
                return
            self.wfile.write(reply.data[: reply.cut])
            if reply.cut is not None:
                self.close_connection = True

        def _drip(self, reply: Reply) -> None:
            try:
                for byte in reply.data:
                    time.sleep(reply.slow)
                    self.wfile.write(bytes([byte]))
            except OSError:  # whoever asked had enough
                self.close_connection = True

        def log_message(self, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = LocalService(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
