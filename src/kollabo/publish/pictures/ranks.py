"""Ranks with the ranks each song may truly have; where the ranking states none, the scores."""

from __future__ import annotations

from typing import Any

from kollabo.publish.article.model import Article, ArticleEntry
from kollabo.publish.pictures.drawing import WIDTH, Ink, drawn
from kollabo.publish.pictures.picture import Cell, PageTable, Picture, number_cell
from kollabo.publish.sentences import text_of_parts
from kollabo.publish.signal_words import signal_name, times_words

_NAMES = 150  # pixels for the titles
_LETTERS = 130  # pixels they may take
_ROW = 22


def ranks_picture(article: Article) -> Picture | None:
    """None where nothing is ranked."""
    if not article.entries:
        return None
    intervals = all(one.song.plausible for one in article.entries)
    language = article.language
    title = language.text("page.ranks_title" if intervals else "page.ranks_plain_title")
    said = _said(article, intervals)
    specification = _intervals(article) if intervals else _scores(article)
    return Picture("ranks", title, said, drawn(specification, "ranks"), _table(article, title))


def _said(article: Article, intervals: bool) -> str:
    first, last = article.entries[0], article.entries[-1]
    facts = {"title": first.song.title, "high": first.score, "low": last.score}
    key = "page.ranks_alt" if intervals else "page.scores_alt"
    said = article.language.count(key, len(article.entries), **facts)
    return text_of_parts(said)


def _names(article: Article) -> dict[str, Any]:
    """The axis of titles. Two songs may share a title, so places are told apart by their id."""
    titles = {one.song.song_id: f"{one.rank}. {one.song.title}"[:80] for one in article.entries}
    return {
        "field": "song",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {
            "labelExpr": f"({_expression(titles)})[datum.value]",
            "labelLimit": _LETTERS,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
    }


def _expression(titles: dict[str, str]) -> str:
    """An object in Vega's expression language, which is JSON's."""
    import json

    return json.dumps(titles)


def _frame(article: Article) -> dict[str, Any]:
    return {
        "width": WIDTH - _NAMES - 20,
        "height": {"step": _ROW},
        "data": {"values": [_row(one) for one in article.entries]},
    }


def _row(entry: ArticleEntry) -> dict[str, Any]:
    plausible = entry.song.plausible
    return {
        "song": entry.song.song_id,
        "rank": entry.song.rank,
        "score": round(entry.song.score or 0, 3),
        "low": plausible.low if plausible else None,
        "high": plausible.high if plausible else None,
    }


def _scores(article: Article) -> dict[str, Any]:
    axis = {"title": article.language.text("page.scores_axis"), "grid": False, "tickCount": 5}
    return {
        **_frame(article),
        "mark": {"type": "bar", "color": Ink.ACCENT, "height": 12},
        "encoding": {
            "y": _names(article),
            "x": {"field": "score", "type": "quantitative", "axis": axis},
        },
    }


def _intervals(article: Article) -> dict[str, Any]:
    axis = {"title": article.language.text("page.rank_axis"), "tickMinStep": 1, "tickCount": 6}
    low = {"field": "low", "type": "quantitative", "axis": axis, "scale": {"zero": False}}
    return {
        **_frame(article),
        "encoding": {"y": _names(article)},
        "layer": [
            {
                "mark": {"type": "rule", "color": Ink.ACCENT, "strokeWidth": 4, "opacity": 0.45},
                "encoding": {"x": low, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "color": Ink.ACCENT},
                "encoding": {"x": {"field": "rank", "type": "quantitative"}},
            },
        ],
    }


def _table(article: Article, title: str) -> PageTable:
    """Every song with its score, what each signal makes of it, and the ranks it may have."""
    language = article.language
    signals = _signals(article)
    header = [language.text(f"article.{name}") for name in ("rank", "song")]
    header += [signal_name(signal, language) for signal in signals]
    header.append(language.text("article.score"))
    intervals = any(one.plausible for one in article.entries)
    if intervals:
        header.append(language.text("article.plausible"))
    rows = []
    for one in article.entries:
        adds = dict(one.adds)
        rows.append(
            (
                number_cell(one.rank),
                Cell(one.song.title, one.song.song_id),
                *(number_cell(_made(article, adds.get(signal))) for signal in signals),
                number_cell(one.score),
                *([number_cell(one.plausible)] if intervals else []),
            )
        )
    return PageTable(title, tuple(header), tuple(rows))


def _signals(article: Article) -> list[str]:
    return list(dict.fromkeys(signal for one in article.entries for signal, _ in one.adds))


def _made(article: Article, adds: float | None) -> str:
    return "" if adds is None else times_words(adds, article.language)
