"""A catalogue replaced under a running server: picked up, never mixed, the old one let go."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import LIST, Server, serving
from small_catalogue import World

from kollabo.catalogue.snapshots import prune
from kollabo.errors import CatalogueError
from kollabo.web.shelf import Shelf

SOON = 20.0  # seconds; a busy machine takes a while to open a catalogue


def edition(word: str, songs: int = 3) -> World:
    """Songs whose titles, acts and shows all bear one word: a page of two words is a wrong page."""
    world = World()
    mine = world.act(f"Haneul {word}", artist_id="k-mine", origin="KR", genres=["k-pop"])
    theirs = world.act(f"Casey {word}", artist_id="k-theirs", origin="US", genres=["pop"])
    for number in range(songs):
        song = world.song(
            f"Song {number} {word}", mine, (theirs, "featured"), song_id=f"s-{number}",
            released="2023-03-04",
        )  # fmt: skip
        world.ranks(song, f"Chart {word}", "2023-04-01", [number + 1])
    return world


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.02)


def words_of(page: str) -> set[str]:
    return set(re.findall(r"\b(?:Amber|Birch|Cedar)\b", page))


def test_a_new_catalogue_is_picked_up_and_no_page_mixes_two(tmp_path: Path) -> None:
    edition("Amber").publish(tmp_path)
    addresses = [f"/best?{LIST}", f"/songs/s-1?{LIST}", "/acts/k-mine", f"/api/v1/best?{LIST}"]
    seen: list[set[str]] = []
    troubles: list[str] = []
    stop = threading.Event()
    with serving(tmp_path) as server:

        def read_on() -> None:
            while not stop.is_set():
                for address in addresses:
                    answer = server.get(address)
                    if answer.status_code != 200:
                        troubles.append(f"{address}: {answer.status_code}")
                    seen.append(words_of(answer.text))

        readers = [threading.Thread(target=read_on) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            for word in ("Birch", "Cedar"):
                edition(word).publish(tmp_path)
                until(lambda word=word: {word} in seen[-8:])
        finally:
            stop.set()
            for reader in readers:
                reader.join()
        assert troubles == []
        assert all(len(words) == 1 for words in seen), "a page of two catalogues"
        assert words_of(server.get(addresses[0]).text) == {"Cedar"}


def test_an_old_etag_does_not_hold_for_the_new_catalogue(tmp_path: Path) -> None:
    edition("Amber").publish(tmp_path)
    address = f"/best?{LIST}"
    with serving(tmp_path) as server:
        etag = server.get(address).headers["etag"]
        assert server.get(address, if_none_match=etag).status_code == 304
        edition("Birch").publish(tmp_path)
        until(lambda: server.get(address, if_none_match=etag).status_code == 200)
        assert server.get(address, if_none_match=etag).headers["etag"] != etag


def test_what_is_served_is_not_pruned_and_what_was_can_be(tmp_path: Path) -> None:
    edition("Amber").publish(tmp_path)
    with serving(tmp_path) as server:
        served = server.shelf._now.catalogue.snapshot
        edition("Birch").publish(tmp_path)
        prune(tmp_path, keep=1)
        assert served.is_dir(), "a reader holds it"
        until(lambda: words_of(server.get("/acts/k-mine").text) == {"Birch"})
        prune(tmp_path, keep=1)
        assert not served.exists()


def test_a_damaged_new_catalogue_leaves_the_old_one_serving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("kollabo.web.shelf._TRY_AGAIN", 0.05)
    edition("Amber").publish(tmp_path)
    with serving(tmp_path) as server:
        good = (tmp_path / "CURRENT").read_text(encoding="utf-8")
        edition("Birch").publish(tmp_path)
        bad = (tmp_path / "CURRENT").read_text(encoding="utf-8").strip()
        (tmp_path / "snapshots" / bad / "song.parquet").write_bytes(b"no table")
        assert bad != good.strip()
        server.get("/acts/k-mine")
        until(lambda: "the old one stays" in caplog.text)
        assert words_of(server.get("/acts/k-mine").text) == {"Amber"}
        edition("Cedar").publish(tmp_path)
        until(lambda: words_of(server.get("/acts/k-mine").text) == {"Cedar"})


def test_a_damaged_catalogue_is_not_served_at_all(tmp_path: Path) -> None:
    edition("Amber").publish(tmp_path)
    name = (tmp_path / "CURRENT").read_text(encoding="utf-8").strip()
    (tmp_path / "snapshots" / name / "song.parquet").unlink()
    with pytest.raises(CatalogueError):
        Shelf(tmp_path, {})


def test_an_empty_catalogue_serves_the_starter_until_the_first_import(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert "the starter that comes with kollabo" in server.get("/").text
        edition("Amber").publish(tmp_path)
        until(lambda: words_of(server.get("/").text) == {"Amber"})


def test_the_catalogue_is_closed_when_the_server_ends(tmp_path: Path) -> None:
    edition("Amber").publish(tmp_path)
    with serving(tmp_path) as server:
        held: Server = server
        reading = held.shelf._now
    with pytest.raises(Exception, match=r"[Cc]losed"):
        reading.catalogue.sql("SELECT 1")
