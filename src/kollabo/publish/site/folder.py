"""Puts a site into a folder: written aside, then swapped in at once.

A reader of the folder finds the old site or the new one, never a mixture. A folder that kollabo did
not make, or in which something was added or changed since, is left as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from kollabo.errors import UsageError
from kollabo.publish.site.swap import swap

RECORD = "kollabo-site.json"  # what was published, so that the next time knows its own


def publish_into(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Make or renew the site; how many files it has. UsageError where the folder is not its own."""
    folder = Path(os.path.abspath(folder))
    check_folder(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        number = _write(aside, files)
        aside.chmod(0o755)
        check_folder(folder)  # what was added while the pages were made is not lost either
        if folder.exists():
            swap(aside, folder)
        else:
            aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return number


def _write(aside: Path, files: Iterable[tuple[str, bytes]]) -> int:
    hashes = {}
    for path, content in files:
        place = aside / path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        hashes[path] = hashlib.sha256(content).hexdigest()
    record = {"made_by": "kollabo", "files": dict(sorted(hashes.items()))}
    (aside / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return len(hashes)


def check_folder(folder: Path) -> None:
    """UsageError unless the folder is missing, empty, or just as kollabo published it."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _not_ours(f"{folder} is no folder")
    if not folder.exists() or not any(folder.iterdir()):
        return
    published = _published(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if name not in published and name != RECORD:
            raise _not_ours(f"{path} was not published by kollabo")
        if name != RECORD and _hash(path) != published[name]:
            raise _not_ours(f"{path} was changed since it was published")


def _published(folder: Path) -> Mapping[str, str]:
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        files = record["files"]
        if record["made_by"] != "kollabo" or not isinstance(files, dict):
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_ours(f"{folder} holds files and was not made by kollabo") from error
    return files


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _not_ours(message: str) -> UsageError:
    return UsageError(message, remedy="nothing was written; name another folder, or move that away")
