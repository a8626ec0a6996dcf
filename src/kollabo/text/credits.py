"""A credit read: the acts it names, their roles, and why each separator does or does not part."""

from dataclasses import dataclass
from typing import NamedTuple

from kollabo.text.evidence import NameEvidence, NoEvidence
from kollabo.text.forms import Reason
from kollabo.text.joints import Scan, scan
from kollabo.text.naming import name_and_group
from kollabo.text.segments import Division, Judgement
from kollabo.text.shadow import closing_brackets

__all__ = ["CreditedName", "ParsedCredit", "Reason", "SeparatorDecision", "parse_credit"]

_NOTHING_KNOWN = NoEvidence()
_BEFORE_A_WORK = {"slash", "comma"}  # what composers print before it; "&" joins acts
_QUOTATION_MARKS = {('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』")}


@dataclass(frozen=True)
class CreditedName:
    """One act as printed, its role and the text between it and the next."""

    name: str
    role: str  # "main" | "featured" | "remixer"
    join_phrase: str = ""
    context: str | None = None  # the group in "A Of GROUP", "A (of GROUP)"


@dataclass(frozen=True)
class SeparatorDecision:
    """One separator with what stands on its sides; the log odds are the sum of the reasons."""

    separator: str
    left: str
    right: str
    separates: bool
    log_odds: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class ParsedCredit:
    """A credit and what was read in it."""

    credit: str
    artists: tuple[CreditedName, ...]
    decisions: tuple[SeparatorDecision, ...]


class _Place(NamedTuple):
    """A name and where it stands."""

    start: int
    end: int
    role: str
    context: str | None


def parse_credit(credit: str, evidence: NameEvidence = _NOTHING_KNOWN) -> ParsedCredit:
    """Read a credit.  Any string will do; one without a name in it gives no artists.

    Names and join phrases put together are the credit from the first name on.
    """
    scanned = scan(credit)
    if not scanned.joints:
        segments: tuple[tuple[int, int], ...] = tuple((i, i + 1) for i in range(len(scanned.atoms)))
        judgements: tuple[Judgement, ...] = ()
    else:
        division = Division(scanned, evidence)
        segments, judgements = division.segments(), division.judgements()
    places = _places(scanned, segments, evidence) or _whole(credit)
    return ParsedCredit(credit, _named(credit, places), _decisions(scanned, segments, judgements))


def _places(
    scanned: Scan, segments: tuple[tuple[int, int], ...], evidence: NameEvidence
) -> list[_Place]:
    places: list[_Place] = []
    for start, end in segments:
        first, last = scanned.atoms[start], scanned.atoms[end - 1]
        if places and start and scanned.joints[start - 1].role == "context":
            group = scanned.credit[first.start : last.end]
            places[-1] = _Place(places[-1].start, places[-1].end, places[-1].role, group)
            continue
        text = scanned.credit[first.start : last.end]
        is_note = _is_a_bracket(scanned.shadow[first.start : last.end]) or (
            bool(start) and scanned.joints[start - 1].kind in _BEFORE_A_WORK and _is_quoted(text)
        )
        if (places and is_note) or first.role == "aside":
            continue
        name, group_in_bracket = name_and_group(text, evidence)
        context = last.context or group_in_bracket
        places.append(_Place(first.start, first.start + len(name), first.role, context))
    return places


def _is_a_bracket(shadow: str) -> bool:
    """Whether nothing stands outside a bracket: behind names it is a note and no act."""
    return closing_brackets(shadow).get(0) == len(shadow) - 1


def _is_quoted(text: str) -> bool:
    """Whether all of it stands in one pair of quotation marks: a film or a show, and no act."""
    return len(text) > 2 and (text[0], text[-1]) in _QUOTATION_MARKS and text[-1] not in text[1:-1]


def _whole(credit: str) -> list[_Place]:
    """A credit of signs alone names an act by its signs."""
    name = credit.strip()
    start = credit.find(name)
    return [_Place(start, start + len(name), "main", None)] if name else []


def _named(credit: str, places: list[_Place]) -> tuple[CreditedName, ...]:
    ends = [*(place.start for place in places[1:]), len(credit)] if places else []
    return tuple(
        CreditedName(
            credit[place.start : place.end],
            place.role,
            credit[place.end : following],
            place.context,
        )
        for place, following in zip(places, ends, strict=True)
    )


def _decisions(
    scanned: Scan, segments: tuple[tuple[int, int], ...], judgements: tuple[Judgement, ...]
) -> tuple[SeparatorDecision, ...]:
    cuts = {start for start, _ in segments}
    decisions = []
    for index, judgement in enumerate(judgements):
        joint, left, right = scanned.joints[index], *scanned.atoms[index : index + 2]
        decisions.append(
            SeparatorDecision(
                separator=scanned.credit[joint.start : joint.end].strip(),
                left=scanned.credit[left.start : left.end],
                right=scanned.credit[right.start : right.end],
                separates=index + 1 in cuts,
                log_odds=judgement.log_odds,
                reasons=judgement.reasons,
            )
        )
    return tuple(decisions)
