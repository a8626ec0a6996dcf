"""Work out the numbers of data/ranking.toml from charts: `python scripts/fit_ranking.py CATALOGUE`.

Prints, from the charts that the catalogue holds:

- how streams fall with rank, where a chart prints both (the exponent behind "1/sqrt(rank)");
- how much a song's audience still grows after so many weeks, for songs that are on the chart in
  that week (and how much more if it is above the mean of its weeks) and for others: [growth];
- what a chart cut at half its places no longer prints, beside the room that is left: [unprinted];
- how far two charts agree on the songs of a year: the errors behind [priors].

Nothing is written: the numbers are rounded and put into the file by hand.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import defaultdict
from math import log, sqrt
from pathlib import Path
from statistics import correlation, fmean, linear_regression, median, pstdev

from kollabo.answers.ranking.settings import settings
from kollabo.catalogue.reader import Catalogue, open_catalogue

SINCE, UNTIL = dt.date(2013, 1, 1), dt.date(2023, 12, 30)  # debuts whose 52 weeks are loaded
WHOLE = 52

_BOTH = """
SELECT a.chart, a.period_to, ln(a.value), ln(b.value) FROM observation a
JOIN observation b USING (song_id, chart, period_to)
WHERE a.metric = 'rank' AND b.metric = 'streams' AND b.value > 0
"""
_WHOLE_RUNS = """
SELECT count(*), ln(sum(1 / sqrt(a.value))), ln(sum(b.value)) FROM observation a
JOIN observation b USING (song_id, chart, period_to)
WHERE a.metric = 'rank' AND b.metric = 'streams' AND b.value > 0
GROUP BY song_id, a.chart
"""
_RUNS = """
SELECT chart, song_id, period_to, value FROM observation
WHERE metric = 'rank' AND places >= 100 ORDER BY ALL
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    with open_catalogue(parser.parse_args().catalogue) as catalogue:
        show_falling(catalogue)
        runs = read_runs(catalogue)
    for chart in sorted(runs):
        show_growth(chart, runs[chart])
        show_unprinted(chart, runs[chart])
    show_agreement(runs)


Run = dict[dt.date, float]  # place by week


def read_runs(catalogue: Catalogue) -> dict[str, dict[str, Run]]:
    """Places by chart, song and week."""
    runs: dict[str, dict[str, Run]] = defaultdict(lambda: defaultdict(dict))
    for chart, song, week, place in catalogue.sql(_RUNS):
        runs[chart][song][week] = place
    return runs


def show_falling(catalogue: Catalogue) -> None:
    weeks: dict[tuple[str, dt.date], list[tuple[float, float]]] = defaultdict(list)
    for chart, week, place, streams in catalogue.sql(_BOTH):
        weeks[chart, week].append((place, streams))
    slopes = [linear_regression(*zip(*rows, strict=True)).slope for rows in weeks.values()]
    if not slopes:
        print("no chart prints places and streams")
        return
    print(f"streams fall as rank to the power {median(slopes):.2f} ({len(slopes)} weeks)")
    runs = [row for row in catalogue.sql(_WHOLE_RUNS) if row[0] > 1]
    places, streams = [row[1] for row in runs], [row[2] for row in runs]
    slope, start = linear_regression(places, streams)
    missed = [one - start - slope * place for place, one in zip(places, streams, strict=True)]
    print(
        f"over whole runs, ln of the sum of 1/sqrt(rank) and ln streams: slope {slope:.2f}, "
        f"correlation {correlation(places, streams):.3f}, off by {pstdev(missed):.2f} "
        f"({len(runs)} songs of two weeks or more)"
    )


def audience(run: Run, weeks: int = WHOLE) -> float:
    """The natural log of the audience of a run's first weeks, in weeks at No. 1."""
    first = min(run)
    return log(sum(1 / sqrt(place) for week, place in run.items() if _age(week, first) < weeks))


def _age(week: dt.date, first: dt.date) -> int:
    return (week - first).days // 7


def debuts(runs: dict[str, Run]) -> list[Run]:
    """Runs whose first week and 52 weeks are loaded."""
    begin = min(min(run) for run in runs.values())
    since = max(SINCE, begin + dt.timedelta(8))
    return [run for run in runs.values() if since <= min(run) <= UNTIL]


def show_growth(chart: str, runs: dict[str, Run]) -> None:
    new = debuts(runs)
    print(f"\n{chart}: growth to week {WHOLE}, {len(new)} songs")
    for weeks in settings()["growth"]["weeks"][:-1]:
        gone, still, courses = [], [], []
        for run in new:
            ages = {_age(week, min(run)): place for week, place in run.items()}
            grown = audience(run) - audience(run, weeks)
            if weeks - 1 in ages:
                still.append(grown)
                courses.append(log(weeks / sqrt(ages[weeks - 1])) - audience(run, weeks))
            else:
                gone.append(grown)
        words = _told("gone", gone)
        if len(set(courses)) > 1:
            lean, _ = linear_regression(courses, still)
            left = [one - lean * course for one, course in zip(still, courses, strict=True)]
            words = f"{_told('still', left)}, lean {lean:.2f}, {words}"
        else:
            words = f"{_told('still', still)}, {words}"
        print(f"  after {weeks:2} weeks: {words}")


def _told(kind: str, values: list[float]) -> str:
    if len(values) < 2:
        return f"{kind} none"
    return f"{kind} {fmean(values):.2f} +- {pstdev(values):.2f} ({len(values)})"


def show_unprinted(chart: str, runs: dict[str, Run]) -> None:
    """Songs of the upper half, by how much room their weeks below it leave: what the lower half
    printed of them, as a part of that room."""
    places = max(place for run in runs.values() for place in run.values())
    edge, half_edge = 1 / sqrt(places), 1 / sqrt(places / 2)
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for run in debuts(runs):
        weeks = [place for week, place in run.items() if _age(week, min(run)) < WHOLE]
        upper = [1 / sqrt(place) for place in weeks if place <= places / 2]
        if upper:
            above = sum(upper) + half_edge
            room = log(1 + (WHOLE - len(upper)) * half_edge / above)
            whole = sum(1 / sqrt(one) for one in weeks) + edge
            found[int(room)].append((room, log(whole / above)))
    print(f"{chart} cut at {places / 2:.0f} places: what is not printed, as a part of the room")
    for _, rows in sorted(found.items()):
        room = fmean(one for one, _ in rows)
        missed = [one for _, one in rows]
        part, deviation = fmean(missed) / room, pstdev(missed) / room
        print(f"  room {room:.1f}: {part:.2f} +- {deviation:.2f} ({len(rows)})")


def show_agreement(runs: dict[str, dict[str, Run]]) -> None:
    charts = sorted(runs)
    for number, one in enumerate(charts):
        for other in charts[number + 1 :]:
            pairs = [
                (audience(runs[one][song]), audience(runs[other][song]))
                for song in runs[one].keys() & runs[other].keys()
                if SINCE <= min(runs[one][song]) <= UNTIL
            ]
            if len(pairs) > 30:
                agreed = correlation(*zip(*pairs, strict=True))
                # Two readings of one size with errors of own spread apart from it.
                print(
                    f"\n{one} and {other}: correlation {agreed:.2f} over {len(pairs)} songs: "
                    f"each errs by {sqrt(1 / agreed - 1):.2f} spreads of size"
                )


if __name__ == "__main__":
    main()
