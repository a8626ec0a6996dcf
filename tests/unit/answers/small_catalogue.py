"""A catalogue written by hand, a word at a time: acts, songs, chart weeks, decisions.

    world = World()
    bts = world.act("BTS", kind="group", origin="KR", rosters=["k-pop"])
    jung_kook = world.act("Jung Kook", groups=[bts])
    latto = world.act("Latto", origin="US")
    seven = world.song("Seven", jung_kook, (latto, "featured"), released="2023-07-14")
    world.ranks(seven, "Global 200", "2023-07-29", [1, 1, 2])
    world.publish(folder)

Ids are readable ("k-jung kook", "s-seven"); figures and dates are invented.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from kollabo.catalogue.schema import TABLES, arrow_schema
from kollabo.catalogue.writer import write
from kollabo.text.names import fold, loose

CHART_SOURCE = "chart-test"
ACTS_SOURCE = "acts-test"
WEEK = dt.timedelta(days=7)

Credit = str | tuple[str, str | None]


class World:
    """Rows of finished tables, gathered; ``publish`` writes them."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._row = 0

    def add(self, table: str, **values: Any) -> None:
        """A row of any table; columns not given are null."""
        columns = {column.name: None for column in TABLES[table].columns}
        assert not set(values) - set(columns), values
        self.tables[table].append(columns | values)

    def place(self, source_id: str) -> dict[str, Any]:
        """The next row of a source's one file."""
        self._row += 1
        return {"source_id": source_id, "file": "file.csv", "row": self._row}

    # Acts

    def act(
        self,
        name: str,
        *,
        artist_id: str | None = None,
        aliases: Sequence[tuple[str, str | None, str]] = (),
        groups: Sequence[str] = (),
        described: bool = True,
        **known: Any,
    ) -> str:
        """An act with its own words as statements; ``groups`` are ids of groups it belongs to."""
        artist_id = artist_id or f"k-{fold(name)}"
        genres = known.get("genres", ())
        self.add(
            "artist",
            artist_id=artist_id,
            name=name,
            folded=fold(name),
            described=described,
            **known,
        )
        facts = [("name", name), *(("genre", genre) for genre in genres)]
        facts += [(key, known[key]) for key in ("kind", "origin", "note") if known.get(key)]
        if described or len(facts) > 1:
            for fact, value in facts:
                self.said_of_act(artist_id, fact, value)
            for printed, locale, kind in [(name, None, "stage"), *aliases]:
                self.alias(artist_id, printed, locale, kind)
        for group in groups:
            self.member(artist_id, group)
        return artist_id

    def alias(
        self, artist_id: str, name: str, locale: str | None = None, kind: str = "stage"
    ) -> None:
        self.add(
            "alias",
            artist_id=artist_id,
            name=name,
            folded=fold(name),
            locale=locale,
            kind=kind,
            **self.place(ACTS_SOURCE),
        )

    def said_of_act(
        self,
        artist_id: str,
        fact: str,
        value: str,
        *,
        weak: bool = False,
        source: str = ACTS_SOURCE,
    ) -> None:
        self.add(
            "artist_fact",
            artist_id=artist_id,
            fact=fact,
            value=value,
            weak=weak,
            **self.place(source),
        )

    def member(
        self, member: str, group: str, begin: str | None = None, end: str | None = None
    ) -> None:
        self.add(
            "membership",
            member_id=member,
            group_id=group,
            begin=begin,
            end=end,
            **self.place(ACTS_SOURCE),
        )

    def named(
        self,
        name: str,
        song: str,
        artist_id: str,
        status: str = "sure",
        *,
        runner_up: str | None = None,
        log_odds: float = 5.0,
        reasons: Sequence[str] = ("+3.0 described",),
    ) -> None:
        """A printed name over a song, taken for an act."""
        title = self._song(song)["title"]
        self.add(
            "identity",
            name=name,
            folded=loose(name),
            beside="",
            title=loose(title),
            artist_id=artist_id,
            log_odds=log_odds,
            runner_up=runner_up,
            status=status,
            reasons=list(reasons),
        )

    # Songs

    def song(
        self,
        title: str,
        *acts: Credit,
        song_id: str | None = None,
        released: str | None = None,
        inferred: bool = False,
        doubt: str | None = None,
        said: Sequence[tuple[str, str]] = (),
        **known: Any,
    ) -> str:
        """A song, its shown credit, and a collaboration where it has two acts.

        An act is an id or (id, role); without a role the first is "main". ``said`` are release
        dates as (source, date); without any, one source says ``released``, unless ``inferred``.
        """
        song_id = song_id or f"s-{fold(title)}"
        credited = [(act, "main") if isinstance(act, str) else act for act in acts]
        names = [self._artist(act)["name"] for act, _ in credited]
        credit = names[0] + (" feat. " + ", ".join(names[1:]) if names[1:] else "")
        year = int(released[:4]) if released else None
        self.add(
            "song",
            song_id=song_id,
            title=title,
            folded=fold(title),
            released=released,
            released_inferred=inferred,
            year=year,
            credit=credit,
            **known,
        )
        self.credit(song_id, CHART_SOURCE, credit, credited, shown=True)
        self.version(song_id, title, credit)
        if len(credited) > 1:
            self._collaboration(song_id, year, credited, doubt)
        if released and not inferred and not said:
            said = [("tracks-test", released)]
        for source, date in said:
            self.said_of_song(song_id, "released", date, source)
        return song_id

    def _collaboration(
        self,
        song_id: str,
        year: int | None,
        acts: Sequence[tuple[str, str | None]],
        doubt: str | None,
    ) -> None:
        for position, (act, role) in enumerate(acts, start=1):
            self.add(
                "collaboration",
                song_id=song_id,
                year=year,
                artist_id=act,
                role=role,
                position=position,
                doubt=doubt,
                has_evidence=False,
            )

    def credit(
        self,
        song_id: str,
        source_id: str,
        printed: str,
        acts: Sequence[tuple[str, str | None]],
        *,
        shown: bool = False,
        weeks: int = 0,
    ) -> None:
        for position, (act, role) in enumerate(acts, start=1):
            self.add(
                "credit",
                song_id=song_id,
                source_id=source_id,
                printed=printed,
                position=position,
                artist_id=act,
                credited_as=self._artist(act)["name"],
                role=role,
                join_phrase=" feat. " if position < len(acts) else "",
                weeks=weeks,
                shown=shown,
            )

    def version(
        self, song_id: str, title: str, credit: str, version: str | None = None, rows: int = 1
    ) -> None:
        self.add(
            "version",
            song_id=song_id,
            title=title,
            credit=credit,
            version=version,
            version_text=version,
            rows=rows,
        )

    def said_of_song(
        self, song_id: str, fact: str, value: str, source: str = "tracks-test"
    ) -> None:
        self.add("song_fact", song_id=song_id, fact=fact, value=value, **self.place(source))

    # Figures

    def ranks(
        self,
        song_id: str,
        chart: str,
        first: str,
        places: Sequence[int],
        *,
        of: int = 200,
        region: str = "world",
    ) -> None:
        """One rank a week; ``first`` is the last day of the first week."""
        day = dt.date.fromisoformat(first)
        for number, rank in enumerate(places):
            until = day + number * WEEK
            self.figure(song_id, chart, "rank", rank, until, since=until - WEEK, region=region)
            self.tables["observation"][-1]["places"] = of

    def figure(
        self,
        song_id: str,
        chart: str,
        metric: str,
        value: float,
        until: dt.date,
        *,
        since: dt.date | None = None,
        region: str = "world",
    ) -> None:
        self.add(
            "observation",
            song_id=song_id,
            chart=chart,
            metric=metric,
            value=float(value),
            unit=metric,
            region=region,
            period_from=since,
            period_to=until,
            printed=self._song(song_id)["title"],
            **self.place(CHART_SOURCE),
        )
        for row in self.tables["collaboration"]:
            row["has_evidence"] = row["has_evidence"] or row["song_id"] == song_id

    def loaded(self, chart: str, first: str, last: str, *, region: str = "world") -> None:
        """Weeks of a chart that are loaded, songs or none; weeks of figures are there anyway."""
        day = dt.date.fromisoformat(first)
        while day <= dt.date.fromisoformat(last):
            self._loaded(chart, "rank", region, day - WEEK, day, 200, rows=0)
            day += WEEK

    def _loaded(self, chart: str, metric: str, region: str, *period: Any, rows: int = 1) -> None:
        since, until, places = period
        key = {"chart": chart, "metric": metric, "region": region, "period_to": until}
        for row in self.tables["chart_period"]:
            if key.items() <= row.items():
                row["rows"] += rows
                return
        self.add("chart_period", **key, period_from=since, places=places, rows=rows)

    # People and sources

    def decision(
        self, kind: str, subject: str, value: str, *, decided: str = "2024-01-01", used: int = 1
    ) -> None:
        self.add(
            "decision",
            line=len(self.tables["decision"]) + 1,
            decided=dt.date.fromisoformat(decided),
            kind=kind,
            subject=subject,
            value=value,
            why="",
            used=used,
            closed=False,
            source_id="decisions",
        )

    def source(self, source_id: str, kind: str, name: str, *, read: int, aside: int = 0) -> None:
        counts = {"rows_read": read, "rows_taken": read - aside, "rows_set_aside": aside}
        self.add(
            "source",
            source_id=source_id,
            kind=kind,
            name=name,
            layout="chart-csv",
            sha256="ab" * 32,
            files=1,
            imported=dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
            **counts,
        )
        self.add(
            "source_file",
            source_id=source_id,
            file="file.csv",
            sha256="cd" * 32,
            bytes=1000,
            **counts,
        )

    def set_aside(self, source_id: str, row: int, reason: str, text: str) -> None:
        self.add(
            "set_aside", source_id=source_id, file="file.csv", row=row, reason=reason, text=text
        )

    # The end

    def publish(self, root: Path) -> Path:
        """Write everything as one snapshot; returns ``root``, to be opened."""
        for row in list(self.tables["observation"]):
            period = (row["period_from"], row["period_to"], row["places"])
            self._loaded(row["chart"], row["metric"], row["region"], *period)
        with write(root) as staging:
            for table, rows in self.tables.items():
                staging.write_table(table, pa.Table.from_pylist(rows, schema=arrow_schema(table)))
            staging.write_missing_as_empty()
        return root

    def _artist(self, artist_id: str) -> dict[str, Any]:
        return next(row for row in self.tables["artist"] if row["artist_id"] == artist_id)

    def _song(self, song_id: str) -> dict[str, Any]:
        return next(row for row in self.tables["song"] if row["song_id"] == song_id)
