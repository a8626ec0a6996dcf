"""Asking no more often than a service likes: so many requests a second, and its own limits."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kollabo.errors import ServiceError


class Pace:
    """Holds each request back until it is its turn.

    ``heed`` reads what ListenBrainz says of its own limit: ``X-RateLimit-Remaining`` requests are
    left for the next ``X-RateLimit-Reset-In`` seconds.
    """

    def __init__(
        self,
        a_second: float,
        longest_wait: float,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._gap = 1 / a_second
        self._longest = longest_wait
        self._sleep = sleep
        self._clock = clock
        self._next = clock()

    def wait_turn(self) -> None:
        """Sleep until the next request may go out."""
        ahead = self._next - self._clock()
        if ahead > self._longest + self._gap:
            raise ServiceError(
                f"the service takes no more requests for {ahead:,.0f} seconds",
                remedy="try again later",
            )
        if ahead > 0:
            self._sleep(ahead)
        self._next = max(self._next, self._clock()) + self._gap

    def heed(self, headers: Mapping[str, str]) -> None:
        """Note that no request is left, if the service says so."""
        left, reset = (
            seconds_in(headers.get(f"X-RateLimit-{name}")) for name in ("Remaining", "Reset-In")
        )
        if left is not None and left < 1 and reset is not None:
            self._next = max(self._next, self._clock() + reset)


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """How many seconds a refusal asks to wait: ``Retry-After`` (seconds, or a date), else
    ``X-RateLimit-Reset-In``."""
    said = headers.get("Retry-After")
    found = seconds_in(said)
    if found is None and said:
        try:
            found = (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):  # a date without a zone, or none at all
            found = None
    if found is None:
        found = seconds_in(headers.get("X-RateLimit-Reset-In"))
    return None if found is None else max(0.0, found)


def seconds_in(text: str | None) -> float | None:
    """A number of seconds as a header writes it, None where it is none."""
    try:
        found = float(text) if text else math.nan
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None
