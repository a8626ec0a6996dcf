"""Genres as a feature: whether two lists of them, or a list and a roster, speak of one scene."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kollabo.scenes.definitions import Scene


def genre_words(genres: Iterable[str]) -> set[str]:
    """The words genres are made of: "dance pop" and "electropop, pop" share one."""
    return {word for genre in genres for word in genre.casefold().replace("/", " ").split()}


def kin_genres(first: Iterable[str], second: Iterable[str], scenes: Mapping[str, Scene]) -> bool:
    """Whether two lists of genres share a word, or a scene that accepts one of each."""
    ones, others = list(first), list(second)
    return bool(genre_words(ones) & genre_words(others)) or any(
        any(map(scene.takes_genre, ones)) and any(map(scene.takes_genre, others))
        for scene in scenes.values()
    )


def kin_to_rosters(
    genres: Iterable[str], rosters: Iterable[str], scenes: Mapping[str, Scene]
) -> bool:
    """Whether any genre is one that the scene of any of these rosters accepts."""
    wanted = set(rosters)
    return any(
        scene.takes_genre(genre)
        for scene in scenes.values()
        if scene.rosters & wanted
        for genre in genres
    )
