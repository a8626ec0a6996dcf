"""A member of an archive handed to DuckDB through a pipe, and what DuckDB could not read of it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

SHOWN = 1_000  # rows set aside of one member that are listed; all are counted

Result = TypeVar("Result")


class Pump(threading.Thread):
    """Writes blocks into a pipe until they end or nobody reads any more."""

    def __init__(self, blocks: Iterable[bytes], descriptor: int) -> None:
        super().__init__(daemon=True)
        self._blocks = blocks
        self._descriptor = descriptor
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            with os.fdopen(self._descriptor, "wb", buffering=0) as pipe:
                for block in self._blocks:
                    rest = memoryview(block)
                    while rest:
                        rest = rest[pipe.write(rest) :]
        except BrokenPipeError:
            pass
        except BaseException as error:
            self.failure = error


def through_pipe(blocks: Iterable[bytes], read: Callable[[str], Result]) -> Result:
    """``read`` a path that gives these bytes. What goes wrong with the bytes is raised first."""
    source, target = os.pipe()
    pump = Pump(blocks, target)
    pump.start()
    try:
        result = read(f"/dev/fd/{source}")
    except BaseException:
        os.close(source)  # a pump that still writes is told so
        pump.join()
        if isinstance(pump.failure, Exception):
            raise pump.failure from None
        raise
    os.close(source)
    pump.join()
    if pump.failure is not None:
        raise pump.failure
    return result


def rejected(connection: Any) -> list[tuple[int, str, str]]:
    """Line, reason and text of every row that the last reading set aside, once each.

    Raises whatever DuckDB does where nothing was read with ``store_rejects``.
    """
    rows = connection.execute(
        "SELECT line, min(error_message), any_value(csv_line) FROM reject_errors "
        "GROUP BY line ORDER BY line"
    ).fetchall()
    connection.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
    return [(line, reason, text or "") for line, reason, text in rows]
