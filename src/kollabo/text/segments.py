"""The best division of a credit into acts: reasons summed, every joint judged by them.

A division is a choice of joints that separate.  It scores the priors of those joints, the
reasons for each single atom to be an act, and the reasons for each run of atoms to be one.  A
joint's log odds are the best division in which it separates against the best in which it does not,
and its reasons are exactly the difference of the two.
"""

import math
from typing import NamedTuple

from kollabo.text.evidence import NameEvidence
from kollabo.text.forms import (
    SHAPES_OF_PAIRS,
    SINGLE_THEN_LONG,
    TWO_SINGLE_WORDS,
    Reason,
    bond,
    list_shape,
    weights,
)
from kollabo.text.joints import SURE, Scan
from kollabo.text.names import fold, script
from kollabo.text.naming import acting_name

_LONGEST = 8  # atoms of one name
_MANY = 48  # atoms of a credit that is surely a list, where names are shorter
_LONGEST_OF_MANY = 3
_REPEATED = {"slash", "plus", "times", "cross", "times_between"}
_FULL_NAMES = {"Han", "Hangul", "Kana"}  # scripts that write a full name without a space
_JOINING = {"foreign_and", "times"}  # "&" and "+" bind more often
_WINDOW = 12  # segments to each side that may explain a joint


class Segment(NamedTuple):
    """Atoms ``start`` to ``end`` (exclusive) read as one act, with the cut before it."""

    start: int
    end: int
    reasons: tuple[Reason, ...]
    score: float


_NOWHERE = Segment(0, 0, (), 0.0)


class Judgement(NamedTuple):
    """A joint judged: natural-log odds that it separates and why, as a sum."""

    log_odds: float
    reasons: tuple[Reason, ...]


class Division:
    """All divisions of a scanned credit at once, by dynamic programming in linear time."""

    def __init__(self, scanned: Scan, evidence: NameEvidence) -> None:
        self._scanned = scanned
        self._evidence = evidence
        self._count = len(scanned.atoms)
        self._kinds = [joint.kind for joint in scanned.joints]
        self._sure = [self._is_boundary(i) for i in range(self._count - 1)]
        self._repeated = {kind for kind in _REPEATED if self._kinds.count(kind) > 1}
        self._has_ands = self._kinds.count("and") > 1
        self._has_slash = "slash" in self._kinds
        self._longest = _LONGEST if self._count <= _MANY else _LONGEST_OF_MANY
        self._bonds = [self._bond(i) for i in range(self._count - 1)]
        self._parts = [self._part_reasons(i) for i in range(self._count)]
        self._note_unknown()
        self._ending: list[list[Segment]] = [[] for _ in range(self._count + 1)]
        self._starting: list[list[Segment]] = [[] for _ in range(self._count + 1)]
        self._list_segments()
        self._forward, self._last = self._best_before()
        self._backward, self._next = self._best_after()

    def judgements(self) -> tuple[Judgement, ...]:
        """One for each joint."""
        return tuple(self._judge(boundary) for boundary in range(1, self._count))

    def segments(self) -> tuple[tuple[int, int], ...]:
        """The best division as ranges of atoms."""
        found, at = [], 0
        while at < self._count:
            segment = self._next[at]
            found.append((segment.start, segment.end))
            at = segment.end
        return tuple(found)

    def _bond(self, index: int) -> list[Reason]:
        return [] if self._sure[index] else bond(self._scanned, index)

    def _is_boundary(self, index: int) -> bool:
        """Whether no name can go on over the joint."""
        joint = self._scanned.joints[index]
        left, right = self._scanned.atoms[index : index + 2]
        return joint.prior > SURE or left.role != right.role

    def _list_segments(self) -> None:
        for start in range(self._count):
            end = start + 1
            self._add(start, end)
            while end < self._count and end - start < self._longest and not self._sure[end - 1]:
                end += 1
                self._add(start, end)

    def _add(self, start: int, end: int) -> None:
        reasons = self._cut_reasons(start)
        reasons += self._parts[start] if end - start == 1 else self._whole_reasons(start, end)
        segment = Segment(start, end, tuple(reasons), sum(each.weight for each in reasons))
        self._starting[start].append(segment)
        self._ending[end].append(segment)

    def _cut_reasons(self, start: int) -> list[Reason]:
        if not start:
            return []
        joint = self._scanned.joints[start - 1]
        printed = self._scanned.credit[joint.start : joint.end]
        reasons = [Reason("separator", joint.prior, printed)]
        if self._closes_list(start - 1):
            reasons.append(Reason("list close", weights()["list_close"], printed))
        if joint.kind in self._repeated:
            reasons.append(Reason("repeated", weights()["repeated"], printed))
        if joint.kind == "and" and self._has_ands:
            reasons.append(Reason("repeated and", weights()["repeated_and"], printed))
        return reasons

    def _closes_list(self, index: int) -> bool:
        """Whether the joint is the "and" that ends a comma list."""
        joints = self._scanned.joints
        ends = index + 1 == len(joints) or self._sure[index + 1]
        return (
            ends
            and index > 0
            and joints[index].kind in ("and", "foreign_and")
            and joints[index - 1].kind == "comma"
            and not self._sure[index - 1]
        )

    def _part_reasons(self, index: int) -> list[Reason]:
        if self._stands_between_sure(index):
            return []
        name = self._name(index, index + 1)
        return self._about(name, self._kind_of_known(name), "alone", "beside")

    def _kind_of_known(self, name: str) -> str:
        """How much it says that a list of acts has the name: a lone word may be any name's."""
        if " " in fold(name) or script(name) in _FULL_NAMES:
            return "known part"
        return "known single word" if self._evidence.shared(name) else "known rare word"

    def _note_unknown(self) -> None:
        """Silence about one part tells something only where the evidence speaks of another."""
        spoken = [bool(reasons) for reasons in self._parts]
        for index, reasons in enumerate(self._parts):
            near = spoken[max(0, index - 2) : index + 3]
            if not reasons and any(near) and not self._stands_between_sure(index):
                name = self._name(index, index + 1)
                reasons.append(Reason("unknown part", weights()["unknown_part"], name))

    def _stands_between_sure(self, index: int) -> bool:
        """Nothing is to be decided about an atom between two sure separators."""
        return (index == 0 or self._sure[index - 1]) and (
            index == self._count - 1 or self._sure[index]
        )

    def _whole_reasons(self, start: int, end: int) -> list[Reason]:
        name = self._name(start, end)
        reasons = self._about(name, "known whole", "whole_alone", "whole_beside")
        if self._is_member_of_group(start, end):
            reasons = [each for each in reasons if each.name != "known whole"]
        elif end - start > 2 and self._evidence.known(name) > 0:
            # However many signs the name holds, it is one name: each would else count alone.
            weight = weights()["known_further_sign"] * (end - start - 2)
            reasons.append(Reason("known further signs", weight, name))
        if not reasons and "foreign_and" in self._kinds[start : end - 1]:
            english = self._in_english(start, end)
            reasons = self._about(english, "known whole", "whole_alone", "whole_beside")
        is_pair = end - start == 2
        if is_pair and any(each.name == "known whole" for each in reasons):
            reasons += self._pair_of_known(start)
        for index in range(start, end - 1):
            bonds = self._bonds[index]
            reasons += [each for each in bonds if is_pair or each.name not in SHAPES_OF_PAIRS]
            if is_pair:
                reasons += self._words_of_the_pair(index, {each.name for each in bonds})
            reasons += self._leader_reasons(index)
            if self._is_inner_and(index):
                reasons.append(Reason("inner list", weights()["inner_list"], name))
        return reasons + list_shape(self._scanned, start, end)

    def _pair_of_known(self, index: int) -> list[Reason]:
        """Lists hold pairs that met once, too: acts with full names of their own are two."""
        names = [self._name(at, at + 1) for at in (index, index + 1)]
        if self._kinds[index] not in _JOINING or not all(
            self._kind_of_known(name) == "known part" and self._evidence.known(name) > 0
            for name in names
        ):
            return []
        return [
            Reason("pair of known names", weights()["pair_of_known_names"], " and ".join(names))
        ]

    def _is_member_of_group(self, start: int, end: int) -> bool:
        """Whether "A of GROUP" joins two acts: lists of acts name members so too."""
        if end - start != 2 or self._kinds[start] != "of":
            return False
        member, group = (self._name(at, at + 1) for at in (start, start + 1))
        return (
            self._evidence.known(member) > 0
            and self._evidence.known(group) > 0
            and self._kind_of_known(group) != "known single word"
        )

    def _words_of_the_pair(self, index: int, shapes: set[str]) -> list[Reason]:
        """Words that many names begin or end with make a duo ("Ann & Bob", "Ann & Bob Lee"),
        a word of nobody else's is a name."""
        left, right = (self._name(at, at + 1) for at in (index, index + 1))
        if TWO_SINGLE_WORDS in shapes:
            count = min(self._evidence.shared(left), self._evidence.shared(right))
            return [_counted("common words", f"{left} and {right}", count)] if count else []
        if SINGLE_THEN_LONG in shapes and not self._evidence.shared(left):
            return [Reason("rare first word", weights()["rare_first_word"], left)]
        return []

    def _leader_reasons(self, index: int) -> list[Reason]:
        """A leader's own fame: as much at home in "X & The Ys" as without the band."""
        if not any(reason.name == "band form" for reason in self._bonds[index]):
            return []
        fame = sum(max(reason.weight, 0.0) for reason in self._parts[index])
        leader = self._name(index, index + 1)
        return [Reason("leader of the band", fame * weights()["leader_counts"], leader)]

    def _is_inner_and(self, index: int) -> bool:
        """An "and" before a comma or among slashes: in "A & B, C" the list goes on."""
        kinds = self._kinds
        followed = index + 1 < len(kinds) and kinds[index + 1] == "comma"
        return kinds[index] == "and" and (followed or self._has_slash)

    def _about(self, name: str, known: str, alone: str, beside: str) -> list[Reason]:
        reasons = []
        if (certainty := self._evidence.known(name)) > 0:
            weight = weights()[known.replace(" ", "_")] * min(certainty, 1.0)
            reasons.append(Reason(known, weight, name))
        for kind, count in (
            (alone, self._evidence.alone(name)),
            (beside, self._evidence.beside(name)),
        ):
            if count > 0:
                reasons.append(_counted(kind.replace("_", " "), name, count))
        return reasons

    def _name(self, start: int, end: int) -> str:
        atoms = self._scanned.atoms
        return acting_name(
            self._scanned.credit[atoms[start].start : atoms[end - 1].end], self._evidence
        )

    def _in_english(self, start: int, end: int) -> str:
        """The name with "&" for "y", "e", "et", "und": one duo, as other countries print it."""
        scanned, text = self._scanned, ""
        for index in range(start, end):
            atom = scanned.atoms[index]
            text += scanned.credit[atom.start : atom.end]
            if index < end - 1:
                joint, follower = scanned.joints[index], scanned.atoms[index + 1]
                is_and = joint.kind == "foreign_and"
                text += " & " if is_and else scanned.credit[atom.end : follower.start]
        return text

    def _best_before(self) -> tuple[list[float], list[Segment]]:
        """Best score of the atoms before each boundary, and the segment that ends there."""
        score = [0.0] * (self._count + 1)
        last: list[Segment] = [_NOWHERE] * (self._count + 1)
        for boundary in range(1, self._count + 1):
            last[boundary] = max(
                self._ending[boundary], key=lambda each: score[each.start] + each.score
            )
            score[boundary] = score[last[boundary].start] + last[boundary].score
        return score, last

    def _best_after(self) -> tuple[list[float], list[Segment]]:
        score = [0.0] * (self._count + 1)
        following: list[Segment] = [_NOWHERE] * (self._count + 1)
        for boundary in range(self._count - 1, -1, -1):
            following[boundary] = max(
                self._starting[boundary], key=lambda each: score[each.end] + each.score
            )
            score[boundary] = score[following[boundary].end] + following[boundary].score
        return score, following

    def _judge(self, boundary: int) -> Judgement:
        across = [
            segment
            for start in range(max(0, boundary - self._longest + 1), boundary)
            for segment in self._starting[start]
            if segment.end > boundary
        ]
        if not across:
            reasons = self._cut_reasons(boundary)
            return Judgement(sum(each.weight for each in reasons), tuple(reasons))
        whole = max(
            across,
            key=lambda each: self._forward[each.start] + each.score + self._backward[each.end],
        )
        apart, together, complete = self._difference_around(boundary, whole)
        reasons = _net(apart, together)
        total = (
            self._forward[boundary]
            + self._backward[boundary]
            - self._forward[whole.start]
            - whole.score
            - self._backward[whole.end]
        )
        if not complete:
            rest = total - sum(each.weight for each in reasons)
            reasons.append(Reason("rest of the credit", rest, ""))
        return Judgement(sum(each.weight for each in reasons), tuple(reasons))

    def _difference_around(
        self, boundary: int, whole: Segment
    ) -> tuple[list[Segment], list[Segment], bool]:
        """Segments only in the division cut here, only in the one that holds ``whole``, and
        whether that is all: far from the joint the two nearly always agree."""
        apart: list[Segment] = []
        together = [whole]
        cut, uncut = boundary, whole.start
        while cut != uncut and len(apart) < _WINDOW:
            if cut > uncut:
                apart.append(self._last[cut])
                cut = self._last[cut].start
            else:
                together.append(self._last[uncut])
                uncut = self._last[uncut].start
        complete, before = cut == uncut, len(apart)
        cut, uncut = boundary, whole.end
        while cut != uncut and len(apart) - before < _WINDOW:
            if cut < uncut:
                apart.append(self._next[cut])
                cut = self._next[cut].end
            else:
                together.append(self._next[uncut])
                uncut = self._next[uncut].end
        return apart, together, complete and cut == uncut


def _counted(reason: str, name: str, count: int) -> Reason:
    """A reason that weighs more the more often it was seen, up to its cap."""
    kind = reason.replace(" ", "_")
    weight = weights()[f"{kind}_per_log"] * math.log1p(count)
    return Reason(reason, min(weight, weights()[f"{kind}_cap"]), f"{name}: {count}")


def _net(apart: list[Segment], together: list[Segment]) -> list[Reason]:
    """The reasons for standing apart, and those against with their sign turned."""
    reasons = [reason for segment in apart for reason in segment.reasons]
    against = []
    for reason in (reason for segment in together for reason in segment.reasons):
        if reason in reasons:
            reasons.remove(reason)
        else:
            against.append(Reason(reason.name, -reason.weight, reason.detail))
    return reasons + against
