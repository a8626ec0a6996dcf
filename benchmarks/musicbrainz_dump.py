"""Makes a dump of MusicBrainz of any size, in the real layout: ``python musicbrainz_dump.py FOLDER
--scale 0.01``.

At scale 1 it has as many rows as MusicBrainz: 2.6 million artists, 3.4 million credits, 36 million
recordings, 4.9 million releases, 55 million tracks. Popularity falls like Zipf's law, names are
messy and in many scripts, values hold what PostgreSQL escapes, and recordings repeat songs as
clean, live, karaoke and remastered versions, in other spellings and with remixers. Each archive is
one bzip2 stream. The same scale makes the same rows.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

ROWS = {
    "area": 120_000,
    "artist": 2_600_000,
    "artist_alias": 600_000,
    "artist_credit": 3_400_000,
    "recording": 36_000_000,
    "release": 4_900_000,
    "track": 55_000_000,
    "work": 2_500_000,
    "url": 14_000_000,
    "link": 1_300_000,
    "tag": 200_000,
    "artist_tag": 1_500_000,
    "isrc": 5_500_000,
    "l_artist_artist": 1_000_000,
    "l_artist_recording": 15_000_000,
    "l_recording_work": 22_000_000,
    "l_recording_url": 5_000_000,
    "l_recording_recording": 700_000,
    "l_artist_url": 5_000_000,
    "l_release_url": 9_000_000,
}

WORDS = [
    *("Love", "Night", "Fire", "River", "Golden", "Señorita", "Über", "Déjà", "Smørrebrød", "Łódź"),
    *("사랑", "밤", "꿈", "달빛", "さくら", "ナイト", "東京", "月光", "爱", "夢", "Любовь", "Ночь"),
    *("حب", "ليلة", "אהבה", "ความรัก", "प्यार", "Αγάπη", "Ἀθῆναι", "სიყვარული", "Սեր", "ভালোবাসা"),
    *(
        "AC/DC",
        "P!nk",
        "Ke$ha",
        "K.Flay",
        "O'Neil",
        "‘Til",
        "“Quote”",
        "\\o/",
        "tab\there",
        "♥",
        "№5",
    ),
    *("The", "DJ", "MC", "Big", "Lil", "Queen", "King", "Blue", "Wild", "Sweet", "Summer", "Dance"),
]
JOINS = [" feat. ", " & ", ", ", " x ", " vs. ", " with ", " featuring ", " and ", " / ", " + "]
# How a recording's title says which version it is; most say nothing.
VERSIONS = [
    *("", "", "", "", "", "", "", " (live)", " (clean)", " (explicit)", " (karaoke)"),
    *(" (2011 remaster)", " (radio edit)", " (instrumental)", " (DJ Someone remix)", " (acoustic)"),
]

MACROS = """
CREATE MACRO pick(i, salt, n) AS (hash(i, salt) % n)::BIGINT;
CREATE MACRO chance(i, salt) AS (hash(i, salt) % 1000000) / 1000000.0;
CREATE MACRO zipf(i, salt, n) AS least(n, greatest(1, floor(exp(chance(i, salt) * ln(n + 1)))))::BIGINT;
CREATE MACRO gid(i, salt) AS md5(i || salt)::UUID::VARCHAR;
CREATE MACRO stamp(i) AS (TIMESTAMP '2005-01-01' + to_seconds(pick(i, 't', 600000000)))::VARCHAR || '.252186+00';
CREATE MACRO word(i, salt) AS list_extract((SELECT words FROM lists), 1 + pick(i, salt, (SELECT len(words) FROM lists)));
CREATE MACRO version(i) AS list_extract((SELECT versions FROM lists), 1 + pick(i, 'v', (SELECT len(versions) FROM lists)));
CREATE MACRO phrase(i) AS list_extract((SELECT joins FROM lists), 1 + pick(i, 'j', (SELECT len(joins) FROM lists)));
CREATE MACRO name_of(i, salt) AS word(i, salt || '1') || ' ' || word(i, salt || '2')
    || CASE WHEN chance(i, salt || 'c') < 0.7 THEN ' ' || (i % 9973)::VARCHAR ELSE '' END;
CREATE MACRO esc(x) AS replace(replace(replace(x, '\\', '\\\\'), chr(9), '\\t'), chr(10), '\\n');
CREATE MACRO year_of(i, salt) AS 1950 + least(75, floor(76 * sqrt(chance(i, salt))))::BIGINT;
CREATE MACRO maybe(x, i, salt, share) AS CASE WHEN chance(i, salt) < share THEN x END;
"""


def queries(n: dict[str, int]) -> dict[str, str]:
    """A query for each table; ``i`` is its row. Columns are those of schema 31, in order."""
    of = {name: f"range(1, {rows} + 1) r(i)" for name, rows in n.items()}
    countries = 200
    link = f"zipf(i, 'link', {n['link']})"
    relation = "0, stamp(i), 0, '', ''"

    def linked(one: str, other: str, table: str) -> str:
        return (
            f"SELECT i, {link}, zipf(i, 'e0', {n[one]}), zipf(i, 'e1', {n[other]}), {relation} "
            f"FROM {of[table]}"
        )

    artist = f"zipf(i, 'artist', {n['artist']})"
    credit = f"zipf(i, 'credit', {n['artist_credit']})"
    return {
        "area": f"SELECT i, gid(i, 'area'), esc(name_of(i, 'area')), CASE WHEN i <= {countries} THEN 1 "
        f"ELSE 3 END, 0, stamp(i), NULL, NULL, NULL, NULL, NULL, NULL, 'f', '' FROM {of['area']}",
        "iso_3166_1": f"SELECT i, chr(65 + (i // 26 % 26)::INT) || chr(65 + (i % 26)::INT) "
        f"FROM range(1, {countries} + 1) r(i)",
        "l_area_area": f"SELECT i, 3, 1 + pick(i, 'parent', least({countries}, i - 1)), i, {relation} "
        f"FROM {of['area']} WHERE i > {countries}",
        "artist": "SELECT i, gid(i, 'artist'), esc(name_of(i, 'artist')), esc(name_of(i, 'artist')), "
        "maybe(year_of(i, 'b'), i, 'by', 0.3), maybe(1 + pick(i, 'bm', 12), i, 'by', 0.2), "
        "maybe(1 + pick(i, 'bd', 28), i, 'by', 0.15), NULL, NULL, NULL, "
        f"maybe(1 + pick(i, 'type', 2), i, 'ty', 0.6), maybe(zipf(i, 'area', {n['area']}), i, 'ar', 0.5), "
        "maybe(1 + pick(i, 'g', 2), i, 'ge', 0.4), maybe(esc(word(i, 'note')), i, 'no', 0.2), 0, stamp(i), "
        f"'f', NULL, NULL FROM {of['artist']}",
        "artist_alias": f"SELECT i, {artist}, esc(name_of(i, 'alias')), maybe('ko', i, 'lo', 0.3), 0, stamp(i), "
        "1 + pick(i, 'type', 3), esc(name_of(i, 'alias')), NULL, NULL, NULL, NULL, NULL, NULL, 'f', 'f' "
        f"FROM {of['artist_alias']}",
        "artist_credit": f"SELECT i, esc(name_of(i, 'credit')), 1, 5, stamp(i), 0, gid(i, 'credit') "
        f"FROM {of['artist_credit']}",
        # Most credits name the act of their own number; one in five names a second, some a third.
        "artist_credit_name": "SELECT i, p, a, esc(name_of(a, 'artist')), "
        "CASE WHEN p < last THEN phrase(i + p) ELSE '' END FROM ("
        f"SELECT i, p, last, CASE WHEN p = 0 THEN 1 + (i - 1) % {n['artist']} "
        f"ELSE zipf(i, 'guest' || p, {n['artist']}) END AS a FROM ("
        "SELECT i, CASE WHEN chance(i, 'n') < 0.8 THEN 0 WHEN chance(i, 'n') < 0.96 THEN 1 ELSE 2 END AS last "
        f"FROM {of['artist_credit']}), range(0, 3) q(p) WHERE p <= last)",
        "artist_gid_redirect": f"SELECT gid(i, 'old'), {artist}, stamp(i) FROM {of['artist']} WHERE i % 20 = 0",
        "artist_isni": f"SELECT i, lpad(i::VARCHAR, 16, '0'), 0, stamp(i) FROM {of['artist']} WHERE i % 10 = 0",
        "artist_tag": f"SELECT {artist}, zipf(i, 'tag', {n['tag']}), pick(i, 'votes', 12) - 1, stamp(i) "
        f"FROM {of['artist_tag']}",
        "tag": f"SELECT i, lower(esc(name_of(i, 'tag'))), 5 FROM {of['tag']}",
        "genre": f"SELECT i, gid(i, 'genre'), lower(esc(name_of(i, 'tag'))), '', 0, stamp(i) "
        f"FROM {of['tag']} WHERE i <= 2000",
        # A song is recorded again and again: four recordings on average share credit and name.
        "recording": "SELECT i, gid(i, 'recording'), esc(CASE WHEN chance(i, 'case') < 0.1 "
        "THEN upper(t) ELSE t END || version(i)), c, maybe(60000 + pick(i, 'len', 400000), i, 'le', 0.9), "
        "maybe(esc('live, 2010: ' || word(i, 'place')), i, 'co', 0.08), 0, stamp(i), "
        "CASE WHEN chance(i, 'video') < 0.02 THEN 't' ELSE 'f' END FROM ("
        f"SELECT i, name_of(i // 4, 'song') AS t, zipf(i // 4, 'credit', {n['artist_credit']}) AS c "
        f"FROM {of['recording']})",
        "recording_gid_redirect": f"SELECT gid(i, 'oldrec'), i, stamp(i) FROM {of['recording']} WHERE i % 20 = 0",
        "release_group": f"SELECT i, gid(i, 'rg'), esc(name_of(i, 'release')), {credit}, "
        f"1 + pick(i, 'type', 3), '', 0, stamp(i) FROM {of['release']}",
        "release_group_secondary_type_join": f"SELECT i, 1 + pick(i, 'st', 11), stamp(i) "
        f"FROM {of['release']} WHERE i % 4 = 0",
        "release": f"SELECT i, gid(i, 'release'), esc(name_of(i, 'release')), {credit}, i, 1, NULL, 120, 28, "
        f"NULL, '', 0, -1, stamp(i) FROM {of['release']}",
        "release_country": f"SELECT i, 1 + pick(i, 'country', {countries}), year_of(i, 'y'), "
        "maybe(1 + pick(i, 'm', 12), i, 'md', 0.8), maybe(1 + pick(i, 'd', 28), i, 'md', 0.7) "
        f"FROM {of['release']} WHERE i % 10 <> 0",
        "release_unknown_country": f"SELECT i, year_of(i, 'y'), NULL, NULL FROM {of['release']} WHERE i % 10 = 0",
        "medium": f"SELECT i, i, 1, 1, '', 0, stamp(i), 11, gid(i, 'medium') FROM {of['release']}",
        "track": f"SELECT i, gid(i, 'track'), 1 + (i * 7919) % {n['recording']}, 1 + i % {n['release']}, "
        "1 + i % 20, (1 + i % 20)::VARCHAR, esc(name_of(i // 4, 'song')), "
        f"{credit}, 200000, 0, stamp(i), 'f' FROM {of['track']}",
        "isrc": f"SELECT i, 1 + pick(i, 'rec', {n['recording']}), 'USAAA' || lpad((i % 10000000)::VARCHAR, 7, '0'), "
        f"0, stamp(i) FROM {of['isrc']}",
        "work": f"SELECT i, gid(i, 'work'), esc(name_of(i, 'song')), 17, '', 0, stamp(i) FROM {of['work']}",
        "work_language": f"SELECT i, 120, 0, stamp(i) FROM {of['work']} WHERE i % 2 = 0",
        "language": "SELECT 120, 'eng', 'eng', 'en', 'English', 2, 'eng'",
        "link": "SELECT i, CASE i % 9 WHEN 0 THEN 103 WHEN 1 THEN 108 WHEN 2 THEN 153 WHEN 3 THEN 356 "
        "WHEN 4 THEN 278 WHEN 5 THEN 268 WHEN 6 THEN 230 WHEN 7 THEN 232 ELSE 156 END, "
        "maybe(year_of(i, 'b'), i, 'd', 0.5), NULL, NULL, NULL, NULL, NULL, 0, stamp(i), 'f' "
        f"FROM {of['link']}",
        "link_attribute": f"SELECT i, 578, stamp(i) FROM {of['link']} WHERE i % 30 = 4",
        "url": f"SELECT i, gid(i, 'url'), 'https://www.youtube.com/watch?v=' || substr(md5(i::VARCHAR), 1, 11), "
        f"0, stamp(i) FROM {of['url']}",
        # Anybody may be a member, but a few groups have most of the members.
        "l_artist_artist": f"SELECT i, {link}, 1 + pick(i, 'e0', {n['artist']}), "
        f"zipf(i, 'e1', {n['artist']}), {relation} FROM {of['l_artist_artist']}",
        "l_artist_recording": f"SELECT i, {link}, zipf(i, 'e0', {n['artist']}), "
        f"1 + pick(i, 'e1', {n['recording']}), {relation} FROM {of['l_artist_recording']}",
        "l_recording_recording": linked("recording", "recording", "l_recording_recording"),
        "l_recording_url": linked("recording", "url", "l_recording_url"),
        "l_recording_work": linked("recording", "work", "l_recording_work"),
        "l_artist_url": linked("artist", "url", "l_artist_url"),
        "l_release_url": linked("release", "url", "l_release_url"),
    }


DERIVED = ("artist_tag", "tag")
EMPTY = (
    "artist_alias_type",
    "artist_type",
    "gender",
    "link_attribute_type",
    "link_type",
    "release_group_primary_type",
    "release_group_secondary_type",
)


def make_dump(folder: Path, scale: float) -> tuple[Path, Path]:
    """Both archives of a dump of this scale."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {name: max(30, int(count * scale)) for name, count in ROWS.items()}
    with tempfile.TemporaryDirectory(dir=folder) as inside:
        work = Path(inside)
        texts = _write_texts(work, rows)
        core = {name: path for name, path in texts.items() if name not in DERIVED}
        derived = {name: path for name, path in texts.items() if name in DERIVED}
        for name in EMPTY:
            core[name] = work / name
            core[name].touch()
        return (
            _pack(folder / "mbdump.tar.bz2", core, work),
            _pack(folder / "mbdump-derived.tar.bz2", derived, work),
        )


def _write_texts(work: Path, rows: dict[str, int]) -> dict[str, Path]:
    connection = duckdb.connect(":memory:", config={"memory_limit": "4GB"})
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        "CREATE TABLE lists AS SELECT ?::VARCHAR[] AS words, ?::VARCHAR[] AS joins, ?::VARCHAR[] AS versions",
        [WORDS, JOINS, VERSIONS],
    )
    connection.execute(MACROS)
    found = {}
    for name, query in queries(rows).items():
        found[name] = work / name
        columns = connection.execute(f"DESCRIBE {query}").fetchall()
        alias = ", ".join(f"c{number}" for number in range(len(columns)))
        cells = ", chr(9), ".join(f"coalesce(c{n}::VARCHAR, '\\N')" for n in range(len(columns)))
        # One text a row; the signs that would make the writer quote it occur in none.
        connection.execute(
            f"COPY (SELECT concat({cells}) FROM ({query}) t({alias})) TO '{found[name]}' "
            "(FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '\x02', ESCAPE '\x02')"
        )
    connection.close()
    return found


def _pack(target: Path, texts: dict[str, Path], work: Path) -> Path:
    plain = work / "plain.tar"
    with tarfile.open(plain, "w") as archive:
        for name, content in _small():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for name in sorted(texts):
            archive.add(texts[name], f"mbdump/{name}")
            texts[name].unlink()
    packer = shutil.which("lbzip2") or shutil.which("bzip2")
    if packer is None:
        raise SystemExit("lbzip2 or bzip2 is needed to pack the dump")
    with plain.open("rb") as source, target.open("wb") as packed:
        subprocess.run([packer, "-c", "-9"], stdin=source, stdout=packed, check=True)
    plain.unlink()
    return target


def _small() -> Iterator[tuple[str, bytes]]:
    yield "TIMESTAMP", b"2026-11-23 00:00:00.000000+00\n"
    yield "COPYING", b"made up\n"
    yield "SCHEMA_SEQUENCE", b"31\n"
    yield "REPLICATION_SEQUENCE", b"1\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=0.01)
    given = parser.parse_args()
    for path in make_dump(given.folder, given.scale):
        print(f"{path}: {path.stat().st_size:,} bytes")
