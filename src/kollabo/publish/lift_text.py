"""What a crossing's acts gained, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kollabo.answers.lift.effect import Effect, PooledEffect
from kollabo.answers.lift.of_scenes import ScenesLift, SideLift, relative
from kollabo.answers.lift.of_song import ActLift, SongLift
from kollabo.answers.lookup import FoundSong
from kollabo.answers.words import count, listed
from kollabo.publish.plain import section, text_of


def song_lift_text(answer: SongLift, others: Sequence[FoundSong] = ()) -> str:
    return text_of(_song_lines(answer, others))


def scenes_lift_text(answer: ScenesLift) -> str:
    return text_of(_scenes_lines(answer))


def _song_lines(answer: SongLift, others: Sequence[FoundSong]) -> Iterator[str]:
    first, second = (scene.title for scene in answer.sides)
    yield f"{answer.song.title} by {answer.song.credit}: what its acts' other songs gained"
    yield f"  released {answer.song.released or 'on an unknown day'}, between {first} and {second}"
    if answer.chart:
        yield f"  measured on the {answer.chart.chart} ({answer.chart.region})"
    for one in answer.acts:
        yield from section(f"{one.act.name} ({one.side})", _act(one))
    yield ""
    yield from answer.notes
    yield from section("Other songs of this title", (one.words for one in others))


def _act(one: ActLift) -> Iterator[str]:
    if one.reason:
        yield f"Cannot be told: {one.reason}."
    if (effect := one.effect) is None:
        return
    yield (
        f"from {effect.act.before:.2f} to {effect.act.after:.2f} chart points a week; "
        f"{count(len(effect.matched), 'matched act')} from "
        f"{_mean([unit.before for unit in effect.matched]):.2f} to "
        f"{_mean([unit.after for unit in effect.matched]):.2f}"
    )
    yield f"effect {_effect(effect)}" + ("" if one.reason else f": {_verdict(effect)}")
    yield f"matched acts, nearest first: {listed(one.nearest)}" + (
        " ..." if len(effect.matched) > len(one.nearest) else ""
    )
    if one.placebos.told:
        dates = count(one.placebos.told, "other date")
        yield f"at {dates} of its own without a crossing: {count(one.placebos.shown, 'effect')}"
    if one.other_crossings:
        yield "it had another crossing in that time, which counts among its other songs"


def _effect(effect: Effect | PooledEffect) -> str:
    limits = f"{_signed(effect.low)} to {_signed(effect.high)}"
    return f"{_signed(effect.value)} ({limits}), p = {effect.p:.3f}"


def _signed(value: float) -> str:
    """ "+0.12", "-0.12", and "+0.00" for what rounds to nothing."""
    return f"{round(value, 2) + 0.0:+.2f}"


def _verdict(effect: Effect | PooledEffect) -> str:
    if effect.low > 0:
        return "more than chance gives"
    if effect.high < 0:
        return "less than chance gives"
    return "no more than chance gives"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _scenes_lines(answer: ScenesLift) -> Iterator[str]:
    asked = answer.asked
    first, second = (scene.title for scene in asked.sides)
    yield (
        f"What acts' other songs gained after a crossing between {first} and {second}, "
        f"{asked.first} to {asked.last}"
    )
    if answer.chart:
        yield f"  measured on the {answer.chart.chart} ({answer.chart.region})"
    for side in answer.sides:
        yield from section(side.scene.title, _side(side))
    yield ""
    yield from answer.notes


def _side(side: SideLift) -> Iterator[str]:
    if side.reason:
        yield f"Cannot be told: {side.reason}."
    if (effect := side.effect) is not None:
        share = relative(effect)
        yield (
            f"{count(effect.events, 'crossing')} of {count(effect.acts, 'act')}, at "
            f"{effect.before:.2f} chart points a week before"
        )
        yield f"against matched acts alone: {_signed(effect.alone)}"
        yield f"and against {count(effect.dates, 'date')} of the same acts without a crossing:"
        yield (
            f"effect {_effect(effect)}"
            + (f", {round(share, 2) + 0.0:+.0%} of the level before" if share is not None else "")
            + ("" if side.reason else f": {_verdict(effect)}")
        )
    for reason, number in side.left_out:
        yield f"left out: {count(number, 'crossing')}: {reason}"
