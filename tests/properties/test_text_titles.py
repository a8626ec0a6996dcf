"""What holds of the reading of any title."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kollabo.text.titles import parse_title

PIECES = [
    "Song", "Ann", "Remix", "Live", " - ", " (", ")", " [", "]", "feat. ", "with ", "From ",
    '"', "'", "「", "」", "【", "】", " | ", " / ", "Official Video", "MV", "Ver.", "-", "~",
    " ", "노래", "曲", "_", "OST", "(Remix)", "（", "）", "\u200b", "'s ", " x ", "\x00",
]  # fmt: skip
TITLES = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
KINDS = {"remix", "live", "acoustic", "instrumental", "remaster", "edit", "explicit", "other", None}


@given(TITLES)
def test_the_work_is_never_empty(title: str) -> None:
    parsed = parse_title(title)
    assert bool(parsed.work.strip()) == bool(title.strip())
    assert parsed.version in KINDS


@given(TITLES)
def test_names_are_pieces_of_the_title(title: str) -> None:
    parsed = parse_title(title, ["Ann"])
    names = (*parsed.featured, *parsed.partners, *parsed.remixers)
    assert all(name.strip() and name in title for name in names)
    assert parsed.artists == ()


@given(TITLES)
def test_artists_are_pieces_of_the_title(title: str) -> None:
    assert all(each.name.strip() and each.name in title for each in parse_title(title).artists)


@pytest.mark.parametrize(
    "unit",
    ["(", "[]", "a - ", "a 'b ", "| a ", 'from "a" ', "「a」", "(Remix) ", " feat. a", "～a～ "],
)
def test_a_long_hostile_title_takes_no_long_time(unit: str) -> None:
    title = (unit * 10_000)[:10_000]
    started = time.perf_counter()
    parse_title(title)
    parse_title(title, ["a"])
    assert time.perf_counter() - started < 5
