"""How tests run the command line, and what they get."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


def command(*words: object) -> list[str]:
    """The words that start the command line as a process."""
    return [sys.executable, "-m", "kollabo.cli.main", *map(str, words)]
