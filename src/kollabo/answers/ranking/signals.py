"""Signals as readable files: what a figure says of a song's size, written in TOML, one file each.

The shipped ones lie in ``kollabo/data/signals``; a user adds a folder of their own, and a signal
there with the name of a shipped one replaces it. A new kind of figure needs a file and no code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kollabo.answers.figures import family
from kollabo.errors import DataFileError

Transform = Literal["places", "count"]
Absent = Literal["below", "unknown"]

_CHOICES = {
    "transform": ("places", "count"),
    "window": ("period", "period or total"),
    "over": ("chart", "family"),
    "absent": ("below", "unknown"),
}
_TEXTS = ("name", "title", "measures", "unit", "blind_to", *_CHOICES)
_LISTS = ("metrics", "of", "not_of", "yields_to")
_NEEDED = ("name", "metrics", "transform")


class Signal(NamedTuple):
    """One signal.

    ``transform`` makes figures comparable as audiences: "places" takes the sum of 1/sqrt(rank),
    "count" the sum. ``window`` says whether totals since release are
    taken too, among songs of like age. ``over`` says whether each chart speaks, or a family of
    charts with one voice. ``absent`` says what it means that a chart does not print a song.
    ``of`` and ``not_of`` name the families of charts it is, or is not, about. It is silent on a
    chart for which a signal that it ``yields_to`` speaks. ``weight`` says how sure its readings are
    beside a chart's: 0.5 counts as half a chart.
    """

    name: str
    title: str
    measures: str
    metrics: tuple[str, ...]
    unit: str
    transform: Transform
    totals: bool
    over: str
    absent: Absent
    of: tuple[str, ...]
    not_of: tuple[str, ...]
    yields_to: tuple[str, ...]
    weight: float
    blind_to: str

    def reads(self, chart: str, metric: str) -> bool:
        """Whether it is about this metric of this chart."""
        if metric not in self.metrics or family(chart) in self.not_of:
            return False
        return not self.of or family(chart) in self.of


def load_signals(folders: Iterable[Path] = ()) -> dict[str, Signal]:
    """All signals by name, the user's over the shipped. DataFileError names the mistake."""
    signals: dict[str, Signal] = {}
    shipped = resources.files("kollabo") / "data" / "signals"
    for entry in sorted(shipped.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            signal = _read(entry.read_text(encoding="utf-8"), entry.name)
            signals[signal.name] = signal
    for folder in folders:
        if not folder.is_dir():
            raise DataFileError("no such folder of signals", file=str(folder))
        for path in sorted(folder.glob("*.toml")):
            signal = _read(path.read_text(encoding="utf-8"), str(path))
            signals[signal.name] = signal
    return dict(sorted(signals.items()))


def _read(text: str, file: str) -> Signal:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=file) from mistake
    _check(raw, file)
    return Signal(
        name=raw["name"].strip(),
        title=raw.get("title", raw["name"]),
        measures=raw.get("measures", ""),
        metrics=tuple(raw["metrics"]),
        unit=raw.get("unit", ""),
        transform=raw["transform"],
        totals=raw.get("window", "period") == "period or total",
        over=raw.get("over", "chart"),
        absent=raw.get("absent", "unknown"),
        of=tuple(raw.get("of", ())),
        not_of=tuple(raw.get("not_of", ())),
        yields_to=tuple(raw.get("yields_to", ())),
        weight=float(raw.get("weight", 1.0)),
        blind_to=raw.get("blind_to", ""),
    )


def _check(raw: Mapping[str, Any], file: str) -> None:
    known = (*_TEXTS, *_LISTS, "weight")
    for key in raw:
        if key not in known:
            remedy = "keys: " + ", ".join(sorted(known))
            raise DataFileError(f"unknown key {key!r} in a signal", file=file, remedy=remedy)
    for key in _NEEDED:
        if not raw.get(key):
            raise DataFileError(f"a signal needs {key!r}", file=file, remedy=f"add {key} = ...")
    for key in _TEXTS:
        value = raw.get(key, "")
        if not isinstance(value, str):
            raise DataFileError(f"{key!r} must be a text", file=file)
        if key in raw and key in _CHOICES and value not in _CHOICES[key]:
            choices = " or ".join(f'"{one}"' for one in _CHOICES[key])
            raise DataFileError(f"{key!r} is {value!r}", file=file, remedy=f"it may be {choices}")
    for key in _LISTS:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise DataFileError(f"{key!r} must be a list of texts", file=file)
    weight = raw.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 < weight <= 100:
        raise DataFileError("'weight' must be a number above 0", file=file, remedy="e.g. 1.0")
