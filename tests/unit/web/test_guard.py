"""The door: only reading, nothing too long, headers that protect, no word of what went wrong."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from asking import KINDS, Server, serving

from kollabo.web.guard import HEADERS, LONGEST_ADDRESS, RateLimit


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_only_reading_is_possible(server: Server, method: str) -> None:
    answer = server.client.request(method, "/api/v1/sources")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("address", [*KINDS.values(), "/nothing", "/api/v1/sources"])
def test_every_answer_bears_the_headers_that_protect(server: Server, address: str) -> None:
    answer = server.get(address)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert " on" + "click=" not in answer.text


def test_what_is_too_long_or_has_a_body_is_refused(server: Server) -> None:
    assert server.get("/search?q=" + "x" * LONGEST_ADDRESS).status_code == 414
    assert server.client.request("GET", "/", content=b"body").status_code == 413


def test_other_names_for_this_machine_are_refused(root: Path) -> None:
    with serving(root, hosts=["localhost", "127.0.0.1"]) as local:
        assert local.get("/").status_code == 200
        assert local.get("/", host="evil.example").status_code == 400
        assert local.get("/", host="localhost:8000").status_code == 200


def test_a_mistake_is_logged_and_not_shown(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words of /a/path")

    monkeypatch.setattr("kollabo.web.reading.Reading.listing", broken)
    with caplog.at_level(logging.ERROR):
        page = server.get("/best?year=2019&between=k-pop&and=western")
        data = server.get("/api/v1/best?year=2019&between=k-pop&and=western")
    for answer in (page, data):
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert answer.headers["x-frame-options"] == "DENY"
    assert data.headers["content-type"] == "application/problem+json"
    assert "secret words" in caplog.text


def test_one_address_may_ask_so_often_and_others_go_on() -> None:
    now = [0.0]
    limit = RateLimit(per_second=2, burst=3, clock=lambda: now[0])
    assert [limit.wait("a") for _ in range(3)] == [0, 0, 0]
    assert limit.wait("a") == pytest.approx(0.5)
    assert limit.wait("b") == 0
    now[0] += 0.5
    assert limit.wait("a") == 0
    assert limit.wait("a") > 0


def test_an_exposed_server_says_when_to_come_back(root: Path) -> None:
    with serving(root, limit=RateLimit(per_second=0.1, burst=2)) as exposed:
        codes = [exposed.get("/api/v1/sources").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        answer = exposed.get("/")
    assert int(answer.headers["retry-after"]) >= 1
