"""All about one song, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kollabo.answers.charted import ChartRun
from kollabo.answers.evidence_lines import EvidenceLine
from kollabo.answers.lookup import FoundSong
from kollabo.answers.song import CreditedName, PrintedCredit, SongAnswer, Version
from kollabo.answers.song_acts import SongAct
from kollabo.answers.words import count
from kollabo.publish.languages import sung_words
from kollabo.publish.plain import section, some, text_of

_SHOWN = 12  # credits, versions or dates; JSON has all
_MORE = "--json has all"


def song_text(answer: SongAnswer, others: Sequence[FoundSong] = ()) -> str:
    return text_of(_lines(answer, others))


def _lines(answer: SongAnswer, others: Sequence[FoundSong]) -> Iterator[str]:
    yield f"{answer.title} by {answer.credit}"
    yield f"  {answer.song_id}"
    yield f"  released {_released(answer)}: {answer.dating.why}"
    sung = sung_words(answer.languages) or "no source says in which language it is sung"
    yield f"  {sung}{_read_from(answer, 'language')}"
    if answer.belongs_to:
        yield f"  part of {answer.belongs_to}{_read_from(answer, 'belongs_to')}"
    yield f"  {_collaboration(answer)}"
    yield from section("Acts", map(_act, answer.acts))
    yield from section("Charts", map(_run, answer.runs))
    yield from section("Figures", map(_total, answer.totals))
    yield from section("Credits as printed", _some(map(_credit, answer.credits)))
    yield from section("Printed as", _some(map(_version, answer.versions)))
    yield from section("Dates stated", _some(_dates(answer)))
    yield from section("Notes", answer.notes)
    yield from section("Links", answer.links)
    yield from section("Other songs of this title", (one.words for one in others))


def _some(lines: Iterable[str]) -> Iterator[str]:
    return some(list(lines), _SHOWN, _MORE)


def _released(answer: SongAnswer) -> str:
    inferred = " (inferred)" if answer.dating.inferred else ""
    return (answer.dating.released or "on an unknown day") + inferred


def _collaboration(answer: SongAnswer) -> str:
    if answer.doubt:
        return f"waits for your word as a collaboration: {answer.doubt}"
    return "a collaboration" if answer.collaborates else "no collaboration"


def _read_from(answer: SongAnswer, fact: str) -> str:
    """The places that state a fact: " [songs.csv:705]"."""
    places = [one.place for one in answer.statements if one.fact == fact]
    found = list(dict.fromkeys(f"{place.file}:{place.row}" for place in places))
    return f" [{', '.join(some(found, 3, _MORE))}]" if found else ""


def _act(act: SongAct) -> str:
    place = act.origin_read_from
    origin = f"from {act.origin}" if act.origin else "no source says where from"
    origin += f" [{place.file}:{place.row}]" if place else ""
    groups = [f"of {one.name} [{one.read_from.file}:{one.read_from.row}]" for one in act.groups]
    return f"{act.name} ({act.role or 'no role stated'}): " + "; ".join([origin, *groups])


def _run(run: ChartRun) -> str:
    at_peak = f" for {count(run.weeks_at_peak, 'week')}" if run.weeks_at_peak > 1 else ""
    return (
        f"{run.chart} ({run.region}): No. {run.peak}{at_peak}, {count(run.weeks, 'week')} from "
        f"{run.first} to {run.last} [{run.read_from.file}:{run.read_from.row}]"
    )


def _total(line: EvidenceLine) -> str:
    return (
        f"{line.source} ({line.region}): {line.value:,.0f} {line.metric}, {line.period} "
        f"[{line.file}:{line.row}]"
    )


def _credit(credit: PrintedCredit) -> str:
    names = "; ".join(map(_name, credit.names))
    weeks = f", {count(credit.weeks, 'chart week')}" if credit.weeks else ""
    shown = "* " if credit.shown else "  "
    return f"{shown}{credit.printed} [{credit.source_id}{weeks}]: {names}"


def _name(one: CreditedName) -> str:
    said = [one.role or "no role stated"]
    if one.status and one.status != "sure":
        said.append(one.status)
    return f"{one.name} ({', '.join(said)})"


def _version(version: Version) -> str:
    kind = f" ({version.version})" if version.version else ""
    return f"{version.title} - {version.credit}{kind}, {count(version.rows, 'row')}"


def _dates(answer: SongAnswer) -> Iterator[str]:
    for one in answer.dating.said:
        place = one.statement.place
        yield f"{one.statement.value}: {one.verdict} [{place.source_id} {place.file}:{place.row}]"
