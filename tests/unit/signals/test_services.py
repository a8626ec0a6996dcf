"""The client of services, against a server on this machine that speaks their protocol."""

from __future__ import annotations

import gc
import gzip
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from local_service import LocalService, Reply, local_service

from kollabo.errors import ServiceError, UsageError
from kollabo.sources.services import settings
from kollabo.sources.services.pace import Pace, asked_wait

pytest.importorskip("requests")
pytest.importorskip("cachecontrol")
pytest.importorskip("tenacity")

from kollabo.sources.services.client import Client, NotThere

ASKING = settings.Asking(
    connect=2,
    read=0.5,
    whole=0.4,
    tries=3,
    backoff=0.01,
    longest_wait=60,
    largest=10_000,
    redirects=3,
)
# The cache leaves its file of a broken-off answer to the garbage collector, which says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
GOOD = Reply(body={"items": [1]})
Connect = Callable[..., Client]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalService]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with local_service() as found:
        yield found


@pytest.fixture
def slept() -> list[float]:
    """How long the client would have slept."""
    return []


@pytest.fixture
def connect(server: LocalService, slept: list[float], tmp_path: Path) -> Iterator[Connect]:
    made: list[Client] = []

    def client(url: str = server.url, *, token: str = "", a_second: float = 1e6) -> Client:
        service = settings.Service("ListenBrainz", url, a_second, token, ASKING)
        cache = tmp_path / "cache"
        made.append(Client(service, "ana@example.org", "kollabo/1.0", cache, sleep=slept.append))
        return made[-1]

    yield client
    for one in made:
        one.close()
    gc.collect()


def test_it_says_who_is_asking(server: LocalService, connect: Connect) -> None:
    server.replies = [GOOD]
    answer = connect().get("/1/x", {"range": "month"})
    assert answer.value == {"items": [1]}
    assert answer.url == f"{server.url}/1/x?range=month"
    (asked,) = server.asked
    assert asked.headers["User-Agent"] == "kollabo/1.0 ( ana@example.org )"
    assert "Authorization" not in asked.headers


def test_a_token_is_sent(server: LocalService, connect: Connect) -> None:
    server.replies = [GOOD]
    connect(token="secret").get("/1/x")
    assert server.asked[0].headers["Authorization"] == "Token secret"


@pytest.mark.parametrize("status", [429, 503])
def test_a_refusal_is_waited_out_as_long_as_it_asks(
    server: LocalService, connect: Connect, slept: list[float], status: int
) -> None:
    server.replies = [Reply(status, headers={"Retry-After": "7"}), GOOD]
    assert connect().get("/").value == {"items": [1]}
    assert [one for one in slept if one > 1] == [7.0]


def test_listenbrainz_says_when_its_limit_ends(
    server: LocalService, connect: Connect, slept: list[float]
) -> None:
    limit = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-In": "9"}
    server.replies = [Reply(body=1, headers=limit), Reply(429, headers=limit), GOOD]
    client = connect()
    client.get("/a")
    assert not [one for one in slept if one > 1]
    client.get("/b")
    assert [round(one) for one in slept if one > 1] == [9, 9, 9]


def test_a_wait_beyond_reason_is_told_and_not_slept(
    server: LocalService, connect: Connect, slept: list[float]
) -> None:
    server.replies = [Reply(429, headers={"Retry-After": "99999"})]
    with pytest.raises(ServiceError, match="asks to wait 99,999 seconds"):
        connect().get("/")
    assert len(server.asked) == 1
    assert not [one for one in slept if one > 1]


@pytest.mark.parametrize(
    ("said", "wait"),
    [("5", 5), ("-5", None), ("nan", None), ("soon", None), (None, None), ("1e999", None)],
)
def test_what_a_header_asks_for(said: str | None, wait: float | None) -> None:
    assert asked_wait({"Retry-After": said} if said else {}) == wait


def test_a_header_may_name_a_time() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert asked_wait({"Retry-After": later}) == pytest.approx(30, abs=2)
    assert asked_wait({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0


def test_what_does_not_pass_is_given_up(
    server: LocalService, connect: Connect, slept: list[float]
) -> None:
    server.replies = [Reply(503)]
    with pytest.raises(ServiceError, match=r"answered 503 .*3 tries did not help"):
        connect().get("/")
    assert len(server.asked) == 3


def test_an_answer_is_kept_as_long_as_it_holds(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(body=1, headers={"Cache-Control": "max-age=100"}), Reply(body=2)]
    first, again = connect().get("/x"), connect().get("/x")
    assert (first.value, again.value, len(server.asked)) == (1, 1, 1)
    assert again.retrieved == first.retrieved


def test_an_old_answer_is_asked_about_by_its_tag(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(body=1, headers={"ETag": '"a"'}), Reply(304, headers={"ETag": '"a"'})]
    assert [connect().get("/x").value for _ in range(2)] == [1, 1]
    assert server.asked[1].headers["If-None-Match"] == '"a"'


def test_an_unreadable_answer_is_not_kept(server: LocalService, connect: Connect) -> None:
    kept = {"ETag": '"a"', "Cache-Control": "max-age=100"}
    server.replies = [Reply(body=b"<html>oops", headers=kept), GOOD]
    with pytest.raises(ServiceError, match="no JSON: <html>oops"):
        connect().get("/x")
    assert connect().get("/x").value == {"items": [1]}
    assert "If-None-Match" not in server.asked[1].headers


def test_what_is_cut_off_is_asked_again(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(body={"items": list(range(100))}, cut=20), GOOD]
    assert connect().get("/").value == {"items": [1]}


def test_a_server_that_falls_silent_is_left(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(body="x" * 10, slow=0.9)]
    with pytest.raises(ServiceError, match="tries did not help"):
        connect().get("/")


def test_a_server_that_drips_is_left(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(body="x" * 3_000, slow=0.001)]
    with pytest.raises(ServiceError, match="tries did not help"):
        connect().get("/")


def test_an_answer_without_end_is_left(server: LocalService, connect: Connect) -> None:
    packed = gzip.compress(b'"' + b"x" * 5_000_000 + b'"')
    assert len(packed) < ASKING.largest
    server.replies = [Reply(body=packed, headers={"Content-Encoding": "gzip"})]
    with pytest.raises(ServiceError, match="answered without end"):
        connect().get("/")


def test_nobody_there(connect: Connect) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ServiceError, match="the connection is refused"):
        connect(f"http://127.0.0.1:{port}").get("/")


def test_it_follows_within_the_server(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(302, headers={"Location": "/there"}), GOOD]
    assert connect(token="secret").get("/here").value == {"items": [1]}
    assert [one.path for one in server.asked] == ["/here", "/there"]
    assert server.asked[1].headers["Authorization"] == "Token secret"


def test_a_question_that_is_posted_stays_one(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(307, headers={"Location": "/there"}), GOOD]
    assert connect().post("/here", {"a": 1}).asked == {"a": 1}
    assert [(one.method, one.body) for one in server.asked] == [("POST", {"a": 1})] * 2


@pytest.mark.parametrize("there", ["http://elsewhere.example/", "http://127.0.0.1:1/", "//x/y"])
def test_it_is_not_sent_on_to_another_server(
    server: LocalService, connect: Connect, there: str
) -> None:
    server.replies = [Reply(302, headers={"Location": there})]
    with pytest.raises(ServiceError, match="sends on to another server"):
        connect().get("/")


def test_it_does_not_run_in_circles(server: LocalService, connect: Connect) -> None:
    server.replies = [Reply(302, headers={"Location": "/"})]
    with pytest.raises(ServiceError, match="sends on and on"):
        connect().get("/")
    assert len(server.asked) == ASKING.redirects + 1


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (404, NotThere, "knows nothing of"),
        (400, ServiceError, "answered 400: .*bad id"),
        (401, ServiceError, "KOLLABO_LISTENBRAINZ_TOKEN"),
    ],
)
def test_refusals_say_what_to_do(
    server: LocalService, connect: Connect, status: int, error: type[Exception], words: str
) -> None:
    server.replies = [Reply(status, body={"error": "bad id"})]
    with pytest.raises(error, match=words):
        connect().get("/")
    assert len(server.asked) == 1


def test_requests_keep_their_distance() -> None:
    now = [0.0]
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    pace = Pace(2, 60, sleep, lambda: now[0])
    for _ in range(3):
        pace.wait_turn()
    now[0] += 10
    pace.wait_turn()
    assert waits == [0.5, 0.5]


def test_whoever_asks_can_be_reached() -> None:
    assert settings.contact(None, {"KOLLABO_CONTACT": "ana@example.org"}) == "ana@example.org"
    for contact in ("", " ", "a\r\nX-Evil: 1"):
        with pytest.raises(UsageError, match="--contact"):
            settings.contact(contact, {})


def test_a_server_of_ones_own_takes_the_place() -> None:
    mine: dict[str, Any] = {"KOLLABO_WIKIMEDIA": "http://127.0.0.1:1/api/"}
    assert settings.service("Wikimedia", mine).url == "http://127.0.0.1:1/api"
    with pytest.raises(UsageError, match="KOLLABO_WIKIMEDIA"):
        settings.service("Wikimedia", {"KOLLABO_WIKIMEDIA": "file:///etc"})
