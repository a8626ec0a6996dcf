"""Hostile files through the whole import: read, built, published and asked.

What must hold: no traceback, no hang, nothing lost without a word, good rows read whatever stands
beside them, what other sources say unchanged, and nothing printed that a terminal would obey.
"""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sample_world
from hostile_files import DAY, GOOD, GOOD_CREDIT, Hostile, is_shown_safely

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.snapshots import current_snapshot
from kollabo.catalogue.verify import validate
from kollabo.cli.importing import Request, import_all
from kollabo.cli.main import main
from kollabo.cli.progress import Lines

ROWS = int(os.environ.get("KOLLABO_HOSTILE_ROWS", "10000"))
SEED = int(os.environ.get("KOLLABO_HOSTILE_SEED", "20231114"))
SECONDS = 120 + ROWS // 50  # for one import, on a slow machine too
BEST = ("best", "--year", "2023", "--between", "k-pop", "--and", "western", "--json")


class Commands:
    """The command line on one catalogue; each command is held to what no command may do."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def __call__(self, *words: object, code: int = 0) -> str:
        self._capsys.readouterr()
        with time_limit(SECONDS, words):
            found = main([*map(str, words)])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err, said.err[-3_000:]
        assert found == code, said.err[-1_000:]
        assert is_shown_safely(said.err)
        assert is_shown_safely(said.out)
        return said.out

    def bring(self, *words: object) -> str:
        return self("import", *words, "--without-facts")


@contextmanager
def time_limit(seconds: int, what: object) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"hangs: {what}")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def small_world(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    """A catalogue of known acts and songs of 2023."""
    root = tmp_path / "home"
    requests = [
        Request("acts", (sample_world.write_acts(tmp_path),), with_facts=False),
        Request("chart", (sample_world.write_chart(tmp_path),), with_facts=False),
    ]
    import_all(root, requests, Lines())
    monkeypatch.setenv("KOLLABO_HOME", str(root))
    return Commands(root, capsys)


def known_answers(run: Commands) -> dict[str, Any]:
    """What the catalogue says of the small world; how many sources cover a year is another's."""
    best = json.loads(run(*BEST))
    listed = {part: best[part] for part in ("entries", "also_released", "undecided")}
    assert listed["entries"]
    return listed | {
        "song": run("song", "Glass Harbour", "--json"),
        "artist": run("artist", "Haneul Seo", "--json"),
        "sources": run("sources", "harbour-ten", "--json"),
    }


def write_hostile_files(folder: Path, rows: int, seed: int) -> dict[str, list[Hostile]]:
    """By kind: a quarter of the rows as weekly files, the rest in tables of every kind."""
    part = rows // 8
    songs = Hostile(folder / "songs", seed)
    songs.csv("songs.csv", "title,credit,released,languages,belongs_to,link,note,source",
              lambda good: f"{good},{GOOD_CREDIT},1990,eng,,,,here",
              ["name", "name", "day", "name", "name", "name", "name", "name"], part)  # fmt: skip
    songs.csv("table.csv", "song,artist,release_date,streams,as_of",
              lambda good: f"{good},{GOOD_CREDIT},1990-01-01,5,{DAY}",
              ["name", "name", "day", "number", "day"], part)  # fmt: skip
    chart = Hostile(folder / "chart", seed + 1)
    chart.csv("chart.csv", "date,rank,title,artist,region",
              lambda good: f'{DAY},7,{good},"{GOOD_CREDIT}",KR',
              ["day", "number", "name", "name", "name"], part)  # fmt: skip
    chart.encoded()
    weekly = Hostile(folder / "weekly", seed + 2)
    weekly.weekly(files=-(-2 * part // 100), rows=100)
    acts = Hostile(folder / "acts", seed + 3)
    acts.csv("list.csv", "name,kind,origin,groups,debut,genres,aliases,note,mbid,source",
             lambda good: f"{good},person,KR,{good} Band,1989,k-pop,,,,here",
             ["name", "name", "name", "name", "day", "name", "name", "", "name", "x"],
             part)  # fmt: skip
    acts.csv("artists.csv", "name,country,macro_genre", lambda good: f"{good},Iceland,Pop",
             ["name", "name", "name"], part)  # fmt: skip
    acts.gml("artists.gml", part)
    return {"tracks": [songs], "chart": [chart, weekly], "acts": [acts]}


def test_hostile_rows_through_the_whole_import(small_world: Commands, tmp_path: Path) -> None:
    run = small_world
    before = known_answers(run)
    begin = time.monotonic()
    written = write_hostile_files(tmp_path / "hostile", ROWS, SEED)
    spoilt = written["chart"][1].spoilt_files()
    for kind, hostile in written.items():
        run.bring(kind, *(one.folder for one in hostile))
    everything = [one for hostile in written.values() for one in hostile]
    assert sum(one.rows for one in everything) >= ROWS

    assert known_answers(run) == before
    holds_what_was_read(run, everything, spoilt)
    for words in (
        ("sources", "--all"),
        ("review", "--year", "1990", "--between", "k-pop", "--and", "western"),
        *(("best", "--year", "1990", "--between", "k-pop", "--and", "western", "--all", *form)
          for form in (("--format", "table"), ("--format", "markdown"), ("--format", "csv"), ())),
        ("song", f"{GOOD} songs 1"),
    ):  # fmt: skip
        run(*words)
    odd_names_can_be_asked_for(run)
    print(f"{ROWS} rows in {time.monotonic() - begin:.0f} s")


def holds_what_was_read(run: Commands, everything: list[Hostile], spoilt: int) -> None:
    snapshot = current_snapshot(run.root)
    assert snapshot is not None
    validate(snapshot, deep=True)
    with open_catalogue(run.root) as catalogue:
        counts = catalogue.sql(
            "SELECT rows_read, rows_taken, rows_set_aside FROM source"
            " UNION ALL SELECT rows_read, rows_taken, rows_set_aside FROM source_file"
        )
        assert all(read == taken + aside for read, taken, aside in counts)
        (read,) = catalogue.sql("SELECT sum(rows_read)::BIGINT FROM source_file")[0]
        assert read >= sum(one.rows for one in everything) * 0.8, "rows are missing"
        unsaid = catalogue.sql("SELECT count(*) FROM set_aside WHERE trim(reason) = ''")
        assert unsaid == [(0,)]
        untold = catalogue.sql(
            "SELECT f.file, f.rows_set_aside, count(s.file) AS told FROM source_file f"
            " LEFT JOIN set_aside s USING (source_id, file)"
            " GROUP BY ALL HAVING told < f.rows_set_aside"
        )
        assert untold == []
        whole = catalogue.sql(
            "SELECT count(DISTINCT file) FROM set_aside WHERE file LIKE '1985-%' OR file = 'loop'"
        )
        assert whole == [(spoilt,)]
        good = catalogue.sql(
            "SELECT count(*) FROM (SELECT title FROM song UNION ALL SELECT name FROM artist)"
            " WHERE regexp_full_match(title, ?)", [f"{GOOD} [a-z]+ [0-9]+"],
        )  # fmt: skip
    assert good == [(sum(one.good for one in everything),)]


def odd_names_can_be_asked_for(run: Commands) -> None:
    """Songs and acts under the names that came through, by the very name."""
    with open_catalogue(run.root) as catalogue:
        titles = [title for (title,) in catalogue.sql("SELECT title FROM song ORDER BY song_id")]
        names = [name for (name,) in catalogue.sql("SELECT name FROM artist ORDER BY artist_id")]
    odd = [one for one in titles if not re.match(GOOD, one)]
    for command, found in (("song", odd), ("artist", names)):
        for one in found[:: max(1, len(found) // 12)]:
            run(command, "--", one)
