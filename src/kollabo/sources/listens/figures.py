"""ListenBrainz's own counts: popularity (totals of a recording) and statistics (of a period).

Shapes as the API documents them: ``POST /1/popularity/recording``,
``GET /1/popularity/top-recordings-for-artist/{mbid}``, ``GET /1/stats/sitewide/recordings``, and
``POST /1/metadata/recording/``, which names the recordings that popularity knows by id alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from kollabo.sources import figures
from kollabo.sources.answered import Item
from kollabo.sources.answers_file import Answer
from kollabo.sources.batches import Statement
from kollabo.sources.counted import CountedReading, Song, song_links, song_of
from kollabo.sources.figures import kind_of
from kollabo.sources.listens.recordings import mbid_of, recording_link
from kollabo.sources.record import Unreadable, dig

Days = tuple[date | None, date]
Names = Mapping[str, tuple[Any, Any]]  # recording: its title and credit

_LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def items_of(reading: CountedReading, answers: Sequence[Answer]) -> Iterator[Item]:
    """Every counted recording of the answers. Unreadable for an answer of another shape."""
    names = {mbid: name for one in answers for mbid, name in _names(one.value)}
    for answer in answers:
        value = answer.value
        if isinstance(value, list):
            days = _total(answer, reading)
            for item in value:
                yield item, partial(_popularity, reading, item, names, days)
        elif isinstance(dig(value, "payload.recordings"), list):
            for item in value["payload"]["recordings"]:
                yield item, partial(_statistics, reading, item, value["payload"])
        elif not any(_names(value)):
            raise Unreadable(f"there is {kind_of(value)} that is no answer of ListenBrainz known")


def _names(value: Any) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Names of recordings from an answer of `/1/metadata/recording/`."""
    for key, said in value.items() if isinstance(value, dict) else ():
        if mbid := mbid_of(key):
            yield mbid, (dig(said, "recording.name"), dig(said, "artist.name"))


def _total(answer: Answer, reading: CountedReading) -> Days:
    day = answer.day or reading.counting.as_of
    if day is None:
        raise Unreadable(
            "it does not say up to which day its totals count: say so with --as-of YYYY-MM-DD"
        )
    return None, day


def _popularity(reading: CountedReading, item: Any, names: Names, days: Days) -> list[Statement]:
    mbid = _recording(item)
    title, credit = item.get("recording_name"), item.get("artist_name")
    if not title or not credit:
        if mbid not in names:
            raise Unreadable("the recording's title and acts are not in the file")
        title, credit = names[mbid]
    song = song_of(title, credit, [recording_link(mbid)])
    counts = {"listens": "total_listen_count", "listeners": "total_user_count"}
    return _statements(reading, item, song, counts, days, "popularity")


def _statistics(reading: CountedReading, item: Any, payload: Mapping[str, Any]) -> list[Statement]:
    if payload.get("user_id"):
        raise Unreadable("these are the listens of one user, not of everybody")
    if not isinstance(item, dict):
        raise Unreadable(f"the item is {kind_of(item)}, not an object")
    mbid = mbid_of(item.get("recording_mbid"))
    links = [recording_link(mbid)] if mbid else []
    song = song_of(item.get("track_name"), item.get("artist_name"), links)
    days = _period(payload)
    return _statements(reading, item, song, {"listens": "listen_count"}, days, "statistics")


def _period(payload: Mapping[str, Any]) -> Days:
    """The days the statistics count. The end is the first second after them."""
    moments = []
    for key in ("from_ts", "to_ts"):
        value = payload.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _LATEST:
            raise Unreadable(f"'{key}' is no time: the period is not known")
        moments.append(datetime.fromtimestamp(value, UTC))
    since, until = moments[0].date(), (moments[1] - timedelta(seconds=1)).date()
    if until < since:
        raise Unreadable("its period ends before it begins")
    return (None if payload.get("range") == "all_time" else since), until


def _recording(item: Any) -> str:
    if not isinstance(item, dict):
        raise Unreadable(f"the item is {kind_of(item)}, not an object")
    mbid = mbid_of(item.get("recording_mbid"))
    if mbid is None:
        raise Unreadable("it names no recording by its MusicBrainz id")
    return mbid


def _statements(
    reading: CountedReading,
    item: Mapping[str, Any],
    song: Song,
    counts: Mapping[str, str],
    days: Days,
    chart: str,
) -> list[Statement]:
    found = []
    for metric, key in counts.items():
        try:
            value = figures.amount(item.get(key))
        except Unreadable as error:
            raise Unreadable(f"the number of {metric} {error}") from None
        if value is not None:
            found.append(reading.figure(song, metric, value, days, chart))
    if not found:
        raise Unreadable("ListenBrainz knows no listens of it")
    return [*found, song_links(song)] if song.links else found
