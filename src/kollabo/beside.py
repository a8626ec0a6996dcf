"""Something done beside its caller: DuckDB works, or starts, while Python goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Beside(Generic[T]):
    """``work`` with its arguments, begun at once in a thread of its own."""

    def __init__(self, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> None:
        self._work: Callable[[], T] = partial(work, *given, **named)
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._made = self._work()
        except BaseException as failure:
            self._failure = failure

    def result(self) -> T:
        """What came of it, as soon as it is there; raises what it raised."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self._made
