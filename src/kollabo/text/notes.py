"""Notes of a title: what a bracket, a tail or a suffix says, read by its words."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kollabo.text.credits import CreditedName, parse_credit
from kollabo.text.evidence import NameEvidence
from kollabo.text.joints import grammar, scan
from kollabo.text.names import fold, script
from kollabo.text.shadow import closing_brackets, shadow_of
from kollabo.text.words import word_list

_QUOTED = re.compile(r"[\"“”„«「『《〈‘'](?P<inside>[^「」《》]+)[\"“”»」』》〉’']")
_OFFICIAL_SONG = re.compile(r"(?:the )?official (?P<cause>.+?)™? (?:song|anthem|theme)")
_NUMBERED = re.compile(r"[\s,]+(?:part|pt|vol)\b\.?\s*\d+$")
_MEDIUM = re.compile(r"^(?:the )?(?:film|movie|motion picture|series|musical)\s+(?=\S)", re.I)
_FROM = re.compile(r"^from\s+", re.I)
_DASH = re.compile(r"\s[-–—|]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS_OF_A_NOTE = re.compile(r"\s/\s|;\s|\s[-–—]\s|\s*[()\[\]{}]\s*")
_COUNTED = re.compile(r"\b(take|demo|version|ver|mix|remix|edit|outtake)[\s.#]+\d+$")
_EDGE = " \t.,:;!-–—~/|"
_LONGEST_NOTE = 500  # characters; what is longer is no note
_SURE_PARTNERS = ("duet", "starring")
_PARTNERS = (*_SURE_PARTNERS, "with", "plus", "foreign_with", "and", "times", "cross")
_FEATURING = ("featuring", "featuring_initial")


class Note(NamedTuple):
    """What one note says.  A note that says nothing known is no note."""

    featured: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    remixers: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    belongs_to: str | None = None


class _Ending(NamedTuple):
    """Word patterns of one kind of version."""

    kind: str
    ends: re.Pattern[str]
    begins: re.Pattern[str]
    whole: frozenset[str]
    tails: tuple[str, ...]  # what `ends` can match ends with one of them
    words: frozenset[str]  # that tell the kind of "... Version"


def read_note(
    text: str,
    evidence: NameEvidence,
    artists: frozenset[str] = frozenset(),
    is_suffix: bool = False,
) -> Note | None:
    """Read the text of a bracket or suffix; ``artists`` are the folded names of the song's acts."""
    text = _without_outer_brackets(text) if len(text) <= _LONGEST_NOTE else ""
    plain = shadow_of(text).strip()
    if not plain:
        return None
    return (
        _credit_note(text, evidence, artists)
        or _noise_note(plain)
        or _belongs_note(text, plain, is_suffix)
        or _version_with_guest(text, evidence)
        or _version_note(text, plain, evidence, is_suffix)
        or _acts_note(text, evidence, artists)
    )


def _without_outer_brackets(text: str) -> str:
    """What stands in "((...))", whose outer bracket says nothing."""
    stripped = text.strip()
    if stripped and closing_brackets(shadow_of(stripped)).get(0) == len(stripped) - 1:
        return _without_outer_brackets(stripped[1:-1])
    return text


def _credit_note(text: str, evidence: NameEvidence, artists: frozenset[str]) -> Note | None:
    """ "feat. X", "with X feat. Y", "+X", "prod. X"; what follows a dash in it is a note again."""
    opener = grammar().opener.match(shadow_of(text))
    if opener is None:
        return None
    kind = grammar().kind("opens", opener["opens"])
    rest = text[opener.end() :]
    if not rest.strip(_EDGE):
        return None
    if kind.role == "aside":
        return Note() if kind.name == "production" or opener["opens"] == "prod" else None
    if kind.name in _FEATURING:
        if opener["opens"].startswith("part") and rest.strip()[:1].isdigit():
            return None
        return _featuring(rest, evidence, artists)
    if kind.name not in _PARTNERS:
        return None
    names = parse_credit(rest.strip(), evidence).artists
    if kind.name in _SURE_PARTNERS or _are_partners(
        opener["opens"], text, rest.strip(), names, evidence, artists
    ):
        return _note_of(names)
    return None


def _featuring(rest: str, evidence: NameEvidence, artists: frozenset[str]) -> Note:
    credit, dash, suffix = rest.partition(" - ")
    further = read_note(suffix, evidence, artists, is_suffix=True) if dash else None
    told = (credit if further else rest).strip()
    guests = parse_credit(f"feat. {told}", evidence).artists
    featured = tuple(each.name for each in guests if each.name in told)
    return Note(featured=featured, versions=further.versions if further else ())


def _are_partners(
    opener: str,
    text: str,
    rest: str,
    names: tuple[CreditedName, ...],
    evidence: NameEvidence,
    artists: frozenset[str],
) -> bool:
    """Whether "with ..." names acts, or is a phrase of the song ("with you", "And I Feel Fine")."""
    if names and all(fold(each.name) in artists for each in names):
        return True
    first = fold(rest.split()[0]) if rest.split() else ""
    if first in word_list("titles")["phrases"]["words"]:
        return False
    if opener in ("+", "&", "×", "w/"):
        return True
    if opener in ("and", "y", "e", "et", "und"):
        return False
    known = all(evidence.known(each.name) > 0 or evidence.alone(each.name) for each in names)
    if opener == "x":
        return known
    printed_small = text.lstrip()[:1].islower()
    if any(
        script(text) in ("Hangul", "Han", "Kana")
        for text in (rest, *(each.name for each in names[:1]))
    ):
        return True
    return known or (printed_small and not rest.split()[0].islower())


def _acts_note(text: str, evidence: NameEvidence, artists: frozenset[str]) -> Note | None:
    """Names in brackets without a word, all of them acts of the song or well known."""
    names = parse_credit(text.strip(), evidence).artists
    whole = " ".join(artists)
    mains = [each.name for each in names if each.role == "main"]
    if len(names) < 2 or not mains:
        return None
    if len(mains) < len(names) or all(
        fold(name) in whole if artists else _is_famous(name, evidence) for name in mains
    ):
        return _note_of(names)
    return None


def _is_famous(name: str, evidence: NameEvidence) -> bool:
    """Whether a name is more than a word that some act bears too."""
    return evidence.alone(name) > 2 or (evidence.known(name) > 0 and " " in name)


def _note_of(names: Iterable[CreditedName]) -> Note:
    listed = list(names)
    return Note(
        featured=tuple(each.name for each in listed if each.role == "featured"),
        partners=tuple(each.name for each in listed if each.role == "main"),
    )


def _noise_note(plain: str) -> Note | None:
    words = _DASH.split(plain, maxsplit=1)[0].replace("(", " ").replace(")", " ").split()
    return Note() if is_noise(words) else None


def is_noise(words: list[str]) -> bool:
    """Whether the words are only those of video sites."""
    noise = word_list("titles")["noise"]
    words = [
        bare
        for word in words
        for part in ([word] if word in noise["words"] else word.split("/"))
        if part[:1] not in ("@", "#") and (bare := part.strip(_EDGE + "()[]"))
    ]
    return (
        bool(words)
        and any(word in noise["signs"] for word in words)
        and all(word in noise["words"] or word.isdigit() for word in words)
    )


def _belongs_note(text: str, plain: str, is_suffix: bool) -> Note | None:
    """ "From "X"", "X OST": the film, show or campaign."""
    if plain.startswith("from the vault"):
        return None
    table = word_list("titles")["belongs"]
    quoted = _QUOTED.search(text)
    official = _OFFICIAL_SONG.fullmatch(plain)
    if official:
        offset = len(text) - len(text.lstrip())
        return Note(
            belongs_to=text[offset + official.start("cause") : offset + official.end("cause")]
        )
    if quoted and any(word in text for word in table["media"]):
        return Note(belongs_to=quoted["inside"])
    begins = _longest_first("begins") if plain.startswith(_longest_first("begins")) else ()
    for begin in begins:
        if not plain.startswith(begin + " "):
            continue
        if quoted:
            version = version_of(shadow_of(text[quoted.end() :]), is_suffix=True)
            return Note(belongs_to=quoted["inside"].strip(), versions=(version,) if version else ())
        work = text.strip()[len(begin) :].strip()
        if begin == "from" and not is_suffix and not _names_a_work(text.strip()[0], work):
            break
        return Note(belongs_to=_MEDIUM.sub("", work))
    numbered = _NUMBERED.search(plain)
    plain = plain[: numbered.start()] if numbered else plain
    for end in _longest_first("ends"):
        if plain.endswith(" " + end) and (end != "the album" or plain.startswith("from ")):
            work = _FROM.sub("", text.strip()[: len(plain) - len(end)]).strip(_EDGE)
            if end == "the album":
                work = _FROM.sub("", text.strip())
            cause = [word for word in table["causes"] if plain.startswith(word + " ")]
            if end == "campaign":
                return Note(belongs_to=text.strip()[len(cause[0]) :].strip()) if cause else None
            return Note(belongs_to=(quoted["inside"] if quoted else work).strip())
    return None


@cache
def _longest_first(which: str) -> tuple[str, ...]:
    return tuple(sorted(word_list("titles")["belongs"][which], key=len, reverse=True))


def _names_a_work(first: str, text: str) -> bool:
    """Without quotes a small "from" before a name shows a work, or a maker or medium in it."""
    words = text.split()
    if first.islower():
        return bool(words) and words[0][0].isupper()
    return bool(words) and (
        words[0].endswith(("'s", "’s"))
        or "movie" in text.lower()
        or "film" in text.lower()
        or "soundtrack" in text.lower()
        or "music from" in text.lower()
    )


def _version_with_guest(text: str, evidence: NameEvidence) -> Note | None:
    """ "Extended Remix featuring X"."""
    guests = [joint for joint in scan(text).joints if joint.role == "featured"]
    if not guests:
        return None
    version = text[: guests[0].start]
    read = _version_note(version, shadow_of(version).strip(), evidence, is_suffix=False)
    if read is None:
        return None
    return read._replace(featured=_featuring(text[guests[0].end :], evidence, frozenset()).featured)


def _version_note(text: str, plain: str, evidence: NameEvidence, is_suffix: bool) -> Note | None:
    """A note of one or several versions ("Radio Edit / Remastered 2011", "Edit (Explicit)")."""
    parts = [part for part in _PARTS_OF_A_NOTE.split(plain) if part.strip(_EDGE)]
    kinds = [version_of(part, is_suffix) for part in parts]
    if None in kinds:
        kinds = [version_of(plain, is_suffix)]
    versions = [kind for kind in kinds if kind is not None]
    if not versions:
        return None
    is_mix = "remix" in versions or (versions == ["edit"] and plain.endswith("mix"))
    remixers = _remixers(text, plain, evidence) if is_mix else ()
    if versions == ["edit"] and remixers:
        # "Extended Mix" is an edit; an act's own "Extended Mix" is a remix.
        remixers = remixers if all(_is_somebody(name, evidence) for name in remixers) else ()
        versions = ["remix"] if remixers else versions
    return Note(versions=tuple(versions), remixers=remixers)


def _is_somebody(name: str, evidence: NameEvidence) -> bool:
    return bool(evidence.known(name) or evidence.alone(name) or evidence.beside(name))


def version_of(part: str, is_suffix: bool = False) -> str | None:
    """The kind of version a shadow of a note names, if it names one."""
    words = part.strip(_EDGE)
    if words[:1] in "([{" and words[-1:] in ")]}":
        words = words[1:-1]
    if is_suffix and words.startswith("live "):
        return "live"
    bare = _YEAR.sub("", words).strip(_EDGE + "'’")
    if not bare:
        return "other" if words and is_suffix else None
    compounds = word_list("titles")["compounds"]
    if bare.endswith(tuple(compounds)):
        for phrase, kind in compounds.items():
            if bare == phrase or bare.endswith(" " + phrase):
                return str(kind)
    found = _kinds_of(bare)
    if not found and bare[-1].isdigit():
        found = _kinds_of(_COUNTED.sub(r"\1", bare))
    if found:
        found |= {ending.kind for ending in _endings() if ending.words.intersection(bare.split())}
    return min(found, key=version_rank().__getitem__) if found else None


def _kinds_of(words: str) -> set[str]:
    return {
        ending.kind
        for ending in _endings()
        if words in ending.whole
        or (words.endswith(ending.tails) and ending.ends.search(words))
        or ending.begins.match(words)
    }


def _remixers(text: str, plain: str, evidence: NameEvidence) -> tuple[str, ...]:
    """Who remixed: the names before "Remix", "X" in "X's Long Night Mix"."""
    cut = re.search(r"\b(?:remix|rmx|mix|refix|bootleg|mashup|dub)\b", plain)
    offset = len(text) - len(text.lstrip())
    name = text[offset : offset + cut.start()].strip(_EDGE) if cut else ""
    owner = re.match(r"(.{2,}?)['’]s\b", name)
    name = _without_manner(owner[1] if owner else name)
    return tuple(each.name for each in parse_credit(name, evidence).artists)


def _without_manner(name: str) -> str:
    """The name without closing words like "Club" and "Radio" and without years."""
    manner = word_list("titles")["remix_manner"]["words"]
    words = name.split()
    while words and (words[-1].isdigit() or shadow_of(words[-1]).strip(_EDGE + "\"'”") in manner):
        words.pop()
    return name[: name.rfind(words[-1]) + len(words[-1])] if words else ""


@cache
def _endings() -> tuple[_Ending, ...]:
    kinds = word_list("titles")["version"]
    return tuple(
        _Ending(
            kind,
            re.compile(
                rf"(?:(?:^|[\s\-]|(?<=[^\x00-\x7f]))(?:{_any(table['ends'])})"
                rf"|(?:{_any(_unspaced(table['ends']))}))\.?$"
            ),
            re.compile(rf"(?:{_any(table['begins'])})(?![^\W_])"),
            frozenset(table["whole"]),
            tuple(end + dot for end in table["ends"] for dot in ("", ".")),
            frozenset(word for word in table["whole"] if " " not in word),
        )
        for kind, table in kinds.items()
    )


@cache
def version_rank() -> dict[str, int]:
    """The kinds of version in order: the least wins when a title has several."""
    return {kind: rank for rank, kind in enumerate(word_list("titles")["version"])}


def _unspaced(words: list[str]) -> list[str]:
    """Words of scripts without spaces; they need no boundary before them."""
    return [word for word in words if not word.isascii() and script(word) != "Latin"] or ["\0"]


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
