"""What all sources print, ready for the build: acts as rows, songs and figures by printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kollabo.build.frames import BuildSession, Frame
from kollabo.build.printings import Printing, collect_printings, with_printing_id
from kollabo.catalogue.schema import TABLES


class Printed:
    """The printed tables of sources; songs and figures carry their printing's id.

    ``files`` gives the files of a printed table: of a snapshot in the making, or of one that lies
    there whole. What another kind of source says of songs is put beside: ``said`` in place of what
    :meth:`said_of_songs` would find, and ``facts`` as rows of `song_fact`.
    """

    def __init__(self, session: BuildSession, files: Callable[[str], Sequence[Path]]) -> None:
        self._session = session
        self._files = files
        self.songs = self._with_id("printed_song")
        self.figures = self._with_id("printed_observation")
        self.said: Frame | None = None
        self.facts: Frame | None = None

    def said_of_songs(self, reading: Frame) -> Frame:
        """What is said of songs, each statement with its song's id."""
        if self.said is not None:
            return self.said
        return self.songs.join(
            reading.select("printing_id", "song_id"), on="printing_id", how="inner"
        )

    def _with_id(self, table: str) -> Frame:
        frame = self._session.printed(table, self._files(table))
        return self._session.keep(with_printing_id(self._session, frame), f"{table}_with_id")

    def acts(self) -> tuple[list[dict[str, Any]], ...]:
        """All rows about acts, about their other names and about memberships."""
        names = ("printed_act", "printed_alias", "printed_membership")
        return tuple(self._in_order(name) for name in names)

    def printings(self) -> list[Printing]:
        return collect_printings(self._session, self.songs, self.figures)

    def _in_order(self, table: str) -> list[dict[str, Any]]:
        frame = self._session.printed(table, self._files(table))
        return self._session.rows(frame.orderBy(*TABLES[table].key))
