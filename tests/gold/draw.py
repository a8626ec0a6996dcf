"""Draw the gold cases of this folder from a data folder.

    python draw.py DATA            writes credits.jsonl and titles.jsonl beside this file

Every distinct string belongs to one stratum (the first, in the order below, that holds it).
Inside a stratum the strings are sorted by sha256("kollabo-gold-1:" + string) and the first n
are taken, so the draw depends on the strings alone: never on chance, and never on what a
parser does with them.  Each stratum is halved into strings that may hold some structure
("marked") and others ("plain"), found by the two wide patterns below; they choose cases, they
label none.  Labels already in an output file are kept.
"""

import csv
import hashlib
import json
import re
import sys
from pathlib import Path

SALT = "kollabo-gold-1:"
HERE = Path(__file__).resolve().parent

CREDIT_MARK = re.compile(
    r"[&,/+×;:()\[\]{}|・]| - |\b(and|with|x|vs|feat|featuring|feature|ft|f/|w/|starring|presents"
    r"|pres|introducing|duet|of|y|con|e|et|und|meets|versus|a/k/a)\b", re.I)
TITLE_MARK = re.compile(
    r"[()\[\]{}/|~]| - |\b(feat|featuring|ft|with|remix|mix|version|ver|prod|live|edit|remaster"
    r"|remastered|acoustic|inst)\b", re.I)

# stratum: (marked, plain)
CREDITS = {
    "hot100-1958-69": (36, 9), "hot100-1970s": (34, 8), "hot100-1980s": (34, 8),
    "hot100-1990s": (34, 8), "hot100-2000s": (34, 8), "hot100-2010s": (34, 8),
    "hot100-2020s": (34, 8), "global200": (20, 5), "kpop-songs": (28, 7),
    "korea-shows": (10, 4), "weekly-kr": (14, 3), "top-songs": (12, 3), "spotify-2023": (8, 2),
}
TITLES = {
    "hot100": (45, 15), "spotify-2023": (21, 7), "top-songs": (27, 9), "kpop-songs": (27, 9),
    "weekly-kr": (21, 7), "korea-shows": (9, 3), "kpop-videos": (12, 4),
}


def digest(text):
    return hashlib.sha256((SALT + text).encode("utf-8")).hexdigest()


def read_csv(path):
    """Rows of a CSV; bytes that are not UTF-8 are read as Latin-1 (spotify-2023)."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def decade(year):
    return "hot100-1958-69" if year < 1970 else f"hot100-{year // 10 * 10}s"


def rows(data):
    """Every row as (source, credit stratum, title stratum, artists, title, year), in a fixed order."""
    for path in sorted((data / "billboard-hot-100").glob("*.json")):
        chart = json.loads(path.read_text("utf-8"))
        year = int(chart["date"][:4])
        for row in chart["data"]:
            yield "billboard-hot-100", decade(year), "hot100", row["artist"], row["song"], year
    for path in sorted((data / "billboard-global-200").glob("*.json")):
        chart = json.loads(path.read_text("utf-8"))
        year = int(chart["date"][:4])
        for row in chart["data"]:
            yield "billboard-global-200", "global200", None, row["artist"], row["name"], year
    for row in read_csv(data / "spotify-2023" / "spotify-2023.csv"):
        yield ("spotify-2023", "spotify-2023", "spotify-2023", row["artist(s)_name"],
               row["track_name"], int(row["released_year"]))
    for row in read_csv(data / "kpop-songs" / "song_list.csv"):
        year = int(row["year"]) if row["year"].isdigit() else None
        yield "kpop-songs", "kpop-songs", "kpop-songs", row["track_artist"], row["title"], year
    for path in sorted((data / "korea-music-shows").glob("*.csv")):
        for row in read_csv(path):
            yield ("korea-music-shows", "korea-shows", "korea-shows", row["Artist"], row["Song"],
                   int(path.name[:4]))
    for row in read_csv(data / "spotify-weekly" / "weekly_kr_merged.csv"):
        yield ("weekly_kr_merged", "weekly-kr", "weekly-kr", row["performer"], row["song"],
               int(row["chart_date"][:4]))
    for row in read_csv(data / "spotify-weekly" / "spotify_top_songs_audio_features.csv"):
        yield ("spotify_top_songs", "top-songs", "top-songs", row["artist_names"],
               row["track_name"], None)
    # the dates of this file mix two orders (8/18/03 is 8 March 2018): no year is taken from it
    for row in read_csv(data / "kpop-people" / "kpop_music_videos.csv"):
        yield "kpop_music_videos", None, "kpop-videos", row["Artist"], row["Song Name"], None


def pick(pool, plan, mark):
    """The first n strings by hash of each half of each stratum."""
    for stratum, (marked, plain) in plan.items():
        strings = sorted((s for s, case in pool.items() if case["stratum"] == stratum), key=digest)
        halves = {"marked": [s for s in strings if mark.search(s)],
                  "plain": [s for s in strings if not mark.search(s)]}
        for half, count in (("marked", marked), ("plain", plain)):
            for text in halves[half][:count]:
                yield {**pool[text], "half": half}


def write(path, cases, key, labels):
    old = {}
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            old[case[key]] = case
    with path.open("w", encoding="utf-8") as out:
        for case in cases:
            kept = old.get(case[key], {})
            case = {**case, **labels, **{k: v for k, v in kept.items() if k not in case}}
            out.write(json.dumps(case, ensure_ascii=False) + "\n")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: draw.py DATA")
    credits, titles = {}, {}
    for source, credit_in, title_in, artists, title, year in rows(Path(sys.argv[1])):
        if credit_in and artists and artists not in credits:
            credits[artists] = {"credit": artists, "stratum": credit_in, "source": source,
                                "title": title, "year": year}
        if title_in and title and title not in titles:
            titles[title] = {"title": title, "stratum": title_in, "source": source,
                             "row_artists": artists, "year": year}
    write(HERE / "credits.jsonl", pick(credits, CREDITS, CREDIT_MARK), "credit", {"artists": None})
    write(HERE / "titles.jsonl", pick(titles, TITLES, TITLE_MARK), "title",
          {"work": None, "featured": [], "with": [], "version": None})


if __name__ == "__main__":
    main()
