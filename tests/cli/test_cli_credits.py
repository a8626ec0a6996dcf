"""`credits`: a line in, a line out, whatever comes in."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
from command_line import Run

from kollabo.cli import credit_lines
from kollabo.cli.credit_lines import LONGEST, answer_lines, evidence_of
from kollabo.publish.credit_lines import json_line, plain_line
from kollabo.text.evidence import NoEvidence

CREDIT = b"Haneul Seo Featuring Dax Verano"


def answers(content: bytes, *, why: bool = False) -> list[dict[str, object]]:
    return list(answer_lines(io.BytesIO(content), NoEvidence(), why=why))


def test_a_credit_and_a_title(process: Run) -> None:
    title = {"title": "Slow Comet (feat. Paper Lanterns) - Live", "artists": ["Casey Rivers"]}
    content = CREDIT + b"\n" + json.dumps(title).encode() + b"\n"
    result = process("credits", "--json", stdin=content)
    assert (result.code, result.err) == (0, "")
    first, second = map(json.loads, result.out.splitlines())
    assert first["artists"] == [
        {"name": "Haneul Seo", "role": "main"},
        {"name": "Dax Verano", "role": "featured"},
    ]
    assert second["work"] == "Slow Comet"
    assert second["featured"] == ["Paper Lanterns"]
    assert second["version"] == "live"


def test_the_catalogue_knows_names(process: Run, tmp_path: Path) -> None:
    result = process("credits", stdin=b"Birch & Bramble")
    assert result.out == "Birch & Bramble (main)\n"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"{broken", "not valid JSON"),
        (b'{"a": 1}', 'needs "credit" or "title"'),
        (b'{"credit": 3}', '"credit" must be a text'),
        (b'{"title": "x", "artists": "y"}', '"artists" must be a list of texts'),
        (b'{"credit": "a\\u0000b"}', "NUL"),
        (b"a\0b", "NUL"),
        (b"\xff\xfe", "not valid UTF-8 at byte 1"),
        (b"x" * 1_000_000, f"longer than {LONGEST:,} bytes"),
        (b'{"a":' * 1_500, "not JSON that can be read"),
        (b'{"a":' + b"9" * 9_000 + b"}", "not JSON that can be read"),
    ],
)
def test_a_line_that_cannot_be_read_says_so_and_the_next_is_read(line: bytes, says: str) -> None:
    found = answers(line + b"\n" + CREDIT)
    assert len(found) == 2
    assert says in str(found[0]["error"])
    assert found[1]["credit"] == CREDIT.decode()


def test_as_many_lines_come_out_as_go_in() -> None:
    chance = random.Random(7)
    pieces = [b"", b" ", b"\r", CREDIT, b'{"credit": "A & B"}', b"{", b"\xff", b"\0", b"y" * 20_000]
    pieces += [bytes(chance.choices(range(256), k=40)).replace(b"\n", b"") for _ in range(200)]
    content = b"".join(piece + b"\n" for piece in pieces)
    found = answers(content)
    assert len(found) == len(pieces)
    for answer in found:
        assert "\n" not in json_line(answer)
        assert len(plain_line(answer).splitlines()) == 1
        assert json.loads(json_line(answer)) == answer


def test_lines_end_as_they_like() -> None:
    assert [one["credit"] for one in answers(b"\xef\xbb\xbfA\r\nB\n\nC")] == ["A", "B", "", "C"]
    assert answers(b"") == []


def test_lone_surrogates_stay_json(process: Run) -> None:
    result = process("credits", "--json", stdin=b'{"credit": "a \\ud800 b"}')
    assert json.loads(result.out)["credit"] == "a \ud800 b"


def test_why_gives_the_reasons_of_each_separator() -> None:
    (answer,) = answers(b"A feat. B & C", why=True)
    why = answer["why"]
    assert isinstance(why, list)
    assert [one["separator"] for one in why] == ["feat.", "&"]
    for one in why:
        total = sum(reason["weight"] for reason in one["reasons"])
        assert one["log_odds"] == pytest.approx(total, abs=0.01)


def test_without_any_catalogue_lines_are_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credit_lines, "starter_path", lambda: tmp_path / "none")
    assert isinstance(evidence_of(tmp_path), NoEvidence)


def test_a_mistake_of_ours_is_an_error_line_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(credit_lines, "parse_credit", broken)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A\nB\n")))
    result = run("credits", "--json")
    assert result.code == 1
    assert result.out.count("a mistake in kollabo") == 2
    assert result.err.startswith("kollabo: 2 lines could not be read")
