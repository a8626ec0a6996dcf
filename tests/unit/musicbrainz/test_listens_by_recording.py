"""Listens name recordings: the id decides which song was heard, whatever a player called it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from small_dump import World, mbid, write_dump

from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines

CHART = """\
date,rank,title,artist
2023-05-06,1,Orbit,Haneul Seo Featuring Casey Rivers
2023-05-06,2,Night Bus,Haneul Seo & Joy
"""
NOBODY_KNOWS = mbid("a recording that is not in the dump")


def recording(number: int) -> str:
    return mbid(f"recording {number}")


# title, acts, recording, listens
HEARD = (
    ("궤도 [Explicit Ver.]", "서하늘", recording(1), 4),
    ("ORBIT - 2023 Master", "Seo Haneul", mbid("merged into Orbit"), 2),
    ("Orbit", "Haneul Seo feat. Casey Rivers", None, 8),
    ("Night Bus", "Haneul Seo & Joy", recording(1), 16),  # the chart prints it so as well
    ("Lost", "Somebody", NOBODY_KNOWS, 32),
    ("Both", "Anybody", recording(1), 64),
    ("Both", "Anybody", recording(2), 64),
)


def world() -> World:
    made = World()
    for name in ("Haneul Seo", "Casey Rivers", "Joy"):
        made.artist(name, type=1)
    made.recording("Orbit", ("Haneul Seo", " feat. "), ("Casey Rivers", ""), dates=[(2023, 4, 28)])
    made.recording("Night Bus", ("Haneul Seo", " & "), ("Joy", ""), dates=[(2023, 4, 28)])
    made.add("recording_gid_redirect", gid=mbid("merged into Orbit"), new_id=1)
    return made


def listens() -> Iterator[str]:
    for title, acts, heard, times in HEARD:
        for number in range(times):
            more = {"recording_mbid": heard.upper()} if heard else {}
            yield json.dumps(
                {
                    "listened_at": 1_683_000_000 + number,
                    "user_name": f"listener of {heard}",
                    "track_metadata": {
                        "track_name": title,
                        "artist_name": acts,
                        "additional_info": more,
                    },
                }
            )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("heard")
    (folder / "chart.csv").write_text(CHART, encoding="utf-8")
    (folder / "listens.jsonl").write_text("\n".join(listens()) + "\n", encoding="utf-8")
    requests = [
        Request("chart", (folder / "chart.csv",), region="US", with_facts=False),
        Request("listens", (folder / "listens.jsonl",), with_facts=False),
        Request("musicbrainz", write_dump(folder, world().tables), with_facts=False),
    ]
    import_all(folder / "home", requests, Lines())
    with open_catalogue(folder / "home") as opened:
        yield opened


def heard(catalogue: Catalogue) -> dict[str, float]:
    """Listens by the title of the song they went to."""
    rows = catalogue.sql(
        "SELECT s.title, sum(o.value) FROM observation o JOIN song s USING (song_id) "
        "WHERE o.metric = 'listens' GROUP BY s.title"
    )
    return dict(rows)


def test_the_recording_decides_whatever_the_player_called_it(catalogue: Catalogue) -> None:
    assert heard(catalogue)["Orbit"] == 4 + 2 + 8  # by its id, by one merged into it, by its names


def test_what_charts_print_too_and_what_names_two_songs_go_by_names(catalogue: Catalogue) -> None:
    found = heard(catalogue)
    assert found["Night Bus"] == 16
    assert found["Both"] == 128


def test_a_recording_that_is_not_known_goes_by_names(catalogue: Catalogue) -> None:
    assert heard(catalogue)["Lost"] == 32


def test_the_players_names_are_no_songs_and_credit_nobody(catalogue: Catalogue) -> None:
    titles = {title for (title,) in catalogue.sql("SELECT title FROM song")}
    assert titles == {"Orbit", "Night Bus", "Lost", "Both"}
    acts = catalogue.sql(
        "SELECT DISTINCT a.name FROM credit c JOIN artist a USING (artist_id) "
        "JOIN song s USING (song_id) WHERE s.title = 'Orbit'"
    )
    assert {name for (name,) in acts} == {"Haneul Seo", "Casey Rivers"}


def test_every_credit_and_version_is_of_a_song_that_is_there(catalogue: Catalogue) -> None:
    for table in ("credit", "version", "song_fact", "collaboration", "observation"):
        lost = catalogue.sql(
            f"SELECT DISTINCT song_id FROM {table} WHERE song_id NOT IN (SELECT song_id FROM song)"
        )
        assert lost == [], table
