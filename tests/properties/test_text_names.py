"""What holds of the key of any name."""

from hypothesis import given
from hypothesis import strategies as st

from kollabo.text.names import fold, loose, script, spellings

NAMES = st.text(max_size=40) | st.text(
    alphabet="aAéßıİ &+'’.-!$nthe ()（）\u200bはばガー・가각Ййøæ×", max_size=24
)


@given(NAMES)
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert loose(loose(name)) == loose(name)


@given(NAMES)
def test_case_and_outer_spaces_do_not_count_in_latin(name: str) -> None:
    if name.isascii():
        assert fold(f"  {name.upper()} ") == fold(name.lower())


@given(NAMES)
def test_something_visible_keeps_a_key(name: str) -> None:
    assert bool(fold(name)) == bool(loose(name))
    if any(char.isalnum() for char in name):
        assert fold(name)


@given(NAMES)
def test_spellings_are_parts_of_the_name(name: str) -> None:
    first, *others = spellings(name)
    assert first == name
    assert all(other and other in name for other in others)


@given(NAMES)
def test_every_text_has_a_script(name: str) -> None:
    assert script(name)
