"""One writer at a time; the others wait, are told for whom, and give up politely."""

import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from synthetic_tables import fill_finished, publish

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.writer import current_snapshot, write
from kollabo.errors import CatalogueBusy


def test_the_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    order: list[str] = []
    began = threading.Event()

    def first() -> None:
        with write(tmp_path) as staging:
            began.set()
            time.sleep(0.2)
            fill_finished(staging, 2)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    began.wait()
    with write(tmp_path, on_wait=order.append) as staging:
        order.append("second")
        fill_finished(staging, 3)
    thread.join()
    assert re.fullmatch(rf"waiting for another import: process {os.getpid()} on .*", order[0])
    assert order[1:] == ["first", "second"]
    current = current_snapshot(tmp_path)
    assert current
    assert current.name.startswith("000003-")


def test_who_waits_too_long_is_told_who_holds_it_since_when(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, stdin=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdin
    try:
        holder.stdout.readline()
        message = rf"held? by process|process {holder.pid} on .* since \d{{4}}-\d\d-\d\dT"
        with pytest.raises(CatalogueBusy, match=message), write(tmp_path, wait_seconds=0.1):
            pass
    finally:
        holder.communicate(b"\n")


HOLD = """
import sys
from pathlib import Path
from kollabo.catalogue.locks import writer_lock
with writer_lock(Path(sys.argv[1]), 0):
    print(flush=True)
    sys.stdin.readline()
"""


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with write(tmp_path) as staging:
        fill_finished(staging, 2)
        with open_catalogue(tmp_path) as catalogue:
            assert catalogue.sql("SELECT DISTINCT left(title, 5) FROM song") == [("g0001",)]


def test_readers_meet_nothing_half_done_while_writers_publish(tmp_path: Path) -> None:
    publish(tmp_path, 0)
    stop = threading.Event()

    def keep_publishing() -> None:
        generation = 0
        while not stop.is_set():
            generation += 1
            publish(tmp_path, generation, keep=1)

    writer = threading.Thread(target=keep_publishing)
    writer.start()
    seen = set()
    try:
        # At least a while, and until some snapshots came by, however slow the machine is.
        begin = time.monotonic()
        while time.monotonic() < begin + (1.5 if len(seen) > 2 else 60):
            with open_catalogue(tmp_path) as catalogue:
                songs = catalogue.sql("SELECT DISTINCT left(title, 5) FROM song")
                acts = catalogue.sql("SELECT DISTINCT left(name, 5) FROM artist")
            assert songs == acts
            seen.add(songs[0])
    finally:
        stop.set()
        writer.join()
    assert len(seen) > 2
