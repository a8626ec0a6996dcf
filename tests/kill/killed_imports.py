"""Imports killed at moments spread over their whole length, and what must be true after each.

`python tests/kill/killed_imports.py CATALOGUE KIND PATH --kills 200` does it with real files: to a
copy of the catalogue, never to the catalogue itself.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kollabo.catalogue.location import CURRENT, DECISIONS, LOCK, SNAPSHOTS, STAGING
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.writer import current_snapshot, validate
from kollabo.cli.main import main as kollabo

HERE = Path(__file__).parent
TOO_LONG = 120  # seconds; an import that takes longer hangs
KEPT = 3  # snapshots


class Importers:
    """Orders to `import_process.py`, and what it answers."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "import_process.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self._heard = b""

    def run(self, words: Sequence[object], log: Path, die_after: float | None = None) -> int | None:
        """An import's exit code; None if it was killed, after so many seconds, before its end."""
        order = {"words": [str(word) for word in words], "log": str(log)}
        self._orders.write(json.dumps(order).encode() + b"\n")
        child = int(self._line()[1])
        ended = self._speaks_within(TOO_LONG if die_after is None else die_after)
        os.kill(child, signal.SIGKILL)
        assert ended or die_after is not None, f"hangs: kollabo {' '.join(order['words'])}"
        code = None
        while (answer := self._line())[0] != "ended":
            code = int(answer[1])
        return code

    def _speaks_within(self, seconds: float) -> bool:
        return bool(self._heard or select.select([self._answers], [], [], seconds)[0])

    def _line(self) -> list[str]:
        while b"\n" not in self._heard:
            said = os.read(self._answers.fileno(), 4096)
            assert said, "the importing process is gone"
            self._heard += said
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode().split()

    def end(self) -> None:
        self._orders.close()
        self._process.wait(timeout=10)
        self._answers.close()


@contextlib.contextmanager
def importers() -> Iterator[Importers]:
    started = Importers()
    try:
        yield started
    finally:
        started.end()


def answers(root: Path, questions: Sequence[Sequence[str]]) -> list[Any]:
    """What a catalogue answers; of its sources all but the moment of their import."""
    return [_without_moments(_answer(root, question)) for question in questions]


def _answer(root: Path, question: Sequence[str]) -> Any:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = kollabo([*question, "--json", "--catalogue", str(root)])
    assert code == 0, f"{' '.join(question)} ends with {code}"
    return json.loads(said.getvalue())


def _without_moments(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_moments(one) for key, one in value.items() if key != "imported"}
    return [_without_moments(one) for one in value] if isinstance(value, list) else value


def litter(root: Path) -> list[str]:
    """What lies in a catalogue and belongs to none of its last snapshots."""
    found = [path.name for path in (root / STAGING).iterdir()]
    snapshots = sorted(path.name for path in (root / SNAPSHOTS).iterdir())
    found += snapshots[:-KEPT]
    current = (root / CURRENT).read_text().strip()
    found += [name for name in snapshots if name > current]
    named = {STAGING, SNAPSHOTS, CURRENT, LOCK, DECISIONS}
    return found + [path.name for path in root.iterdir() if path.name not in named]


@dataclass
class Kills:
    """Kills imports into copies of one catalogue, and holds each against the old and the new."""

    importers: Importers
    scratch: Path
    old_root: Path
    words: Sequence[object]
    questions: Sequence[Sequence[str]]
    outcomes: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.old = answers(self.old_root, self.questions)
        new_root = self._copy()
        self._whole_import(new_root)
        self.new = answers(new_root, self.questions)
        assert self.old != self.new, "the import must change an answer, or it shows nothing"

    def kill_at(self, moment: float, *, follow: bool) -> None:
        """Kill an import at this share of its length; ``follow`` it with a whole one.

        The length follows what the machine does, which may be slow or busy.
        """
        root = self._copy()
        code = self._import(root, die_after=moment * self.seconds)
        if (moment < 1) == (code is not None):
            self.seconds *= 1.1 if code is None else 1 / 1.1
        said = (self.scratch / "said").read_text(encoding="utf-8", errors="replace")
        assert "Traceback" not in said
        self.stages[said.splitlines()[-1] if said.strip() else "before it began"] += 1
        snapshot = current_snapshot(root)
        assert snapshot is not None
        validate(snapshot, deep=True)
        with open_catalogue(root) as catalogue:
            assert catalogue.snapshot == snapshot
        found = answers(root, self.questions)
        assert found in (self.old, self.new), f"neither old nor new, killed in {said[-200:]!r}"
        assert code is None or (code == 0 and found == self.new), said
        self.outcomes["new" if found == self.new else "old"] += 1
        if follow:
            self._whole_import(root)
            assert answers(root, self.questions) == self.new
            assert litter(root) == []
        shutil.rmtree(root)

    def _copy(self) -> Path:
        root = self.scratch / "home"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.old_root, root)
        return root

    def _whole_import(self, root: Path) -> None:
        begin = time.monotonic()
        assert self._import(root) == 0, (self.scratch / "said").read_text(encoding="utf-8")
        self.seconds = time.monotonic() - begin

    def _import(self, root: Path, die_after: float | None = None) -> int | None:
        words = ["import", *self.words, "--catalogue", root]
        return self.importers.run(words, self.scratch / "said", die_after)


def moments(count: int, seed: int = 20240611) -> list[float]:
    """Shares of an import's length in no order: one at random from each of ``count`` equal parts,
    the last of them past its end."""
    chance = random.Random(seed)
    shares = [1.1 * (part + chance.random()) / count for part in range(count)]
    chance.shuffle(shares)
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path, help="the catalogue whose copies are written to")
    parser.add_argument("words", nargs="+", help="what to import: KIND PATH, then options")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--follow", type=int, default=1, help="a whole import after every Nth kill")
    given, options = parser.parse_known_args()
    questions = (
        ("best", "--year", "2023", "--between", "k-pop", "--and", "western"),
        ("sources",),
    )
    with tempfile.TemporaryDirectory() as scratch, importers() as started:
        words = [*given.words, *options]
        kills = Kills(started, Path(scratch), given.catalogue, words, questions)
        print(f"one import takes {kills.seconds:.1f} s")
        for number, moment in enumerate(moments(given.kills), start=1):
            kills.kill_at(moment, follow=number % given.follow == 0)
            if number % 20 == 0:
                print(f"{number} kills: {dict(kills.outcomes)}", flush=True)
    for stage, count in kills.stages.most_common():
        print(f"{count:5} killed after {stage!r}")


if __name__ == "__main__":
    main()
