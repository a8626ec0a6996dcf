"""Asking loads DuckDB and nothing that only a build needs."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import importlib, pkgutil, sys
import kollabo.answers as answers
for module in pkgutil.walk_packages(answers.__path__, "kollabo.answers."):
    importlib.import_module(module.name)
heavy = {"pyarrow", "sqlframe", "sqlglot", "pandas", "kollabo.build", "kollabo.sources"}
print(sorted(heavy & set(sys.modules)))
"""


def test_answers_load_nothing_of_the_write_side() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
    assert said.stderr == ""
