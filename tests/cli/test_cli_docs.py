"""docs/cli.md and docs/json.md say what is: examples run, help and keys are those of the code."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from json_page import read_page, troubles
from local_service import Asked, Reply, local_service

from kollabo.cli.main import COMMANDS
from kollabo.cli.reference import BEGIN, with_reference

DOCS = Path(__file__).parents[2] / "docs"
CLI_PAGE = (DOCS / "cli.md").read_text(encoding="utf-8")
BETWEEN = ("--between", "k-pop", "--and", "western")
LIST = ("--year", "2023", *BETWEEN)


def examples() -> list[str]:
    """Every command line in the page: its own examples and those of the help, each once."""
    own = CLI_PAGE.partition(BEGIN)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", own, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"^    ((?:kollabo|echo) .*)$", CLI_PAGE, re.MULTILINE)
    return list(dict.fromkeys(lines))


def test_the_help_of_every_command_stands_in_the_page() -> None:
    assert with_reference(CLI_PAGE) == CLI_PAGE, (
        "renew it: python -m kollabo.cli.reference docs/cli.md"
    )


def test_every_command_has_examples() -> None:
    for name in COMMANDS:
        assert any(re.search(rf"\bkollabo {name}\b", line) for line in examples()), name


@pytest.fixture(scope="module")
def services() -> Iterator[str]:
    """A server on this machine in place of the services that examples ask."""
    with local_service() as server:
        server.answering = answer
        yield server.url


def answer(asked: Asked) -> Reply:
    """What ListenBrainz and Wikimedia might answer."""
    if "/pageviews/" in asked.path:
        article = {"project": "en.wikipedia", "article": "Seven_(Jung_Kook_song)", "views": 7}
        return Reply(body={"items": [{**article, "timestamp": "2023071400"}]})
    if "/stats/" in asked.path:
        return Reply(body={"payload": {"recordings": [{"listen_count": 7}]}})
    return Reply(body=[] if asked.path.startswith("/1/popularity") else {})


@pytest.fixture(scope="module")
def place(
    library: Path, files: Path, services: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """A folder with the files that examples name, and `kollabo` on the path."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(files, folder / "files")
    shutil.copytree(library, folder / "home")
    (folder / "files" / "tests").mkdir()
    (folder / "files" / "tests" / "gold").symlink_to(DOCS.parent / "tests" / "gold")
    (folder / "bin").mkdir()
    script = folder / "bin" / "kollabo"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kollabo.cli.main "$@"\n')
    script.chmod(0o755)
    return {
        **os.environ,
        "KOLLABO_HOME": str(folder / "home"),
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "HERE": str(folder / "files"),
        "KOLLABO_LISTENBRAINZ": services,
        "KOLLABO_WIKIMEDIA": services,
        "KOLLABO_CONTACT": "ana@example.org",
        "NO_PROXY": "127.0.0.1",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


SERVING = [line for line in examples() if line.startswith("kollabo serve")]


@pytest.mark.parametrize("line", SERVING)
def test_an_example_of_serving_is_understood(line: str) -> None:
    """It would go on for ever; that it serves, test_cli_serve.py tells."""
    from kollabo.cli.serve import command

    context = command.make_context("serve", shlex.split(line)[2:])
    assert context.params["host"] == "127.0.0.1"


# Simulated worlds take minutes and, so few, need not keep their claims.
SLOW = "kollabo evaluate ranking"
RUN = [line for line in examples() if line not in SERVING and not line.startswith(SLOW)]


@pytest.mark.parametrize("line", RUN)
def test_an_example_runs(place: dict[str, str], line: str) -> None:
    done = subprocess.run(
        ["sh", "-c", line], cwd=place["HERE"], env=place, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr.startswith(b"kollabo: ")


PAGE = read_page((DOCS / "json.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("best", ["best", *LIST]),
        ("best", ["best", *LIST, "--year-means", "charted", "--top", "2"]),
        ("best", ["best", *LIST, "--explain"]),
        ("best", ["best", "--year", "2022", "--between", "k-pop", "--and", "us"]),
        ("song", ["song", "Glass Harbour"]),
        ("song", ["song", "Seven"]),
        ("trend", ["trend", *BETWEEN, "--from", "2022", "--to", "2023"]),
        ("trend", ["trend", *BETWEEN, "--from", "1999", "--to", "1999"]),
        ("records", ["records", *LIST]),
        ("lift", ["lift", "Glass Harbour", *BETWEEN]),
        ("lift --from", ["lift", *BETWEEN, "--from", "2022", "--to", "2023"]),
        ("evidence", ["evidence", "Glass Harbour"]),
        ("evidence", ["evidence", "Lantern Song"]),
        ("artist", ["artist", "Haneul Seo"]),
        ("artist", ["artist", "Jung Kook", "--why"]),
        ("artist", ["artist", "Moonlit Five"]),
        ("sources", ["sources"]),
        ("scenes", ["scenes"]),
        ("scenes show", ["scenes", "show", "k-pop"]),
        ("review", ["review", *LIST]),
    ],
)
def test_the_json_is_as_the_page_says(run: Run, name: str, words: list[str]) -> None:
    result = run(*words, "--json")
    assert result.code == 0, result.err
    assert list(troubles(result.json, name, PAGE)) == []


@pytest.mark.parametrize("why", [False, True])
def test_the_lines_of_credits_are_as_the_page_says(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch, why: bool
) -> None:
    import json

    content = (files / "lines.txt").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    result = run("credits", "--json", *(["--why"] if why else []))
    found = [json.loads(line) for line in result.out.splitlines()]
    assert len(found) == content.count(b"\n")
    for answer in found:
        name = "error line" if "error" in answer else "credits"
        name = "title line" if "work" in answer else name
        assert list(troubles(answer, name, PAGE, options={"--why"} if why else set())) == []


def test_the_scores_of_evaluate_are_as_the_page_says(run: Run) -> None:
    result = run("evaluate", "--gold", DOCS.parent / "tests" / "gold", "--json")
    found = {score["what"] for score in result.json}
    assert found == {"credits", "titles", "identity"}
    shares = {"precision", "recall", "f1"}
    for score in result.json:
        name = "identity score" if score["what"] == "identity" else "evaluate"
        missing = [f"evaluate.{key}: missing" for key in PAGE["evaluate"] if key in shares]
        expected = missing if score["what"] == "titles" else []
        assert list(troubles(score, name, PAGE)) == expected


def test_the_scores_of_lift_are_as_the_page_says(run: Run) -> None:
    result = run("evaluate", "lift", "--json")
    assert {score["what"] for score in result.json} == {"lift"}
    for score in result.json:
        assert list(troubles(score, "lift score", PAGE)) == []


def test_the_page_is_held_against_what_it_says() -> None:
    """The check itself: what is missing, too much or of another type is found."""
    place: dict[str, Any] = {"source": "a", "file": "b", "row": 1}
    assert list(troubles(place, "place", PAGE)) == []
    assert list(troubles({**place, "row": "1"}, "place", PAGE)) == ["place.row: '1' is no int"]
    assert list(troubles({**place, "more": 1}, "place", PAGE)) == ["place.more: not in the page"]
    del place["row"]
    assert list(troubles(place, "place", PAGE)) == ["place.row: missing"]


def test_every_object_of_the_page_is_used() -> None:
    from json_page import named_types

    used = {name for keys in PAGE.values() for kind in keys.values() for name in named_types(kind)}
    commands = {
        "best",
        "song",
        "evidence",
        "records",
        "trend",
        "lift",
        "lift --from",
        "artist",
        "sources",
        "forget",
        "scenes",
        "scenes show",
        "review",
        "credits",
        "evaluate",
        "evaluate ranking",
        "search",
    }
    lines = {"title line", "error line", "identity score", "lift score"}
    assert used >= set(PAGE) - commands - lines
