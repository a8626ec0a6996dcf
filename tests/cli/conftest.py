"""A catalogue built once from made-up files, and ways to run the command line on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import sample_world
from command_line import Result, Run, command

from kollabo.cli.main import main


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's folder, with the files that the examples of the documentation name."""
    folder = tmp_path_factory.mktemp("files")
    sample_world.write_everything(folder)
    return folder


@pytest.fixture(scope="session")
def library(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of everything in the files. Read it only; ``own`` is a copy to change."""
    from kollabo.cli.importing import Request, import_all
    from kollabo.cli.progress import Lines

    root = tmp_path_factory.mktemp("library") / "home"
    charts = (files / "harbour-ten.csv", files / "billboard-hot-100")
    requests = [
        Request("acts", (files / "acts.csv",)),
        Request("tracks", (files / "songs.csv",)),
        Request("chart", charts),
    ]
    import_all(root, requests, Lines())
    return root


@pytest.fixture
def own(library: Path, tmp_path: Path) -> Path:
    root = tmp_path / "own"
    shutil.copytree(library, root)
    return root


@pytest.fixture
def run(library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line here, as fast as it goes."""

    def run_here(*words: object, catalogue: Path = library) -> Result:
        monkeypatch.setenv("KOLLABO_HOME", str(catalogue))
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return run_here


@pytest.fixture
def process(library: Path) -> Run:
    """Run the command line as a process of its own."""

    def run_process(
        *words: object, catalogue: Path = library, stdin: bytes = b"", **env: str
    ) -> Result:
        done = subprocess.run(
            command(*words),
            input=stdin,
            capture_output=True,
            env={**os.environ, "KOLLABO_HOME": str(catalogue), **env},
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_process


@pytest.fixture
def quick_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that makes the tables about sources and leaves the others empty."""
    from kollabo.build import pipeline
    from kollabo.catalogue.schema import FINISHED
    from kollabo.cli import forgetting, importing

    def build(staging: Any, scenes: Any, decisions: Any, progress: Any, engine: Any) -> None:
        found = pipeline.source_tables({one: staging.report(one) for one in staging.sources()})
        for table, rows in found.items():
            staging.write_table(table, pipeline._batches(table, iter(rows), unique=True))
        staging.write_missing_as_empty()
        assert len(found) < len(FINISHED)

    monkeypatch.setattr(importing, "build", build)
    monkeypatch.setattr(forgetting, "build", build)
