"""Pages say what the catalogue holds, in valid HTML, and refuse what cannot be meant."""

from __future__ import annotations

import math
import re

import html5lib
import pytest
from asking import KINDS, LIST, Server


def read(server: Server, address: str, status: int = 200) -> str:
    answer = server.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return str(answer.text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_valid(server: Server, kind: str) -> None:
    html5lib.HTMLParser(strict=True).parse(read(server, KINDS[kind]))


def test_the_first_page_shows_the_newest_list(server: Server) -> None:
    page = read(server, "/")
    assert "K-pop × Western 2024" in page  # "Next January" is the one ranked song of 2024
    assert "Next January" in page


def test_a_list_names_ranks_figures_and_their_places(server: Server) -> None:
    page = read(server, KINDS["list"])
    assert page.index("Seven") < page.index("Twin A") < page.index("January")
    assert "Global 200, best place: 1" in page
    assert "file.csv" in page
    for apart in ("Quiet", "Mash", "Rover Again"):
        assert page.index('id="apart"') < page.index(f">{apart}<")


def test_weights_stand_in_the_address_and_change_the_list(server: Server) -> None:
    page = read(server, f"/best?{LIST}&weight.charts=2&weight.shows=0")
    assert "Weights differ from the default: charts 2 (else 1)" in page
    assert 'name="weight.charts" type="number" min="0" max="1000" step="any" value="2"' in page
    song = re.search(r'href="(/songs/s-seven[^"]*)"', page)
    assert song
    assert "weight.charts=2" in song[1], "the page of a song keeps the question"


def test_a_form_with_empty_fields_is_taken(server: Server) -> None:
    assert server.get(f"/best?{LIST}&evidence_until=&weight.shows=").status_code == 200


def test_what_is_not_said_is_filled_in(server: Server) -> None:
    answer = server.get("/best?year=2023")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/best?{LIST}"


def test_a_song_says_why_it_stands_there(server: Server) -> None:
    page = read(server, KINDS["song"])
    assert "Rank 1 of" in page
    assert "One place below" in page
    assert "Jung Kook; Latto" in page, "the credit of each source"
    assert "a note of the source" in page
    assert "2023-11-03" in page, "a date that was not taken"


def test_a_song_on_no_list_has_a_page(server: Server) -> None:
    page = read(server, KINDS["song on no list"])
    assert "Rank" not in page
    assert "Hot 100" in page


def test_an_act_says_scenes_names_and_songs(server: Server) -> None:
    page = read(server, KINDS["act"])
    assert "member of BTS" in page
    assert "정국" in page
    assert "Jeon Jung-kook (legal name)" in page
    assert "2013-06" in page
    assert page.index(">2023<") < page.index("Left and Right")


def test_two_songs_are_compared_signal_by_signal(server: Server) -> None:
    page = read(server, KINDS["compare"])
    swapped = read(server, f"/compare?{LIST}&first=s-twin%20a&second=s-seven")
    for one in (page, swapped):
        assert "Why <bdi>Seven</bdi> is above <bdi>Twin A</bdi>" in one
    parts = re.findall(r'<td class="number">([\d.]+) times</td></tr>', page)
    *signals, whole = map(float, parts)
    assert math.prod(signals) == pytest.approx(whole, rel=0.1)


def test_songs_that_share_a_rank_are_said_to(server: Server) -> None:
    assert "share a rank" in read(server, f"/compare?{LIST}&first=s-twin%20a&second=s-twin%20b")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nothing/here", 404, "nothing at this address"),
        ("/songs/s-nope", 404, "there is no song"),
        ("/acts/nope", 404, "there is no act"),
        ("/scenes/nope", 404, "there is no scene"),
        (f"/compare?{LIST}&first=s-seven&second=s-quiet", 404, "two ranked songs"),
        (f"/compare?{LIST}&first=s-seven", 400, "second is missing"),
        ("/best?year=2023&between=k-pop&and=nope", 400, "there is no scene called"),
        ("/best?year=2023&between=k-pop&and=k-pop", 400, "both sides"),
        ("/best?year=soon&between=k-pop&and=western", 400, "year must be a whole number"),
        (f"/best?{LIST}&weight.shows=-1", 400, "weight.shows must be a number from 0 to 1000"),
        (f"/best?{LIST}&evidence_until=2023-02-30", 400, "evidence_until must be a day"),
        (f"/best?{LIST}&evidence_until=2022-01-01", 400, "before the year 2023 begins"),
        ("/search?q=" + "x" * 201, 400, "q must be a text of 1 to 200"),
        ("/songs/%ff%00", 404, "there is no song"),
    ],
)
def test_what_cannot_be_answered_is_said(
    server: Server, address: str, status: int, said: str
) -> None:
    page = read(server, address, status)
    assert said in page
    html5lib.HTMLParser(strict=True).parse(page)


def test_a_page_while_typing_is_the_results_alone(server: Server) -> None:
    part = read(server, "/search?q=jungkok&part=results")
    assert "Jung Kook" in part
    assert "<html" not in part


@pytest.mark.parametrize("text", ["정국", "정구", "jungkook", "jung kok", "JUNG KOOK"])
def test_an_act_is_found_in_any_script_and_with_slips(server: Server, text: str) -> None:
    answer = server.client.get("/search", params={"q": text})
    assert re.search(r'<a href="/acts/k-jung%20kook"><bdi>Jung Kook', answer.text), answer.text


@pytest.mark.parametrize("page", ["/best", "/whom", "/trend", "/records", "/review"])
def test_what_is_asked_of_two_scenes_is_filled_in(server: Server, page: str) -> None:
    answer = server.get(f"{page}?year=2023")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{page}?{LIST}"


@pytest.mark.parametrize("kind", ["list", "whom", "trend", "records"])
def test_the_pages_of_two_scenes_lead_to_each_other(server: Server, kind: str) -> None:
    page = read(server, KINDS[kind])
    for other in ("list", "whom", "trend", "records"):
        assert KINDS[other].replace("&", "&amp;") in page
    assert page.count('aria-current="page"') >= 1


def test_who_worked_with_whom_is_a_picture_and_a_table(server: Server) -> None:
    page = read(server, KINDS["whom"])
    assert '<figure id="pairs">' in page
    assert re.search(r'<a href="/acts/k-jung%20kook"><bdi>Jung Kook</bdi></a></th><td><a', page)


def test_the_trend_leads_from_a_year_to_its_list(server: Server) -> None:
    page = read(server, KINDS["trend"])
    assert "crossings" in page
    assert 'href="/best?year=2022&amp;between=k-pop&amp;and=western">2022' in page
    assert page.index('western">2023') < page.index('western">2022'), "the newest year first"


def test_the_years_of_a_trend_stand_in_its_address(server: Server) -> None:
    page = read(server, f"{KINDS['trend']}&from=2022&to=2023")
    rows = re.findall(r'<tr><th scope="row"><a href="[^"]*">(\d{4})', page)
    assert rows == ["2023", "2022"]
    read(server, f"{KINDS['trend']}&from=2023&to=2022", 400)


def test_the_years_of_a_trend_may_be_any(server: Server) -> None:
    read(server, f"{KINDS['trend']}&from=1900&to=9998", 400)
    assert "1950 to " in read(server, f"{KINDS['trend']}&from=1950&to=1951")
