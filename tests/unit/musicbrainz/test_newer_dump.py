"""A newer dump takes the place of the older: what came and went, what is carried over."""

from __future__ import annotations

from pathlib import Path

from small_dump import World, mbid, write_dump

from kollabo.catalogue.changes import Change
from kollabo.catalogue.reader import open_catalogue
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines

CHART = """\
date,rank,title,artist
2023-05-06,1,Orbit,Haneul Seo Featuring Casey Rivers
2023-05-06,2,Nowhere,Unheard Of
"""
DECISION = """\
[[decision]]
decided = 2026-11-24
kind = "origin"
subject = "Casey Rivers"
value = "CA"
why = "a test"
"""
DUET = (("Haneul Seo", " feat. "), ("Casey Rivers", ""))


def older() -> World:
    made = World()
    made.recording("Orbit", *DUET, dates=[(2023, 4, 28)])
    made.recording("Tide", ("Haneul Seo", " & "), ("Joy", ""), dates=[(2022, 1, 1)])
    return made


def newer() -> World:
    """As a dump a week later: two recordings more, one gone with the act that only it credits."""
    made = World()
    made.recording("Orbit", *DUET, dates=[(2023, 4, 28)])
    made.recording("Glow", *DUET, dates=[(2024, 1, 1)])
    made.recording("Ember", ("Casey Rivers", " & "), ("Rue", ""), dates=[(2024, 2, 2)])
    return made


def test_a_newer_dump_says_what_came_and_went(tmp_path: Path) -> None:
    root = tmp_path / "home"
    requests = [Request("musicbrainz", write_dump(tmp_path / "old", older().tables))]
    assert import_all(root, requests, Lines()).changes == ()
    requests = [Request("musicbrainz", write_dump(tmp_path / "new", newer().tables))]
    summary = import_all(root, requests, Lines())
    assert [one.state for one in summary.taken] == ["replaced"]
    assert summary.changes == (
        Change("acts", 1, 1),
        Change("songs", 2, 1),
        Change("collaborations", 2, 1),
    )


def test_charts_and_decisions_go_over_to_the_ids_and_what_has_none_is_listed(
    tmp_path: Path,
) -> None:
    root, chart = tmp_path / "home", tmp_path / "chart.csv"
    chart.write_text(CHART, encoding="utf-8")
    root.mkdir()
    (root / "decisions.toml").write_text(DECISION, encoding="utf-8")
    charted = Request("chart", (chart,), name="Made 100", region="US", with_facts=False)
    import_all(root, [charted], Lines())
    with open_catalogue(root) as catalogue:
        assert catalogue.sql("SELECT count(*) FROM artist WHERE mbid IS NOT NULL") == [(0,)]
    dump = write_dump(tmp_path / "dump", older().tables)
    fate = import_all(root, [Request("musicbrainz", dump, with_facts=False)], Lines()).recordings
    assert fate is not None
    assert (fate.matched, fate.unmatched_count, fate.unmatched) == (2, 1, ("Unheard Of",))
    with open_catalogue(root) as catalogue:
        ((casey, origin),) = catalogue.sql(
            "SELECT artist_id, origin FROM artist WHERE name = 'Casey Rivers'"
        )
        assert (casey, origin) == (mbid("Casey Rivers"), "CA")
        assert catalogue.sql(
            "SELECT chart, value FROM observation WHERE song_id IN "
            "(SELECT song_id FROM credit WHERE artist_id = ?)",
            [casey],
        ) == [("Made 100", 1.0)]
