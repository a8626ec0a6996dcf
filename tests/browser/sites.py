"""A published site or an explorer on this machine's own address, and a browser to read it with."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn

from kollabo.scenes.definitions import load_scenes
from kollabo.web.app import application
from kollabo.web.shelf import Shelf

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium here: on Debian `apt-get install chromium`"


def browser_path() -> str:
    """The system's Chromium. Without one the tests skip; in CI, where one must be, they fail."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder's address while inside."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def exploring(root: Path) -> Iterator[str]:
    """The address of an explorer of a catalogue while inside."""
    scenes = load_scenes()
    app = application(Shelf(root, scenes), scenes)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="on", ws="none", log_level="error"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()
