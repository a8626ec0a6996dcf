"""Gold pairs held against the resolver: what a mention's place is, and what its score says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kollabo.build.identity.acts import Act
from kollabo.build.identity.statements import Statement, gather
from kollabo.build.printings import Printing
from kollabo.errors import DataFileError, UsageError
from kollabo.evaluate.identity import score_pairs
from kollabo.evaluate.judging import Judged, Meant, judge
from kollabo.evaluate.mentions import Places, Printed, Said
from kollabo.evaluate.pairs import GoldPairs, Pair, read_pairs
from kollabo.publish.evaluation_text import score_lines
from kollabo.scenes.definitions import load_scenes

SOURCES = """
dates = ["YYYY-MM-DD", "M/D/YY"]

[kinds]
idol = "person"
group = "group"

[sources.weekly]
layouts = ["weekly-ten"]
region = "KR"

[sources.streams]
list = true
region = "world"

[sources.idols]
layouts = ["idol-list"]
roster = "k-pop"

[sources.countries]
layouts = ["country-table"]
bare = true
"""

HYEON_QUAD = {"name": "Hyeon", "source": "idols", "context": {"type": "idol", "group": ["Quad"]}}
HYEON_FIVE = {"name": "Hyeon", "source": "idols", "context": {"type": "idol", "group": ["Five"]}}


def song(name: str, credit: str, title: str, year: int = 2020, source: str = "weekly") -> Any:
    context = {"credit": credit, "title": title, "year": year}
    return {"name": name, "source": source, "context": context}


def write_pairs(folder: Path, *pairs: dict[str, Any]) -> GoldPairs:
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    lines = [json.dumps({"stratum": "namesake", **pair}) for pair in pairs]
    (folder / "pairs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "pairs_known.jsonl").write_text("", encoding="utf-8")
    return read_pairs(folder)


def idol(act: str, name: str, *groups: str) -> list[Statement]:
    """A row of the catalogue's list of idols."""
    place = {"source_id": "people-idols", "file": "idols.csv", "row": 1}
    row = dict.fromkeys(("origin", "begin", "end", "born", "label", "mbid", "note", "genres"))
    row |= {"act": act, "name": name, "bare": False, "kind": "person", "roster": "k-pop"} | place
    of = {"member": act, "group": None, "begin": None, "end": None} | place
    return gather([row], [], [{**of, "group_name": group} for group in groups])


def printing(title: str, credit: str, first: str = "2020-05-01") -> Printing:
    return Printing(title, title, credit, False, 3, 3, first, ("KR",), (), ("chart-weekly",), ())


def judged(
    gold: GoldPairs,
    statements: Sequence[Statement] = (),
    printings: Sequence[Printing] = (),
) -> list[Judged]:
    layouts = {"people-idols": "idol-list", "chart-weekly": "weekly-ten"}
    return judge(gold, statements, printings, layouts, load_scenes())


def test_a_row_of_the_catalogue_is_the_place_of_its_mention(tmp_path: Path) -> None:
    gold = write_pairs(
        tmp_path, {"a": HYEON_QUAD, "b": song("Hyeon", "Dax & Hyeon", "Orbit"), "same": True}
    )
    quad, five = idol("1", "Hyeon", "Quad"), idol("2", "Hyeon", "Five")
    known = printing("Orbit", "Dax & Hyeon")
    places = Places(gold, quad + five, [known], {"people-idols": "idol-list"})
    (pair,) = gold.pairs
    assert places.of(pair.a) == Said(quad[0].key)
    assert places.of(pair.b) == Printed(known.printing_id, "Hyeon")
    assert (places.statements, places.printings) == ([], [])


def test_what_no_source_prints_is_added_beside(tmp_path: Path) -> None:
    bare = {"name": "Hyeon", "source": "countries", "context": {"country": "Poland"}}
    streams = song("Hyeon", "Dax, Hyeon", "Orbit", source="streams")
    gold = write_pairs(tmp_path, {"a": bare, "b": streams, "same": False})
    places = Places(gold, idol("1", "Hyeon", "Quad"), [], {"people-idols": "idol-list"})
    (pair,) = gold.pairs
    places.of(pair.a), places.of(pair.b)
    (statement,), (added,) = places.statements, places.printings
    assert (statement.bare, statement.origin, statement.rosters) == (True, "PL", [])
    assert (added.artists, added.first, added.regions) == (["Dax", "Hyeon"], "2020", ("world",))


def test_the_words_of_a_context_become_a_statement(tmp_path: Path) -> None:
    context = {
        "type": "idol",
        "group": ["Quad"],
        "korean": "현",
        "real_name": "Seo Hyeon",
        "birth": "1/14/94",
    }
    a = {"name": "Hyeon", "source": "idols", "context": context}
    gold = write_pairs(tmp_path, {"a": a, "b": HYEON_FIVE, "same": False})
    places = Places(gold, [], [], {})
    places.of(gold.pairs[0].a)
    (statement,) = places.statements
    assert (statement.kind, statement.born, statement.rosters) == (
        "person",
        "1994-01-14",
        ["k-pop"],
    )
    assert (statement.korean_names, statement.groups) == ({"현"}, [(None, "Quad")])
    assert "Seo Hyeon" not in statement.stage_names


def test_one_idol_in_two_sources_is_said_to_be_one(tmp_path: Path) -> None:
    gold = write_pairs(
        tmp_path, {"a": HYEON_QUAD, "b": {**HYEON_QUAD, "name": "HYEON"}, "same": True}
    )
    (one,) = judged(gold, idol("1", "Hyeon", "Quad"))
    assert (one.said_same, one.right) == (True, True)


def test_namesakes_of_two_groups_stay_apart(tmp_path: Path) -> None:
    gold = write_pairs(tmp_path, {"a": HYEON_QUAD, "b": HYEON_FIVE, "same": False})
    (one,) = judged(gold, idol("1", "Hyeon", "Quad") + idol("2", "Hyeon", "Five"))
    assert (one.said_same, one.right, one.decided) == (False, True, True)


def test_a_name_that_could_be_either_is_undecided_and_apart(tmp_path: Path) -> None:
    gold = write_pairs(tmp_path, {"a": HYEON_QUAD, "b": song("Hyeon", "Hyeon", "Orbit"), "same": 1})
    namesakes = idol("1", "Hyeon", "Quad") + idol("2", "Hyeon", "Five")
    (one,) = judged(gold, namesakes, [printing("Orbit", "Hyeon")])
    assert (one.b.status, one.said_same, one.decided) == ("unsure", False, False)


def test_a_name_that_the_credit_was_not_cut_into_is_unread(tmp_path: Path) -> None:
    gold = write_pairs(tmp_path, {"a": HYEON_QUAD, "b": song("Hyeo", "Hyeon", "Orbit"), "same": 1})
    (one,) = judged(gold)
    assert (one.b.status, one.b.reasons) == ("unread", ("the credit was read as: Hyeon",))


def test_a_wrong_merge_shows_as_such(tmp_path: Path) -> None:
    """Two acts taken for one: counted, told apart as a crossing's, and shown with both mentions."""
    song_of_another = song("Hyeon", "Dax Featuring Hyeon", "Orbit")
    gold = write_pairs(
        tmp_path,
        {"a": HYEON_QUAD, "b": song_of_another, "same": False, "crossing": True},
        {"a": HYEON_QUAD, "b": HYEON_FIVE, "same": False, "crossing": False},
        {"a": HYEON_QUAD, "b": HYEON_QUAD, "same": True, "crossing": False},
    )
    act = Act(idol("1", "Hyeon", "Quad"), artist_id="k-1")
    merged = Meant(act, "sure", ("+3.0 start described",))
    found = [Judged(pair, merged, merged, bool(pair.crossing)) for pair in gold.pairs]
    everything, _, stratum = score_pairs(found, "with facts")
    assert (everything.false_merges, everything.crossing_merges) == (2, 1)
    assert (everything.precision, everything.recall) == (1 / 3, 1.0)
    assert [one["row"] for one in stratum.wrong] == [1, 2]
    text = "\n".join(score_lines([vars(everything), vars(stratum)]))
    assert "Two acts taken for one (with facts, in a crossing):" in text
    assert "Hyeon (credit: Dax Featuring Hyeon, title: Orbit, year: 2020): sure" in text


def test_a_missed_pair_and_an_undecided_one_lower_recall_alone(tmp_path: Path) -> None:
    same = {"a": HYEON_QUAD, "b": HYEON_QUAD, "same": True}
    gold = write_pairs(tmp_path, same, same, same, same)
    act, other = Act(idol("1", "Hyeon", "Quad")), Act(idol("2", "Hyeon", "Five"))
    sure, unsure, elsewhere = Meant(act, "sure"), Meant(act, "unsure"), Meant(other, "sure")
    seconds = (sure, sure, unsure, elsewhere)
    found = [
        Judged(pair, sure, second, crossing=False)
        for pair, second in zip(gold.pairs, seconds, strict=True)
    ]
    score = score_pairs(found, "with facts")[0]
    assert (score.precision, score.recall, score.all_right) == (1.0, 0.5, 0.5)
    assert (score.undecided, score.false_merges) == (1, 0)


def test_unsure_labels_are_left_out(tmp_path: Path) -> None:
    pair = {"a": HYEON_QUAD, "b": HYEON_FIVE, "same": False}
    gold = write_pairs(tmp_path, pair | {"unsure": True}, pair)
    assert [one.line for one in gold.pairs] == [2]


def test_missing_pairs_and_unknown_sources_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold pairs at"):
        read_pairs(tmp_path)
    with pytest.raises(DataFileError, match=r"nothing of the source 'radio' of pairs\.jsonl:1:b"):
        write_pairs(
            tmp_path, {"a": HYEON_QUAD, "b": {**HYEON_FIVE, "source": "radio"}, "same": False}
        )


def test_every_source_of_the_gold_pairs_is_known() -> None:
    folder = Path(__file__).parents[2] / "gold" / "identity"
    gold = read_pairs(folder)
    assert len(gold.pairs) == 615
    assert {type(pair) for pair in gold.pairs} == {Pair}
