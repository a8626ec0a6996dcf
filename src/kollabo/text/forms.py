"""Forms of names that hold a separator: bands with a leader, firms, families, short signs."""

from dataclasses import dataclass
from functools import cache

from kollabo.text.joints import Scan
from kollabo.text.names import script
from kollabo.text.words import word_list

_BAND_JOINTS = {
    *("and", "plus", "plus_touching", "foreign_and", "and_touching", "dash"),
    *("letter_and", "attached_and", "ending_and", "hebrew_and"),
}
_PAIRS = {"and", "and_touching", "foreign_and"}
_SHORT = 3
_LONGEST_HAN_NAME = 4
TWO_SINGLE_WORDS = "two single words"
SINGLE_THEN_LONG = "single then long"
SHAPES_OF_PAIRS = {
    TWO_SINGLE_WORDS,
    SINGLE_THEN_LONG,
    "long then single",
    "shared last word",
    "both long",
    "same words",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against a reading, in natural-log odds."""

    name: str
    weight: float
    detail: str


@cache
def weights() -> dict[str, float]:
    """The weights of ``data/words/evidence.toml``."""
    return {name: float(weight) for name, weight in word_list("evidence").items()}


@cache
def _form_words(form: str) -> tuple[float, frozenset[str]]:
    table = word_list("forms")[form]
    return float(table["weight"]), frozenset(table["words"])


def bond(scanned: Scan, index: int) -> list[Reason]:
    """Why the atoms on both sides of a joint may be one name, by the form of the words."""
    joint = scanned.joints[index]
    left = _words(scanned, index)
    right = _words(scanned, index + 1)
    printed = scanned.credit[joint.start : scanned.atoms[index + 1].end].strip()
    reasons: list[Reason] = []
    if joint.kind in _BAND_JOINTS:
        reasons += [] if _follows_a_band(scanned, index, left) else _band(right, printed)
        if not reasons:
            alike = _written_alike([_printed(scanned, at) for at in (index, index + 1)])
            reasons += _pair_shape(left, right, alike, printed)
    if joint.kind == "comma":
        reasons += [each for each in _band(right, printed) if right[0] in _possessives()]
    if left == right and joint.kind not in _BAND_JOINTS:
        reasons.append(_weighed("same_words", printed))
    if joint.kind == "comma" and right[0] == "the":
        reasons.append(_weighed("comma_article", printed))
    if joint.kind == "slash":
        reasons += _slash_shape(left, right, printed)
    if joint.kind in ("slash", "and", "and_touching", "plus_touching") and (
        _is_letter(left) or (joint.kind != "and" and _is_letter(right))
    ):
        reasons.append(_weighed("single_letter", printed))
    if joint.kind == "touching_and":
        reasons += _between_kanji(scanned, index, printed)
    if joint.kind == "han_and":
        reasons.append(
            _weighed("han_pair" if _full_names(left, right) else "han_syllable", printed)
        )
    if joint.role == "context" and _scripts(scanned, index) != {"Latin"}:
        reasons.append(_weighed("mixed_scripts", printed))
    if joint.kind == "of" and scanned.shadow[scanned.atoms[index].end - 1] == ")":
        reasons.append(_weighed("of_behind_bracket", printed))
    if scanned.atoms[index + 1].role == "featured":
        reasons += _among_guests(joint.kind, printed)
    if joint.kind in _PAIRS and len(_scripts(scanned, index)) == 2:
        reasons.append(_weighed("mixed_pair", printed))
    return reasons


def list_shape(scanned: Scan, start: int, end: int) -> list[Reason]:
    """Why the atoms of a comma list with a closing "and" may be one name."""
    if start and scanned.joints[start - 1].kind == "comma":
        return []  # the end of a longer list
    joints = scanned.joints[start : end - 1]
    signs = {scanned.credit[joint.start : joint.end].strip() for joint in joints[:-1]}
    if signs != {","} or joints[-1].kind != "and":
        return []
    single = all(len(_words(scanned, index)) == 1 for index in range(start, end))
    single = single and _written_alike([_printed(scanned, at) for at in range(start, end)])
    printed = scanned.credit[scanned.atoms[start].start : scanned.atoms[end - 1].end]
    return [_weighed("one_word_list" if single else "long_list", printed)]


def _band(right: list[str], printed: str) -> list[Reason]:
    for form in ("possessive", "company", "the_band"):
        weight, words = _form_words(form)
        if (right[0] in words and len(right) > 1) or (
            form == "company" and right[-1] in words and len(right) == 1
        ):
            return [Reason("band form", weight, printed)]
    weight, words = _form_words("bodies")
    return [Reason("body of players", weight, printed)] if right[-1] in words else []


def _pair_shape(left: list[str], right: list[str], alike: bool, printed: str) -> list[Reason]:
    if left == right:
        return [_weighed("same_words", printed)]
    if len(left) == 1 and len(right) == 1:
        return [_weighed("two_single_words" if alike else "two_manners", printed)]
    if len(left) == 1:
        return [_weighed("single_then_long", printed)]
    if len(right) == 1:
        return [_weighed("long_then_single", printed)]
    return [_weighed("shared_last_word" if left[-1] == right[-1] else "both_long", printed)]


def _written_alike(names: list[str]) -> bool:
    """Plain words in one manner, as the first names or surnames of a band are written."""
    plain = ["".join(char for char in name if char not in ".'’-‐") for name in names]
    if not all(name.isalpha() for name in plain):
        return False
    first_large = all((name[0].isupper() and not name.isupper()) or len(name) < 3 for name in plain)
    return first_large or all(map(str.isupper, plain)) or all(map(str.islower, plain))


def _follows_a_band(scanned: Scan, index: int, left: list[str]) -> bool:
    """Whether the left side is a leader's band itself: "X & The Ys & The Zs" has no leader Ys."""
    return index > 0 and scanned.joints[index - 1].kind in _BAND_JOINTS and left[0] == "the"


def _slash_shape(left: list[str], right: list[str], printed: str) -> list[Reason]:
    if _is_short_slash(left, right):
        return [_weighed("short_slash", printed)]
    return [_weighed("long_slash", printed)] if len(left) + len(right) > 2 else []


def _is_short_slash(left: list[str], right: list[str]) -> bool:
    lengths = sorted((len(left[-1]), len(right[0])))
    return len(left) == len(right) == 1 and lengths[0] <= _SHORT and lengths[1] <= _SHORT + 1


def _is_letter(side: list[str]) -> bool:
    return len(side) == 1 and len(side[0]) == 1


def _possessives() -> frozenset[str]:
    return _form_words("possessive")[1]


def _between_kanji(scanned: Scan, index: int, printed: str) -> list[Reason]:
    """Two names in Chinese letters are two people, and so is one in Latin letters behind another;
    the band of a leader has a katakana name."""
    before = scanned.shadow[scanned.atoms[index].end - 1]
    after = scanned.shadow[scanned.atoms[index + 1].start]
    if script(before) == script(after) == "Han" or script(after) == "Latin" != script(before):
        return [_weighed("kanji_pair", printed)]
    return [_weighed("kana_band", printed)] if script(after) == "Kana" else []


def _full_names(*sides: list[str]) -> bool:
    """Whether each side is a name of two to four Chinese letters."""
    return all(
        script("".join(side)) == "Han" and 2 <= len("".join(side)) <= _LONGEST_HAN_NAME
        for side in sides
    )


def _among_guests(kind: str, printed: str) -> list[Reason]:
    if kind == "of":
        return [_weighed("featured_of", printed)]
    return [_weighed("featured_pair", printed)] if kind in _PAIRS else []


def _scripts(scanned: Scan, index: int) -> set[str]:
    return {script(_printed(scanned, at)) for at in (index, index + 1)} - {"Common"}


def _weighed(name: str, detail: str) -> Reason:
    return Reason(name.replace("_", " "), weights()[name], detail)


def _words(scanned: Scan, index: int) -> list[str]:
    """The words of an atom; a name in an East Asian script is a full name without a space."""
    atom = scanned.atoms[index]
    words = scanned.shadow[atom.start : atom.end].split() or [""]
    if len(words) == 1 and script(words[0]) in ("Han", "Hangul", "Kana"):
        return [words[0][:1], words[0][1:]]
    return words


def _printed(scanned: Scan, index: int) -> str:
    atom = scanned.atoms[index]
    return scanned.credit[atom.start : atom.end]
