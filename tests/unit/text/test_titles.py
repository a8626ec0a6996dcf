"""Titles as shops, charts and video sites print them."""

import pytest

from kollabo.text.evidence import CorpusEvidence
from kollabo.text.titles import parse_title


@pytest.mark.parametrize(
    ("title", "work", "featured"),
    [
        ("Song (feat. Ann)", "Song", ("Ann",)),
        ("Song(Feat. Ann)", "Song", ("Ann",)),
        ("Song (ft. Ann Lee & Bob Ray)", "Song", ("Ann Lee", "Bob Ray")),
        ("Song feat. Ann", "Song", ("Ann",)),
        ("Song f/Ann", "Song", ("Ann",)),
        ("Song (Feat. Ann) (Prod. Bob)", "Song", ("Ann",)),
        ("노래(Prod.&Feat. Ann)", "노래", ("Ann",)),
        ("Song (Part. Ann)", "Song", ("Ann",)),
        ("노래 (Feat. Anna(안나) of Sun Five(선파이브))", "노래", ("Anna",)),
        ("Song (Extended Remix featuring Ann Lee)", "Song", ("Ann Lee",)),
        ("Defeat", "Defeat", ()),
        ("Feat of Strength", "Feat of Strength", ()),
    ],
)
def test_featured(title: str, work: str, featured: tuple[str, ...]) -> None:
    parsed = parse_title(title)
    assert (parsed.work, parsed.featured) == (work, featured)


@pytest.mark.parametrize(
    ("title", "partners"),
    [
        ("Song (with Ann)", ("Ann",)),
        ("Song (w/ Ann)", ("Ann",)),
        ("Song (Duet with Ann)", ("Ann",)),
        ("Song (con Ann)", ("Ann",)),
        ("Song (& Ann)", ("Ann",)),
        ("Song (With. 앤 of 2AM)", ("앤",)),
        ("Song (with you)", ()),
        ("Song (With Or Without You)", ()),
        ("Song (And I Feel Fine)", ()),
    ],
)
def test_partners(title: str, partners: tuple[str, ...]) -> None:
    parsed = parse_title(title)
    assert parsed.partners == partners
    assert parsed.work == ("Song" if partners else title)


def test_acts_of_the_song_in_brackets_are_partners() -> None:
    parsed = parse_title("Song (Ann x Bob)", ["Ann", "Bob"])
    assert (parsed.work, parsed.partners) == ("Song", ("Ann", "Bob"))
    assert parse_title("Song (Ann x Bob)", ["Cy"]).work == "Song (Ann x Bob)"


@pytest.mark.parametrize(
    ("title", "version"),
    [
        ("Song - Remix", "remix"),
        ("Song Remix", "remix"),
        ("Song (Live)", "live"),
        ("Song - Ao Vivo", "live"),
        ("Song (Live at the Hall)", "live"),
        ("Song (Acoustic Version)", "acoustic"),
        ("Song -acoustic ver.-", "acoustic"),
        ("Song (Inst.)", "instrumental"),
        ("Song (Karaoke Version)", "instrumental"),
        ("曲（伴奏）", "instrumental"),
        ("Song - Remastered 2011", "remaster"),
        ("Song - 2011 Remaster", "remaster"),
        ("Song (Radio Edit)", "edit"),
        ("Song (Extended Mix)", "edit"),
        ("Song - Single Version", "edit"),
        ("Song (Explicit)", "explicit"),
        ("Song (Clean Version)", "other"),
        ("Song (Clean Edit)", "edit"),
        ("Song (Album Version (Explicit))", "edit"),
        ("Song - Single Version / Remastered 2011", "edit"),
        ("Song - Take 7", "other"),
        ("Song ＜Instrumental＞", "instrumental"),
        ("Song (Canlı)", "live"),
        ("Song (акустическая версия)", "acoustic"),
        ("Song (ريمكس)", "remix"),
        ("Song (X's Rework)", "remix"),
        ("Song (Sped Up)", "other"),
        ("Song (Ann's Version)", "other"),
        ("Song (Korean Ver.)", "other"),
        ("Song - Bonus Track", "other"),
        ("Song (Demo)", "other"),
        ("曲 (英語版)", "other"),
    ],
)
def test_versions(title: str, version: str) -> None:
    parsed = parse_title(title)
    assert parsed.version == version
    assert parsed.work in ("Song", "曲")


def test_the_film_and_the_version_stand_in_one_note() -> None:
    for title in ('Song - From "Film"/Instrumental', 'Song (From "Film" / Instrumental)'):
        read = parse_title(title)
        assert (read.work, read.belongs_to, read.version) == ("Song", "Film", "instrumental")


def test_a_second_title_between_dashes_is_no_song_of_an_act() -> None:
    assert parse_title("歌 - second -").work == "歌 - second -"
    assert parse_title("Ann - Song -live-").work == "Song"


def test_a_dash_inside_a_bracket_begins_no_note() -> None:
    read = parse_title("Song (From Film: The End - Music From and Inspired By)")
    assert (read.work, read.version) == ("Song", None)


def test_a_version_behind_a_dash_may_have_a_guest() -> None:
    read = parse_title("Song - Remix f/ Ann Lee & Bob Ray")
    assert (read.work, read.version, read.featured) == ("Song", "remix", ("Ann Lee", "Bob Ray"))


def test_japanese_videos_print_the_act_behind_the_title() -> None:
    read = parse_title("歌 / あんさん【OFFICIAL MUSIC VIDEO】")
    assert (read.work, [one.name for one in read.artists]) == ("歌", ["あんさん"])


def test_of_several_versions_the_strongest_counts() -> None:
    parsed = parse_title("Song (Live) [Ann Remix] - Radio Edit")
    assert (parsed.work, parsed.version, parsed.remixers) == ("Song", "remix", ("Ann",))
    assert parsed.version_text == "Live, Ann Remix, Radio Edit"


@pytest.mark.parametrize(
    ("title", "remixers"),
    [
        ("Song (Ann Lee Remix)", ("Ann Lee",)),
        ("Song - Ann X Bob Remix", ("Ann", "Bob")),
        ("Song (Ann's Long Night Mix)", ("Ann",)),
        ("Song (Ann Lee Club Mix)", ("Ann Lee",)),
        ("Song (Club Mix)", ()),
        ("Song (2019 Mix)", ()),
    ],
)
def test_remixers(title: str, remixers: tuple[str, ...]) -> None:
    assert parse_title(title).remixers == remixers


@pytest.mark.parametrize(
    ("title", "belongs_to"),
    [
        ('Song (From "The Film")', "The Film"),
        ('Song - From "The Film" Soundtrack', "The Film"),
        ('Song (Love Theme from "The Film")', "The Film"),
        ("노래 (드라마 OST Part.2)", "드라마"),
        ("曲 (电视剧《电影》片尾曲)", "电影"),
        ("Song (From The Vault)", None),
        ("Song (From Me To You)", None),
    ],
)
def test_the_work_a_song_is_from(title: str, belongs_to: str | None) -> None:
    assert parse_title(title).belongs_to == belongs_to


@pytest.mark.parametrize(
    "title",
    [
        "(I Can't Wait No) More",
        "노래 (Song)",
        "Live Forever",
        "Remix (I Like It)",
        "Remix",
        "(Remix)",
        "Acoustic",
        "Radio Edit",
        "The Remix",
        "Version of Me",
        "Video Killed It",
        "One / Two",
        "1/1",
        "Song (Part 2)",
        "Song ~Love to You~",
        "Song (Interlude)",
        "!",
    ],
)
def test_what_is_not_recognised_stays_in_the_work(title: str) -> None:
    parsed = parse_title(title)
    assert (parsed.work, parsed.version, parsed.artists) == (title, None, ())


@pytest.mark.parametrize(
    ("title", "names", "work"),
    [
        ("Ann - Song (Official Video)", ["Ann"], "Song"),
        ("Ann Lee & Bob Ray - Song", ["Ann Lee", "Bob Ray"], "Song"),
        ("ANN (안나) 'Song' Official MV", ["ANN"], "Song"),
        ("ANN 안나 'Song' MV", ["ANN"], "Song"),
        ("[MV] ANN(안나) _ Song(노래)", ["ANN"], "Song(노래)"),
        ("Ann「曲」 Music Video", ["Ann"], "曲"),
        ("【MV】曲 / Ann", ["Ann"], "曲"),
        ("Ann - Song | Official Video | The Album", ["Ann"], "Song"),
        ("Song (Remix) - Ann", ["Ann"], "Song"),
        ("Song - Ann Remix", [], "Song"),
    ],
)
def test_video_titles_hold_their_artists(title: str, names: list[str], work: str) -> None:
    parsed = parse_title(title)
    assert [each.name for each in parsed.artists] == names
    assert parsed.work == work


def test_a_title_before_its_act_is_told_by_who_is_known() -> None:
    evidence = CorpusEvidence.learn([], acts=["Ann Lee", "Bob Ray"])
    parsed = parse_title("Song - Ann Lee feat. Bob Ray", evidence=evidence)
    assert parsed.work == "Song"
    assert [each.name for each in parsed.artists] == ["Ann Lee", "Bob Ray"]


@pytest.mark.parametrize(
    "title",
    [
        "Song prod. Ann",
        "Song M/V",
        "Song Official Video",
        "Song (Shot by Ann)",
        "Song (Letra/Lyrics)",
    ],
)
def test_what_makers_and_video_sites_add_is_no_part_of_the_work(title: str) -> None:
    assert parse_title(title, ["Bob"]).work == "Song"


def test_given_artists_are_not_read_again() -> None:
    parsed = parse_title("Ann - Song", ["Ann"])
    assert (parsed.work, parsed.artists) == ("Song", ())
    assert parse_title("Bob - Song", ["Ann"]).work == "Bob - Song"


def test_evidence_reads_the_names_of_a_title() -> None:
    evidence = CorpusEvidence.learn([], acts=["Rod & Reel"])
    assert parse_title("Song (feat. Rod & Reel)", (), evidence).featured == ("Rod & Reel",)


def test_a_name_in_two_halves_is_no_printed_name() -> None:
    parsed = parse_title("Song (w/ Ann (Bob Remix) Lee")  # cut off
    assert parsed.partners == ()
    assert parsed.work == "Song"
