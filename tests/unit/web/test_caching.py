"""Kept pages: conditional requests, encodings, HEAD, and what browsers may keep."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
import zstandard
from asking import KINDS, LIST, Server

from kollabo.web.caching import encoding_for, matches

PAGE = KINDS["list"]
READERS = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    first = server.get(PAGE)
    again = server.get(PAGE, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache", "a browser asks each time"
    other = server.get(f"/best?{LIST}&year_means=charted", if_none_match=first.headers["etag"])
    assert other.status_code == 200


def test_a_page_nobody_asked_for_yet_can_be_unchanged_too(server: Server) -> None:
    address = f"/best?{LIST}&weight.shows=7"
    etag = server.get(address).headers["etag"]
    assert server.get(address, if_none_match=f'"other", {etag}').status_code == 304


def test_troubles_bear_no_etag(server: Server) -> None:
    assert "etag" not in server.get("/nothing").headers


@pytest.mark.parametrize("encoding", READERS)
def test_a_page_is_compressed_as_asked(server: Server, encoding: str) -> None:
    plain = server.get(PAGE, accept_encoding="identity")
    assert "content-encoding" not in plain.headers
    for _ in ("made", "kept"):
        with server.client.stream("GET", PAGE, headers={"accept-encoding": encoding}) as answer:
            packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == encoding
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert READERS[encoding](packed) == plain.content
        assert len(packed) < len(plain.content) / 2


@pytest.mark.parametrize("address", [PAGE, "/api/v1/sources", "/nothing"])
def test_head_is_get_without_the_body(server: Server, address: str) -> None:
    got = server.get(address, accept_encoding="identity")
    head = server.client.head(address, headers={"accept-encoding": "identity"})
    assert head.status_code == got.status_code
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(got.content)


def test_assets_are_named_by_their_content_and_kept_for_ever(server: Server) -> None:
    named = re.findall(r'(?:href|src)="(/assets/[^"]+)"', server.get("/").text)
    assert len(named) == 3
    for address in named:
        answer = server.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert server.get("/assets/style.css").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "identity"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.0", "identity"),
        ("*", "identity"),
    ],
)
def test_the_encoding_follows_from_what_is_accepted(accepted: str, chosen: str) -> None:
    assert encoding_for(accepted) == chosen


def test_etags_are_compared_weakly() -> None:
    assert matches('"a", W/"b"', 'W/"b"')
    assert matches('"b"', 'W/"b"')
    assert not matches('W/"bb"', 'W/"b"')
    assert not matches("", 'W/"b"')
