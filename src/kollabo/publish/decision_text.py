"""A decision that was taken, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kollabo.answers.deciding import Ready
from kollabo.publish.plain import text_of


@dataclass(frozen=True)
class Decided:
    """``met``: how many acts, names, songs or statements it met."""

    ready: Ready
    file: str
    met: int


def decision_text(decided: Decided) -> str:
    return text_of(_lines(decided))


def _lines(decided: Decided) -> Iterator[str]:
    ready = decided.ready
    value = f" = {ready.value}" if ready.value else ""
    song = f" over {ready.song}" if ready.song else ""
    song += f" by {' & '.join(ready.acts)}" if ready.acts else ""
    yield f"Decided: {ready.kind}, {ready.subject}{song}{value}"
    if decided.met == 0:
        yield "It met nothing in the catalogue: look for another spelling with `kollabo artist`."
    yield f"Written to {decided.file}; the catalogue is made anew."
