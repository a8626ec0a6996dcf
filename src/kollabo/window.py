"""What Python programs see: an open catalogue, and the list of a year as a list of entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from kollabo.answers.artist import ArtistAnswer, artist
from kollabo.answers.best import BestList, Entry, as_json, best
from kollabo.answers.known_scenes import known_scenes
from kollabo.answers.lookup import find_acts, find_songs
from kollabo.answers.question import YearMeans, ask
from kollabo.answers.song import SongAnswer, song
from kollabo.catalogue.reader import open_catalogue
from kollabo.errors import UsageError
from kollabo.publish.listing_notebook import listing_notebook
from kollabo.publish.listing_text import listing_text

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Entry", "Listing", "Opened"]


class Opened:
    """An open catalogue. It answers from one snapshot until it is closed, whatever is imported.

    Use it in a ``with``, or close it. Several threads may ask it.
    """

    def __init__(self, root: str | Path | None, scenes: str | Path | None) -> None:
        folder = Path(root) if root is not None else None
        self._scenes = known_scenes(folder, [Path(scenes)] if scenes is not None else [])
        self._catalogue = open_catalogue(folder)

    def best(
        self,
        *,
        year: int,
        between: tuple[str, str],
        top: int | None = None,
        year_means: YearMeans = "released",
        evidence_until: dt.date | None = None,
    ) -> Listing:
        """The year's collaborations between two scenes, best first.

        ``year`` is the year of first release, or with ``year_means="charted"`` one in which they
        were on a chart. ``between`` names two scenes (`kollabo scenes` lists them). ``top`` keeps
        so many. Evidence counts to the end of the year, or to ``evidence_until``.

        Raises UsageError for a question that cannot be meant.
        """
        if top is not None and top < 1:
            raise UsageError(f"top is {top}", remedy="a list has at least one song: top=10")
        first, second = between
        question = ask(
            year,
            (first, second),
            self._scenes,
            evidence_until=evidence_until,
            year_means=year_means,
        )
        return Listing(best(self._catalogue, question, self._scenes, top=top))

    def song(self, title: str, *, by: str | None = None) -> SongAnswer:
        """Everything known of a song, each statement and figure with where it was read.

        Of several songs of a title the one with most chart weeks; ``by`` picks the one that
        credits an act. Raises NotFound, with names that come near.
        """
        return song(self._catalogue, find_songs(self._catalogue, title, by=by)[0].song_id)

    def artist(self, name: str) -> ArtistAnswer:
        """Everything known of an act. Write "Kai [EXO]" to mean one of several. Raises NotFound."""
        found = find_acts(self._catalogue, name)[0]
        return artist(self._catalogue, found.artist_id, self._scenes)

    @property
    def is_starter(self) -> bool:
        """Whether this is the starter catalogue that comes with kollabo."""
        return self._catalogue.is_starter

    def close(self) -> None:
        self._catalogue.close()

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<kollabo catalogue {self._catalogue.snapshot}>"


class Listing(Sequence[Entry]):
    """The ranked songs of a question, best first: a sequence of entries.

    ``notes`` are what must be said of the list, in sentences. ``also_released`` are songs that no
    source sizes, so they have no rank. ``answer`` is the whole answer.
    """

    def __init__(self, answer: BestList) -> None:
        self.answer = answer

    @property
    def notes(self) -> tuple[str, ...]:
        return self.answer.notes

    @property
    def also_released(self) -> tuple[Entry, ...]:
        return self.answer.also_released

    def __len__(self) -> int:
        return len(self.answer.entries)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        return self.answer.entries[index]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.answer.entries)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listing) and self.answer == other.answer

    def __hash__(self) -> int:
        return hash(tuple(one.crossing.song_id for one in self))

    def __str__(self) -> str:
        return listing_text(self.answer, everything=True).rstrip("\n")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The list as a table, as notebooks show it."""
        return listing_notebook(self.answer)

    def to_json(self) -> dict[str, Any]:
        """The answer in plain values, by the keys of `kollabo best --json` (docs/json.md)."""
        return as_json(self.answer)

    def to_arrow(self, *, everything: bool = False) -> pa.Table:
        """A row a song, the columns named as in docs/json.md; what is not known is null.

        With ``everything`` the songs that stand apart too, told by the column ``list``.
        """
        from kollabo.publish.formats.arrow import listing_arrow

        return listing_arrow(self.answer, everything=everything)

    def to_polars(self, *, everything: bool = False) -> pl.DataFrame:
        """The Arrow table as a Polars data frame. Needs the package polars."""
        try:
            import polars as pl
        except ImportError as error:
            raise _missing("polars") from error
        frame = pl.from_arrow(self.to_arrow(everything=everything))
        assert isinstance(frame, pl.DataFrame)
        return frame

    def to_pandas(self, *, everything: bool = False) -> pd.DataFrame:
        """The Arrow table as a pandas data frame. Needs the package pandas."""
        try:
            import pandas  # noqa: F401  (asked for here: pyarrow's own error names no remedy)
        except ImportError as error:
            raise _missing("pandas") from error
        frame: pd.DataFrame = self.to_arrow(everything=everything).to_pandas()
        return frame


def _missing(package: str) -> UsageError:
    return UsageError(f"{package} is not installed", remedy=f"pip install {package}")
