"""A question loads what it needs and nothing that only a build or a table needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    *("rich", "pyarrow", "sqlframe", "pydantic", "numpy", "babel", "jinja2", "vl_convert"),
    *("kollabo.build", "kollabo.sources"),
)
LIST = ["best", "--year", "2023", "--between", "k-pop", "--and", "western"]
TREND = ["trend", "--between", "k-pop", "--and", "western", "--from", "2022", "--to", "2023"]

SCRIPT = """
import json, sys
from kollabo.cli.main import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words",
    [
        LIST,
        [*LIST, "--json"],
        [*LIST, "--format", "csv"],
        ["song", "Glass Harbour"],
        ["evidence", "Glass Harbour"],
        ["lift", "Glass Harbour", "--between", "k-pop", "--and", "western"],
        ["records", *LIST[1:]],
        [*TREND],
        [*TREND, "--format", "csv"],
        ["artist", "Haneul Seo"],
        ["sources"],
        ["scenes"],
        ["version"],
        ["--help"],
    ],
)
def test_a_question_loads_nothing_heavy(library: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *words],
        capture_output=True,
        env={**os.environ, "KOLLABO_HOME": str(library)},
        check=True,
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    loaded = {name for name in modules if name.startswith(HEAVY)}
    assert loaded == set()
    if words in (["version"], ["--help"]):
        assert "duckdb" not in modules
