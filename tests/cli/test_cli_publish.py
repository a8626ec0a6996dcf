"""`kollabo publish`, and the forms of `best` that are articles or for programs."""

from __future__ import annotations

import builtins
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from command_line import Run

LIST = ("--year", "2023", "--between", "k-pop", "--and", "western")


def test_a_site_is_published_and_renewed(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    first = run("publish", *LIST, "--out", out)
    assert first.code == 0, first.err
    assert f"open {out / 'index.html'}" in first.out
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "<h1>K-pop × Western: the best collaborations of 2023</h1>" in page
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert run("publish", *LIST, "--out", out).code == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_folder_with_other_things_in_it_is_refused_before_anything_is_made(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    result = run("publish", *LIST, "--out", tmp_path)
    assert result.code == 2
    assert "was not made by kollabo" in result.err
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_feed_says_where_the_site_will_be(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run("publish", *LIST, "--out", out, "--address", "https://example.org/x").code == 0
    feed = (out / "feed.atom").read_text(encoding="utf-8")
    assert 'href="https://example.org/x/index.html"' in feed
    result = run("publish", *LIST, "--out", tmp_path / "other", "--address", "javascript:x")
    assert (result.code, "no web address" in result.err) == (2, True)


def test_a_year_without_songs_is_published_too(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    words = ("--year", "1999", "--between", "k-pop", "--and", "western", "--out", out)
    assert run("publish", *words).code == 0
    assert "so nothing is ranked" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["markdown", "html", "jsonld", "jspf", "xspf", "atom"])
def test_a_form_names_the_songs(run: Run, form: str) -> None:
    result = run("best", *LIST, "--format", form)
    assert result.code == 0, result.err
    assert "Glass Harbour" in result.out
    assert "Haneul Seo" in result.out


def test_an_article_is_in_the_language_asked_for(run: Run) -> None:
    german = run("best", *LIST, "--format", "markdown", "--language", "de").out
    assert german.startswith("# K-Pop × Westen: die besten Kollaborationen 2023\n")
    assert "am 3. März 2023" in german
    unknown = run("best", *LIST, "--format", "markdown", "--language", "tlh")
    assert (unknown.code, "there are: de, en" in unknown.err) == (2, True)


def test_parquet_is_bytes_and_goes_to_no_terminal(
    run: Run, process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os
    import subprocess

    from command_line import command

    done = subprocess.run(
        command("best", *LIST, "--format", "parquet"),
        capture_output=True,
        env={**os.environ, "KOLLABO_HOME": str(tmp_path)},
        check=True,
    )
    table = pq.read_table(io.BytesIO(done.stdout))
    assert table.column("title").to_pylist()[0] == "Seven"
    monkeypatch.setattr("kollabo.cli.output.is_terminal", lambda: True)
    result = run("best", *LIST, "--format", "parquet")
    assert (result.code, "send it to a file" in result.err) == (2, True)


@pytest.mark.parametrize("package", ["jinja2", "vl_convert"])
def test_without_its_packages_publishing_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    from kollabo.publish.pages import rendering

    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.split(".")[0] == package:
            raise ImportError(name)
        return real(name, *rest, **more)

    rendering.environment.cache_clear()
    monkeypatch.delitem(sys.modules, package, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    result = run("publish", *LIST, "--out", tmp_path / "site")
    assert result.code == 2
    assert "pip install" in result.err
    assert "'kollabo[publish]'" in result.err
    assert not (tmp_path / "site").exists()


def test_what_a_program_reads_is_the_same_everywhere(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run("publish", *LIST, "--out", out).code == 0
    assert json.loads((out / "list.json").read_text()) == run("best", *LIST, "--json").json
    for form, file in (("markdown", "list.md"), ("jsonld", "list.jsonld"), ("xspf", "list.xspf")):
        assert (out / file).read_text(encoding="utf-8") == run("best", *LIST, "--format", form).out
