"""The API: the command line's words, page by page, problems that programs can read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asking import LIST, Server

from kollabo.cli.main import main
from kollabo.web.api import ENDPOINTS, ROOT
from kollabo.web.objects import as_text, known_objects, schemas_of
from kollabo.web.openapi import document

DOCS = Path(__file__).parents[3] / "docs"
SIDES = ["--between", "k-pop", "--and", "western"]
WORDS = ["--year", "2023", *SIDES]
YEARS = ["--from", "2021", "--to", "2023"]
PAIR = "between=k-pop&and=western&from=2021&to=2023"


def asked(server: Server, address: str) -> Any:
    answer = server.get(ROOT + address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (["best", *WORDS], f"/best?{LIST}"),
        (["best", *WORDS, "--year-means", "charted"], f"/best?{LIST}&year_means=charted"),
        (
            ["best", *WORDS, "--evidence-until", "2023-09-01"],
            f"/best?{LIST}&evidence_until=2023-09-01",
        ),
        (["song", "Seven", "--by", "Latto"], "/song/s-seven"),
        (["artist", "Jung Kook"], "/artist/k-jung%20kook"),
        (["artist", "Jung Kook", "--why"], "/artist/k-jung%20kook?why=true"),
        (["sources"], "/sources"),
        (["scenes"], "/scenes"),
        (["scenes", "show", "k-pop"], "/scenes/k-pop"),
        (["review", *WORDS], f"/review?{LIST}"),
        (["trend", *SIDES, *YEARS], f"/trend?{PAIR}"),
        (["records", *SIDES, *YEARS], f"/records?{PAIR}"),
    ],
)
def test_an_answer_is_what_the_command_line_says(
    server: Server, root: Path, capsys: pytest.CaptureFixture[str], words: list[str], address: str
) -> None:
    capsys.readouterr()
    assert main([*words, "--json", "--catalogue", str(root)]) == 0
    said = json.loads(capsys.readouterr().out)
    found = asked(server, address)
    if words[0] == "song":  # asked by title and act, the command looks among fewer
        found["others_of_this_title"] = said["others_of_this_title"] = []
    assert found == said


def test_search_gives_what_lookups_give(server: Server) -> None:
    found = asked(server, "/search?q=seven")
    assert [one["id"] for one in found["songs"]][:2] == ["s-seven", "s-seven solo"]
    assert found["artists"] == []


def test_others_of_a_title_are_named(server: Server) -> None:
    others = asked(server, "/song/s-seven")["others_of_this_title"]
    assert [one["id"] for one in others] == ["s-seven solo"]


def test_pages_put_together_are_the_whole(server: Server) -> None:
    whole = asked(server, f"/best?{LIST}")["entries"]
    address = f"{ROOT}/best?{LIST}&limit=2"
    gathered = []
    while address:
        answer = server.get(address)
        page = answer.json()["entries"]
        assert len(page) <= 2
        gathered += page
        address = answer.links.get("next", {}).get("url", "")
    assert gathered == whole
    assert len(whole) > 2


def test_a_page_in_the_middle_links_both_ways(server: Server) -> None:
    links = server.get(f"{ROOT}/best?{LIST}&limit=1&offset=1").links
    assert "offset=0" in links["prev"]["url"]
    assert "offset=2" in links["next"]["url"]
    assert "limit=1" in links["next"]["url"]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nope", 404, "nothing at this address"),
        ("/song/s-nope", 404, "there is no song"),
        ("/scenes/nope", 404, "there is no scene"),
        ("/best", 400, "year is missing"),
        (f"/best?{LIST}&colour=red", 400, "there is no parameter 'colour'"),
        (f"/best?{LIST}&year=2022", 400, "year stands twice"),
        (f"/best?{LIST}&limit=0", 400, "limit must be a number from 1 to 500"),
        (f"/best?{LIST}&weight.charts=nan", 400, "weight.charts must be a number"),
        ("/search?q=", 400, "q must be a text"),
        ("/artist/k-jung%20kook?why=maybe", 400, "why must be true or false"),
    ],
)
def test_problems_are_objects(server: Server, address: str, status: int, said: str) -> None:
    answer = server.get(ROOT + address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == "about:blank"
    assert said in problem["detail"]


def test_an_answer_is_not_sent_twice(server: Server) -> None:
    first = server.get(f"{ROOT}/sources")
    assert server.get(f"{ROOT}/sources", if_none_match=first.headers["etag"]).status_code == 304


def test_the_document_is_the_one_served_and_the_one_in_the_documentation(server: Server) -> None:
    served = asked(server, "/openapi.json")
    assert served == document()
    kept = (DOCS / "openapi.json").read_text(encoding="utf-8")
    assert kept == as_text(served), "renew it: python -m kollabo.web.openapi docs/openapi.json"


def test_the_objects_are_those_of_the_page() -> None:
    page = (DOCS / "json.md").read_text(encoding="utf-8")
    assert known_objects() == schemas_of(page), (
        "renew them: python -m kollabo.web.objects docs/json.md"
    )


def test_every_endpoint_is_in_the_document() -> None:
    paths = document()["paths"]
    assert set(paths) == {ROOT + one.path for one in ENDPOINTS} | {f"{ROOT}/openapi.json"}
