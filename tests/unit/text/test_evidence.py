"""What a body of credits says of the names in it."""

from kollabo.text.evidence import CorpusEvidence, NameTable, NoEvidence

CREDITS = [
    ("Ann", "One"),
    ("Ann", "One"),  # the same song again
    ("Ann", "Two"),
    ("Ben Featuring Ann", "Three"),
    ("Rod & Reel", "Four"),
    ("Rod & Reel Featuring Ben", "Five"),
    ("Cat, Dora & Rod & Reel", "Six"),
    ("Cat & Ann", "Seven"),
    ("Ben & Cat", "Eight"),
]


def test_a_song_is_counted_once() -> None:
    assert CorpusEvidence.learn(CREDITS).alone("ANN") == 2


def test_a_guest_stands_beside_others() -> None:
    evidence = CorpusEvidence.learn(CREDITS)
    assert evidence.beside("Ann") >= 1
    assert evidence.beside("Rod & Reel") == 1


def test_a_name_with_several_partners_is_a_name_of_its_own() -> None:
    assert CorpusEvidence.learn(CREDITS).beside("Cat") >= 2


def test_a_name_bound_to_one_neighbour_is_not() -> None:
    evidence = CorpusEvidence.learn(CREDITS)
    assert evidence.beside("Rod") == 0


def test_acts_of_a_catalogue_are_known() -> None:
    evidence = CorpusEvidence.learn([], acts=["The Rod & Reel"])
    assert evidence.known("rod and reel") > 0
    assert evidence.known("Rod") == 0


def test_withheld_credits_were_never_seen() -> None:
    evidence = CorpusEvidence.learn(CREDITS, acts=["Ann"]).without(["Ann"])
    assert evidence.alone("Ann") == 0
    assert evidence.known("Ann") > 0  # a list of acts is no credit
    assert evidence.beside("Ann") >= 1


def test_no_evidence_knows_nothing() -> None:
    nothing = NoEvidence()
    assert (nothing.known("Ann"), nothing.alone("Ann"), nothing.beside("Ann")) == (0, 0, 0)


def test_words_are_shared_by_the_longer_names_they_begin_or_end() -> None:
    evidence = CorpusEvidence.learn([("Ann Lee", "One")], acts=["Ann Ray", "Cat Ann", "Ann & Bob"])
    assert evidence.shared("ANN") == 3
    assert evidence.shared("Lee") == 1
    assert evidence.shared("Bob") == 0  # a name with a separator is no longer name of "Bob"


def test_counts_say_what_the_evidence_says() -> None:
    evidence = CorpusEvidence.learn(CREDITS, acts=["Ann", "Cat Lee"])
    table = NameTable(evidence.counts())
    for name in ("Ann", "Ben", "Rod & Reel", "Cat", "Lee", "Cat Lee", "nobody"):
        for question in ("known", "alone", "beside", "shared"):
            assert getattr(table, question)(name) == getattr(evidence, question)(name)
