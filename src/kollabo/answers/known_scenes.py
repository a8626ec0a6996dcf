"""The scenes of a command: the shipped ones, those that lie in the catalogue, those it names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kollabo.catalogue.location import catalogue_root, scenes_path
from kollabo.errors import CatalogueError
from kollabo.scenes.definitions import Scene, load_scenes


def known_scenes(catalogue: Path | None, folders: Sequence[Path] = ()) -> dict[str, Scene]:
    """All scenes by name; of two of one name the later wins. DataFileError names a mistake."""
    root = catalogue_root(catalogue)
    own = scenes_path(root)
    try:
        there = own.is_dir()
    except OSError as error:
        raise CatalogueError(
            f"the catalogue's folder cannot be read: {error.strerror}",
            file=str(root),
            remedy="choose another with --catalogue or KOLLABO_HOME",
        ) from error
    return load_scenes([own, *folders] if there else folders)
