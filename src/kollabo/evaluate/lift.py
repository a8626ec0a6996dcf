"""`evaluate lift`: placebo dates, planted effects, and what others have published.

Placebo dates are weeks in which an act had no crossing: whatever shows there is chance, so about as
many must show as the level of the test says, alone and pooled. Planted effects must be found, or
the placebos prove nothing.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kollabo.answers.intervals import Estimate, wilson
from kollabo.answers.lift.comparing import Comparing, Event
from kollabo.answers.lift.effect import Effect, effect_of, pooled
from kollabo.answers.lift.of_scenes import comparing_of, crossings_around, lift_of_scenes
from kollabo.answers.lift.settings import Evaluation, Settings, settings
from kollabo.answers.question import Years, ask_years
from kollabo.answers.yardstick import choose_chart
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import load_scenes

_GUEST_CHART, _GUEST_YEARS = "Billboard Hot 100", (1996, 2018)
# Ordanini, Nunes and Nanni 2018, doi 10.1007/s11002-018-9476-3: 1,909 songs with a guest
_PUBLISHED_GUEST, _PUBLISHED_ALONE = 0.184, 0.139
# Deshmane and Martinez-de-Albeniz, working paper: plays on European radio after a collaboration
_PUBLISHED_PLAYS = 0.066


@dataclass(frozen=True)
class LiftScore:
    """A line of the evaluation: ``share`` of ``number`` with its 95% interval.

    ``published`` is what others found, beside ours; None where there is nothing of the kind.
    """

    what: str
    cases: str
    evidence: str
    number: int
    shown: int
    share: float | None
    low: float | None
    high: float | None
    published: float | None = None


def evaluate(catalogue: Catalogue, folder: Path) -> list[LiftScore]:
    """All lines: placebos, planted effects, songs with a guest, and the pooled lift.

    The seed is that of ``data/lift.toml``; nothing is labelled, so no ``folder`` of cases is read.
    """
    rules = settings()
    return [
        *placebo_scores(catalogue, rules, rules.evaluation),
        *guest_scores(catalogue, _GUEST_CHART, *_GUEST_YEARS),
        *_pooled_lifts(catalogue, rules.evaluation),
    ]


def placebo_scores(catalogue: Catalogue, rules: Settings, drawn: Evaluation) -> list[LiftScore]:
    """How often placebo dates show an effect, one by one and pooled, and planted effects too."""
    scenes = load_scenes()
    asked = ask_years(drawn.first, drawn.last, drawn.between, scenes)
    chart = choose_chart(catalogue, asked.first, asked.last)
    if chart is None:
        return []
    crossings = crossings_around(catalogue, asked, scenes)
    comparing = comparing_of(catalogue, asked, scenes, chart, crossings, rules)
    rng = random.Random(rules.pooling.seed)
    crossed = [act for act in comparing.crossed if act in comparing.panel.acts]
    of_all = _draw(comparing, comparing.panel.acts, asked, rules, rng, drawn.told)
    of_crossed = _draw(comparing, crossed, asked, rules, rng, drawn.told)
    to_pool = _draw(comparing, crossed, asked, rules, rng, drawn.told, rules.pooling.matched)
    where = f"{drawn.between[0]} x {drawn.between[1]}, {drawn.first}-{drawn.last}, {chart.chart}"
    scores = [
        _score("placebo dates of any act", where, *_shown(of_all, rules)),
        _score("placebo dates of acts with crossings", where, *_shown(of_crossed, rules)),
        *_score_by_time(comparing, of_crossed, where, rules),
        _pool_score(comparing, to_pool, where, rules),
    ]
    for times in (1.0, 2.0, 4.0):
        planted = [(event, _planted(effect, times, rules)) for event, effect in of_all]
        words = f"planted: {times:g} x the level before + 1 point a week"
        scores.append(_score(words, where, *_shown(planted, rules)))
    return scores


def _score_by_time(
    comparing: Comparing, found: _Drawn, where: str, rules: Settings
) -> Iterator[LiftScore]:
    """The same dates apart: an act that will have a crossing is picked for what is yet to come."""
    times: dict[str, _Drawn] = {"before the first": [], "between": [], "after the last": []}
    for event, effect in found:
        crossings = [begin for _, (begin, _) in comparing.crossed[event.artist_id]]
        later = sum(begin > event.day for begin in crossings)
        when = "after the last" if not later else "between"
        times["before the first" if later == len(crossings) else when].append((event, effect))
    for when, dates in times.items():
        yield _score(f"of these, {when}", where, *_shown(dates, rules))


def _score(cases: str, where: str, number: int, shown: int) -> LiftScore:
    share = wilson(shown, number) or Estimate(0.0, None, None)
    return LiftScore(
        "lift", cases, where, number, shown, share.value if number else None, share.low, share.high
    )


_Drawn = list[tuple[Event, Effect]]


def _draw(
    comparing: Comparing,
    acts: Collection[str],
    asked: Years,
    rules: Settings,
    rng: random.Random,
    told: int,
    least: int | None = None,
) -> _Drawn:
    """Weeks of acts that had no crossing near, in random order, until so many can be told."""
    weeks = [day for day in comparing.panel.weeks if asked.first <= day.year <= asked.last]
    placed = [act for act in sorted(acts) if comparing.side.get(act)]
    places = [(act, day) for act in placed for day in weeks]
    rng.shuffle(places)
    found: _Drawn = []
    for act, day in places:
        if len(found) >= told:
            break
        if comparing.has_crossing(act, day):
            continue
        event = Event(act, str(comparing.side[act]), day)
        effect = comparing.effect(event, least)
        if isinstance(effect, Effect) and effect.trend_p > rules.level:
            found.append((event, effect))
    return found


def _shown(found: _Drawn, rules: Settings) -> tuple[int, int]:
    return len(found), sum(effect.p <= rules.level for _, effect in found)


def _pool_score(comparing: Comparing, found: _Drawn, where: str, rules: Settings) -> LiftScore:
    """Pools of placebo dates of acts with crossings, by the same rules as crossings are pooled.

    The dates are dealt out into pools that share none, again and again in another order until there
    are enough; the interval is that of one deal, for more tell nothing new.
    """
    least = rules.pooling.matched
    dates = [(event, [effect, *comparing.at_other_dates(event, least)]) for event, effect in found]
    usable = [one for one in dates if len(one[1]) > rules.placebo.least]
    rng = random.Random(rules.pooling.seed)
    told = shown = deals = 0
    while told < rules.evaluation.pools:
        dealt = list(_deal(usable, rules, rng))
        if not dealt:
            break
        deals += 1
        for pool in dealt:
            told += 1
            one = pooled(pool, len(pool), rules.level, rules.evaluation.draws, told)
            shown += one.p <= rules.level
    score = _score("the same, pooled", where, told, shown)
    if not deals:
        return score
    alone = wilson(round(shown / deals), round(told / deals)) or Estimate(0.0, None, None)
    return replace(score, low=alone.low, high=alone.high)


_Dates = tuple[Event, Sequence[Effect]]


def _deal(
    usable: Sequence[_Dates], rules: Settings, rng: random.Random
) -> Iterator[list[Sequence[Effect]]]:
    """The dates in pools, none with two dates of an act whose weeks overlap; the rest is left."""
    apart = dt.timedelta(weeks=2 * rules.weeks)
    left = rng.sample(usable, len(usable))
    while True:
        pool: list[_Dates] = []
        over: list[_Dates] = []
        for one in left:
            near = any(
                other.artist_id == one[0].artist_id and abs(other.day - one[0].day) < apart
                for other, _ in pool
            )
            (over if near or len(pool) == rules.evaluation.pool else pool).append(one)
        if len(pool) < rules.evaluation.pool:
            return
        yield [effects for _, effects in pool]
        left = over


def _planted(effect: Effect, times: float, rules: Settings) -> Effect:
    """The effect if the act had gained so many times its level before, and a point a week."""
    gained = times * effect.act.before + 1
    raised = replace(effect.act, after=effect.act.after + gained)
    return effect_of(raised, effect.matched, rules.level)


_GUESTS = """
WITH runs AS (
    SELECT o.song_id, min(o.period_to) AS entered, min(o.value) AS peak
    FROM observation o WHERE o.chart = $chart AND o.metric = 'rank' GROUP BY o.song_id
), guested AS (
    SELECT DISTINCT song_id FROM credit WHERE shown AND role = 'featured'
)
SELECT g.song_id IS NOT NULL, count(*) FILTER (peak <= 10), count(*)
FROM runs LEFT JOIN guested g USING (song_id)
WHERE year(entered) BETWEEN $first AND $last
GROUP BY 1
"""


def guest_scores(catalogue: Catalogue, chart: str, first: int, last: int) -> list[LiftScore]:
    """Songs by their first week on the chart, with a guest (credited as featured) and without."""
    rows = catalogue.sql(_GUESTS, {"chart": chart, "first": first, "last": last})
    found = {guest: (songs, top) for guest, top, songs in rows}
    where = f"{chart}, {first}-{last}"
    kinds = (
        ("top ten: songs with a guest", True, _PUBLISHED_GUEST),
        ("top ten: songs without", False, _PUBLISHED_ALONE),
    )
    return [
        replace(_score(cases, where, *found.get(guest, (0, 0))), published=published)
        for cases, guest, published in kinds
    ]


def _pooled_lifts(catalogue: Catalogue, drawn: Evaluation) -> Iterator[LiftScore]:
    """Our pooled lift as a share of the level before, beside a published one of another measure."""
    scenes = load_scenes()
    asked = ask_years(drawn.first, drawn.last, drawn.between, scenes)
    for side in lift_of_scenes(catalogue, asked, scenes).sides:
        effect = side.effect
        where = f"{drawn.between[0]} x {drawn.between[1]}, {drawn.first}-{drawn.last}"
        cases = f"pooled lift of {side.scene.name} acts (published: radio plays, another measure)"
        if effect is None or side.reason or not effect.before:
            yield LiftScore("lift", cases, where, 0, 0, None, None, None, _PUBLISHED_PLAYS)
        else:
            share, low, high = (
                one / effect.before for one in (effect.value, effect.low, effect.high)
            )
            yield LiftScore(
                "lift", cases, where, effect.events, 0, share, low, high, _PUBLISHED_PLAYS
            )
