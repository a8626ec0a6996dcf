"""Draws a Vega-Lite specification as SVG for a page: its colours, light and dark, are the page's.

A specification names colours of `Ink`; in the SVG they become CSS variables of the stylesheet, so
one drawing serves both. Drawn by vl-convert, which needs no browser.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

from kollabo.publish.picture import draw

WIDTH = 400  # of every picture: on a phone it fills the screen, so its letters are read as drawn
LETTERS = 12
_ROOM = 12  # left of the picture: a reader's letters may be wider than those it was drawn with
_SVG = "http://www.w3.org/2000/svg"
_KEPT = {"fill", "stroke"}
_NUMBER = re.compile(r"-?\d+\.\d+")


class Ink:
    """Colours as a specification names them. What they look like says the stylesheet."""

    TEXT = "#010101"
    QUIET = "#020202"
    GRID = "#030303"
    PAPER = "#040404"
    ACCENT = "#050505"
    SERIES = ("#060606", "#070707", "#080808", "#090909", "#0a0a0a", "#0b0b0b")


_VARIABLES = {
    Ink.TEXT: "var(--text)",
    Ink.QUIET: "var(--quiet)",
    Ink.GRID: "var(--grid)",
    Ink.PAPER: "var(--paper)",
    Ink.ACCENT: "var(--accent)",
    **{one: f"var(--series-{number})" for number, one in enumerate(Ink.SERIES, start=1)},
}

_CONFIG: Mapping[str, Any] = {
    "background": None,
    "view": {"stroke": None},
    "font": "sans-serif",
    "axis": {
        "labelColor": Ink.TEXT,
        "titleColor": Ink.QUIET,
        "domainColor": Ink.GRID,
        "tickColor": Ink.GRID,
        "gridColor": Ink.GRID,
        "labelFontSize": LETTERS,
        "titleFontSize": LETTERS,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelColor": Ink.TEXT,
        "titleColor": Ink.QUIET,
        "labelFontSize": LETTERS,
        "titleFontSize": LETTERS,
        "titleFontWeight": "normal",
        "orient": "bottom",
        "direction": "horizontal",
        "columns": 2,
        "labelLimit": 160,
    },
    "text": {"color": Ink.TEXT, "fontSize": LETTERS},
    "aria": False,
}


def drawn(specification: Mapping[str, Any], name: str) -> str:
    """The SVG element of a specification.

    It is named by the element with the id ``<name>-title`` and described by ``<name>-shows``,
    which the page has beside it.
    """
    whole = {**specification, "config": _CONFIG}
    return _for_page(draw(whole, "svg").decode("utf-8"), name)


def _for_page(svg: str, name: str) -> str:
    """Without styles and scripts of its own, in the page's colours, as wide as its place."""
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)
    for element in root.iter():
        for below in [one for one in element if _is_empty(one)]:
            element.remove(below)
        element.attrib = dict(_attributes(element.attrib))
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    root.attrib = {
        "viewBox": f"{-_ROOM} 0 {width + _ROOM:g} {height:g}",
        "class": "picture",
        "role": "img",
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-shows",
    }
    return ET.tostring(root, encoding="unicode")


def _is_empty(element: ET.Element) -> bool:
    """Whether it draws nothing: a frame without a colour, a group of nothing."""
    if element.tag == f"{{{_SVG}}}defs":
        return True
    if element.tag == f"{{{_SVG}}}g":
        return len(element) == 0 or all(map(_is_empty, element))
    is_frame = element.tag == f"{{{_SVG}}}path" and not _KEPT & set(element.attrib)
    return is_frame and not list(element)


# Ids are dropped too, and what refers to them: they are counted on from picture to picture.
_DROPPED = {"class", "style", "font-family", "pointer-events", "id", "clip-path", "text-rendering"}


def _attributes(given: Mapping[str, str]) -> dict[str, str]:
    kept = {}
    for key, value in given.items():
        if key in _DROPPED or key.startswith(("aria-", "role")):
            continue
        if key in _KEPT:
            value = _VARIABLES.get(value, value)
        kept[key] = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}", value)
    return kept
