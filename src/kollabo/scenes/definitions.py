"""Scenes as readable files: what a scene is, written in TOML, one file each.

The shipped ones lie in ``kollabo/data/scenes``; a user adds a folder of their own, and a scene
there with the name of a shipped one replaces it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from kollabo.errors import DataFileError, UsageError
from kollabo.text.names import fold

_ALLOWED = {
    "name",
    "title",
    "meaning",
    "rosters",
    "genres",
    "not_genres",
    "origins",
    "home",
    "include",
    "exclude",
    "less",
}


@dataclass(frozen=True)
class Scene:
    """One scene. Every list is what it accepts as a reason; ``less`` names scenes it yields to.

    ``origins`` place an act by its country alone; ``home`` does not: it is where the scene's acts
    mostly come from and where its charts are counted, which helps to tell namesakes apart.
    ``users`` is true for a scene of the user's folder: its include and exclude lists then
    count as the user's word, above everything else.
    """

    name: str
    title: str
    meaning: str = ""
    rosters: frozenset[str] = frozenset()
    genres: tuple[str, ...] = ()
    not_genres: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    less: tuple[str, ...] = ()
    users: bool = False
    file: str = field(default="", compare=False)

    @cached_property
    def _wanted(self) -> re.Pattern[str]:
        return _whole_words(self.genres)

    @cached_property
    def _unwanted(self) -> re.Pattern[str]:
        return _whole_words(self.not_genres)

    def takes_genre(self, genre: str) -> bool:
        """Whether a genre names this scene, as whole words ("folk-pop" is no "k-pop")."""
        genre = genre.casefold()
        return bool(self._wanted.search(genre)) and not self._unwanted.search(genre)

    def includes(self, artist_id: str, folded: str) -> bool:
        return artist_id in self.include or folded in self.include

    def excludes(self, artist_id: str, folded: str) -> bool:
        return artist_id in self.exclude or folded in self.exclude


def _whole_words(terms: Sequence[str]) -> re.Pattern[str]:
    if not terms:
        return re.compile(r"(?!)")
    longest_first = sorted((term.casefold() for term in terms), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def load_scenes(folders: Iterable[Path] = ()) -> dict[str, Scene]:
    """All scenes by name, the user's over the shipped. DataFileError names the mistake."""
    scenes: dict[str, Scene] = {}
    shipped = resources.files("kollabo") / "data" / "scenes"
    for entry in sorted(shipped.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            scene = _read(entry.read_text(encoding="utf-8"), entry.name, users=False)
            scenes[scene.name] = scene
    for folder in folders:
        if not folder.is_dir():
            raise DataFileError("no such folder of scenes", file=str(folder))
        for path in sorted(folder.glob("*.toml")):
            scene = _read(_text(path), str(path), users=True)
            scenes[scene.name] = scene
    _check_less(scenes)
    return scenes


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"cannot be read: {error.strerror}", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataFileError("is not UTF-8 text", file=str(path)) from error


def find_scene(name: str, scenes: Mapping[str, Scene]) -> Scene:
    """The scene a user means, in any case. UsageError tells which there are."""
    wanted = name.strip().casefold()
    for scene in scenes.values():
        if wanted in (scene.name.casefold(), scene.title.casefold()):
            return scene
    raise UsageError(
        f"there is no scene called {name!r}",
        remedy="known scenes: " + ", ".join(sorted(scenes)) + "; `kollabo scenes` describes them",
    )


def _read(text: str, file: str, *, users: bool) -> Scene:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        raise DataFileError(f"not valid TOML: {mistake}", file=file) from mistake
    unknown = sorted(set(raw) - _ALLOWED)
    if unknown:
        raise DataFileError(
            f"unknown key {unknown[0]!r} in a scene",
            file=file,
            remedy="keys: " + ", ".join(sorted(_ALLOWED)),
        )
    if not isinstance(raw.get("name"), str) or not raw["name"].strip():
        raise DataFileError("a scene needs a name", file=file, remedy='add name = "..."')

    def words(key: str) -> list[str]:
        return _texts(raw, key, file)

    return Scene(
        name=raw["name"].strip(),
        title=str(raw.get("title", raw["name"])),
        meaning=str(raw.get("meaning", "")),
        rosters=frozenset(words("rosters")),
        genres=tuple(words("genres")),
        not_genres=tuple(words("not_genres")),
        origins=frozenset(code.upper() for code in words("origins")),
        home=frozenset(code.upper() for code in words("home")),
        include=frozenset(_id_or_folded(name) for name in words("include")),
        exclude=frozenset(_id_or_folded(name) for name in words("exclude")),
        less=tuple(words("less")),
        users=users,
        file=file,
    )


def _texts(raw: Mapping[str, Any], key: str, file: str) -> list[str]:
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataFileError(f"{key!r} must be a list of texts", file=file)
    return value


def _id_or_folded(name: str) -> str:
    looks_like_id = re.fullmatch(r"k-[0-9a-f]{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)
    return name if looks_like_id else fold(name)


def _check_less(scenes: Mapping[str, Scene]) -> None:
    for scene in scenes.values():
        for other in scene.less:
            if other not in scenes:
                raise DataFileError(
                    f"scene {scene.name!r} yields to {other!r}, which does not exist",
                    file=scene.file,
                    remedy="known scenes: " + ", ".join(sorted(scenes)),
                )
