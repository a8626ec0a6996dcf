"""Load on the explorer: `python benchmarks/serve.py CATALOGUE [--seconds N]`.

Starts `kollabo serve` on a free port of this machine and asks it with `wrk` (Debian's package): a
list and a song's page, which are kept after the first request, then a search for another text each
time, which nothing has kept. Prints requests a second, the median and the 99th percentile, the
weight of the first page as it goes over the line, the seconds until the server answered and its
peak memory. `benchmarks/many_songs.py` makes a catalogue of a million songs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from kollabo.catalogue.reader import open_catalogue

GOALS = "goals: kept pages 1,000 requests/s with p99 below 50 ms; search p99 below 50 ms"
LIST = "/best?year=2023&between=k-pop&and=western"
TEXTS = 20_000  # no search comes twice in a run
_SCRIPT = """
local addresses = {}
for line in io.lines("%s") do addresses[#addresses + 1] = line end
local at = 0
request = function()
  at = at %% #addresses + 1
  return wrk.format("GET", addresses[at], {["Accept-Encoding"] = "gzip"})
end
"""


@contextmanager
def serving(catalogue: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server of its own."""
    command = ("-m", "kollabo.cli.main", "serve", "--port", "0", "--catalogue", str(catalogue))
    server = subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        said = server.stderr.readline()
        found = re.search(r"http://\S+?(?=/?\s)", said)
        if not found:
            raise SystemExit(said + server.stderr.read())
        yield found[0], server.pid
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def misspelt_names(catalogue: Path) -> list[str]:
    """Beginnings of names in the catalogue, half of them with a letter changed."""
    with open_catalogue(catalogue) as opened:
        names = [
            name
            for (name,) in opened.sql(
                f"SELECT folded FROM song USING SAMPLE reservoir({TEXTS} ROWS) REPEATABLE (7)"
            )
        ]
    chosen = random.Random(7)
    texts = []
    for number, name in enumerate(names):
        text = name[: chosen.randint(3, max(3, len(name)))]
        if number % 2:
            at = chosen.randrange(len(text))
            text = text[:at] + chosen.choice("aeioutn") + text[at + 1 :]
        texts.append(text)
    return list(dict.fromkeys(texts))


def load(address: str, paths: list[str], *, connections: int, seconds: int) -> str:
    """What `wrk` measured: requests a second, median, 99th percentile, and what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder, "addresses"), Path(folder, "ask.lua")
        listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
        script.write_text(_SCRIPT % listed, encoding="utf-8")
        words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script)]
        done = subprocess.run(
            [*words, address], capture_output=True, text=True, check=True, timeout=seconds + 30
        )
    rate, middle, last = (
        re.search(pattern, done.stdout, re.MULTILINE)
        for pattern in (r"^Requests/sec:\s+(\S+)", r"^\s+50%\s+(\S+)", r"^\s+99%\s+(\S+)")
    )
    wrong = re.findall(r"Non-2xx.*|Socket errors.*", done.stdout)
    if not (rate and middle and last):
        raise SystemExit(done.stdout)
    said = f"{float(rate[1]):8,.0f} requests/s  p50 {middle[1]:>8}  p99 {last[1]:>8}"
    return "  ".join([said, *wrong])


def weight(address: str) -> int:
    """Bytes of the first page and of what it asks for, compressed."""

    def size(path: str) -> tuple[int, bytes]:
        asked = urllib.request.Request(address + path, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=120) as answer:
            body = answer.read()
            packed = answer.headers.get("content-encoding") == "gzip"
        return len(body), gzip.decompress(body) if packed else body

    whole, page = size("/")
    parts = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.decode())
    return whole + sum(size(part)[0] for part in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path)
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    searches = [f"/search?q={quote(text)}&part=results" for text in misspelt_names(given.catalogue)]
    begin = time.perf_counter()
    with serving(given.catalogue) as (address, process):
        print(f"answers after {time.perf_counter() - begin:.1f} s; load {os.getloadavg()[0]:.1f}")
        print(f"first page {weight(address) / 1000:.1f} kB")
        with urllib.request.urlopen(address + LIST, timeout=300) as answer:
            song = re.search(r'href="(/songs/[^"]+)"', answer.read().decode())
        kept = [LIST, *([song[1].replace("&amp;", "&")] if song else [])]
        for connections in (8, 32):
            measured = load(address, kept, connections=connections, seconds=given.seconds)
            print(f"kept pages, {connections:2} at once {measured}")
        for connections in (1, 2, 4):
            measured = load(address, searches, connections=connections, seconds=given.seconds)
            print(f"search,     {connections:2} at once {measured}")
        status = Path(f"/proc/{process}/status")
        if status.exists() and (peak := re.search(r"VmHWM:\s+(\d+)", status.read_text())):
            print(f"peak memory {int(peak[1]) / 1e6:.2f} GB")
    print(GOALS)


if __name__ == "__main__":
    main()
