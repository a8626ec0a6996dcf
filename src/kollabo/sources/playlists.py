"""Playlists in JSPF: in how many of the playlists of a source a song stands.

JSPF is XSPF as JSON: ``{"playlist": {"title", "creator", "date", "track": [{"title", "creator",
"identifier"}]}}``, https://xspf.org/jspf. ListenBrainz writes it, with recordings as identifiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from kollabo.sources.answers_file import read_answers
from kollabo.sources.counted import CountedReading, Placed, Song, Tally, song_links, song_of
from kollabo.sources.figures import kind_of
from kollabo.sources.listens.recordings import mbid_of, recording_link
from kollabo.sources.reading import Progress
from kollabo.sources.record import Unreadable, dig
from kollabo.sources.report import FileReport
from kollabo.text.names import loose

Place = tuple[str, int]
_LAST_CHANGED = "https://musicbrainz.org/doc/jspf#playlist"


def playlists(
    reading: CountedReading, tally: Tally, progress: Progress | None = None
) -> Iterator[Placed]:
    """Every song with the number of playlists that hold it, up to the day of the newest one."""
    held: dict[tuple[str, str], tuple[Song, Place, int]] = {}
    days: list[date] = []
    known: set[str] = set()
    for source in reading.files:
        file = tally.file(source.name, source.sha256, source.bytes)
        try:
            tracks, day = _playlist(read_answers(source)[0].value, reading, known)
        except Unreadable as error:
            file.rows_read += 1
            tally.set_aside(file, 0, str(error))
            continue
        days.append(day)
        for row, song in _songs(tracks, file, tally):
            key = loose(song.title), loose(song.credit)
            first, place, number = held.get(key, (song, (source.name, row), 0))
            held[key] = first, place, number + 1
    for song, (name, row), number in held.values():
        if song.links:
            yield name, row, song_links(song)
        yield name, row, reading.figure(song, "playlists", number, (None, max(days)))


def _playlist(value: Any, reading: CountedReading, known: set[str]) -> tuple[list[Any], date]:
    playlist = dig(value, "playlist")
    tracks = dig(value, "playlist.track")
    if not isinstance(tracks, list):
        raise Unreadable("the file is no JSPF playlist: it has no 'playlist' with a list 'track'")
    identifier = playlist.get("identifier")
    name = identifier[0] if isinstance(identifier, list) and identifier else identifier
    if isinstance(name, str) and name:
        if name in known:
            raise Unreadable("a second copy of a playlist that was read already")
        known.add(name)
    return tracks, _day(playlist, reading)


def _day(playlist: dict[str, Any], reading: CountedReading) -> date:
    """When the playlist was as it is: last changed, else made, else as the user says."""
    extension = playlist.get("extension")
    more = extension.get(_LAST_CHANGED) if isinstance(extension, dict) else None
    changed = more.get("last_modified_at") if isinstance(more, dict) else None
    for said in (changed, playlist.get("date")):
        if isinstance(said, str):
            try:
                found = datetime.fromisoformat(said)
            except ValueError:
                continue
            return (found.astimezone(UTC) if found.tzinfo else found).date()
    if reading.counting.as_of is None:
        raise Unreadable("the playlist has no date: say of which day it is with --as-of YYYY-MM-DD")
    return reading.counting.as_of


def _songs(tracks: list[Any], file: FileReport, tally: Tally) -> Iterator[tuple[int, Song]]:
    """Each song of a playlist once."""
    seen: set[tuple[str, str]] = set()
    for row, track in enumerate(tracks, 1):
        file.rows_read += 1
        try:
            song = _song(track)
        except Unreadable as error:
            tally.set_aside(file, row, str(error), str(track)[:400])
            continue
        key = loose(song.title), loose(song.credit)
        if key in seen:
            words = "a repeat: the song stands in this playlist already"
            tally.set_aside(file, row, words, f"{song.title} — {song.credit}")
            continue
        seen.add(key)
        yield row, song


def _song(track: Any) -> Song:
    if not isinstance(track, dict):
        raise Unreadable(f"the track is {kind_of(track)}, not an object")
    said = track.get("identifier")
    identifiers = said if isinstance(said, list) else [said]
    links = [
        recording_link(mbid)
        for one in identifiers
        if isinstance(one, str) and "/recording/" in one and (mbid := mbid_of(one))
    ]
    return song_of(track.get("title"), track.get("creator"), links)
