"""Scenes, in lines."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.scenes_list import SceneAnswer, ScenesAnswer
from kollabo.answers.words import count, listed
from kollabo.publish.plain import section, text_of


def scenes_text(answer: ScenesAnswer) -> str:
    return text_of(_lines(answer))


def _lines(answer: ScenesAnswer) -> Iterator[str]:
    wide = max((len(one.name) for one in answer.scenes), default=0)
    for one in answer.scenes:
        mine = " (yours)" if one.users else ""
        yield f"{one.name:<{wide}}  {one.title}{mine}, {count(one.acts, 'act')}: {one.meaning}"
    yield ""
    yield (
        f"Of {count(answer.acts, 'act')} on a collaboration or a chart, "
        f"{answer.nowhere:,} are in no scene."
    )


def scene_text(answer: SceneAnswer) -> str:
    return text_of(_scene(answer))


def _scene(answer: SceneAnswer) -> Iterator[str]:
    scene = answer.scene
    yield f"{scene.title} ({scene.name}): {scene.meaning}"
    yield from section("Who belongs to it", answer.definition)
    acts = [f"{one.name}: {one.why} ({count(one.songs, 'song')})" for one in answer.acts]
    left = answer.acts_in_all - len(answer.acts)
    if left > 0:
        acts.append(f"and {left:,} more; --top names more")
    yield from section(f"Acts ({answer.acts_in_all:,})", acts)
    ties = (
        f"{one.scene}: {count(one.acts, 'act')}, such as {listed(one.names)}" for one in answer.ties
    )
    yield from section("As much in another scene, so in neither between the two", ties)
