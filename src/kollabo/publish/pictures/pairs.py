"""Who worked with whom: the acts of each scene in a column, a line for each song they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kollabo.answers.best import BestList
from kollabo.answers.crossings import Crossing
from kollabo.publish.article.model import side_titles
from kollabo.publish.language import Language
from kollabo.publish.pictures.drawing import WIDTH, Ink, drawn
from kollabo.publish.pictures.picture import Cell, PageTable, Picture
from kollabo.publish.plain import one_line
from kollabo.publish.sentences import text_of_parts

_MOST = 36  # names in a column that are still read at a glance
_ROW = 18
_NAMES = 130  # pixels for a column of names


@dataclass(frozen=True)
class Pair:
    """An act of each side and a song they share."""

    first: str
    second: str
    first_id: str
    second_id: str
    song: Crossing
    ranked: bool


def pairs_picture(listing: BestList, language: Language) -> Picture | None:
    """None where no song is named. Where names are many, those of ranked songs are drawn alone."""
    pairs = _pairs(listing)
    if not pairs:
        return None
    title = language.text("page.pairs_title")
    first, second = side_titles(listing, language)
    drawable = _drawable(pairs)
    busiest = Counter(name for one in drawable for name in (one.first, one.second)).most_common(1)
    facts = {"first": first, "second": second, "act": busiest[0][0]}
    said = text_of_parts(language.count("page.pairs_alt", len(drawable), **facts))
    header = (first, second, language.text("article.song"), language.text("page.on_list"))
    rows = tuple(_row(one, language) for one in pairs)
    specification = _lines(drawable)
    table = PageTable(title, header, rows)
    return Picture("pairs", title, said, drawn(specification, "pairs"), table)


def _pairs(listing: BestList) -> list[Pair]:
    ranked = [(one.crossing, True) for one in listing.entries]
    apart = [(one.crossing, False) for one in listing.also_released]
    first, second = listing.question.sides
    return [
        Pair(
            one_line(mine.act.name),
            one_line(theirs.act.name),
            mine.act.artist_id,
            theirs.act.artist_id,
            song,
            is_ranked,
        )
        for song, is_ranked in ranked + apart
        for mine in song.acts
        for theirs in song.acts
        if mine.side == first.name and theirs.side == second.name
    ]


def _row(one: Pair, language: Language) -> tuple[Cell, ...]:
    return (
        Cell(one.first, one.first_id),
        Cell(one.second, one.second_id),
        Cell(one_line(one.song.title), one.song.song_id),
        Cell(language.text("page.ranked" if one.ranked else "page.unranked")),
    )


def _drawable(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """All pairs where the columns hold them; else those of ranked songs, and of them the first."""
    for some in (pairs, [one for one in pairs if one.ranked]):
        if (
            some
            and max(len({one.first_id for one in some}), len({one.second_id for one in some}))
            <= _MOST
        ):
            return some
    ranked = [one for one in pairs if one.ranked] or pairs
    return ranked[:_MOST]


def _lines(pairs: Sequence[Pair]) -> dict[str, Any]:
    left = _spread(list(dict.fromkeys(one.first_id for one in pairs)))
    right = _spread(_near_their_partners(pairs, left))
    height = max(len(left), len(right)) * _ROW
    names = {one.first_id: one.first for one in pairs} | {
        one.second_id: one.second for one in pairs
    }
    lines = [
        {"y": left[one.first_id], "y2": right[one.second_id], "kind": "r" if one.ranked else "u"}
        for one in pairs
    ]
    across = {"x": {"datum": 0, "type": "quantitative", "axis": None}, "x2": {"datum": 1}}
    down = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 1], "reverse": True}}
    return {
        "width": WIDTH - 2 * _NAMES,
        "height": height,
        "padding": {"left": _NAMES, "right": _NAMES, "top": 4, "bottom": 4},
        "autosize": "none",
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "strokeWidth": 1.5},
                "encoding": {
                    **across,
                    "y": {"field": "y", **down},
                    "y2": {"field": "y2"},
                    "color": {
                        "field": "kind",
                        "scale": {"domain": ["r", "u"], "range": [Ink.ACCENT, Ink.QUIET]},
                        "legend": None,
                    },
                    "opacity": {
                        "field": "kind",
                        "scale": {"domain": ["r", "u"], "range": [0.9, 0.35]},
                        "legend": None,
                    },
                },
            },
            _column(left, names, 0, "right"),
            _column(right, names, 1, "left"),
        ],
    }


def _column(
    places: Mapping[str, float], names: Mapping[str, str], at: int, align: str
) -> dict[str, Any]:
    values = [{"y": place, "name": names[act][:60]} for act, place in places.items()]
    mark = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "dx": -6 if align == "right" else 6,
        "limit": _NAMES - 8,
    }
    down = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 1], "reverse": True}}
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": {
            "x": {"datum": at, "type": "quantitative"},
            "y": {"field": "y", **down},
            "text": {"field": "name"},
        },
    }


def _spread(acts: Sequence[str]) -> dict[str, float]:
    """Each act's height in its column, 0 to 1."""
    return {act: (number + 0.5) / len(acts) for number, act in enumerate(acts)}


def _near_their_partners(pairs: Sequence[Pair], left: Mapping[str, float]) -> list[str]:
    """The second column, so that few lines cross: each act at the mean height of its partners."""
    heights: dict[str, list[float]] = defaultdict(list)
    for one in pairs:
        heights[one.second_id].append(left[one.first_id])
    return sorted(heights, key=lambda act: (sum(heights[act]) / len(heights[act]), act))
