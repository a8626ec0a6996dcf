"""The engine that was asked for: whether it is there, and started."""

from __future__ import annotations

import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

from kollabo.build.engines.engine import Engine, EngineChoice
from kollabo.build.engines.on_duckdb import duckdb_engine


def check_engine(choice: EngineChoice) -> None:
    """Raise SparkError if the engine cannot be used here, before hours of reading are spent."""
    if choice.name == "spark":
        from kollabo.build.engines.java import java_environment
        from kollabo.build.engines.on_spark import check_installed

        check_installed()
        with tempfile.TemporaryDirectory(prefix="kollabo-java-") as folder:
            java_environment(Path(folder))


def start_engine(choice: EngineChoice, folder: Path) -> AbstractContextManager[Engine]:
    """The engine, running; what does not fit into memory goes to ``folder``."""
    if choice.name == "spark":
        from kollabo.build.engines.on_spark import spark_engine

        return spark_engine(folder, choice.spark_master)
    return duckdb_engine(folder)
