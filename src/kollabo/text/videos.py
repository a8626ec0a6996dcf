"""Titles of video sites: "Artist - Title", "ARTIST 'Title' Official MV", "[MV] Artist _ Title"."""

import re
from collections.abc import Sequence
from itertools import islice

from kollabo.text.credits import CreditedName, parse_credit
from kollabo.text.evidence import NameEvidence
from kollabo.text.joints import scan
from kollabo.text.names import fold, script
from kollabo.text.notes import is_noise, read_note, version_of
from kollabo.text.shadow import closing_brackets, is_inside, shadow_of

_PARTING = re.compile(r"\s(?:[-–—_]|[|｜]{1,2})\s")
_PARTING_AFTER_NOISE = re.compile(r"\s(?:[-–—_]|[|｜]{1,2})\s|(?<=[^\s_])_(?=[^\s_])")
HYPHENED = re.compile(r"\s[-~〜～]\s?([^\s\-~〜～][^\-~〜～]*?)\s?[-~〜～]$")
_CLOSING_DASH = re.compile(r"[^-–—~〜～]*[-–—~〜～]")  # of "Title - Second Title -"
_PIPE = re.compile(r"\s[|｜]{1,2}\s")
_SLASH = re.compile(r"\s[/／]\s")
_PAIRS = dict(zip("'\"‘“「『«【[", "'\"’”」』»】]", strict=True))
_OPENING = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_TRIES = 8  # dashes and quotes that are looked at; a real title has one or two
_JAPANESE = "「『"
_SHOWING = "「『【["
_SURE_NOISE = {"mv", "m/v", "official", "oficial", "officiel", "video", "pv", "뮤비"}
_ABBREVIATIONS = {"mv", "m/v", "pv"}
_EDGE = " \t\u3000.,-–—~_|/!"


def artist_and_title(
    title: str, artists: Sequence[str], evidence: NameEvidence
) -> tuple[tuple[CreditedName, ...], str]:
    """The acts a title begins with, if it does, and the rest."""
    body = _without_leading_noise(title)
    is_video = body != title
    found = (
        _bracketed(body, artists)
        or _parted(body, artists, evidence, is_video)
        or _coloned(body, artists, evidence)
        or _quoted(body, artists)
        or _reversed(body, artists, is_video)
    )
    if found is None:
        return (), body if body.strip() else title
    credit, rest = without_noise_tail(found[0]), found[1]
    rest = _without_pipes(rest)
    inner = _quoted(rest, artists, needs_artist=False)
    rest = inner[1] if inner else without_noise_tail(rest)
    return parse_credit(credit, evidence).artists, rest


def _without_pipes(rest: str) -> str:
    """The title before " | Official Video | Album"."""
    first, *others = _PIPE.split(rest)
    shows_noise = any(is_noise(shadow_of(other).split()) for other in others)
    shows_noise = shows_noise or (bool(others) and _ends_with_noise(first))
    return first if shows_noise and first.strip(_EDGE) else rest


def _ends_with_noise(text: str) -> bool:
    """Whether a bracket at the end says what only video sites say: "Title (Official Video)"."""
    shadow = shadow_of(text.rstrip())
    opened = next((at for at, end in closing_brackets(shadow).items() if end == len(shadow) - 1), 0)
    return bool(opened) and is_noise(shadow[opened + 1 : -1].split())


def _bracketed(title: str, artists: Sequence[str]) -> tuple[str, str] | None:
    """ "【Artist】Title"."""
    body = title.strip()
    end = body.find("】")
    if artists or not body.startswith("【") or end < 2 or not body[end + 1 :].strip(_EDGE):
        return None
    return body[1:end], body[end + 1 :].strip()


def _coloned(title: str, artists: Sequence[str], evidence: NameEvidence) -> tuple[str, str] | None:
    """ "Artist: Title (Official Video)", where the artist is known."""
    credit, colon, rest = title.partition(": ")
    if artists or not colon or not rest.strip(_EDGE) or not _ends_with_noise(title):
        return None
    return (credit.strip(), rest.strip()) if evidence.known(credit.strip()) > 0 else None


def _reversed(title: str, artists: Sequence[str], is_video: bool) -> tuple[str, str] | None:
    """ "Title / Artist feat. Guest", as Japanese videos have it."""
    if shows_video := _ends_with_noise(title):
        title = title[: max(closing_brackets(shadow_of(title.rstrip())))]
    parts = _SLASH.split(title)
    if artists or len(parts) != 2 or not all(part.strip(_EDGE) for part in parts):
        return None
    is_video = is_video or shows_video
    has_guest = any(joint.role == "featured" for joint in scan(parts[1]).joints)
    return (parts[1].strip(), parts[0].strip()) if is_video or has_guest else None


def without_noise_tail(text: str) -> str:
    """The text without closing words like "Official MV" outside brackets."""
    words = text.split()
    if not _SURE_NOISE.intersection(shadow_of(text).split()):
        return text
    for start in range(max(1, len(words) - 5), len(words)):
        tail = [shadow_of(word) for word in words[start:]]
        is_sure = len(tail) > 1 or tail[0] in _ABBREVIATIONS
        if is_noise(tail) and is_sure and _SURE_NOISE.intersection(tail) and not tail[0].isdigit():
            return text[: text.rstrip().rfind(" ".join(words[start:]))].rstrip() or text
    return text


def _without_leading_noise(title: str) -> str:
    """The title without a first bracket like "[MV]"."""
    start = len(title) - len(title.lstrip())
    closed = closing_brackets(shadow_of(title[: start + 80]))
    end = closed.get(start)
    if end is None or not is_noise(shadow_of(title[start + 1 : end]).split()):
        return title
    return title[end + 1 :] if title[end + 1 :].strip(_EDGE) else title


def _parted(
    title: str, artists: Sequence[str], evidence: NameEvidence, is_video: bool
) -> tuple[str, str] | None:
    """ "Artist - Title", unless what follows the dash is a note of the title."""
    closed = closing_brackets(shadow_of(title))
    for found in islice((_PARTING_AFTER_NOISE if is_video else _PARTING).finditer(title), _TRIES):
        credit, rest = title[: found.start()].strip(), title[found.end() :].strip()
        in_bracket = is_inside(closed, found.start())
        if not credit.strip(_EDGE) or not rest.strip(_EDGE) or in_bracket:
            continue
        if artists:
            return (credit, rest) if _names_the_artists(credit, artists, evidence) else None
        if _is_note(_without_pipes(rest), evidence) or _CLOSING_DASH.fullmatch(rest):
            return None
        if _has_version(credit, evidence) or _ends_with_the_act(credit, rest, evidence):
            return rest, credit
        return credit, rest
    return None


def _ends_with_the_act(credit: str, rest: str, evidence: NameEvidence) -> bool:
    """Whether only what follows the dash is known to be acts: "Title - Full Name feat. Guest"."""
    words, _ = _split_tail(rest)
    names = [each.name for each in parse_credit(words.strip(_EDGE), evidence).artists]
    return (
        bool(names)
        and all(" " in name and evidence.known(name) > 0 for name in names)
        and not any(evidence.known(each.name) for each in parse_credit(credit, evidence).artists)
    )


def _is_note(rest: str, evidence: NameEvidence) -> bool:
    """Whether what follows a dash is a note of the title before it, and no title with a note."""
    if HYPHENED.search(rest):
        return False
    words, _ = _split_tail(rest)
    has_guest = any(joint.role == "featured" for joint in scan(words).joints)
    plain = words if words.strip(_EDGE) else rest
    note = read_note(plain.strip(), evidence, is_suffix=True)
    return note is not None and (not has_guest or bool(note.versions))


def _has_version(text: str, evidence: NameEvidence) -> bool:
    """Whether a bracket names a version: "Title (Remix) - Artist" has its title in front."""
    notes = (
        read_note(text[opened + 1 : closed], evidence)
        for opened, closed in closing_brackets(shadow_of(text)).items()
    )
    return any(note is not None and note.versions for note in notes)


def _quoted(
    title: str, artists: Sequence[str], needs_artist: bool = True
) -> tuple[str, str] | None:
    """ "ARTIST 'Title' Official MV": the quoted title, with brackets behind it kept as notes."""
    for found in islice(_OPENING.finditer(title), _TRIES):
        start, char = found.start(), found[0]
        closing = _PAIRS[char]
        if start and title[start - 1].isalnum() and char not in _SHOWING:
            continue
        before = title[:start].strip()
        if artists or bool(before) != needs_artist:
            return None
        closings = [at for at in range(start + 1, len(title)) if title[at] == closing]
        for end in closings[: 1 if char in _SHOWING else _TRIES]:
            inside = title[start + 1 : end]
            notes = _shown_notes(title[end + 1 :], char, needs_artist)
            if notes is not None and inside.strip() and not _is_bracket_note(char, inside):
                return _first_spelling(before), f"{inside} {notes}".strip()
        if char not in "【[":
            return None
    return None


def _is_bracket_note(quote: str, inside: str) -> bool:
    """Whether a bracket that could show a title is a note instead."""
    return quote in "【[" and is_noise(shadow_of(inside).split())


def _shown_notes(tail: str, quote: str, needs_artist: bool) -> str | None:
    """The brackets behind a quoted title, if the quotes are there to show the title."""
    words, notes = _split_tail(tail)
    if is_noise(shadow_of(words).split()):
        return notes
    if quote in _JAPANESE and version_of(shadow_of(words)):
        return f"({words.strip(_EDGE)}) {notes}"
    is_shown = quote in _JAPANESE or bool(notes) or not needs_artist
    return notes if is_shown and not words.strip(_EDGE) else None


def _first_spelling(credit: str) -> str:
    """ "ACT 액트": of one name printed in two scripts side by side, the first."""
    words = credit.split()
    if len(words) < 2 or scan(credit).joints or credit.rstrip().endswith((")", "）")):
        return credit
    first = script(words[0])
    turn = next((at for at, word in enumerate(words) if script(word) not in (first, "Common")), 0)
    rest = {script(word) for word in words[turn:]} - {"Common"}
    if not turn or len(rest) != 1 or "Latin" not in {first, *rest}:
        return credit
    return credit[: credit.find(words[turn])].rstrip()


def _split_tail(tail: str) -> tuple[str, str]:
    """Words outside brackets, and the brackets, of what follows a quoted title."""
    closed = closing_brackets(shadow_of(tail))
    words, notes, position = "", "", 0
    for opened, end in sorted(closed.items()):
        if opened >= position:
            words += tail[position:opened] + " "
            notes += tail[opened : end + 1] + " "
            position = end + 1
    return words + tail[position:], notes.strip()


def _names_the_artists(credit: str, artists: Sequence[str], evidence: NameEvidence) -> bool:
    given = {fold(each) for each in artists}
    names = parse_credit(credit, evidence).artists
    return fold(credit) in given or all(fold(each.name) in given for each in names)
