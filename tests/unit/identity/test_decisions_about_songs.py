"""Decisions about songs and scenes: which they mean, and what they refuse to guess."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kollabo.build.decisions import Decisions, read_decisions
from kollabo.build.identity.acts import Act, give_ids, index_by_name
from kollabo.build.identity.statements import Statement
from kollabo.build.printings import Printing
from kollabo.build.reading import ReadName, ReadPrinting, read_printing
from kollabo.build.songs import Credited, Song
from kollabo.errors import DataFileError
from kollabo.text.evidence import CorpusEvidence
from kollabo.text.titles import parse_title

DECISION = """
[[decision]]
decided = 2026-11-24
kind = "{kind}"
subject = "{subject}"
{acts}
value = "{value}"
"""


def decided(folder: Path, kind: str, subject: str, value: str, *acts: str) -> Decisions:
    named = f"acts = {list(acts)}" if acts else ""
    text = DECISION.format(kind=kind, subject=subject, value=value, acts=named)
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    return read_decisions(folder)


def act(name: str, *groups: Act) -> Act:
    statement = Statement(("made-up", f"{name} {len(groups)}"), name, bare=False)
    statement.stage_names.append(name)
    return Act([statement], groups=list(groups))


def song(song_id: str, title: str, *acts: Act) -> Song:
    names = CorpusEvidence.learn([], [])
    printing = Printing(song_id, title, "", False, 1, 0, None, (), (), (), ())
    read = ReadPrinting(printing, parse_title(title, [], names), ())
    credited = tuple(
        Credited(ReadName(one.name, "main", 1), one, None)
        for one in acts
    )
    return Song(Counter([title]), [(read, credited)], song_id)


FIVE = act("Five")
DAX, LIA, HYEON, OF_FIVE = act("Dax"), act("Lia"), act("Hyeon"), act("Hyeon", FIVE)
give_ids([FIVE, DAX, LIA, HYEON, OF_FIVE])
TWO = (song("s-1", "Repeat", DAX, LIA), song("s-2", "Repeat", DAX, HYEON))


def test_a_title_that_one_song_bears_is_enough(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "released", "repeat", "2023-07-14")
    assert decisions.about_songs("released", TWO[:1]) == {"s-1": "2023-07-14"}
    assert decisions.all[0].used == 1


def test_a_title_that_several_songs_bear_is_refused(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "released", "Repeat", "2023-07-14")
    assert decisions.about_songs("released", TWO) == {}
    (one,) = decisions.all
    assert one.used == 0
    assert one.refused == "2 collaborations are called 'Repeat': by Hyeon & Dax; Lia & Dax"


def test_acts_tell_two_songs_of_one_title_apart(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "collaboration", "Repeat", "no", "Lia")
    assert decisions.about_songs("collaboration", TWO) == {"s-1": "no"}
    assert next(decisions.rows())["subject"] == "Repeat / Lia"


def test_acts_that_both_songs_have_are_refused(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "collaboration", "Repeat", "no", "Dax")
    assert decisions.about_songs("collaboration", TWO) == {}
    assert "2 collaborations" in decisions.all[0].refused


def test_just_these_acts_come_before_these_and_others(tmp_path: Path) -> None:
    remix = song("s-3", "Repeat", DAX, LIA, HYEON)
    decisions = decided(tmp_path, "collaboration", "Repeat", "yes", "Dax", "Lia")
    assert decisions.about_songs("collaboration", [TWO[0], remix]) == {"s-1": "yes"}


def test_an_act_may_be_named_with_its_group(tmp_path: Path) -> None:
    of_five = song("s-4", "Repeat", DAX, OF_FIVE)
    decisions = decided(tmp_path, "released", "Repeat", "2020", "Hyeon [Five]")
    assert decisions.about_songs("released", [*TWO, of_five]) == {"s-4": "2020"}


def test_acts_go_with_songs_only(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="goes with the kinds released and collaboration"):
        decided(tmp_path, "origin", "Dax", "US", "Lia")
    (tmp_path / "decisions.toml").write_text(
        DECISION.format(kind="released", subject="A", value="2020", acts="acts = 'Dax'"), "utf-8"
    )
    with pytest.raises(DataFileError, match="must be a list of names"):
        read_decisions(tmp_path)


def test_a_scene_is_used_by_the_acts_it_means(tmp_path: Path) -> None:
    index = index_by_name([DAX, HYEON, OF_FIVE])
    for subject, acts in (("Hyeon", 2), ("Hyeon [Five]", 1), ("Nobody", 0)):
        decisions = decided(tmp_path, "scene", subject, "k-pop")
        decisions.count_scenes(index)
        assert decisions.all[0].used == acts


def test_a_whole_name_is_used_where_a_credit_holds_it(tmp_path: Path) -> None:
    decisions = decided(tmp_path, "whole", "Birch & Bramble", "")
    other = decided(tmp_path, "whole", "Oak & Elm", "")
    names = CorpusEvidence.learn([], ["Birch & Bramble"])
    printing = Printing("p", "Hedgerow", "Birch & Bramble", False, 1, 0, None, (), (), (), ())
    read = [read_printing(printing, names)]
    decisions.count_whole(read)
    other.count_whole(read)
    assert (decisions.all[0].used, other.all[0].used) == (1, 0)
