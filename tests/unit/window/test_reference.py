"""docs/python.md says what the docstrings say, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kollabo.cli.python_reference import with_reference

PAGE = (Path(__file__).parents[3] / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_reference_is_as_the_docstrings_are() -> None:
    assert with_reference(PAGE) == PAGE, (
        "renew it: python -m kollabo.cli.python_reference docs/python.md"
    )


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOLLABO_HOME", str(tmp_path))
    example = re.findall(r"```python\n(import kollabo.*?)```", PAGE, re.DOTALL)[0]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "\nSeven 1\n" in done.stdout
