"""Draws pairs of recordings of the real extract by the hash of their ids, to be labelled by hand.

A pair shares an act and a word of the title. ``python draw.py EXTRACT`` prints them in the order
of the hash of both ids; the labels in `pairs.csv` follow the music, never the rule.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tarfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path


def rows(archive: tarfile.TarFile, table: str) -> list[list[str]]:
    content = archive.extractfile(f"mbdump/{table}")
    assert content is not None
    return [line.split("\t") for line in content.read().decode().splitlines()]


def drawn(archive: Path) -> list[tuple[str, ...]]:
    with tarfile.open(archive) as tar:
        recordings, names = rows(tar, "recording"), rows(tar, "artist_credit_name")
    credit: dict[str, str] = defaultdict(str)
    acts: dict[str, set[str]] = defaultdict(set)
    for number, _, act, name, phrase in sorted(names, key=lambda row: (row[0], int(row[1]))):
        credit[number] += name + phrase
        acts[number].add(act)
    found = []
    for one, other in combinations(sorted(recordings, key=lambda row: row[1]), 2):
        words = [set(re.findall(r"\w{4,}", row[2].lower())) for row in (one, other)]
        if acts[one[3]] & acts[other[3]] and words[0] & words[1]:
            key = hashlib.sha256(f"{one[1]} {other[1]}".encode()).hexdigest()
            pair = [(row[2], row[5], credit[row[3]]) for row in (one, other)]
            found.append((key, *pair[0], *pair[1]))
    return sorted(found)


if __name__ == "__main__":
    out = csv.writer(sys.stdout)
    for key, *pair in drawn(Path(sys.argv[1]) / "mbdump.tar.bz2"):
        out.writerow([key[:8], *pair])
