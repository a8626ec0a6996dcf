"""kollabo: the best collaborations of the year, found and ranked by open evidence.

    import kollabo

    with kollabo.open() as catalogue:
        songs = catalogue.best(year=2023, between=("k-pop", "western"))
    songs[0].title, songs[0].rank
    songs.to_polars()

What stands here is what you may rely on; the rest may change. Importing this loads nothing of
weight: DuckDB comes with the first `open`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kollabo.errors import (
    CatalogueError,
    DataFileError,
    KollaboError,
    NotFound,
    UsageError,
)

if TYPE_CHECKING:
    from pathlib import Path

    from kollabo.window import Entry, Listing, Opened

__version__ = "0.1.0"

__all__ = [
    "CatalogueError",
    "DataFileError",
    "Entry",
    "KollaboError",
    "Listing",
    "NotFound",
    "Opened",
    "UsageError",
    "open",
]

_LATER = ("Entry", "Listing", "Opened")


def open(catalogue: str | Path | None = None, *, scenes: str | Path | None = None) -> Opened:
    """Open a catalogue to ask it; of an empty one the starter that comes with kollabo.

    ``catalogue`` is its folder, else ``KOLLABO_HOME``, else the platform's place for data.
    ``scenes`` is a folder with scenes of your own, beside those in the catalogue.

    Raises CatalogueError where the catalogue is damaged or of another version, DataFileError where
    a scene has a mistake in it.
    """
    from kollabo.window import Opened

    return Opened(catalogue, scenes)


def __getattr__(name: str) -> Any:
    if name in _LATER:
        from kollabo import window

        return getattr(window, name)
    raise AttributeError(f"module 'kollabo' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
