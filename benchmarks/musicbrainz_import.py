"""What an import of MusicBrainz costs: ``python benchmarks/musicbrainz_import.py FOLDER``.

At each scale of ``--scales`` (made in FOLDER by `musicbrainz_dump` where it is not there yet; 1 is
as large as MusicBrainz) and in one run: unpacking the archives and nothing else; the whole way into
an empty catalogue, by the same decoder; the same import again, unchanged. Printed are wall and
processor seconds, the peak of memory of all processes together, rows a second, and the ratio to
unpacking alone: of the tables as read (up to "reading facts") and of the finished catalogue, with
what it took to read titles and to group recordings into songs apart. With several scales the
slope: cost grows as data to the power of it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from math import log
from pathlib import Path

from musicbrainz_dump import make_dump
from process_trees import Cost, cost_of

# Steps of the build in which recordings become songs.
MATCHING = ("building: MusicBrainz", "building: recordings")
RATIOS = "goals: tables at most 1.3, catalogue without matching at most 1.5, unchanged at most 2 %"


class Steps:
    """A progress that notes when each step begins, in wall and processor seconds."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, float, float]] = []

    def say(self, message: str) -> None:
        self.begun.append((message, time.perf_counter(), _processor()))

    def start_reading(self, name: str) -> None:
        self.say(f"reading {name}")

    def read(self, done: int, total: int | None) -> None: ...

    def rows(self, count: int) -> None: ...

    def step(self, name: str) -> None:
        self.say(f"building: {name}")


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def unpack(archives: Sequence[Path]) -> None:
    from kollabo.sources.unpacking import unpacked_file

    for archive in archives:
        with unpacked_file(archive) as found:
            while found.read(1 << 20):
                pass


def whole_import(archives: Sequence[Path], home: Path) -> None:
    """Import, and print as JSON what each step took and how much there was."""
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli.importing import Request, import_all

    steps = Steps()
    import_all(home, [Request("musicbrainz", tuple(archives))], steps)
    steps.say("end")
    taken = [
        (name, until[1] - wall, until[2] - processor)
        for (name, wall, processor), until in zip(steps.begun, steps.begun[1:], strict=False)
    ]
    with open_catalogue(home) as catalogue:
        ((rows,),) = catalogue.sql("SELECT sum(rows_read) FROM source_file")
        songs = catalogue.manifest.tables["song"].rows
    print(json.dumps({"steps": taken, "rows": int(rows), "songs": songs}))


def measured(folder: Path, keep: Path | None) -> dict[str, float]:
    """Print the figures of one dump; gives bytes, and seconds of what is to grow no faster."""
    archives = sorted(folder.glob("*.tar.bz2"))
    named = list(map(str, archives))
    home = keep or Path(tempfile.mkdtemp(dir=folder))
    alone = cost_of([__file__, "--part", "unpack", *named])
    whole = cost_of([__file__, "--part", "import", *named, "--home", str(home)])
    again = cost_of([__file__, "--part", "import", *named, "--home", str(home)])
    if not keep:
        shutil.rmtree(home)
    said = json.loads(whole.said)
    steps = {name: (wall, processor) for name, wall, processor in said["steps"]}
    reading = steps["reading MusicBrainz"]
    matching = [sum(steps[name][at] for name in MATCHING) for at in (0, 1)]
    without = Cost(whole.wall - matching[0], whole.processor - matching[1], whole.peak, "")
    print(f"{folder}: {said['rows']:,} rows of needed tables, {said['songs']:,} songs")
    print(f"  unpacking alone            {alone}")
    print(f"  archives to tables         {Cost(*reading, whole.peak, '')} {_ratio(reading, alone)}")
    print(f"  to the finished catalogue  {whole} {_ratio((whole.wall, whole.processor), alone)}")
    print(
        f"  ... without song matching  {without} {_ratio((without.wall, without.processor), alone)}"
    )
    print(f"  song matching              {Cost(matching[0], matching[1], whole.peak, '')}")
    print(f"  the same again, unchanged  {again} {again.wall / whole.wall:6.1%} of the first time")
    print(f"  {said['rows'] / whole.wall:,.0f} rows a second; load {os.getloadavg()[0]:.1f}")
    for name, (wall, processor) in steps.items():
        print(f"    {name:32} {wall:8.1f} s {processor:8.1f} cpu s")
    sys.stdout.flush()
    return {"bytes": sum(path.stat().st_size for path in archives), "cpu s": whole.processor}


def _ratio(one: tuple[float, float], alone: Cost) -> str:
    return f"{one[0] / alone.wall:5.2f}x wall {one[1] / alone.processor:5.2f}x cpu"


def slope(found: Sequence[dict[str, float]]) -> float:
    """By least squares on logarithms: cost grows as data to this power."""
    points = [(log(one["bytes"]), log(one["cpu s"])) for one in found]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    across = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return across / sum((x - middle[0]) ** 2 for x, _ in points)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--scales", type=float, nargs="+", default=[0.01, 1 / 30])
    parser.add_argument("--keep", type=Path, help="leave the catalogue of the last scale here")
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        part, *archives = given.part
        paths = list(map(Path, archives))
        unpack(paths) if part == "unpack" else whole_import(paths, given.home)
        return
    found = []
    for scale in given.scales:
        folder = given.folder / f"scale-{scale:.4g}"
        if not any(folder.glob("*.tar.bz2")):
            make_dump(folder, scale)
        found.append(measured(folder, given.keep if scale == given.scales[-1] else None))
    if len(found) > 1:
        print(f"processor seconds grow as bytes to the power of {slope(found):.3f} (goal: 1.05)")
    print(RATIOS)


if __name__ == "__main__":
    main()
