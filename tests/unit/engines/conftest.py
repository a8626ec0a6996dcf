"""Spark as tests run it: small, on the loopback, with as little compiling as can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

SETTINGS = """\
spark.driver.bindAddress 127.0.0.1
spark.driver.host 127.0.0.1
spark.executor.memory 512m
spark.sql.adaptive.enabled false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.sql.codegen.wholeStage false
spark.sql.shuffle.partitions 2
"""


@pytest.fixture(scope="session")
def small_spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Spark's own settings, in Spark's own places."""
    folder = tmp_path_factory.mktemp("spark-conf")
    (folder / "spark-defaults.conf").write_text(SETTINGS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        yield


@pytest.fixture(scope="session")
def extract() -> Path | None:
    """The real extract of MusicBrainz, where it lies beside the repository."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data" / "musicbrainz-extract"
    return folder if folder.is_dir() else None
