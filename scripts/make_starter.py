"""Make the starter catalogue: `python scripts/make_starter.py FOLDER_OF_DATA`.

Imports everything in the folder with the ordinary pipeline into a catalogue of its own, keeps the
crossings between K-pop and Western acts of 2009 to 2024 with all that is known of them, and writes
them to ``src/kollabo/data/starter``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from kollabo.answers.crossings import find_crossings
from kollabo.answers.question import ask
from kollabo.catalogue.reader import Catalogue, open_catalogue
from kollabo.catalogue.schema import FINISHED
from kollabo.catalogue.writer import write
from kollabo.cli.importing import Request, import_all
from kollabo.cli.progress import Lines
from kollabo.scenes.definitions import load_scenes

STARTER = Path(__file__).parent.parent / "src" / "kollabo" / "data" / "starter"
YEARS = range(2009, 2025)
SIDES = ("k-pop", "western")

# What of each table belongs to the kept songs and acts; tables not named are kept whole.
KEPT = {
    "song": "song_id IN (FROM songs)",
    "version": "song_id IN (FROM songs)",
    "song_fact": "song_id IN (FROM songs)",
    "credit": "song_id IN (FROM songs)",
    "observation": "song_id IN (FROM songs)",
    "collaboration": "song_id IN (FROM songs)",
    "artist": "artist_id IN (FROM acts)",
    "artist_fact": "artist_id IN (FROM acts)",
    "alias": "artist_id IN (FROM acts)",
    "membership": "member_id IN (FROM acts) AND group_id IN (FROM acts)",
    "identity": "artist_id IN (FROM acts) AND title IN (FROM titles)",
    # Names of acts and their words, so that other people's credits can be read with it too.
    "name": "known OR shared > 0",
    "set_aside": "false",
    "source_file": "false",
    "decision": "true",
    "source": "true",
    "chart_period": "true",
}


def imports(data: Path) -> list[Request]:
    """What the starter rests on, as a user would import it."""
    return [
        Request("people", (data / "kpop-people", data / "kpop-groups")),
        Request(
            "acts",
            (
                data / "spotify-artist-genres" / "data_w_genres.csv",
                data / "artist-network" / "artists.gml",
                data / "youtube-artists" / "artists.csv",
            ),
        ),
        Request("chart", (data / "billboard-hot-100",), "Billboard Hot 100", "US"),
        Request("chart", (data / "billboard-global-200",), "Billboard Global 200", "world"),
        Request("chart", (data / "korea-music-shows",), "Korean music shows", "KR"),
        Request(
            "tracks",
            (data / "spotify-2023" / "spotify-2023.csv", data / "kpop-songs" / "song_list.csv"),
        ),
    ]


def kept_songs(catalogue: Catalogue) -> list[str]:
    """The crossings of all years, the undecided ones too, and older ones' later weeks with them."""
    scenes = load_scenes()
    found = set()
    for year in YEARS:
        for means in ("released", "charted"):
            question = ask(year, SIDES, scenes, year_means=means)
            crossings = find_crossings(catalogue, question, scenes).crossings
            found |= {song.song_id for song in crossings}
    return sorted(found)


def write_starter(catalogue: Catalogue, root: Path) -> Path:
    """The kept rows of every table as a snapshot of its own; returns its folder."""
    songs = kept_songs(catalogue)
    with duckdb.connect() as engine, write(root) as staging:
        engine.execute("CREATE TABLE songs AS SELECT unnest(?) AS song_id", [songs])
        for table in FINISHED:
            path = catalogue.snapshot / f"{table.name}.parquet"
            engine.execute(f"CREATE VIEW all_{table.name} AS FROM read_parquet('{path}')")
        engine.execute(
            "CREATE TABLE acts AS SELECT DISTINCT artist_id FROM all_credit WHERE song_id IN "
            "(FROM songs)"
        )
        engine.execute(
            "INSERT INTO acts SELECT DISTINCT group_id FROM all_membership WHERE member_id IN "
            "(FROM acts) AND group_id NOT IN (FROM acts)"
        )
        engine.execute(
            "CREATE TABLE titles AS SELECT DISTINCT replace(folded, ' ', '') FROM all_song "
            "WHERE song_id IN (FROM songs)"
        )
        for table in FINISHED:
            columns = "* REPLACE (NULL::VARCHAR AS path)" if table.name == "source" else "*"
            rows = engine.sql(f"SELECT {columns} FROM all_{table.name} WHERE {KEPT[table.name]}")
            staging.write_table(table.name, rows.to_arrow_table())
    assert staging.published is not None
    return staging.published


def main(data: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="kollabo-starter-") as folder:
        whole, part = Path(folder) / "whole", Path(folder) / "part"
        import_all(whole, imports(data), Lines())
        with open_catalogue(whole) as catalogue:
            snapshot = write_starter(catalogue, part)
        shutil.rmtree(STARTER, ignore_errors=True)
        shutil.copytree(snapshot, STARTER)
    size = sum(path.stat().st_size for path in STARTER.rglob("*") if path.is_file())
    print(f"{STARTER}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
