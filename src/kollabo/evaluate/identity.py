"""How well the resolver tells acts: pairs of printed mentions, labelled one act or two.

A pair counts as found if both mentions end as one act and neither is unsure: what is unsure stays
apart and waits in review. It is scored with the shipped facts and without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kollabo.catalogue.reader import Catalogue
from kollabo.catalogue.schema import FACTS
from kollabo.catalogue.schema import PRINTED as PRINTED_TABLES
from kollabo.errors import UsageError
from kollabo.evaluate.judging import Judged, Meant, judge, read_printed
from kollabo.evaluate.pairs import GoldMention, GoldPairs, read_pairs
from kollabo.evaluate.ratio import precision_recall_f1
from kollabo.scenes.definitions import load_scenes


@dataclass(frozen=True)
class Score:
    """One stratum, or several together. ``all_right``: share of pairs said as labelled.

    ``undecided`` pairs have a mention that is unsure, unread or of no act. ``false_merges`` are two
    acts taken for one, ``crossing_merges`` those of them where a mention stands in a credit of
    several acts since 2009. ``wrong`` tells of each pair not said as labelled.
    """

    what: str
    cases: str
    evidence: str
    number: int
    all_right: float
    precision: float
    recall: float
    f1: float
    undecided: int
    false_merges: int
    crossing_merges: int
    wrong: tuple[dict[str, Any], ...] = ()


def evaluate(catalogue: Catalogue, folder: Path) -> list[Score]:
    """A score for each stratum and for all, with facts and without. Needs printed tables."""
    if not catalogue.manifest.sources:
        raise UsageError(
            "identity cannot be evaluated on a catalogue without printed tables, such as the "
            "starter",
            remedy="import your sources and name their catalogue with --catalogue",
        )
    gold = read_pairs(folder / "identity")
    scores: list[Score] = []
    for words, facts in (("with facts", True), ("without facts", False)):
        scores += score_pairs(_judged(catalogue, gold, facts=facts), words)
    return scores


def _judged(catalogue: Catalogue, gold: GoldPairs, *, facts: bool) -> list[Judged]:
    files = {
        table.name: [
            file
            for file in catalogue.printed(table.name)
            if facts or not file.parent.name.startswith(FACTS)
        ]
        for table in PRINTED_TABLES
    }
    layouts = dict(catalogue.sql("SELECT source_id, layout FROM source"))
    statements, printings = read_printed(files)
    return judge(gold, statements, printings, layouts, load_scenes())


def score_pairs(judged: Sequence[Judged], evidence: str) -> list[Score]:
    """Scores of all pairs, of those of each file and of each stratum."""
    return [_score(cases, found, evidence) for cases, found in _cases(judged)]


def _cases(judged: Sequence[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    yield "all", list(judged)
    strata = sorted({one.pair.stratum for one in judged})
    for begin in dict.fromkeys(stratum.split()[0] for stratum in strata):
        yield f"{begin}, all", [one for one in judged if one.pair.stratum.split()[0] == begin]
    for stratum in strata:
        yield stratum, [one for one in judged if one.pair.stratum == stratum]


def _score(cases: str, judged: Sequence[Judged], evidence: str) -> Score:
    said = [one for one in judged if one.said_same]
    labelled = [one for one in judged if one.pair.same]
    hits = sum(one.pair.same for one in said)
    merges = [one for one in said if not one.pair.same]
    precision, recall, f1 = precision_recall_f1(hits, len(said), len(labelled))
    return Score(
        "identity",
        cases,
        evidence,
        len(judged),
        sum(one.right for one in judged) / max(len(judged), 1),
        precision,
        recall,
        f1,
        undecided=sum(not one.decided for one in judged),
        false_merges=len(merges),
        crossing_merges=sum(one.crossing for one in merges),
        # Told once, with the stratum: the sums above it would only repeat it.
        wrong=() if "all" in cases else tuple(_wrong(one) for one in judged if not one.right),
    )


def _wrong(judged: Judged) -> dict[str, Any]:
    pair = judged.pair
    return {
        "file": pair.file,
        "row": pair.line,
        "same": pair.same,
        "said": "same" if judged.said_same else "apart",
        "crossing": judged.crossing,
        "a": _mention(pair.a, judged.a),
        "b": _mention(pair.b, judged.b),
    }


def _mention(mention: GoldMention, meant: Meant) -> dict[str, Any]:
    return {
        "name": mention.name,
        "printed_by": mention.source,
        "context": ", ".join(f"{key}: {_words(value)}" for key, value in mention.context.items()),
        "act": meant.act.artist_id if meant.act else None,
        "act_name": meant.act.name if meant.act else None,
        "status": meant.status,
        "reasons": list(meant.reasons),
    }


def _words(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
