"""A title read: the work, who is named in it, and which version of the work it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from kollabo.text.credits import CreditedName
from kollabo.text.evidence import NameEvidence, NoEvidence
from kollabo.text.joints import grammar
from kollabo.text.names import fold
from kollabo.text.notes import Note, read_note, version_rank
from kollabo.text.shadow import closing_brackets, is_inside, shadow_of
from kollabo.text.videos import HYPHENED, artist_and_title, without_noise_tail

_NOTHING_KNOWN = NoEvidence()
_DASH = re.compile(r"\s(?:[-–—]|[|｜]{1,2}|//)\s")
_LOOSE_END = re.compile(r"(?<=\s)[-–—_|/,]+\s*\Z")
_TRIES = 8  # dashes that are looked at
_NEAR_END = 200  # characters in which a closing "-version-" may stand
_EDGE = " \t\u3000-–—~_|/"


@dataclass(frozen=True)
class ParsedTitle:
    """A title and what was read in it; ``work`` is never empty unless the title is blank."""

    title: str
    work: str
    featured: tuple[str, ...]
    partners: tuple[str, ...]  # "(with X)"
    remixers: tuple[str, ...]
    version: str | None  # remix, live, acoustic, instrumental, remaster, edit, explicit, other
    version_text: str
    belongs_to: str | None  # the work in (From "X"), "X OST"
    artists: tuple[CreditedName, ...]  # of "Artist - Title", only if none were given


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.texts: list[str] = []

    def add(self, note: Note, text: str) -> None:
        self.notes.append(note)
        if note.versions:
            self.texts.append(text.strip())


def parse_title(
    title: str, artists: Sequence[str] = (), evidence: NameEvidence = _NOTHING_KNOWN
) -> ParsedTitle:
    """Read a title.  Any string will do; what is not recognised stays in the work."""
    acts, body = artist_and_title(title, artists, evidence)
    if artists:
        body = without_noise_tail(body)
    keys = frozenset(fold(each) for each in artists)
    reading = _Reading()
    work = _without_brackets(body, reading, evidence, keys)
    work = _without_tail(work, reading, evidence, keys)
    if reading.notes:
        work = _LOOSE_END.sub("", work)
    work = work.strip() or body.strip() or title.strip()
    return _parsed(title, work, reading, () if artists else acts)


def _without_brackets(
    text: str, reading: _Reading, evidence: NameEvidence, artists: frozenset[str]
) -> str:
    """The text without the brackets that were read; brackets that say nothing known stay."""
    closed = closing_brackets(shadow_of(text))
    kept: list[str] = []
    begun = position = 0
    for opened, end in sorted(closed.items()):
        if opened < position:
            continue
        note = read_note(text[opened + 1 : end], evidence, artists)
        if note is not None and _leaves_something(text, opened, end, kept):
            kept.append(text[begun:opened])
            reading.add(note, text[opened + 1 : end])
            begun = end + 1
        position = end + 1
    kept.append(text[begun:])
    return _joined(kept)


def _leaves_something(text: str, opened: int, end: int, kept: list[str]) -> bool:
    return bool(text[:opened].strip(_EDGE) or text[end + 1 :].strip(_EDGE)) or any(
        part.strip() for part in kept
    )


def _joined(parts: Iterable[str]) -> str:
    text = ""
    for part in parts:
        text = f"{text.rstrip()} {part.lstrip()}" if text.strip() and part.strip() else text + part
    return text


def _without_tail(
    text: str, reading: _Reading, evidence: NameEvidence, artists: frozenset[str]
) -> str:
    """The text without suffixes (" - Radio Edit"), a closing "feat. X" or a bare "Remix"."""
    for _ in range(4):
        shorter = (
            _without_suffix(text, reading, evidence, artists)
            or _without_featuring(text, reading, evidence, artists)
            or _without_bare_remix(text, reading)
        )
        if shorter is None:
            return text
        text = shorter
    return text


def _without_suffix(
    text: str, reading: _Reading, evidence: NameEvidence, artists: frozenset[str]
) -> str | None:
    closed = closing_brackets(shadow_of(text))
    for found in [*islice(_DASH.finditer(text), _TRIES), *HYPHENED.finditer(text[-_NEAR_END:])]:
        work, suffix = text[: found.start()], text[found.end() :]
        if found.re is HYPHENED:
            work, suffix = text[: text.rindex(found[0])], found[1]
        if not work.strip(_EDGE) or is_inside(closed, found.start()):
            continue
        suffix, behind = _bracket_behind(suffix)
        note = read_note(suffix, evidence, artists, is_suffix=True)
        if note is not None:
            reading.add(note, suffix)
            if behind:
                reading.add(Note(belongs_to=behind), "")
            return work
    return None


def _bracket_behind(suffix: str) -> tuple[str, str]:
    """A suffix and what a bracket behind it names: "Remix (The Film)"."""
    end = len(suffix.rstrip()) - 1
    for opened, closed in closing_brackets(shadow_of(suffix)).items():
        if closed == end and suffix[:opened].strip(_EDGE):
            return suffix[:opened], suffix[opened + 1 : closed].strip()
    return suffix, ""


def _without_featuring(
    text: str, reading: _Reading, evidence: NameEvidence, artists: frozenset[str]
) -> str | None:
    """The text before an unbracketed "feat. X"."""
    shadow, position = shadow_of(text), 0
    closed = closing_brackets(shadow)
    token = grammar().token_of(shadow)
    while found := token.search(shadow, position):
        position = max(found.end(), position + 1)
        place = str(found.lastgroup)
        if place == "open":
            position = closed.get(found.start(), found.start()) + 1
        if place not in ("word", "spaced") or not found.start():
            continue
        kind = grammar().kind(place, found[0])
        is_guest = kind.role == "featured" or found[0] == "w/" or kind.name == "production"
        if not is_guest or not text[: found.start()].strip(_EDGE):
            continue
        note = read_note(text[found.start() :], evidence, artists)
        if note is not None and (note.featured or note.partners or kind.name == "production"):
            reading.add(note, "")
            return text[: found.start()].rstrip(_EDGE + "([{（［")
    return None


def _without_bare_remix(text: str, reading: _Reading) -> str | None:
    """ "Song Remix": the last word says it, if a word is left before it."""
    before, _, last = text.rstrip().rpartition(" ")
    if fold(last) != "remix" or fold(before) in ("", "the", "a", "this", "my"):
        return None
    reading.add(Note(versions=("remix",)), last)
    return before


def _parsed(
    title: str, work: str, reading: _Reading, acts: tuple[CreditedName, ...]
) -> ParsedTitle:
    rank = version_rank()
    versions = sorted(
        (kind for note in reading.notes for kind in note.versions), key=rank.__getitem__
    )

    def printed(names: Iterable[str]) -> tuple[str, ...]:
        """Without what a bracket taken out of the middle left: two halves are no printed name."""
        return _distinct(name for name in names if name in title)

    return ParsedTitle(
        title=title,
        work=work,
        featured=printed(name for note in reading.notes for name in note.featured),
        partners=printed(name for note in reading.notes for name in note.partners),
        remixers=printed(name for note in reading.notes for name in note.remixers),
        version=versions[0] if versions else None,
        version_text=", ".join(reading.texts),
        belongs_to=next((note.belongs_to for note in reading.notes if note.belongs_to), None),
        artists=acts,
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
