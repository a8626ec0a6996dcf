"""An act's collaborations over the years, as a picture with its table."""

from __future__ import annotations

from collections import Counter

from kollabo.answers.artist import ArtistAnswer
from kollabo.answers.words import count
from kollabo.publish.language import Language
from kollabo.publish.pictures.drawing import WIDTH, Ink, drawn
from kollabo.publish.pictures.picture import Cell, PageTable, Picture, number_cell
from kollabo.publish.plain import one_line

_FEWEST = 3  # years; fewer are read in the list itself


def years_picture(act: ArtistAnswer, language: Language) -> Picture | None:
    """None where its collaborations are of too few years for a picture to say more than words."""
    counted = Counter(one.year for one in act.collaborations if one.year is not None)
    if len(counted) < _FEWEST:
        return None
    first, last = min(counted), max(counted)
    years = [(year, counted[year]) for year in range(first, last + 1)]
    most = max(years, key=lambda one: one[1])
    said = (
        f"Collaborations of {one_line(act.name)} by year, {first} to {last}. "
        f"Most: {count(most[1], 'song')} in {most[0]}."
    )
    specification = {
        "width": WIDTH - 60,
        "height": 130,
        "data": {"values": [{"year": str(year), "songs": songs} for year, songs in years]},
        "mark": {"type": "bar", "color": Ink.ACCENT},
        "encoding": {
            "x": {
                "field": "year",
                "type": "ordinal",
                "axis": {"title": None, "labelAngle": 0, "labelOverlap": "greedy"},
            },
            "y": {
                "field": "songs",
                "type": "quantitative",
                "axis": {"title": "Songs", "tickMinStep": 1},
            },
        },
    }
    table = PageTable(
        "Collaborations by year",
        ("Year", "Songs"),
        tuple((Cell(str(year)), number_cell(language.number(songs))) for year, songs in years),
    )
    return Picture("years", "Over the years", said, drawn(specification, "years"), table)
