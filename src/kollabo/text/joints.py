"""Where a credit may come apart: names and the joints between them, before any decision."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kollabo.text.shadow import closing_brackets, shadow_of
from kollabo.text.words import word_list

SURE = 6.0
_BOUNDARY = 12.0
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_DOTS = "・･·•"
_NEAR = 80  # characters to both sides of a letter that tell whether it joins names
_NEVER = r"(?!)"
_SPACES = re.compile(r"\s+")


class Joint(NamedTuple):
    """A separator that may part two names: its place, its kind and its odds to separate."""

    start: int
    end: int
    kind: str
    prior: float
    role: str  # of the names after it: "" keeps the role before


class Atom(NamedTuple):
    """A stretch of text that no joint divides."""

    start: int
    end: int
    role: str
    context: str | None = None


class Scan(NamedTuple):
    """Atoms of a credit; ``joints[i]`` stands between ``atoms[i]`` and ``atoms[i + 1]``."""

    credit: str
    shadow: str
    atoms: tuple[Atom, ...]
    joints: tuple[Joint, ...]


class Kind(NamedTuple):
    """One table of the word list."""

    name: str
    role: str
    prior: float


class Grammar(NamedTuple):
    """The word list made ready: which text is which kind, and how to find it."""

    kinds: dict[tuple[str, str], Kind]
    token: re.Pattern[str]
    ascii_token: re.Pattern[str]  # the same for plain text, without the words it cannot hold
    opener: re.Pattern[str]
    suffix: re.Pattern[str]

    def kind(self, place: str, text: str) -> Kind:
        return self.kinds[place, _SPACES.sub(" ", text)]

    def token_of(self, shadow: str) -> re.Pattern[str]:
        return self.ascii_token if shadow.isascii() else self.token


@cache
def grammar() -> Grammar:
    """The joints of ``data/words/joints.toml`` as patterns over a shadow."""
    kinds: dict[tuple[str, str], Kind] = {}
    for name, table in word_list("joints").items():
        kind = Kind(name, table["role"], table["prior"])
        for word in table["words"]:
            kinds[table["place"], word] = kind
            if table["opens"]:
                kinds["opens", word] = kind
    opens = _any_of(word for at, word in kinds if at == "opens")
    opener = re.compile(
        rf"\s*(?P<brackets>(?:[(\[{{]\s*){{0,3}})"
        rf"(?P<opens>{opens})(?:(?<=[./&:,+×])|(?=[\s:.{_IDEOGRAPHS}]))"
    )
    suffixes = _any_of(word_list("forms")["suffixes"]["words"])
    suffix = re.compile(rf"\s*(?:{suffixes})\s*\Z")
    plain = [key for key in kinds if key[1].isascii()]
    return Grammar(kinds, _token(kinds), _token(plain), opener, suffix)


def _token(words: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Any joint or bracket, by the places of the words."""
    by_place: dict[str, list[str]] = {}
    for place, word in words:
        by_place.setdefault(place, []).append(word)

    def any_at(place: str) -> str:
        return _any_of(by_place.get(place, [])) or _NEVER

    alone = rf"(?:(?<![^\W_])|(?<=[{_IDEOGRAPHS}]))"
    ended = rf"(?:(?<=[./&:])|(?![^\W_])|(?=[{_IDEOGRAPHS}]))"
    return re.compile(
        rf"(?P<ending>(?<=\s)(?:{any_at('ending')})(?=\s*\Z))"
        rf"|(?P<spaced>(?<=\s)(?:{any_at('spaced')})(?=\s))"
        rf"|(?P<word>{alone}(?:{any_at('word')}){ended})"
        rf"|(?P<between>(?<=[{_IDEOGRAPHS}])(?:{any_at('between')})(?=[{_IDEOGRAPHS}]))"
        rf"|(?P<touching>(?<=[^\W_])(?:{any_at('touching')})(?=[^\W_]))"
        rf"|(?P<before>(?<=\s)(?:{any_at('before')})(?=[^\W\d_]))"
        rf"|(?P<after>(?<=[^\W\d_])(?:{any_at('after')})(?=\s))"
        rf"|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
        rf"|(?P<sign>{any_at('sign')})"
    )


def scan(credit: str) -> Scan:
    """The atoms and joints of a credit.  Linear in its length; a blank credit has no atom."""
    scanner = _Scanner(credit)
    scanner.run()
    return scanner.tidy()


class _Scanner:
    """One walk over a credit from left to right."""

    def __init__(self, credit: str) -> None:
        self.credit = credit
        self.shadow = shadow_of(credit)
        self.closed = closing_brackets(self.shadow)
        self.is_capitals = credit.isupper()
        self.role = "main"
        self.begun = 0
        self.scopes: list[tuple[int, str]] = []
        self.atoms: list[Atom] = []
        self.joints: list[Joint] = []

    def run(self) -> None:
        rules, position = grammar(), 0
        token = rules.token_of(self.shadow)
        while found := token.search(self.shadow, position):
            place = str(found.lastgroup)
            if place == "open":
                position = self._bracket(found.start())
            elif place == "close":
                position = self._close(found.start())
            elif self._is_part_of_a_name(found):
                position = found.end()
            else:
                kind = rules.kind(place, found[0])
                self._part(found.start(), found.end(), kind.name, kind.prior, kind.role)
                position = found.end()
        self.atoms.append(Atom(self.begun, len(self.credit), self.role))

    def _is_part_of_a_name(self, found: re.Match[str]) -> bool:
        return (
            self._is_measure(found)
            or self._is_initial(found)
            or self._is_in_number(found)
            or self._is_name_dot(found)
            or self._is_word_of_a_name(found)
        )

    def _is_in_number(self, found: re.Match[str]) -> bool:
        """Whether a comma parts thousands: "10,000"."""
        before = self.shadow[max(0, found.start() - 1) : found.start()]
        return (
            found[0] == ","
            and before.isdigit()
            and self.shadow[found.end() : found.end() + 3].isdigit()
        )

    def _is_measure(self, found: re.Match[str]) -> bool:
        """Whether "ft" is a measure: "6 ft. Under", "Part. 2"."""
        if found[0].startswith("part"):
            return self.shadow[found.end() :].lstrip()[:1].isdigit()
        before = self.shadow[self.begun : found.start()].strip()
        return found[0].startswith("ft") and len(before) <= 2 and before.isdigit()

    def _is_initial(self, found: re.Match[str]) -> bool:
        """Whether "F." is an initial: only the small letter means featuring."""
        return found[0] == "f." and self.credit[found.start()] != "f"

    def _is_word_of_a_name(self, found: re.Match[str]) -> bool:
        """Whether "i" or "a" is a word of one name: "And So I Watch", "Once upon a Time"."""
        if found[0] not in _letter_words():
            return False
        if self.is_capitals:
            return found[0] != "i"
        before = self.credit[max(self.begun, found.start() - _NEAR) : found.start()].split()
        after = self.credit[found.end() : found.end() + _NEAR].split()[:1]
        return not (
            self.credit[found.start()].islower()
            and all(word[0].isupper() or word[0].isdigit() for word in before[-2:] + after)
        )

    def _is_name_dot(self, found: re.Match[str]) -> bool:
        """Whether "・" stands inside one foreign name in katakana."""
        before, after = (
            self.shadow[max(0, found.start() - 1) : found.start()],
            self.shadow[found.end() : found.end() + 1],
        )
        return found[0] in _DOTS and all(char and "ァ" <= char <= "ー" for char in (before, after))

    def _part(self, start: int, end: int, kind: str, prior: float, role: str) -> None:
        self.atoms.append(Atom(self.begun, start, self.role))
        self.joints.append(Joint(start, end, kind, prior, role))
        if role in ("featured", "aside"):
            self.role = role
        self.begun = end

    def _bracket(self, opened: int) -> int:
        """Read a bracket by its first word; the position to go on from."""
        closed = self.closed.get(opened, len(self.credit))
        opener = grammar().opener.match(self.shadow, opened + 1, closed)
        if opener and not _is_blank(self.shadow[opener.end() : closed]):
            kind = grammar().kind("opens", opener["opens"])
            has_name = not _is_blank(self.credit[self.begun : opened])
            if kind.role == "aside" or (kind.role == "context" and has_name):
                return self._leave_out(opened, opener.end(), closed, kind)
            if has_name or kind.role == "featured":
                self.scopes.append((closed, self.role))
                self._part(opened, opener.end(), kind.name, _BOUNDARY, kind.role)
                self._open_within(opener)
                return opener.end()
        if self._wraps_names(opened, closed):
            self.scopes.append((closed, self.role))
            self.begun = opened + 1
            return opened + 1
        return min(closed + 1, len(self.credit)) if opened in self.closed else opened + 1

    def _open_within(self, opener: re.Match[str]) -> None:
        """Brackets between a bracket and its first word close with it: "((feat. X))"."""
        for at in range(*opener.span("brackets")):
            if at in self.closed:
                self.scopes.append((self.closed[at], self.role))

    def _wraps_names(self, opened: int, closed: int) -> bool:
        """Whether the bracket only holds the names after a word: "feat.(A & B)"."""
        if not self.joints or self.joints[-1].role != "featured":
            return False
        after = self.shadow[closed + 1 : closed + 2]
        return (
            _is_blank(self.credit[self.begun : opened])
            and not after.isalnum()
            and after != "-"
            and opened in self.closed
        )

    def _leave_out(self, opened: int, content: int, closed: int, kind: Kind) -> int:
        """A bracket that names no act of the credit; a group is noted with the name before."""
        group = self.credit[content:closed].strip() if kind.role == "context" else None
        self.atoms.append(Atom(self.begun, opened, self.role, group or None))
        self.begun = min(closed + 1, len(self.credit))
        self.joints.append(Joint(opened, self.begun, "bracket", _BOUNDARY, ""))
        return self.begun

    def _close(self, position: int) -> int:
        while self.scopes and self.scopes[-1][0] <= position:
            closed, before = self.scopes.pop()
            if closed == position:
                self.atoms.append(Atom(self.begun, position, self.role))
                self.joints.append(Joint(position, position + 1, "bracket", _BOUNDARY, ""))
                self.role, self.begun = before, position + 1
        return position + 1

    def tidy(self) -> Scan:
        """Blank atoms away: neighbouring joints become one, names keep letters that are theirs."""
        atoms: list[Atom] = []
        joints: list[Joint] = []
        pending: Joint | None = None
        for index, raw in enumerate(self.atoms):
            atom = self._trimmed(raw)
            joint = self.joints[index - 1] if index else None
            if joint is not None:
                pending, atom = self._merged(pending, joint, atom, atoms)
            if atom.start >= atom.end:
                continue
            if not atoms:
                atom = self._with_leading_word(atom, pending)
            elif pending is not None and self._is_suffix(pending, atom):
                atoms[-1] = atoms[-1]._replace(end=atom.end)
                pending = None
                continue
            elif pending is not None:
                joints.append(pending)
            atoms.append(atom)
            pending = None
        if atoms and pending is not None and self._ends_a_name(pending):
            atoms[-1] = atoms[-1]._replace(end=pending.end)
        return Scan(self.credit, self.shadow, tuple(atoms), tuple(joints))

    def _trimmed(self, atom: Atom) -> Atom:
        start, end = atom.start, atom.end
        while start < end and _is_blank(self.credit[start]):
            start += 1
        while end > start and _is_blank(self.credit[end - 1]):
            end -= 1
        return Atom(start, end, atom.role, atom.context)

    def _merged(
        self, pending: Joint | None, joint: Joint, atom: Atom, atoms: list[Atom]
    ) -> tuple[Joint, Atom]:
        """Two joints with nothing between are one, unless one is a letter of a name."""
        if pending is None:
            return joint, atom
        if self._begins_a_name(joint) and atom.start < atom.end:
            return pending, atom._replace(start=joint.start)
        both = self._is_letter(pending) and self._is_letter(joint)
        names_letter = self.credit[pending.start].isupper() and self.credit[joint.start].islower()
        if self._is_letter(pending) and atoms and (not both or names_letter):
            atoms[-1] = atoms[-1]._replace(end=pending.end)
            return joint, atom
        if self._is_letter(joint) and atom.start < atom.end:
            return pending, atom._replace(start=joint.start)
        stronger = max(pending, joint, key=lambda each: each.prior)
        merged = stronger._replace(start=pending.start, end=joint.end)
        return (
            merged
            if joint.kind == "bracket" or not joint.role
            else merged._replace(role=joint.role)
        ), atom

    def _begins_a_name(self, joint: Joint) -> bool:
        """Whether another language's "and" or "with" is a word of the name after it.

        With a capital and right after a joint it joins nothing: "Featuring En Vogue", "X Con Funk".
        """
        return joint.kind in ("foreign_and", "foreign_with") and self.credit[joint.start].isupper()

    def _is_letter(self, joint: Joint) -> bool:
        text = self.shadow[joint.start : joint.end]
        return len(text) == 1 and text.isalpha()

    def _with_leading_word(self, atom: Atom, joint: Joint | None) -> Atom:
        """A name may begin with a joining word ("With ...", "X ..."), not with a sign."""
        if joint is None or joint.role not in ("main", "context"):
            return atom
        if not self.shadow[joint.start : joint.end].strip().isalpha():
            return atom
        return atom._replace(start=joint.start)

    def _ends_a_name(self, joint: Joint) -> bool:
        text = self.shadow[joint.start : joint.end]
        touches = joint.start > 0 and not self.shadow[joint.start - 1].isspace()
        return (text.isalpha() and joint.role != "featured") or (text == "&" and touches)

    def _is_suffix(self, joint: Joint, atom: Atom) -> bool:
        suffix = grammar().suffix.match(self.shadow, atom.start, atom.end)
        return joint.kind == "comma" and suffix is not None


@cache
def _letter_words() -> frozenset[str]:
    return frozenset(word_list("joints")["letter_and"]["words"])


def _is_blank(text: str) -> bool:
    """Whether nothing of the text can be seen."""
    return not text.strip() or all(char.isspace() or char in _INVISIBLE for char in text)


def _any_of(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=len, reverse=True)
    return "|".join(r"\s{1,3}".join(map(re.escape, word.split(" "))) for word in listed)
