"""What is known of names: handed to the readers of credits as a plain argument."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, Protocol

from kollabo.text.joints import Scan, scan
from kollabo.text.names import fold

# From here on a separator parts names whoever they are, so that what stands between two such
# separators is a name and not a guess.
_SEPARATES_NAMES = 3.5
_START, _END = "^", "$"


class NameEvidence(Protocol):
    """What is known of names as acts."""

    def known(self, name: str) -> float:
        """Weight that the whole string is one act of a catalogue: 0 if unknown."""

    def alone(self, name: str) -> int:
        """In how many distinct songs the string is the complete credit."""

    def beside(self, name: str) -> int:
        """In how many distinct songs or beside how many partners it is one part of a credit."""

    def shared(self, word: str) -> int:
        """Of how many longer names the word is the first or the last, as "Ann" of "Ann Lee"."""


class NoEvidence:
    """Nothing is known, and that nothing is known means nothing."""

    def known(self, name: str) -> float:
        return 0.0

    def alone(self, name: str) -> int:
        return 0

    def beside(self, name: str) -> int:
        return 0

    def shared(self, word: str) -> int:
        return 1  # any word may begin some name


class Counts(NamedTuple):
    """What is known of one name; ``key`` is the name folded."""

    key: str
    known: bool
    alone: int
    beside: int
    shared: int


class NameTable:
    """Names counted before, as the table ``name`` of a catalogue keeps them."""

    def __init__(self, rows: Iterable[tuple[str, bool, int, int, int]]) -> None:
        self._counts = {row[0]: row for row in rows}

    def known(self, name: str) -> float:
        row = self._counts.get(_key(name))
        return 1.0 if row and row[1] else 0.0

    def alone(self, name: str) -> int:
        row = self._counts.get(_key(name))
        return row[2] if row else 0

    def beside(self, name: str) -> int:
        row = self._counts.get(_key(name))
        return row[3] if row else 0

    def shared(self, word: str) -> int:
        row = self._counts.get(_key(word))
        return row[4] if row else 0


class CorpusEvidence:
    """What a body of credits says of the names in it, with a list of acts if there is one."""

    def __init__(self, rows: frozenset[tuple[str, str]], acts: frozenset[str]) -> None:
        self._rows = rows
        self._acts = acts
        self._alone: dict[str, int] = {}
        self._between: dict[str, int] = {}
        self._partners: dict[str, int] = {}
        self._undivided: set[str] = set()
        self._count()

    @classmethod
    def learn(
        cls, credits: Iterable[tuple[str, str]], acts: Iterable[str] = ()
    ) -> "CorpusEvidence":
        """From (credit, title) pairs and names that are acts.  A song is counted once."""
        return cls(frozenset(credits), frozenset(map(_key, acts)) - {""})

    def without(self, strings: Iterable[str]) -> "CorpusEvidence":
        """The same evidence as if these credits had never been seen; acts stay known."""
        withheld = set(strings)
        kept = frozenset(row for row in self._rows if row[0] not in withheld)
        return CorpusEvidence(kept, self._acts)

    def known(self, name: str) -> float:
        return 1.0 if _key(name) in self._acts else 0.0

    def alone(self, name: str) -> int:
        return self._alone.get(_key(name), 0)

    def beside(self, name: str) -> int:
        return self._beside(_key(name))

    def shared(self, word: str) -> int:
        return self._shared.get(_key(word), 0)

    def counts(self) -> Iterator[Counts]:
        """Every name and word that anything is known of, in the order of their keys."""
        keys = self._acts.union(self._alone, self._between, self._partners, self._shared) - {""}
        for key in sorted(keys):
            yield Counts(
                key,
                key in self._acts,
                self._alone.get(key, 0),
                self._beside(key),
                self._shared.get(key, 0),
            )

    def _beside(self, key: str) -> int:
        return self._between.get(key, 0) + self._partners.get(key, 0)

    @cached_property
    def _shared(self) -> dict[str, int]:
        """Names that hold a separator are left out: "Ann" is no first name for "Ann & Bob"."""
        counts: dict[str, int] = {}
        for name in self._undivided.union(act for act in self._acts if not scan(act).joints):
            words = name.split()
            if len(words) > 1:
                for word in {words[0], words[-1]}:
                    counts[word] = counts.get(word, 0) + 1
        return counts

    def _count(self) -> None:
        songs: dict[str, set[str]] = {}
        for credit, title in self._rows:
            songs.setdefault(credit, set()).add(fold(title))
        alone: dict[str, set[str]] = {}
        left: dict[str, set[str]] = {}
        right: dict[str, set[str]] = {}
        for credit, titles in songs.items():
            alone.setdefault(_key(credit), set()).update(titles)
            scanned = scan(credit)
            if scanned.joints:
                self._count_between(scanned, len(titles))
                _note_neighbours(scanned, left, right)
            else:
                self._undivided.add(_key(credit))
        self._alone = {name: len(titles) for name, titles in alone.items()}
        for name in left:
            if partners := _partners(left[name], right[name]):
                self._partners[name] = partners

    def _count_between(self, scanned: Scan, songs: int) -> None:
        """Names between sure separators: "B" in "A feat. B", "C & D" in "C & D x E"."""
        for start, end in _sure_runs(scanned):
            if (start, end) != (0, len(scanned.atoms)):
                name = _key(scanned.credit[scanned.atoms[start].start : scanned.atoms[end - 1].end])
                self._between[name] = self._between.get(name, 0) + songs


def _key(name: str) -> str:
    """A name's key; "X And The Ys" is printed as "X & Ys" too."""
    return fold(name).replace(" and the ", " and ")


def _sure_runs(scanned: Scan) -> list[tuple[int, int]]:
    """Ranges of atoms that no sure separator divides."""
    cuts = [i + 1 for i, joint in enumerate(scanned.joints) if joint.prior >= _SEPARATES_NAMES]
    return list(zip([0, *cuts], [*cuts, len(scanned.atoms)], strict=True))


def _note_neighbours(scanned: Scan, left: dict[str, set[str]], right: dict[str, set[str]]) -> None:
    names = [_key(scanned.credit[atom.start : atom.end]) for atom in scanned.atoms]
    for index, name in enumerate(names):
        before = index and scanned.joints[index - 1]
        after = index < len(scanned.joints) and scanned.joints[index]
        left.setdefault(name, set()).add(
            names[index - 1] if before and before.prior < _SEPARATES_NAMES else _START
        )
        right.setdefault(name, set()).add(
            names[index + 1] if after and after.prior < _SEPARATES_NAMES else _END
        )


def _partners(left: set[str], right: set[str]) -> int:
    """Different partners of a name that is bound to none.

    A name that has the same neighbour on one side always is bound to it.
    """
    if (len(left) < 2 and _START not in left) or (len(right) < 2 and _END not in right):
        return 0
    partners = len((left | right) - {_START, _END})
    return partners if partners > 1 else 0
