"""Layouts as files: TOML in, checked values out. A mistake names the file and the key."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import kollabo
from kollabo.errors import DataFileError
from kollabo.sources.dates import DateReader
from kollabo.sources.layout import (
    KINDS,
    METRICS,
    NOTHING,
    Act,
    Alias,
    Crawl,
    Field,
    Figure,
    Format,
    Join,
    Layout,
    Mark,
    Members,
    Part,
    Period,
    Song,
)
from kollabo.sources.layout_table import Mistake, TomlTable

SHIPPED = Path(kollabo.__file__).parent / "data" / "layouts"

_SONG = tuple(Song.__dataclass_fields__)
_OPTIONAL = {name for name in _SONG if name not in ("title", "credit", "artists")}
_ACT_FIELDS = (
    "id", "name", "kind", "origin", "begin", "end", "born", "genres", "label", "mbid", "note",
    "groups", "group_id", "group_name",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_layouts(folders: Sequence[Path] = ()) -> list[Layout]:
    """All layouts, by name. A user's own folder wins over the shipped ones."""
    found: dict[str, Layout] = {}
    for folder in (SHIPPED, *folders):
        if not folder.is_dir():
            raise DataFileError("there is no such folder of layouts", file=str(folder))
        for path in sorted(folder.glob("*.toml")):
            layout = read_layout(path)
            found[layout.name] = layout
    return [found[name] for name in sorted(found)]


def read_layout(path: Path) -> Layout:
    try:
        content = path.read_bytes()
        layout = _layout(tomllib.loads(content.decode("utf-8")), path)
        own = path.parent != SHIPPED
        return replace(layout, sha256=hashlib.sha256(content).hexdigest()) if own else layout
    except (OSError, ValueError, RecursionError) as error:
        raise DataFileError(f"is no readable TOML: {error}", file=str(path)) from error
    except Mistake as error:
        raise DataFileError(
            str(error), file=str(path), remedy="docs/sources.md lists the keys of a layout"
        ) from error


def _layout(raw: Mapping[str, Any], path: Path) -> Layout:
    shared = dict(raw)
    own: dict[str, Any] = {
        key: shared.pop(key)
        for key in ("kind", "title", "about", "region", "generic", "songs", "part")
        if key in shared
    }
    top = TomlTable(own, "the top")
    kinds = top.texts("kind")
    if not kinds or set(kinds) - set(KINDS):
        raise Mistake(f"'kind' must be one or more of {', '.join(KINDS)}")
    parts = tuple(
        _part(TomlTable({**shared, **table}, f"part {number}"), kinds)
        for number, table in enumerate(top.tables("part") or [{}], 1)
    )
    layout = Layout(
        name=path.stem,
        kinds=kinds,
        title=top.text("title") or path.stem,
        about=top.text("about") or "",
        file=str(path),
        parts=parts,
        region=top.text("region"),
        generic=top.flag("generic"),
        songs=top.flag("songs") or "tracks" in kinds,
    )
    top.finish()
    return layout


def _part(table: TomlTable, kinds: tuple[str, ...]) -> Part:
    form = table.text("format") or "csv"
    if form not in ("csv", "json", "gml"):
        raise Mistake(f"{table.where}: 'format' must be csv, json or gml")
    csv, json_ = table.sub("csv"), table.sub("json")
    fold = form == "csv" or json_.flag("loose")
    chart = table.sub("chart")
    places = chart.anything("places")
    if places not in (None, "count") and not isinstance(places, int):
        raise Mistake(f"{chart.where}: 'places' must be a number or \"count\"")
    part = Part(
        format=cast("Format", form),
        files=table.texts("files"),
        also=_names(table.texts("also"), fold),
        delimiters=csv.texts("delimiter") or (",",),
        encoding=csv.text("encoding") or "utf-8",
        items=json_.text("items") or "",
        loose=json_.flag("loose"),
        missing=frozenset(table.texts("missing")),
        damage=table.texts("damage"),
        entities=table.flag("entities"),
        keep=table.texts("keep"),
        dates=_dates(table.sub("dates")),
        join=_join(table.sub("join")),
        song=_song(table.sub("song"), fold),
        marks=tuple(_mark(sub) for sub in table.subs("mark")),
        figures=tuple(_figure(sub, fold) for sub in table.subs("figure")),
        period=_period(table.sub("period"), fold),
        chart=_field(chart, "part", fold),
        region=_field(chart, "region", fold, needed=False),
        places=places if isinstance(places, int) else None,
        count_places=places == "count",
        acts=tuple(_act(sub, fold) for sub in table.subs("act")),
    )
    for sub in (csv, json_, chart, table):
        sub.finish()
    _check(part, table.where, kinds)
    return part


def _check(part: Part, where: str, kinds: tuple[str, ...]) -> None:
    """What the parts of a layout owe each other."""
    if any(len(delimiter) != 1 for delimiter in part.delimiters):
        raise Mistake(f"{where}: a delimiter is one character")
    try:
        "".encode(part.encoding)
    except LookupError:
        raise Mistake(f"{where}: unknown encoding '{part.encoding}'") from None
    metrics = [figure.metric for figure in part.figures]
    if set(metrics) - set(METRICS) or len(set(metrics)) != len(metrics):
        raise Mistake(f"{where}: each figure's metric is another one of {', '.join(METRICS)}")
    if {"chart", "tracks"} & set(kinds):
        if not part.song or not part.song.title:
            raise Mistake(f"{where}: [song] must name the column of the title")
        if bool(part.song.credit) == bool(part.song.artists):
            raise Mistake(f"{where}: [song] must name either 'credit' or 'artists'")
        if part.figures and not (part.period.date or part.period.to):
            raise Mistake(f"{where}: [period] must name the column of the date, or the day 'to'")
        if "chart" in kinds and not part.figures:
            raise Mistake(f"{where}: a chart needs a [[figure]]")
    elif not part.acts or not all(act.name for act in part.acts):
        raise Mistake(f"{where}: [[act]] must name the column of the name")


def _names(names: tuple[str, ...], fold: bool) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in names) if fold else names


def _field(table: TomlTable, key: str, fold: bool, *, needed: bool = True) -> Field:
    value = table.anything(key)
    if value is None:
        return NOTHING
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return Field(columns=_names(tuple(value), fold), needed=needed)
    if not isinstance(value, dict):
        raise Mistake(f"{table.where}: '{key}' must be a column, a list of columns or a table")
    sub = TomlTable(value, f"{table.where} '{key}'")
    mapping = sub.sub("map")
    field = Field(
        columns=_names(sub.texts("column"), fold),
        const=sub.text("const"),
        glue=sub.text("glue"),
        split=sub.text("split"),
        python_list=sub.flag("python_list"),
        unless=(_names((name,), fold)[0] if (name := sub.text("unless")) else None),
        lower=sub.flag("lower"),
        map={word: mapping.texts(word) for word in mapping.keys},
        others=sub.flag("others", default=True),
        needed=sub.flag("needed", default=needed),
    )
    sub.finish()
    if not field:
        raise Mistake(f"{sub.where}: needs 'column' or 'const'")
    return field


def _song(table: TomlTable, fold: bool) -> Song | None:
    if not table:
        return None
    fields = {name: _field(table, name, fold, needed=name not in _OPTIONAL) for name in _SONG}
    table.finish()
    return Song(**fields)


def _mark(table: TomlTable) -> Mark:
    mark = Mark(table.required("note"), table.required("pattern"))
    table.finish()
    try:
        re.compile(mark.pattern)
    except re.error as error:
        raise Mistake(f"{table.where}: 'pattern' is no regular expression: {error}") from error
    return mark


def _figure(table: TomlTable, fold: bool) -> Figure:
    figure = Figure(
        metric=table.required("metric"),
        column=_field(table, "column", fold),
        thousands=table.text("thousands") or "",
        suffixes=table.texts("suffix"),
        parts_after=table.flag("parts_after"),
    )
    table.finish()
    if not figure.column:
        raise Mistake(f"{table.where}: needs 'column'")
    return figure


def _period(table: TomlTable, fold: bool) -> Period:
    crawl_table = table.sub("crawl")
    crawl = None
    if crawl_table:
        weekday = crawl_table.required("weekday")
        if weekday not in _WEEKDAYS:
            raise Mistake(f"{crawl_table.where}: 'weekday' must be one of {', '.join(_WEEKDAYS)}")
        weeks, shown = crawl_table.required("weeks"), crawl_table.number("shown", 0)
        crawl = Crawl(_names((weeks,), fold)[0], _WEEKDAYS.index(weekday), shown)
        crawl_table.finish()
    period = Period(
        date=_field(table, "date", fold),
        days=table.number("days", 1),
        ends=table.number("ends", 0),
        to=table.day("to"),
        crawl=crawl,
    )
    table.finish()
    if not 1 <= period.days <= 3660 or abs(period.ends) > 3660:
        raise Mistake(f"{table.where}: 'days' and 'ends' must be days of a period")
    return period


def _dates(table: TomlTable) -> DateReader:
    latest: date | None = table.day("latest")
    earliest: date | None = table.day("earliest")
    patterns = table.texts("formats") or ("YYYY-MM-DD", "YYYY-MM", "YYYY")
    year_only = table.texts("year_only")
    table.finish()
    try:
        return DateReader(patterns, latest, earliest, year_only)
    except ValueError as error:
        raise Mistake(f"{table.where}: {error}") from error


def _join(table: TomlTable) -> Join | None:
    if not table:
        return None
    names = [table.required(key) for key in ("file", "name", "column", "key")]
    table.finish()
    return Join(names[0], *(name.casefold() for name in names[1:]))


def _act(table: TomlTable, fold: bool) -> Act:
    fields = {name: _field(table, name, fold) for name in _ACT_FIELDS}
    aliases = tuple(_alias(sub, fold) for sub in table.subs("alias"))
    members = table.sub("members")
    act = Act(
        items=table.text("items") or "",
        roster=table.text("roster"),
        bare=table.flag("bare"),
        aliases=aliases,
        members=_members(members) if members else None,
        **fields,
    )
    table.finish()
    return act


def _alias(table: TomlTable, fold: bool) -> Alias:
    alias = Alias(
        name=_field(table, "name", fold),
        kind=table.text("kind") or "stage",
        locale=table.text("locale"),
    )
    table.finish()
    if alias.kind not in ("stage", "legal") or not alias.name:
        raise Mistake(f"{table.where}: needs 'name', and 'kind' must be stage or legal")
    return alias


def _members(table: TomlTable) -> Members:
    members = Members(table.texts("items"), table.text("id"), table.text("name"))
    table.finish()
    return members
