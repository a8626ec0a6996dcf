"""The scenes of a command: the shipped ones, those that lie in the catalogue, those it names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kollabo.catalogue.location import catalogue_root, scenes_path
from kollabo.scenes.definitions import Scene, load_scenes


def known_scenes(catalogue: Path | None, folders: Sequence[Path] = ()) -> dict[str, Scene]:
    """All scenes by name; of two of one name the later wins. DataFileError names a mistake."""
    own = scenes_path(catalogue_root(catalogue))
    return load_scenes([own, *folders] if own.is_dir() else folders)
