"""A published site: what is in it, and how it comes into its folder."""

from __future__ import annotations

import gzip
import json
import math
import os
import re
import threading
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from readers import anchors_of, links_of, read_html

from kollabo.answers.edition import Edition
from kollabo.errors import UsageError
from kollabo.publish.language import Language
from kollabo.publish.pages.rendering import POLICY
from kollabo.publish.site import swap as swapping
from kollabo.publish.site.contents import site_files
from kollabo.publish.site.folder import RECORD, publish_into
from kollabo.publish.site.swap import swap

OLD = [("index.html", b"old"), ("songs/s-1.html", b"old")]
NEW = [("index.html", b"new"), ("songs/s-2.html", b"new")]


@pytest.fixture(scope="module")
def site(edition: Edition) -> Mapping[str, bytes]:
    return dict(site_files(edition, Language("en")))


def pages(site: Mapping[str, bytes]) -> dict[str, str]:
    return {path: one.decode() for path, one in site.items() if path.endswith(".html")}


def below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != RECORD
    }


# What is in it


def test_every_song_named_and_every_act_on_it_has_a_page(
    site: Mapping[str, bytes], edition: Edition
) -> None:
    songs = [path for path in site if path.startswith("songs/")]
    acts = [path for path in site if path.startswith("acts/")]
    assert len(songs) == len({one.song_id for one in edition.named})
    assert len(acts) == len(edition.acts)


def test_every_link_leads_to_a_file_of_the_site_or_to_the_web(site: Mapping[str, bytes]) -> None:
    for path, text in pages(site).items():
        document = read_html(text)
        ids, aims = anchors_of(document)
        assert set(filter(None, aims)) <= ids
        for link in filter(None, links_of(document)):
            if link.startswith(("https://", "http://")):
                continue
            target = os.path.normpath(PurePosixPath(path).parent / unquote(link))
            assert target in site, f"{path} links to {link}"


def test_pages_ask_no_other_host_and_run_nothing(site: Mapping[str, bytes]) -> None:
    for text in pages(site).values():
        document = read_html(text)
        policy = document.find(".//meta[@http-equiv]")
        assert policy.get("content") == POLICY.format(style="'self'")
        loaded = [
            one.get("href") for one in document.iter("link") if one.get("rel") == "stylesheet"
        ]
        assert all(not one.startswith(("http", "//")) for one in loaded)
        assert not {"img", "iframe", "object", "embed", "form"} & {
            one.tag for one in document.iter()
        }
    assert "http" not in site["style.css"].decode()


def test_every_figure_of_a_song_is_beside_the_row_it_was_read_from(
    site: Mapping[str, bytes], edition: Edition
) -> None:
    first = edition.listing.entries[0]
    page = next(text for text in pages(site).values() if "<h1><bdi>Full House" in text)
    for line in first.evidence:
        assert f"{line.file}, row {line.row}" in page
    for run in first.runs:
        for one in run.figures:
            assert f"{one.file}, row {one.row}" in page


def test_what_makes_a_song_so_big_multiplies_to_what_is_said(site: Mapping[str, bytes]) -> None:
    seen = 0
    for path, page in pages(site).items():
        section = re.search(r'<section id="why".*?</section>', page, re.DOTALL)
        if section:
            factors = re.findall(r'<td class="number"><bdi>([\d.,]+) times', section[0])
            *signals, whole = (float(one.replace(",", "")) for one in factors)
            assert math.prod(signals) == pytest.approx(whole, rel=0.05), path
            seen += 1
    assert seen > 5


def test_the_first_page_weighs_little(site: Mapping[str, bytes]) -> None:
    weight = sum(len(gzip.compress(site[name])) for name in ("index.html", "style.css"))
    assert weight < 100_000


def test_landmarks_and_one_heading_of_the_first_rank_on_every_page(
    site: Mapping[str, bytes],
) -> None:
    for text in pages(site).values():
        document = read_html(text)
        assert document.get("lang") == "en"
        assert len(list(document.iter("h1"))) == 1
        assert len(list(document.iter("main"))) == 1
        levels = [int(one.tag[1]) for one in document.iter() if one.tag in ("h1", "h2", "h3")]
        assert all(after - before <= 1 for before, after in pairwise(levels))
        for svg in document.iter():
            if str(svg.tag).endswith("svg"):
                assert svg.get("role") == "img"
                named = {svg.get("aria-labelledby"), svg.get("aria-describedby")}
                assert named <= anchors_of(document)[0]


def test_the_same_edition_makes_the_same_bytes(site: Mapping[str, bytes], edition: Edition) -> None:
    assert dict(site_files(edition, Language("en"))) == site


def test_a_site_in_another_language_says_so(edition: Edition) -> None:
    german = dict(site_files(edition, Language("de")))
    for text in pages(german).values():
        assert '<html lang="de">' in text
        assert "Skip to the content" not in text


# How it comes into its folder


def test_a_site_is_renewed_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    assert publish_into(folder, OLD) == 2
    assert below(folder) == dict(OLD)
    publish_into(folder, NEW)
    assert below(folder) == dict(NEW)
    assert [one.name for one in folder.parent.iterdir()] == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    publish_into(tmp_path, OLD)
    assert below(tmp_path) == dict(OLD)


def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="not made by kollabo"):
        publish_into(tmp_path, NEW)
    assert below(tmp_path) == {"thesis.txt": b"precious"}


@pytest.mark.parametrize("record", ["{}", "[]", "no json", '{"made_by": "x", "files": {}}'])
def test_a_record_of_another_shape_is_not_ours(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).write_text(record)
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="nothing was written"):
        publish_into(tmp_path, NEW)


def test_what_a_person_added_or_edited_is_not_lost(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish_into(folder, OLD)
    (folder / "CNAME").write_text("example.org")
    with pytest.raises(UsageError, match="CNAME was not published by kollabo"):
        publish_into(folder, NEW)
    (folder / "CNAME").unlink()
    (folder / "index.html").write_text("edited by hand")
    with pytest.raises(UsageError, match=r"index\.html was changed"):
        publish_into(folder, NEW)
    assert (folder / "index.html").read_text() == "edited by hand"


def test_a_file_or_a_link_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="is no folder"):
            publish_into(tmp_path / name, NEW)


def test_a_mistake_while_writing_leaves_the_old_site(tmp_path: Path) -> None:
    def broken() -> object:
        yield "index.html", b"new"
        raise RuntimeError("the disk caught fire")

    folder = tmp_path / "site"
    publish_into(folder, OLD)
    with pytest.raises(RuntimeError):
        publish_into(folder, broken())
    assert below(folder) == dict(OLD)
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_a_reader_never_meets_a_mixture_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    publish_into(folder, OLD)
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add((folder / "index.html").read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(40):
            publish_into(folder, (OLD, NEW)[number % 2])
    finally:
        done.set()
        reader.join()
    assert seen <= {b"old", b"new"}


def test_where_the_system_cannot_exchange_folders_they_are_renamed_by_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_exchanged", lambda one, other: False)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    swap(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one" / "file").read_text() == "other"
    assert (tmp_path / "other" / "file").read_text() == "one"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one", "other"]


def test_the_record_names_every_file(tmp_path: Path) -> None:
    publish_into(tmp_path / "site", OLD)
    record = json.loads((tmp_path / "site" / RECORD).read_text())
    assert set(record["files"]) == {path for path, _ in OLD}
