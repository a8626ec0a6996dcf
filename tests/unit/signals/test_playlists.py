"""Playlists: in how many of them a song stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from signals_read import RECORDING, Read

Write = Callable[[str, str | bytes], Path]


def track(title: Any, acts: str = "Haneul Seo") -> dict[str, Any]:
    return {
        "title": title,
        "creator": acts,
        "identifier": [f"https://musicbrainz.org/recording/{RECORDING}"],
    }


def playlist(name: str, *tracks: Any, day: str | None = "2023-07-14T10:00:00+00:00") -> str:
    said = {"title": name, "identifier": f"https://lists.example/{name}", "track": list(tracks)}
    return json.dumps({"playlist": {**said, "date": day} if day else said})


def test_a_song_counts_once_for_each_playlist_that_holds_it(write: Write) -> None:
    path = write("lists/a.jspf", playlist("a", track("One"), track("Two"), track("ONE")))
    write("lists/b.jspf", playlist("b", track("One"), day="2023-08-01T00:00:00Z"))
    write("lists/copy-of-b.jspf", playlist("b", track("One"), track("Three")))
    read = Read("playlists", path.parent)
    assert read.values == {
        ("One", "Haneul Seo", "playlists", "to date"): 2,
        ("Two", "Haneul Seo", "playlists", "to date"): 1,
    }
    assert {one["period_to"] for one in read.figures} == {date(2023, 8, 1)}
    assert read.reasons == [
        (3, "a repeat: the song stands in this playlist already"),
        (0, "a second copy of a playlist that was read already"),
    ]
    assert read.songs[0]["links"] == [f"https://musicbrainz.org/recording/{RECORDING}"]


def test_the_last_change_of_a_playlist_dates_it(write: Write) -> None:
    said = json.loads(playlist("a", track("One")))
    said["playlist"]["extension"] = {
        "https://musicbrainz.org/doc/jspf#playlist": {"last_modified_at": "2024-01-02T00:00:00Z"}
    }
    read = Read("playlists", write("a.jspf", json.dumps(said)))
    assert {one["period_to"] for one in read.figures} == {date(2024, 1, 2)}


def test_an_undated_playlist_needs_the_day_from_the_user(write: Write) -> None:
    path = write("a.jspf", playlist("a", track("One"), day=None))
    ((row, reason),) = Read("playlists", path).reasons
    assert (row, "--as-of" in reason) == (0, True)
    assert len(Read("playlists", path, as_of=date(2024, 1, 1)).figures) == 1


def test_broken_tracks_cost_themselves_alone(write: Write) -> None:
    path = write("a.jspf", playlist("a", 5, track(None), track("One"), track({"x": 1})))
    read = Read("playlists", path)
    assert [row for row, _ in read.reasons] == [1, 2, 4]
    assert len(read.figures) == 1
