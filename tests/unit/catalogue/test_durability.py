"""Before a publish counts, everything it consists of has been sent to the disk."""

import os
from pathlib import Path
from typing import Any

import pytest
from synthetic_tables import publish


def test_all_is_on_the_disk_before_it_is_moved_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, Any]] = []
    fsync, rename, replace = os.fsync, os.rename, os.replace

    def logged_fsync(descriptor: int) -> None:
        steps.append(("sync", os.fstat(descriptor).st_ino))
        fsync(descriptor)

    def logged_rename(source: Path, target: Path) -> None:
        steps.append(("move", Path(target).parent.name))
        rename(source, target)

    def logged_replace(source: Path, target: Path) -> None:
        steps.append(("replace", Path(target).name))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", logged_fsync)
    monkeypatch.setattr(os, "rename", logged_rename)
    monkeypatch.setattr(os, "replace", logged_replace)
    snapshot = publish(tmp_path)

    moved = steps.index(("move", "snapshots"))
    named = steps.index(("replace", "CURRENT"))
    synced = {inode for step, inode in steps[:moved] if step == "sync"}
    for path in (snapshot, *snapshot.rglob("*")):
        assert path.stat().st_ino in synced, f"{path.name} was moved before it was on the disk"
    assert ("sync", (tmp_path / "snapshots").stat().st_ino) in steps[moved:named]
    assert ("sync", (tmp_path / "CURRENT").stat().st_ino) in steps[moved:named]
    assert ("sync", tmp_path.stat().st_ino) in steps[named:]
