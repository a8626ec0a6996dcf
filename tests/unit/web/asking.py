"""A server in this process, and ways to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from kollabo.scenes.definitions import load_scenes
from kollabo.web.app import application
from kollabo.web.shelf import Shelf

LIST = "year=2023&between=k-pop&and=western"
# An address of every kind of page.
KINDS = {
    "first": "/",
    "search": "/search?q=jung",
    "list": f"/best?{LIST}",
    "song": f"/songs/s-seven?{LIST}",
    "song on no list": "/songs/s-seven%20solo",
    "act": "/acts/k-jung%20kook",
    "whom": f"/whom?{LIST}",
    "trend": f"/trend?{LIST}",
    "records": f"/records?{LIST}",
    "compare": f"/compare?{LIST}&first=s-seven&second=s-twin%20a",
    "scenes": "/scenes",
    "scene": "/scenes/k-pop",
    "sources": "/sources",
    "review": f"/review?{LIST}",
}


@dataclass(frozen=True)
class Server:
    client: TestClient
    shelf: Shelf

    def get(self, address: str, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers=named, follow_redirects=False)


@contextmanager
def serving(root: Path, **how: Any) -> Iterator[Server]:
    scenes = load_scenes()
    shelf = Shelf(root, scenes)
    app = application(shelf, scenes, **how)
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as client:
        yield Server(client, shelf)
