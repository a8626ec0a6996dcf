"""What `kollabo fetch listens` asks ListenBrainz."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.sources.answers_file import Answer
from kollabo.sources.services.client import Client

_PAGE = 100  # recordings of the statistics in one answer; the API gives no more at once


def popularity(client: Client, recordings: Sequence[str]) -> Iterator[Answer]:
    """Totals of recordings by MusicBrainz id, each followed by their names."""
    size = client.service.recordings
    for start in range(0, len(recordings), size):
        some = list(recordings[start : start + size])
        yield client.post("/1/popularity/recording", {"recording_mbids": some})
        yield client.post("/1/metadata/recording/", {"recording_mbids": some, "inc": "artist"})


def top_recordings(client: Client, artist: str) -> Iterator[Answer]:
    """Totals of the recordings of an act, the most heard first."""
    yield client.get(f"/1/popularity/top-recordings-for-artist/{artist}")


def statistics(client: Client, period: str, most: int) -> Iterator[Answer]:
    """The recordings most heard by everybody in a period."""
    for offset in range(0, most, _PAGE):
        count = min(_PAGE, most - offset)
        asked: dict[str, str | int] = {"range": period, "count": count, "offset": offset}
        answer = client.get("/1/stats/sitewide/recordings", asked)
        payload = answer.value.get("payload") if isinstance(answer.value, dict) else None
        found = payload.get("recordings") if isinstance(payload, dict) else None
        if not found:
            return
        yield answer
        if len(found) < count:
            return
