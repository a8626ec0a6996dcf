"""Listens and pageviews end to end: from a service or a dump to what is said of a song."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from local_service import Asked, LocalService, Reply, local_service
from sample_world import VIEWS

RECORDING = "13dd61c7-ce73-4e97-9f0c-9f0e53144411"
SONG = ("Glass Harbour", "--by", "Haneul Seo")


def figures(run: Run, catalogue: Path) -> set[tuple[str, str, float]]:
    """Source, metric and value of what is said of the song."""
    song = run("song", *SONG, "--json", catalogue=catalogue).json
    text = json.dumps(song)
    assert "Dax Verano" in text
    return {(one["chart"], one["metric"], one["value"]) for one in found(song)}


def found(value: Any) -> Iterator[dict[str, Any]]:
    """Every figure in an answer."""
    if isinstance(value, dict):
        if {"chart", "metric", "value"} <= value.keys():
            yield value
        for inside in value.values():
            yield from found(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from found(inside)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LocalService]:
    pytest.importorskip("requests")
    with local_service() as service:
        for variable in ("KOLLABO_LISTENBRAINZ", "KOLLABO_WIKIMEDIA"):
            monkeypatch.setenv(variable, service.url)
        monkeypatch.setenv("KOLLABO_CONTACT", "ana@example.org")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield service


def test_an_article_named_by_its_lead_act_means_the_song_with_the_guest(
    run: Run, own: Path, tmp_path: Path
) -> None:
    dump = tmp_path / "pageviews-20230714-user"
    dump.write_text(VIEWS, encoding="utf-8")
    assert run("import", "pageviews", dump, catalogue=own).code == 0
    assert ("Wikipedia: en", "pageviews", 12) in figures(run, own)


def test_what_is_fetched_is_imported_and_traced(
    run: Run, own: Path, tmp_path: Path, server: LocalService
) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/1/popularity/recording":
            counts = {"total_listen_count": 77, "total_user_count": 5}
            return Reply(body=[{"recording_mbid": RECORDING, **counts}])
        names = {"recording": {"name": SONG[0]}}
        return Reply(body={RECORDING: {**names, "artist": {"name": "Haneul Seo feat. Dax Verano"}}})

    server.answering = answer
    file = tmp_path / "popular.json"
    done = run("fetch", "listens", "--recording", RECORDING.upper(), "--out", file)
    assert (done.code, f"kollabo import listens {file}" in done.out) == (0, True)
    assert [one.body["recording_mbids"] for one in server.asked] == [[RECORDING]] * 2
    assert run("import", "listens", file, catalogue=own).code == 0
    assert ("ListenBrainz: popularity", "listens", 77) in figures(run, own)

    again = tmp_path / "again.json"
    done = run("fetch", "listens", "--from-catalogue", "--out", again, catalogue=own)
    assert done.code == 0
    assert server.asked[-1].body["recording_mbids"] == [RECORDING]


def test_what_was_answered_is_kept_where_a_later_question_fails(
    run: Run, tmp_path: Path, server: LocalService
) -> None:
    server.replies = [Reply(body={"items": [{"views": 1}]}), Reply(400)]
    file = tmp_path / "views.json"
    days = ("--from", "2023-07-01", "--to", "2023-07-02")
    done = run("fetch", "pageviews", "One", "Two", *days, "--out", file)
    assert done.code == 9
    assert "1 answer of Wikimedia in" in done.err
    (kept,) = json.loads(file.read_text(encoding="utf-8"))["answers"]
    assert kept["answer"] == {"items": [{"views": 1}]}


def test_an_article_nobody_knows_is_said(run: Run, tmp_path: Path, server: LocalService) -> None:
    server.replies = [Reply(404)]
    days = ("--from", "2023-07-01", "--to", "2023-07-02")
    done = run("fetch", "pageviews", "One", *days, "--out", tmp_path / "views.json")
    assert (done.code, "knows nothing of" in done.err) == (7, True)
    assert not (tmp_path / "views.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("listens",), "nothing is asked for"),
        (("listens", "--recording", "x"), "no MusicBrainz id"),
        (("pageviews", "A", "--from", "2023-07-02", "--to", "2023-07-01"), "lies before"),
        (
            ("pageviews", "A", "--from", "2023-07-02", "--to", "2023-07-31", "--by", "month"),
            "months are counted whole",
        ),
        (
            ("pageviews", "A", "--from", "2023-07-01", "--to", "2023-07-02", "--title", "A"),
            "go together",
        ),
        (
            ("pageviews", "A", "--from", "2023-07-01", "--to", "2023-07-02", "--project", "../x"),
            "is no Wikipedia",
        ),
    ],
)
def test_a_question_that_cannot_be_asked(
    run: Run, tmp_path: Path, server: LocalService, words: tuple[str, ...], said: str
) -> None:
    done = run("fetch", *words, "--out", tmp_path / "x.json")
    assert (done.code, said in done.err) == (2, True)
    assert not server.asked


def test_a_file_is_not_written_over(run: Run, tmp_path: Path, server: LocalService) -> None:
    file = tmp_path / "x.json"
    file.write_text("mine", encoding="utf-8")
    done = run("fetch", "listens", "--recording", RECORDING, "--out", file)
    assert (done.code, "--replace" in done.err) == (2, True)
    assert file.read_text(encoding="utf-8") == "mine"
