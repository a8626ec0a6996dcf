"""Work out the numbers of data/ranking.toml from charts: `python scripts/fit_ranking.py CATALOGUE`.

Prints, from the charts that the catalogue holds:

- how streams fall with rank, where a chart prints both (the exponent behind "1/sqrt(rank)");
- how much a song's audience still grows after so many weeks, for songs that are on the chart in
  that week and for others: the table [growth];
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
    slope = linear_regression(places, streams).slope
    print(
        f"over whole runs, ln of the sum of 1/sqrt(rank) and ln streams: slope {slope:.2f}, "
        f"correlation {correlation(places, streams):.3f} ({len(runs)} songs of two weeks or more)"
    )


def audience(run: Run, weeks: int = WHOLE) -> float:
    """The natural log of the audience of a run's first weeks, in weeks at No. 1."""
    first = min(run)
    return log(sum(1 / sqrt(place) for week, place in run.items() if _age(week, first) < weeks))


def _age(week: dt.date, first: dt.date) -> int:
    return (week - first).days // 7


def show_growth(chart: str, runs: dict[str, Run]) -> None:
    begin = min(min(run) for run in runs.values())
    debuts = [
        run for run in runs.values() if max(SINCE, begin + dt.timedelta(8)) <= min(run) <= UNTIL
    ]
    print(f"\n{chart}: growth to week {WHOLE}, {len(debuts)} songs")
    for weeks in settings()["growth"]["weeks"][:-1]:
        grown: dict[str, list[float]] = {"still": [], "gone": []}
        for run in debuts:
            still = any(_age(week, min(run)) == weeks - 1 for week in run)
            grown["still" if still else "gone"].append(audience(run) - audience(run, weeks))
        words = [
            f"{kind} {fmean(values):.2f} +- {pstdev(values):.2f} ({len(values)})"
            for kind, values in grown.items()
            if len(values) > 1
        ]
        print(f"  after {weeks:2} weeks: {', '.join(words)}")


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
