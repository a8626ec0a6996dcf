"""A client for services on the net that is polite to them and patient with the net.

It says who is asking, asks no faster than the service likes, waits as long as a refusal asks it to,
tries again what may pass, and keeps answers on disk as long as the service says they hold; after
that it asks whether they changed (ETag). What a service answers is not trusted: sizes and times are
bounded, and it may not send on to another server.

The libraries it needs come with ``kollabo[services]``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from kollabo.errors import ServiceError, UsageError
from kollabo.sources.answers_file import Answer
from kollabo.sources.services.pace import Pace, asked_wait
from kollabo.sources.services.settings import Service

try:
    import requests
    import tenacity
    from cachecontrol import CacheControlAdapter
    from cachecontrol.caches.file_cache import FileCache
    from requests.adapters import HTTPAdapter
except ImportError as error:
    raise UsageError(
        f"asking services needs the package {error.name}",
        remedy="install kollabo with its extra: pip install 'kollabo[services]'",
    ) from error

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCK = 512  # bytes; a read waits for all of them, so a server that drips is told by few


class NotThere(ServiceError):
    """The service knows nothing of what was asked for (404)."""


class Again(Exception):
    """A try that may go better next time. ``wait`` is what the service asked for, in seconds."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


class Paced(HTTPAdapter):
    """Sends a request when it is its turn; answers from the cache never come this far."""

    pace: Pace

    def send(self, *args: Any, **options: Any) -> requests.Response:
        self.pace.wait_turn()
        response = super().send(*args, **options)
        self.pace.heed(response.headers)
        return response


class Adapter(CacheControlAdapter, Paced):
    """The cache before the pace before the net."""


class Client:
    """Asks one service. ``say`` is told why it waits; ``sleep`` is there for tests."""

    def __init__(
        self,
        service: Service,
        contact: str,
        agent: str,
        cache: Path | None,
        *,
        say: Callable[[str], None] = lambda words: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.service = service
        self._say = say
        self._sleep = sleep
        self._adapter = Adapter(cache=FileCache(str(cache)) if cache else None)
        self._adapter.pace = Pace(service.a_second, service.asking.longest_wait, sleep)
        self._session = requests.Session()
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)
        self._session.headers["User-Agent"] = f"{agent} ( {contact} )"
        self._session.headers["Accept"] = "application/json"
        self._session.auth = self._with_token

    def close(self) -> None:
        self._session.close()

    def get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """The JSON at a path. NotThere for 404; ServiceError for all else that is no answer."""
        return self._ask("GET", path, parameters, None)

    def post(self, path: str, body: Any) -> Answer:
        """The JSON that a question of this body is answered with; it changes nothing there."""
        return self._ask("POST", path, None, body)

    def _with_token(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self.service.token and _same_server(request.url or "", self.service.url):
            request.headers["Authorization"] = f"Token {self.service.token}"
        return request

    def _ask(
        self, method: str, path: str, parameters: Mapping[str, str | int] | None, body: Any
    ) -> Answer:
        asking = self.service.asking
        backoff = tenacity.wait_random_exponential(asking.backoff, max=asking.longest_wait)
        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Again),
            stop=tenacity.stop_after_attempt(asking.tries),
            wait=lambda state: self._wait(state, backoff),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return tries(self._once, method, self.service.url + path, parameters, body)
        except Again as error:
            raise ServiceError(
                f"{self.service.name} {error}, and {asking.tries} tries did not help",
                remedy="try again later",
            ) from error

    def _wait(self, state: tenacity.RetryCallState, backoff: Callable[..., float]) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, Again) else None
        longest = self.service.asking.longest_wait
        if asked is not None and asked > longest:
            raise ServiceError(
                f"{self.service.name} asks to wait {asked:,.0f} seconds", remedy="try again later"
            ) from error
        wait = backoff(state) if asked is None else asked
        self._say(f"{self.service.name} {error}; trying again in {wait:.1f} seconds")
        return wait

    def _once(
        self, method: str, url: str, parameters: Mapping[str, str | int] | None, body: Any
    ) -> Answer:
        """One try, with its redirects."""
        request = requests.Request(method, url, params=parameters, json=body)
        prepared = self._session.prepare_request(request)
        until = time.monotonic() + self.service.asking.whole
        try:
            for _ in range(self.service.asking.redirects + 1):
                response = self._send(prepared)
                if not response.is_redirect:
                    return self._answer(response, body, until)
                prepared = self._redirected(response)
        except (requests.ConnectionError, requests.Timeout) as error:
            raise Again(_words(error)) from error
        except (requests.exceptions.ChunkedEncodingError, OSError) as error:
            raise Again(f"broke off in the middle of an answer ({_words(error)})") from error
        raise ServiceError(f"{self.service.name} sends on and on from one address to the next")

    def _send(self, prepared: requests.PreparedRequest) -> requests.Response:
        asking = self.service.asking
        settings = self._session.merge_environment_settings(
            prepared.url or "", {}, stream=True, verify=None, cert=None
        )
        return self._session.send(
            prepared,
            timeout=(asking.connect, asking.read),
            allow_redirects=False,
            **settings,
        )

    def _redirected(self, response: requests.Response) -> requests.PreparedRequest:
        target = urljoin(response.url, response.headers.get("Location", ""))
        following = response.next
        if following is None or not _same_server(target, self.service.url):
            raise ServiceError(f"{self.service.name} sends on to another server: {target[:200]}")
        response.close()
        return following

    def _answer(self, response: requests.Response, body: Any, until: float) -> Answer:
        with response:
            data = self._read(response, until)
        if response.status_code in _PASSING:
            words = f"answered {response.status_code} {response.reason or ''}".rstrip()
            raise Again(words, asked_wait(response.headers))
        if response.status_code == 404:
            raise NotThere(f"{self.service.name} knows nothing of {response.url}")
        if response.status_code != 200:
            raise ServiceError(
                f"{self.service.name} answered {response.status_code}: {_said(data)}",
                remedy=self._remedy(response.status_code),
            )
        try:
            value = json.loads(data)
        except (ValueError, RecursionError) as error:
            self._forget(response)
            raise ServiceError(
                f"{self.service.name} answered something that is no JSON: {_said(data)}"
            ) from error
        return Answer(value, response.url, body, _given(response))

    def _read(self, response: requests.Response, until: float) -> bytes:
        found = bytearray()
        for block in response.iter_content(_BLOCK):
            found += block
            if len(found) > self.service.asking.largest:
                raise ServiceError(f"{self.service.name} answered without end")
            if time.monotonic() > until:
                raise Again("answered too slowly")
        return bytes(found)

    def _forget(self, response: requests.Response) -> None:
        """Keep no answer that cannot be read: it would be asked for by its ETag for ever."""
        controller = self._adapter.controller
        controller.cache.delete(controller.cache_url(response.url))

    def _remedy(self, status: int) -> str:
        if status in (401, 403) and self.service.name == "ListenBrainz":
            return "it may want your user token: set KOLLABO_LISTENBRAINZ_TOKEN"
        return ""


def _same_server(url: str, base: str) -> bool:
    """The same host, and no step back from https to http."""
    one, other = urlsplit(url), urlsplit(base)
    secure = other.scheme == "http" or one.scheme == "https"
    same_port = one.port == other.port or one.scheme != other.scheme
    return secure and same_port and (one.hostname or "") == other.hostname


def _given(response: requests.Response) -> datetime:
    """When the service gave the answer: an answer from the cache is as old as its own date."""
    try:
        said = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError, TypeError):
        return datetime.now(UTC)
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)


def _said(data: bytes) -> str:
    return " ".join(data[:400].decode("utf-8", "replace").split())[:200] or "nothing"


def _words(error: BaseException) -> str:
    if isinstance(error, requests.ConnectTimeout):
        return "cannot be reached: it does not answer"
    if isinstance(error, requests.Timeout):
        return "does not go on answering"
    reason = str(error)
    if "refused" in reason:
        return "cannot be reached: the connection is refused"
    if "resolve" in reason or "getaddrinfo" in reason:
        return "cannot be reached: its name is not known here"
    return f"cannot be reached ({reason[:120]})"
