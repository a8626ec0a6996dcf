"""Reading printings: from title and credit as printed to work, version and names with roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kollabo.build.printings import Printing
from kollabo.text.credits import CreditedName, parse_credit
from kollabo.text.evidence import CorpusEvidence, NameEvidence
from kollabo.text.names import loose
from kollabo.text.titles import ParsedTitle, parse_title


@dataclass(frozen=True)
class ReadName:
    """A name on a song. ``role`` is None where the source tells no roles; position 0: no order."""

    name: str
    role: str | None
    position: int
    join_phrase: str = ""
    context: str | None = None


@dataclass(frozen=True)
class ReadPrinting:
    """A printing, read: its work, version and names in the order of the credit."""

    printing: Printing
    title: ParsedTitle
    names: tuple[ReadName, ...]

    @property
    def work_key(self) -> str:
        return loose(self.title.work)


def learn_evidence(printings: Iterable[Printing], act_names: Iterable[str]) -> CorpusEvidence:
    """What all credits together say of names. A list of acts is a credit with sure separators."""
    credits = (
        ("; ".join(one.artists) if one.listed else one.credit, one.title) for one in printings
    )
    return CorpusEvidence.learn(credits, act_names)


def read_printing(printing: Printing, evidence: NameEvidence) -> ReadPrinting:
    """Read one printing. Names said in the title join the credit, each once."""
    if printing.listed:
        # Sources that join acts by commas cut names that hold one: the parser mends them.
        credit = parse_credit(", ".join(printing.artists), evidence)
    else:
        credit = parse_credit(printing.credit, evidence)
    names_given = [one.name for one in credit.artists]
    title = parse_title(printing.title, names_given, evidence)
    if printing.listed:
        names = _without_order(credit.artists, title)
    else:
        names = [
            ReadName(one.name, one.role, position, one.join_phrase, one.context)
            for position, one in enumerate(credit.artists, start=1)
        ]
    remixers = [name for name in title.remixers if _is_an_act(name, evidence)]
    return ReadPrinting(printing, title, tuple(_with_title_names(names, title, remixers)))


def _is_an_act(name: str, evidence: NameEvidence) -> bool:
    """Whether the name before "Remix" is somebody: "Vogue Remix" and "Club Remix" name nobody."""
    return bool(evidence.known(name) or evidence.alone(name) or evidence.beside(name))


def _without_order(artists: Sequence[CreditedName], title: ParsedTitle) -> list[ReadName]:
    """Names of a list: the title alone may tell who is featured, and then who is not."""
    featured = {loose(name) for name in title.featured}
    remixers = {loose(name) for name in title.remixers}
    partners = {loose(name) for name in title.partners}

    def role(name: str) -> str | None:
        key = loose(name)
        if key in featured:
            return "featured"
        if key in remixers:
            return "remixer"
        return "main" if key in partners or featured or partners else None

    return [ReadName(one.name, role(one.name), 0, "", one.context) for one in artists]


def _with_title_names(
    names: list[ReadName], title: ParsedTitle, remixers: Sequence[str]
) -> list[ReadName]:
    known = {loose(one.name) for one in names}
    # "Seven (feat. Latto)" by "Jung Kook" and by "Jung Kook Featuring Latto" have the same acts.
    for role, extra in (
        ("main", title.partners),
        ("featured", title.featured),
        ("remixer", remixers if title.version == "remix" else ()),
    ):
        for name in extra:
            if loose(name) and loose(name) not in known:
                known.add(loose(name))
                position = len(names) + 1 if names and names[0].position else 0
                names.append(ReadName(name, role, position))
    return names
