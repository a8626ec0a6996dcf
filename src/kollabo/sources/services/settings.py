"""Which services there are, and how they are asked (data/services.toml and the environment)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from kollabo.errors import UsageError

CONTACT = "KOLLABO_CONTACT"


@dataclass(frozen=True)
class Asking:
    """How patient a client is: seconds, bytes and counts, as services.toml says."""

    connect: float
    read: float
    whole: float
    tries: int
    backoff: float
    longest_wait: float
    largest: int
    redirects: int


@dataclass(frozen=True)
class Service:
    """One service. ``token`` is the user's own, or empty."""

    name: str
    url: str
    a_second: float
    token: str
    asking: Asking
    recordings: int = 0


def service(name: str, environment: Mapping[str, str] = os.environ) -> Service:
    """The service with the user's own server and token, where the environment names them."""
    entry = resources.files("kollabo") / "data" / "services.toml"
    raw: dict[str, Any] = tomllib.loads(entry.read_text(encoding="utf-8"))
    table = raw[name]
    url = environment.get(table["variable"], "") or table["url"]
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"{table['variable']} is {url!r}", remedy="write http(s)://server")
    return Service(
        name,
        url.rstrip("/"),
        table["a_second"],
        environment.get(table.get("token", ""), ""),
        Asking(**raw["asking"]),
        table.get("recordings", 0),
    )


def contact(given: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Where the services can reach whoever is asking: they want to know, and block who hides."""
    found = (given or environment.get(CONTACT, "")).strip()
    if not found or not found.isprintable() or not found.isascii() or len(found) > 200:
        raise UsageError(
            "the services want to know whom to write to when something goes wrong",
            remedy=f"give --contact you@example.org, or set {CONTACT}",
        )
    return found
