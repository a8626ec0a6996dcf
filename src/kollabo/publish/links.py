"""Addresses from sources, made safe to link to: web addresses and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit, urlunsplit

# What RFC 3986 lets stand in a path, query or fragment, besides letters and digits.
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SAFE = "/-._~!$&'()*+,;=:@%?"


def web_links(addresses: Iterable[str]) -> tuple[str, ...]:
    """The addresses that lead to the web, each as a valid URI, each once."""
    return tuple(dict.fromkeys(one for text in addresses if (one := _web_link(text))))


def _web_link(text: str) -> str | None:
    try:
        parts = urlsplit(text.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    plain_host = host and all(one.isalnum() or one in "-._" for one in host)
    if parts.scheme not in ("http", "https") or not plain_host or parts.username:
        return None
    path, query, fragment = (
        quote(_LONE_PERCENT.sub("%25", one), safe=_SAFE)
        for one in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host + port, path, query, fragment))
