"""Credits as the world prints them, and the acts in them."""

import pytest

from kollabo.text.credits import parse_credit
from kollabo.text.evidence import CorpusEvidence


def acts(credit: str, evidence: CorpusEvidence | None = None) -> list[str]:
    """Names in order; a featured act with a star, a group behind "of"."""
    parsed = parse_credit(credit, evidence) if evidence else parse_credit(credit)
    return [
        each.name
        + ("*" if each.role == "featured" else "")
        + (f" of {each.context}" if each.context else "")
        for each in parsed.artists
    ]


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Ann Lee Featuring Bob Ray", ["Ann Lee", "Bob Ray*"]),
        ("ANN FT BOB", ["ANN", "BOB*"]),
        ("Ann f/ Bob", ["Ann", "Bob*"]),
        ("Ann f. Bob", ["Ann", "Bob*"]),
        ("Ann w/ Bob", ["Ann", "Bob"]),
        ("Ann With Bob", ["Ann", "Bob"]),
        ("Ann Duet With Bob", ["Ann", "Bob"]),
        ("Ann (Duet With Bob)", ["Ann", "Bob"]),
        ("Ann Presents Bob", ["Ann", "Bob"]),
        ("Ann Starring Bob", ["Ann", "Bob"]),
        ("Ann vs. Bob", ["Ann", "Bob"]),
        ("Ann x Bob", ["Ann", "Bob"]),
        ("Ann×Bob", ["Ann", "Bob"]),
        ("Ann; Bob", ["Ann", "Bob"]),
        ("Ann | Bob", ["Ann", "Bob"]),
        ("Ann Lee Featuring Ja Bob", ["Ann Lee", "Ja Bob*"]),
        ("Ann Lee x OG Bob", ["Ann Lee", "OG Bob"]),
        ("Ann Lee con Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee avec Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee mit Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee y Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee et Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee und Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee och Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee part. Bob Ray", ["Ann Lee", "Bob Ray*"]),
        ("Ann Lee, Bob Ray & Cy Young", ["Ann Lee", "Bob Ray", "Cy Young"]),
        ("Ann Lee, Bob Ray, & Cy Young", ["Ann Lee", "Bob Ray", "Cy Young"]),
        ("Ann Lee/Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("安藤花子・武田太郎", ["安藤花子", "武田太郎"]),
        ("안나、보라", ["안나", "보라"]),
        ("안나X보라", ["안나", "보라"]),
        ("Ann Lee và Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee a Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("अन्ना ली और बॉब रे", ["अन्ना ली", "बॉब रे"]),
        ("عمرو سالم وشادي علي", ["عمرو سالم", "شادي علي"]),
        ("Ann Lee+Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee present Bob Ray", ["Ann Lee", "Bob Ray"]),
    ],
)
def test_separators(credit: str, expected: list[str]) -> None:
    assert acts(credit) == expected


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ("Ann Featuring Bob Ray & Cy Young", ["Ann", "Bob Ray*", "Cy Young*"]),
        ("Ann (feat. Bob Ray) & Cy Young", ["Ann", "Bob Ray*", "Cy Young"]),
        ("Ann [Featuring Bob Ray & Cy Young]", ["Ann", "Bob Ray*", "Cy Young*"]),
        ("Ann（ｆｅａｔ．Ｂｏｂ）", ["Ann", "Ｂｏｂ*"]),
        ("Ann feat.(Bob Ray)", ["Ann", "Bob Ray*"]),
        ("Ann (feat. Bob", ["Ann", "Bob*"]),  # cut off
        ("Ann (Prod. Bob)", ["Ann"]),
        ("Ann prod. Bob feat. Cy", ["Ann", "Cy*"]),
        ("Ann ((feat. Bob) & Cy)", ["Ann", "Bob*", "Cy*"]),
        ("Ann (feat. Bob) [Ann's Version]", ["Ann", "Bob*"]),
        ("Ann (From The Film)", ["Ann"]),
    ],
)
def test_a_featured_role_lasts_until_its_bracket_closes(credit: str, expected: list[str]) -> None:
    assert acts(credit) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee, Jr.",
        "The Checks, Ltd.",
        "Ann Lee And Her Orchestra",
        "Ann Lee, Her Orchestra And Chorus",
        "Ann Lee & Friends",
        "Ann & The Angels",
        "Lee & Sons",
        "Sam & Dave",
        "Wood, Stone & Iron",
        "Rain & Rain",
        "AC/DC",
        "24/7",
        "R&B",
        "(G)I-DLE",
        "f(x)",
        "(+44)",
        "15&",
        "10,000 Lakes",
        "Defeat",
        "6 ft. Under",
        "Malcolm X",
        "Once upon a Time",
        "And So I Said",
        "X Marks",
        "With Honour",
        "Sheila E.",
        "Angus & Julia Stone",
        "ジャスティン・ビーバー",
        "!!!",
        "&",
    ],
)
def test_one_act(name: str) -> None:
    assert acts(name) == [name]


def test_a_letter_beside_a_separator_belongs_to_the_name() -> None:
    assert acts("Lil Ray X Featuring Bob") == ["Lil Ray X", "Bob*"]
    assert acts("Ann, X Marks") == ["Ann", "X Marks"]
    assert acts("Lil Ray X x Bob Lee") == ["Lil Ray X", "Bob Lee"]


def test_a_second_name_in_brackets_is_no_part_of_the_name() -> None:
    assert acts("아이유 (IU)") == ["아이유"]
    assert acts("The Singing Baker (Le Boulanger)") == ["The Singing Baker"]


def test_and_between_full_names_in_chinese_letters() -> None:
    assert acts("王小明和李大同") == ["王小明", "李大同"]
    assert acts("王小明与李大同 feat. 张三") == ["王小明", "李大同", "张三*"]
    for name in ("大和田", "和田アキ子", "山村和義", "和平"):
        assert acts(name) == [name]


def test_a_channel_made_by_a_video_site_bears_the_name_of_its_act() -> None:
    assert acts("Ann & The Bobs - Topic") == ["Ann & The Bobs"]
    assert acts("Topic & A7B") == ["Topic", "A7B"]


def test_a_list_that_knows_a_pair_and_both_its_halves_knows_two_acts() -> None:
    names = ["Ann Lee", "Bob Ray", "Ann Lee y Bob Ray", "Cy y Dee"]
    evidence = CorpusEvidence.learn([], names)
    assert acts("Ann Lee y Bob Ray", evidence) == ["Ann Lee", "Bob Ray"]
    assert acts("Cy y Dee", evidence) == ["Cy y Dee"]


def test_two_single_words_in_two_manners_are_two_acts() -> None:
    assert acts("Ann & B-OB") == ["Ann", "B-OB"]
    assert acts("Ann & Bob") == ["Ann & Bob"]


def test_a_film_in_quotation_marks_behind_a_composer_is_no_act() -> None:
    assert acts('Ann Lee/"The Long Night"') == ["Ann Lee"]
    assert acts("Ann Lee, “The Long Night”") == ["Ann Lee"]
    assert acts('Ann Lee & "Q"') == ["Ann Lee", '"Q"']
    assert acts('"Little" Ann Lee, "Big" Bob') == ['"Little" Ann Lee', '"Big" Bob']
    assert acts('"Q"') == ['"Q"']


def test_the_group_of_a_member() -> None:
    evidence = CorpusEvidence.learn(
        [("BTS", str(song)) for song in range(40)]
        + [("BTS Featuring Bob", str(song)) for song in range(5)]
        + [("SUGA", "x"), ("SUGA Featuring Bob", "y")],
        acts=["BTS", "SUGA"],
    )
    assert acts("Ann Featuring SUGA Of BTS", evidence) == ["Ann", "SUGA* of BTS"]
    assert acts("SUGA (BTS)", evidence) == ["SUGA of BTS"]
    assert acts("Ann (of BTS)") == ["Ann of BTS"]
    assert acts("Queens Of The Ice Age", evidence) == ["Queens Of The Ice Age"]


def test_evidence_tells_a_pair_from_a_duo() -> None:
    alone = [(name, f"{name} {song}") for name in ("Ann", "Bob") for song in range(5)]
    pair = CorpusEvidence.learn(alone)
    duo = CorpusEvidence.learn([("Ann & Bob", f"song {song}") for song in range(5)])
    catalogue = CorpusEvidence.learn(alone, acts=["Ann & Bob"])
    assert acts("Ann & Bob", pair) == ["Ann", "Bob"]
    assert acts("Ann & Bob", duo) == ["Ann & Bob"]
    assert acts("Ann & Bob", catalogue) == ["Ann & Bob"]


def test_a_word_that_begins_no_other_name_is_a_name() -> None:
    first_names = CorpusEvidence.learn([], acts=["Ann", "Bob", "Ann Lee", "Bob Ray", "Bob Lee"])
    stage_names = CorpusEvidence.learn([], acts=["Ann", "Bob"])
    assert acts("Ann & Bob", first_names) == ["Ann & Bob"]
    assert acts("Ann & Bob", stage_names) == ["Ann", "Bob"]


def test_a_listed_name_holds_all_its_signs() -> None:
    names = ["Ann", "Bob", "Cy", "Dee", "Ann, Bob, Cy and Dee"]
    assert acts("Ann, Bob, Cy & Dee", CorpusEvidence.learn([], acts=names)) == [
        "Ann, Bob, Cy & Dee"
    ]


def test_a_band_behind_a_band_has_no_leader() -> None:
    assert acts("Ann Lee & The Ys & The Zs") == ["Ann Lee & The Ys", "The Zs"]


def test_a_known_duo_keeps_together_inside_a_list() -> None:
    evidence = CorpusEvidence.learn([], acts=["Rod & Reel", "Ann Lee", "Tyler, The Baker"])
    assert acts("Ann Lee, Rod & Reel", evidence) == ["Ann Lee", "Rod & Reel"]
    assert acts("Tyler, The Baker & Ann Lee", evidence) == ["Tyler, The Baker", "Ann Lee"]


def test_a_duo_is_known_under_the_and_of_another_language() -> None:
    evidence = CorpusEvidence.learn([("Ann", "1"), ("Bob", "2")], acts=["Ann & Bob"])
    assert acts("Ann y Bob", evidence) == ["Ann y Bob"]


def test_a_famous_band_is_no_backing_band() -> None:
    songs = [("The Weekdays", str(song)) for song in range(30)]
    songs += [(f"{name} Featuring The Weekdays", name) for name in "ABCDEFGHIJ"]
    evidence = CorpusEvidence.learn(songs, acts=["The Weekdays"])
    assert acts("Ann Lee & The Weekdays", evidence) == ["Ann Lee", "The Weekdays"]
    assert acts("Ann Lee & The Weekends", evidence) == ["Ann Lee & The Weekends"]


def test_a_decision_is_the_sum_of_its_reasons() -> None:
    evidence = CorpusEvidence.learn([("Ann", "1"), ("Bob", "2")])
    (decision,) = parse_credit("Ann & Bob", evidence).decisions
    assert (decision.left, decision.separator, decision.right) == ("Ann", "&", "Bob")
    assert decision.log_odds == pytest.approx(sum(each.weight for each in decision.reasons))
    assert decision.separates == (decision.log_odds > 0)
    assert {"separator", "alone", "two single words"} <= {each.name for each in decision.reasons}


def test_join_phrases_hold_what_stands_between_the_names() -> None:
    parsed = parse_credit("Ann Lee (feat. Bob Ray) & Cy Young")
    assert [each.join_phrase for each in parsed.artists] == [" (feat. ", ") & ", ""]


@pytest.mark.parametrize("blank", ["", "   ", "\u200b", "\n"])
def test_a_blank_credit_names_nobody(blank: str) -> None:
    assert all(each.name.strip() for each in parse_credit(blank).artists)
