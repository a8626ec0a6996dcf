"""How a song is printed: title and acts, and what else a source says of it."""

from __future__ import annotations

import re
from typing import Any

from kollabo.sources.batches import Statement
from kollabo.sources.cells import Cells
from kollabo.sources.layout import Mark, Song
from kollabo.sources.record import Record, Unreadable

Printing = tuple[str, str | None, list[str] | None]


class SongRows:
    """Reads the printing and the facts of songs by one layout part."""

    def __init__(self, song: Song, marks: tuple[Mark, ...], cells: Cells) -> None:
        self._song = song
        self._marks = [(mark.note, re.compile(mark.pattern, re.IGNORECASE)) for mark in marks]
        self._cells = cells

    def printing(self, record: Record) -> Printing:
        """Title, credit, artists: one of the last two is None."""
        title = self._cells.needed(self._song.title, record, "title")
        if self._song.credit:
            return title, self._cells.needed(self._song.credit, record, "credit"), None
        try:
            artists = self._cells.texts(self._song.artists, record)
        except Unreadable as error:
            raise Unreadable(f"the list of acts {error}") from None
        if not artists:
            raise Unreadable("the list of acts is missing")
        return title, None, artists

    def facts(self, record: Record, printing: Printing) -> Statement:
        """The row of ``printed_song``."""
        song, cells = self._song, self._cells
        title, credit, artists = printing
        values: dict[str, Any] = {
            "title": title,
            "credit": credit,
            "artists": artists,
            "released": cells.partial_date(song.released, record, "release date"),
            "languages": cells.optional_texts(song.languages, record, "language"),
            "belongs_to": cells.optional(song.belongs_to, record, "show it belongs to"),
            "release": cells.optional(song.release, record, "release"),
            "label": cells.optional(song.label, record, "label"),
            "country": cells.country(song.country, record, "country"),
            "links": cells.optional_texts(song.links, record, "link"),
            "isrc": cells.optional(song.isrc, record, "ISRC"),
        }
        values["note"] = self._note(record, printing, values["release"])
        return "printed_song", values

    def _note(self, record: Record, printing: Printing, release: str | None) -> str | None:
        notes = []
        if note := self._cells.optional(self._song.note, record, "note"):
            notes.append(note)
        title, credit, artists = printing
        words = "\n".join((title, credit or "", *(artists or ()), release or ""))
        notes.extend(note for note, pattern in self._marks if pattern.search(words))
        return "; ".join(notes) or None
