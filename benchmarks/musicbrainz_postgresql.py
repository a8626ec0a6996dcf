"""kollabo against PostgreSQL: ``python benchmarks/musicbrainz_postgresql.py FOLDER_WITH_ARCHIVES``.

The same members of the same archives, unpacked by the same decoder, go into a PostgreSQL of its own
(its data in a folder that is removed, asked over a socket) by COPY; indexes and the tables that
questions need follow in SQL (``postgresql_tables.sql``). kollabo imports them as a user does. Then
both are asked: the crossings of a year between two scenes, acts by name, songs by name. Answers
must be equal, else this ends with an error. What Python makes of names and titles is given to
PostgreSQL ready made, before its clock starts: no SQL folds as kollabo does.

Needs PostgreSQL 15 (Debian's `postgresql-15`); it is started as `postgres` where this runs as root.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from kollabo.answers.crossings import find_crossings
from kollabo.answers.lookup import find_acts, find_songs
from kollabo.answers.question import Question, ask
from kollabo.build.musicbrainz.source import no_songs, nobody
from kollabo.build.musicbrainz.titles import read_titles
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.scenes.definitions import Scene, load_scenes
from kollabo.sources.countries import Countries
from kollabo.sources.musicbrainz.archive import members
from kollabo.sources.musicbrainz.dump_layout import dump_layout
from kollabo.text.names import fold
from process_trees import cost_of

BIN = Path("/usr/lib/postgresql/15/bin")
SQL = Path(__file__).with_name("postgresql_tables.sql")
TYPES = {"int": "bigint", "uuid": "uuid", "flag": "boolean", "text": "text", "": "text"}
# No promises for a crash, and memory as DuckDB has it: all for speed.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "shared_buffers": "1GB",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_maintenance_workers": "2",
    "listen_addresses": "''",
    "jit": "off",
}
# Scenes made up on the spot: by countries that made-up and real dumps both have.
SIDES = (("AF", "AG", "AL", "AM", "AR"), ("BE", "BG", "BR", "CA", "CH", "CL"))
ASKED = 20  # questions of each sort
GOAL = "goal: at least 4 times as fast at 1/10 scale"


class Server:
    """A PostgreSQL of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self._user = "postgres" if os.geteuid() == 0 else None
        self._data = folder / "data"
        self._socket = folder / "socket"
        for one in (self._data, self._socket):
            one.mkdir(parents=True)
            if self._user:
                subprocess.run(["chown", self._user, str(one)], check=True)
        self._run(
            "initdb", "-D", self._data, "-U", "kollabo", "--auth=trust", "-E", "UTF8", "--no-locale"
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        log = self._data / "log"
        words = ("-D", self._data, "-w", "-l", log, "-o", f"-k {self._socket} {options}")
        self._run("pg_ctl", *words, "start")

    def _run(self, program: str, *words: object) -> None:
        command = [str(BIN / program), *map(str, words)]
        subprocess.run(command, check=True, user=self._user, stdout=subprocess.DEVNULL, cwd="/")

    def psql(self, *words: str, **streams: Any) -> subprocess.Popen[bytes]:
        command = [str(BIN / "psql"), "-h", str(self._socket), "-U", "kollabo", "-d", "postgres"]
        return subprocess.Popen([*command, "-qAtX", "-v", "ON_ERROR_STOP=1", *words], **streams)

    def script(self, text: str) -> str:
        """Run SQL; what it prints."""
        asked = self.psql("-f", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        said, _ = asked.communicate(text.encode())
        if asked.returncode:
            raise SystemExit("PostgreSQL refused")
        return said.decode()

    def copy(self, table: str, blocks: Iterator[bytes], options: str = "") -> None:
        loading = self.psql("-c", f"COPY {table} FROM STDIN {options}", stdin=subprocess.PIPE)
        assert loading.stdin
        with loading.stdin:
            for block in blocks:
                loading.stdin.write(block)
        if loading.wait():
            raise SystemExit(f"PostgreSQL could not read {table}")

    def processor(self) -> float:
        """Seconds that all of its processes took; those that ended are their parent's."""
        pid = (self._data / "postmaster.pid").read_text().split()[0]
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()


def load(server: Server, archives: Sequence[Path]) -> None:
    """Every needed member by COPY, straight from the decoder."""
    tables = dump_layout().tables
    for name, columns in tables.items():
        shape = ", ".join(f'"{column.name}" {TYPES[column.kind]}' for column in columns)
        server.script(f'CREATE UNLOGGED TABLE "{name}" ({shape})')
    for archive in archives:
        with members(archive) as found:
            for member in found:
                name = member.name.removeprefix("mbdump/")
                if name in tables:
                    server.copy(f'"{name}"', member.blocks())


def give_folded(server: Server, home: Path, folder: Path) -> None:
    """What Python makes of names and titles, and the small lists of kollabo's."""
    printed = next((home / "snapshots").glob("*/printed/musicbrainz*"))
    names, titles = folder / "names.csv", folder / "titles.csv"
    connection = duckdb.connect()
    found = connection.sql(
        f"SELECT name FROM '{printed}/mb_artist.parquet' "
        f"UNION SELECT name FROM '{printed}/mb_alias.parquet'"
    ).to_arrow_table()["name"]
    folded = {"name": found.to_pylist(), "folded": list(map(fold, found.to_pylist()))}
    _as_csv(connection, folded, names)
    read = [
        read_titles(batch)
        for batch in connection.sql(
            "SELECT DISTINCT title, coalesce(comment, '') AS comment "
            f"FROM '{printed}/mb_recording.parquet'"
        ).to_arrow_reader(65_536)
    ]
    columns = (
        "title",
        "comment",
        "work",
        "folded",
        "title_key",
        "plain_key",
        "other_key",
        "version",
        "mashup",
    )
    _as_csv(
        connection, {one: [v for b in read for v in b[one].to_pylist()] for one in columns}, titles
    )
    server.script(
        "CREATE UNLOGGED TABLE folded_name (name text, folded text);"
        "CREATE UNLOGGED TABLE read_title (title text, comment text, work text, folded text, "
        "title_key bigint, plain_key bigint, other_key bigint, version text, mashup text);"
        "CREATE TABLE kinds (number bigint, kind text); CREATE TABLE country (code text);"
        "CREATE TABLE nobody (gid text); CREATE TABLE no_song (title text);"
    )
    csv = "(FORMAT csv, NULL '\\N')"
    server.copy("folded_name", _blocks(names), csv)
    server.copy("read_title", _blocks(titles), csv)
    kinds = [f"{known.number}\t{kind}\n" for kind, known in dump_layout().relations.items()]
    server.copy("kinds", iter([line.encode() for line in kinds]))
    server.copy("country", iter([f"{one}\n".encode() for one in Countries.read().codes()]))
    server.copy("nobody", iter([f"{one}\n".encode() for one in nobody()]))
    server.copy("no_song", iter([f"{one}\n".encode() for one in no_songs()]))


def _as_csv(connection: Any, columns: dict[str, list[Any]], to: Path) -> None:
    import pyarrow as pa

    connection.register("given", pa.table(columns))
    options = f"FORMAT csv, HEADER false, NULLSTR '\\N', FORCE_QUOTE ({', '.join(columns)})"
    connection.execute(f"COPY (FROM given) TO '{to}' ({options})")
    connection.unregister("given")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            yield block


# The questions, each as a set of what it finds: recordings of songs, ids of acts.


def crossings(catalogue: Catalogue, question: Question, scenes: dict[str, Scene]) -> Any:
    found = [
        one.song_id
        for one in find_crossings(catalogue, question, scenes).crossings
        if not one.doubt
    ]
    return _recordings(catalogue, found)


def _recordings(catalogue: Catalogue, songs: Sequence[str]) -> Any:
    rows = catalogue.sql(
        "SELECT list(value ORDER BY value) FROM song_fact WHERE fact = 'recording' "
        "AND song_id IN (SELECT unnest(?)) GROUP BY song_id",
        [list(songs)],
    )
    return sorted(row[0] for row in rows)


CROSSINGS_SQL = """
SELECT json_agg(f.mbids) FROM (
    SELECT array_agg(f.value ORDER BY f.value COLLATE "C") AS mbids FROM song_fact f
    WHERE f.fact = 'recording' AND f.song_id IN (
        SELECT c.song_id FROM collaboration c JOIN act a USING (artist_id)
        WHERE c.year = {year} AND NOT c.doubtful
        GROUP BY c.song_id
        HAVING bool_or(a.origin IN ({first})) AND bool_or(a.origin IN ({second}))
    ) GROUP BY f.song_id
) f"""
ACT_SQL = """
SELECT json_agg(DISTINCT artist_id) FROM (
    SELECT artist_id FROM act WHERE folded = {name}
    UNION SELECT artist_id FROM act_alias WHERE folded = {name}
) x"""
SONG_SQL = """
SELECT json_agg(f.mbids) FROM (
    SELECT array_agg(f.value ORDER BY f.value COLLATE "C") AS mbids FROM song_fact f
    WHERE f.fact = 'recording' AND f.song_id IN (SELECT song_id FROM song WHERE folded = {name})
    GROUP BY f.song_id
) f"""


def questions(
    catalogue: Catalogue,
) -> Iterator[tuple[str, Callable[[], Any], str]]:
    """A sort of question, how kollabo is asked, and how PostgreSQL is."""
    scenes = load_scenes()
    sides = tuple(
        Scene(name, name, origins=frozenset(codes))
        for name, codes in zip(("one", "other"), SIDES, strict=True)
    )
    scenes |= {side.name: side for side in sides}
    first, second = (", ".join(f"'{code}'" for code in codes) for codes in SIDES)
    for year in range(2024 - ASKED, 2024):
        asked = ask(year, ("one", "other"), scenes)
        yield (
            "crossings of a year",
            lambda asked=asked: crossings(catalogue, asked, scenes),
            CROSSINGS_SQL.format(year=year, first=first, second=second),
        )
    chance = random.Random(7)
    acts = catalogue.sql(
        "SELECT name FROM artist WHERE mbid IS NOT NULL ORDER BY artist_id LIMIT 5000"
    )
    for (name,) in chance.sample(acts, ASKED):
        yield (
            "an act by name",
            lambda name=name: sorted({one.artist_id for one in find_acts(catalogue, name)}),
            ACT_SQL.format(name=_text(fold(name))),
        )
    songs = catalogue.sql(
        "SELECT title FROM song JOIN song_fact USING (song_id) WHERE fact = 'recording' "
        "AND title NOT LIKE '%(%' ORDER BY song_id LIMIT 5000"
    )
    for (title,) in chance.sample(songs, ASKED):
        yield (
            "a song by name",
            lambda title=title: _recordings(
                catalogue, [one.song_id for one in find_songs(catalogue, title)]
            ),
            SONG_SQL.format(name=_text(fold(title))),
        )


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def ask_both(server: Server, catalogue: Catalogue) -> None:
    """Hold every answer of the one against the other's, and print what the questions took."""
    took: dict[str, tuple[list[float], list[float]]] = {}
    wrong = 0
    for sort, ours, theirs in questions(catalogue):
        begin = time.perf_counter()
        mine = ours()
        middle = time.perf_counter()
        *said, taken = server.script(f"\\timing on\n{theirs}\n;").strip().splitlines()
        other = sorted(json.loads("".join(said) or "null") or [])
        times = took.setdefault(sort, ([], []))
        times[0].append(middle - begin)
        times[1].append(float(taken.split()[1]) / 1000)
        if mine != other:
            wrong += 1
            print(f"  {sort}: {len(mine)} here, {len(other)} there")
    for sort, (ours, theirs) in took.items():
        mine, other = (statistics.median(times) * 1000 for times in (ours, theirs))
        print(f"  {sort:22} kollabo {mine:7.1f} ms, PostgreSQL {other:7.1f} ms, {ASKED} asked")
    if wrong:
        raise SystemExit(f"{wrong} answers differ")
    print("  all answers are equal")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--home", type=Path, help="a catalogue of the archives; else one is made")
    given = parser.parse_args()
    if not (BIN / "postgres").exists():
        print(f"skipped: there is no PostgreSQL 15 in {BIN}")
        return
    archives = sorted(given.folder.glob("*.tar.bz2"))
    own = str(Path(__file__).with_name("musicbrainz_import.py"))
    with tempfile.TemporaryDirectory(dir=given.folder) as inside:
        folder = Path(inside)
        folder.chmod(0o755)
        home = given.home or folder / "home"
        words = [own, "--part", "import", *map(str, archives), "--home", str(home)]
        whole = cost_of(words) if not given.home else None
        with serving(folder / "server") as server:
            give_folded(server, home, folder)
            begin, used = time.perf_counter(), server.processor()
            load(server, archives)
            read = time.perf_counter() - begin
            server.script(SQL.read_text(encoding="utf-8"))
            wall = time.perf_counter() - begin
            time.sleep(1)  # until its last process is counted
            processor = server.processor() - used
            print(
                f"PostgreSQL: {read:.1f} s to read, {wall:.1f} s in all, {processor:.1f} cpu s "
                "(decoder apart)"
            )
            if whole:
                ratio = wall / whole.wall
                print(f"kollabo: {whole} in all; PostgreSQL takes {ratio:.2f} times as long")
            with open_catalogue(home) as catalogue:
                ask_both(server, catalogue)
    print(GOAL)


if __name__ == "__main__":
    main()
