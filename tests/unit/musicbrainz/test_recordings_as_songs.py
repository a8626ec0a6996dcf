"""A dump and a chart together: songs, acts and crossings as the catalogue then has them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_dump import World, mbid, write_dump

from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.catalogue.writer import current_snapshot
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines
from kollabo.errors import SourceError

CHART = """\
date,rank,title,artist
2023-05-06,1,Orbit,Haneul Seo Featuring Casey Rivers
2023-05-06,2,Alone,Haneul Seo
2023-05-13,1,Orbit,Haneul Seo Featuring Casey Rivers
2023-05-13,2,Tides,Joy
"""

DECISION = """\
[[decision]]
decided = 2026-11-24
kind = "released"
subject = "Signal"
acts = ["Haneul Seo", "Dax Verano"]
value = "2018-12-31"
why = "a test"
"""


def world() -> World:
    """One of each: what must meet, and what must stay apart."""
    made = World()
    made.artist("Haneul Seo", type=1, area=1, begin_date_year=1998)
    made.artist("Casey Rivers", type=1, area=2)
    made.artist("Moonlit Five", type=2, area=1, begin_date_year=2015)
    made.artist("Joy", type=1, comment="singer")
    made.artist("Joy (other)", called="Joy", type=2, comment="band", begin_date_year=1980)
    made.artist("Dax Verano", type=1)
    made.artist("DJ Verano", type=1)
    for number, code in ((1, "KR"), (2, "US")):
        made.add("area", id=number, name=code)
        made.add("iso_3166_1", area=number, code=code)
    made.add("link", id=1, link_type=103, begin_date_year=2015, ended=False)
    made.add("link", id=2, link_type=108, ended=False)
    made.add("link", id=3, link_type=153, ended=False)
    related = (("Haneul Seo", "Moonlit Five", 1), ("Dax Verano", "DJ Verano", 2))
    for number, (one, other, link) in enumerate(related, start=1):
        ends = {"entity0": made.artist(one), "entity1": made.artist(other)}
        made.add("l_artist_artist", id=number, link=link, **ends)
    duet = (("Haneul Seo", " feat. "), ("Casey Rivers", ""))
    made.recording("Orbit", *duet, dates=[(2023, 4, 28)])
    made.recording("Orbit (explicit)", *duet, dates=[(2023, 5, 1)])
    made.recording("Orbit", *duet, comment="live, 2023-06-01: Seoul", dates=[(2023, 9, 1)])
    remix = made.recording("Orbit (Verano remix)", *duet, dates=[(2023, 7, 1)])
    made.add("l_artist_recording", id=9, link=3, entity0=made.artist("Dax Verano"), entity1=remix)
    made.recording("궤도 (Tide)", ("Haneul Seo", " & "), ("Joy", ""), dates=[(2022, 1, 1)])
    made.recording("Tide", ("Haneul Seo", " & "), ("Joy", ""), dates=[(2022, 3, 1)])
    made.recording("Alone", ("Haneul Seo", ""), dates=[(2023, 3, 3)])
    made.recording("Uncharted", ("Haneul Seo", ""), dates=[(2023, 3, 3)])
    made.recording("Home", ("Haneul Seo", " with "), ("Moonlit Five", ""), dates=[(2020, 2, 2)])
    made.recording("Mirror", ("Dax Verano", " vs. "), ("DJ Verano", ""), dates=[(2021, 2, 2)])
    made.recording("[silence]", *duet)
    made.recording("Signal", ("Haneul Seo", " & "), ("Dax Verano", ""), dates=[(2019, 5, 5)])
    made.recording("Tides", ("Joy", ""), dates=[(2023, 2, 2)])
    return made


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("together")
    (folder / "chart.csv").write_text(CHART, encoding="utf-8")
    dump = write_dump(folder, world().tables)
    chart = Request("chart", (folder / "chart.csv",), region="US", with_facts=False)
    root: Path = folder / "home"
    root.mkdir()
    (root / "decisions.toml").write_text(DECISION, encoding="utf-8")
    import_all(root, [chart, Request("musicbrainz", dump, with_facts=False)], Lines())
    with open_catalogue(root) as opened:
        yield opened


@pytest.fixture(scope="module")
def root(catalogue: Catalogue) -> Path:
    return catalogue.snapshot.parent.parent


def test_an_unchanged_dump_is_told_by_size_and_time_and_nothing_is_made_anew(root: Path) -> None:
    dump = (root.parent / "mbdump.tar.bz2", root.parent / "mbdump-derived.tar.bz2")
    hidden = dump[0].read_bytes()
    times = dump[0].stat()
    dump[0].write_bytes(bytes(len(hidden)))  # it is not read: by size and time it is the same
    os.utime(dump[0], ns=(times.st_atime_ns, times.st_mtime_ns))
    before = current_snapshot(root)
    decided = (root / "decisions.toml").stat()
    os.utime(root / "decisions.toml", (decided.st_atime, decided.st_mtime - 60))
    summary = import_all(root, [Request("musicbrainz", dump, with_facts=False)], Lines())
    assert [one.state for one in summary.taken] == ["unchanged"]
    assert current_snapshot(root) == before
    with pytest.raises(SourceError, match="damaged"):
        import_all(root, [Request("musicbrainz", dump, with_facts=False, verify=True)], Lines())
    assert current_snapshot(root) == before
    dump[0].write_bytes(hidden)


def song_of(catalogue: Catalogue, title: str, *acts: str) -> dict[str, object]:
    """The one song of a title whose shown credit holds exactly these acts."""
    found = [
        row
        for row in catalogue.rows("SELECT * FROM song WHERE title = ?", [title])
        if {name for (name,) in catalogue.sql(_ACTS, [row["song_id"]])} == set(acts)
    ]
    assert len(found) == 1, (title, acts, found)
    return found[0]


_ACTS = """
SELECT DISTINCT a.name FROM credit c JOIN artist a USING (artist_id) WHERE c.song_id = ?
"""


def test_acts_of_charts_have_their_musicbrainz_ids(catalogue: Catalogue) -> None:
    found = dict(catalogue.sql("SELECT name, artist_id FROM artist WHERE name <> 'Joy'"))
    assert found["Haneul Seo"] == mbid("Haneul Seo")
    assert found["Casey Rivers"] == mbid("Casey Rivers")
    assert catalogue.sql("SELECT DISTINCT origin FROM artist WHERE name = 'Haneul Seo'") == [
        ("KR",)
    ]


def test_versions_of_a_song_are_one_song_with_the_chart_s_figures(catalogue: Catalogue) -> None:
    song = song_of(catalogue, "Orbit", "Haneul Seo", "Casey Rivers")
    assert song["released"] == "2023-04-28"
    printed = dict(
        catalogue.sql("SELECT title, version FROM version WHERE song_id = ?", [song["song_id"]])
    )
    assert printed == {
        "Orbit": None,
        "Orbit (explicit)": "explicit",
        "Orbit (live, 2023-06-01: Seoul)": "live",
    }
    weeks = catalogue.sql("SELECT count(*) FROM observation WHERE song_id = ?", [song["song_id"]])
    assert weeks == [(2,)]


def test_a_remix_by_another_act_is_a_song_of_its_own(catalogue: Catalogue) -> None:
    titles = catalogue.sql("SELECT song_id FROM song WHERE title LIKE 'Orbit%'")
    assert len(titles) == 2
    remixers = catalogue.sql(
        "SELECT a.name FROM credit c JOIN artist a USING (artist_id) WHERE c.role = 'remixer'"
    )
    assert remixers == [("Dax Verano",)]


def test_a_title_in_two_scripts_is_one_song(catalogue: Catalogue) -> None:
    song = catalogue.rows(
        "SELECT * FROM song WHERE song_id IN (SELECT song_id FROM version WHERE title = 'Tide')"
    )
    assert [one["released"] for one in song] == ["2022-01-01"]
    assert len(catalogue.sql("SELECT 1 FROM version WHERE song_id = ?", [song[0]["song_id"]])) == 2


def test_songs_of_one_act_are_taken_where_a_chart_has_them(catalogue: Catalogue) -> None:
    assert song_of(catalogue, "Alone", "Haneul Seo")["released"] == "2023-03-03"
    assert catalogue.sql("SELECT * FROM song WHERE title = 'Uncharted'") == []


def test_a_decision_reaches_songs_that_only_musicbrainz_knows(catalogue: Catalogue) -> None:
    assert song_of(catalogue, "Signal", "Haneul Seo", "Dax Verano")["released"] == "2018-12-31"
    assert catalogue.sql("SELECT used FROM decision") == [(1,)]


def test_what_is_no_song_is_left_out(catalogue: Catalogue) -> None:
    assert catalogue.sql("SELECT * FROM song WHERE title = '[silence]'") == []


def test_members_with_their_group_and_one_person_twice_are_no_collaboration(
    catalogue: Catalogue,
) -> None:
    titles = {
        title
        for (title,) in catalogue.sql("SELECT title FROM collaboration JOIN song USING (song_id)")
    }
    assert not titles & {"Home", "Mirror"}
    assert "Orbit" in titles


def test_a_recording_of_the_title_tells_namesakes_apart(catalogue: Catalogue) -> None:
    ((artist_id, status, reasons),) = catalogue.sql(
        "SELECT artist_id, status, reasons FROM identity WHERE folded = 'joy' AND title = 'tides'"
    )
    assert (artist_id, status) == (mbid("Joy"), "sure")
    assert any("own recording" in reason for reason in reasons)


def test_acts_without_a_song_are_known_too_with_the_other_names_of_the_person(
    catalogue: Catalogue,
) -> None:
    aliases = catalogue.sql(
        "SELECT a.name, l.name, l.kind FROM alias l JOIN artist a USING (artist_id) "
        "WHERE l.kind = 'persona' ORDER BY 1"
    )
    assert aliases == [
        ("DJ Verano", "Dax Verano", "persona"),
        ("Dax Verano", "DJ Verano", "persona"),
    ]


def test_every_statement_names_the_row_it_was_read_from(catalogue: Catalogue) -> None:
    song = song_of(catalogue, "Orbit", "Haneul Seo", "Casey Rivers")
    places = catalogue.sql(
        "SELECT DISTINCT file, row FROM song_fact WHERE song_id = ? AND fact = 'recording' "
        "ORDER BY row",
        [song["song_id"]],
    )
    assert places == [("mbdump/recording", 1), ("mbdump/recording", 2), ("mbdump/recording", 3)]
