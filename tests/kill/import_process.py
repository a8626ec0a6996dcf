"""A process that runs whole imports and is meant to be killed.

Starting Python and loading the build's libraries takes as long as a small import, so this process
loads them once and forks a child for each order it reads: one line of JSON on standard input, with
the ``words`` of the command line and the ``log`` that takes what the command says. Answers, a line
each: ``pid N``, then from the child ``code N`` when its command has ended, and last ``ended`` when
the child is dead. A child whose command has ended waits to be killed.
"""

from __future__ import annotations

import json
import os
import sys
import time

# Loaded here, before any fork, and used by the children.
import pyarrow.parquet  # noqa: F401
import sqlframe.duckdb.functions  # noqa: F401

import kollabo.cli.import_command
import kollabo.cli.importing
import kollabo.cli.progress  # noqa: F401
from kollabo.cli.main import main

WAITS = 60  # seconds for the killer, should it have died itself


def say(*words: object) -> None:
    os.write(3, (" ".join(map(str, words)) + "\n").encode())


def obey(words: list[str], log: str) -> None:
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(said, 1)
    os.dup2(said, 2)
    code = main(words)
    sys.stdout.flush()
    sys.stderr.flush()
    say("code", code)
    time.sleep(WAITS)


def serve() -> None:
    os.dup2(1, 3)  # the child's own output goes to its log
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            try:
                order = json.loads(line)
                obey(order["words"], order["log"])
            finally:
                os._exit(1)
        say("pid", child)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    serve()
