"""What reading a dump costs: ``python benchmarks/musicbrainz_reading.py FOLDER_WITH_ARCHIVES``.

In one run, in turns: unpacking the archives and nothing else, and the whole way from the archives
to the tables, by the same decoder. Prints wall and processor time, the ratio, and the peak of
memory (of this process; the decoder's own apart). ``--build`` goes on to the finished catalogue.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kollabo.sources.musicbrainz.reading import MusicBrainzReading
from kollabo.sources.musicbrainz.unpacking import decoder_command, unpacked


def unpack(archives: Sequence[Path]) -> None:
    for archive in archives:
        with unpacked(archive) as found:
            while found.stream.read(1 << 20):
                pass


def read(reading: MusicBrainzReading, folder: Path) -> None:
    tables = folder / "tables"
    tables.mkdir()
    reading.write_tables(tables, folder / "scratch")


def build(archives: Sequence[Path], folder: Path) -> None:
    from kollabo.cli.importing import Request, import_all
    from kollabo.cli.progress import Lines

    import_all(folder / "home", [Request("musicbrainz", tuple(archives))], Lines())


def measured(work: Callable[[], None]) -> tuple[float, float]:
    """Wall and processor seconds, those of children too."""
    before, begun = _processor(), time.perf_counter()
    work()
    return time.perf_counter() - begun, _processor() - before


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(who: int) -> str:
    return f"{resource.getrusage(who).ru_maxrss / 1024:,.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--build", action="store_true")
    given = parser.parse_args()
    reading = MusicBrainzReading([given.folder])
    reading.identify({})
    packed = sum(path.stat().st_size for path in reading.paths)
    print(f"{packed:,} bytes packed; unpacked by {decoder_command(reading.paths[0].name)[0]}")
    alone, whole = [], []
    for _ in range(given.runs):
        alone.append(measured(lambda: unpack(reading.paths)))
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            whole.append(measured(lambda folder=folder: read(reading, Path(folder))))
        print(f"  unpacking {alone[-1][0]:.1f} s, to tables {whole[-1][0]:.1f} s", flush=True)
    rows = sum(file.rows_read for file in reading.report.files)
    for name, runs in (("unpacking alone", alone), ("archives to tables", whole)):
        wall, processor = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name}: {wall:.1f} s wall, {processor:.1f} s processor")
    ratio = statistics.median(one[0] / other[0] for one, other in zip(whole, alone, strict=True))
    wall = statistics.median(one[0] for one in whole)
    print(f"ratio {ratio:.2f}; {rows:,} rows of needed tables, {rows / wall:,.0f} a second")
    print(
        f"peak memory {peak(resource.RUSAGE_SELF)}, of the decoder {peak(resource.RUSAGE_CHILDREN)}"
    )
    if given.build:
        folder = Path(tempfile.mkdtemp(dir=given.folder))
        try:
            wall, processor = measured(lambda: build(reading.paths, folder))
        finally:
            shutil.rmtree(folder)
        print(f"archives to finished catalogue: {wall:.1f} s wall, {processor:.1f} s processor")
        print(f"peak memory {peak(resource.RUSAGE_SELF)}")


if __name__ == "__main__":
    main()
