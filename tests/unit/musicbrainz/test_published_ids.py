"""A list of a catalogue with a dump: its forms name recordings and acts as MusicBrainz does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from small_dump import World, mbid, write_dump

from kollabo.answers.edition import Edition, edition
from kollabo.answers.question import ask
from kollabo.catalogue.reader import open_catalogue
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines
from kollabo.publish.formats.chosen import FORMATS
from kollabo.publish.language import Language
from kollabo.scenes.definitions import load_scenes

CHART = """\
date,rank,title,artist
2023-05-06,1,Orbit,Haneul Seo Featuring Casey Rivers
"""
PAGE = "https://musicbrainz.org"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("ids")
    (folder / "chart.csv").write_text(CHART, encoding="utf-8")
    made = World()
    made.artist("Haneul Seo", type=1, area=1)
    made.artist("Casey Rivers", type=1, area=2)
    for number, code in ((1, "JP"), (2, "US")):
        made.add("area", id=number, name=code)
        made.add("iso_3166_1", area=number, code=code)
    duet = (("Haneul Seo", " feat. "), ("Casey Rivers", ""))
    first = made.recording("Orbit", *duet, dates=[(2023, 4, 28)])
    made.recording("Orbit (explicit)", *duet, dates=[(2023, 5, 1)])
    made.add("isrc", id=1, recording=first, isrc="KRA382300001")
    chart = Request("chart", (folder / "chart.csv",), region="US", with_facts=False)
    dump = write_dump(folder, made.tables)
    root = folder / "home"
    import_all(root, [chart, Request("musicbrainz", dump, with_facts=False)], Lines())
    scenes = load_scenes()
    with open_catalogue(root) as catalogue:
        return edition(catalogue, ask(2023, ("j-pop", "us"), scenes), scenes)


def read(published: Edition, form: str) -> Any:
    return json.loads(FORMATS[form].write(published, Language()))


def test_a_playlist_names_every_recording_and_act(published: Edition) -> None:
    (track,) = read(published, "jspf")["playlist"]["track"]
    assert len(track["identifier"]) == 2, "the song is two recordings"
    assert all(one.startswith(f"{PAGE}/recording/") for one in track["identifier"])
    acts = track["extension"][f"{PAGE}/doc/jspf#track"]["artist_identifiers"]
    assert acts == [f"{PAGE}/artist/{mbid(name)}" for name in ("Haneul Seo", "Casey Rivers")]


def test_linked_data_names_them_and_the_isrc(published: Edition) -> None:
    (listed,) = read(published, "jsonld")["itemListElement"]
    song = listed["item"]
    assert len(song["sameAs"]) == 2
    assert song["isrcCode"] == ["KRA382300001"]
    assert [act["sameAs"] for act in song["byArtist"]] == [
        f"{PAGE}/artist/{mbid(name)}" for name in ("Haneul Seo", "Casey Rivers")
    ]
