"""Draw the unlabelled candidates of the identity gold pairs.

    python draw.py DATA_FOLDER > candidates.jsonl

A *mention* is a name as one source prints it, with what stands around it: the
credit and title of a chart row, the group of an idol, the genres of a bare
name. Two mentions that could be one act make a candidate pair; each stratum
below says in which way they could. The order of a stratum is that of
sha256("kollabo-pairs-1:" + key), and the first ones are taken, so the draw
needs no seed, and a changed file changes only its own pairs. Nothing here
decides whether a pair is one act: that is said by hand, in pairs.jsonl.
"""

import ast
import csv
import hashlib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from rapidfuzz import fuzz, process

SALT = "kollabo-pairs-1:"
SIZES = {
    "chart-other": 90,  # (a) one folded name, in a chart and in another kind of source
    "people-bare": 40,  # (a) an idol's or a group's name, and a bare act of that name
    "songs-other": 30,  # (a) a name in the K-pop songs, and elsewhere
    "stage-name": 45,  # (b) one stage name, two groups
    "near": 50,  # (c) near spellings
    "script": 35,  # (d) a name in Hangul, kana or Han, and one in Latin
    "case": 40,  # (e) only case, diacritics or marks differ
    "member": 30,  # (f) a group and its member
}
KIND = {"hot-100": "chart", "global-200": "chart", "music-shows": "chart", "spotify-kr": "chart",
        "spotify-2023": "chart", "spotify-top": "chart", "kpop-songs": "songs",
        "kpopnet": "people", "kpop-groups": "people", "idols-csv": "people", "groups-csv": "people",
        "kbs": "people", "genres": "bare", "artist-network": "bare", "youtube": "bare"}
JOINT = re.compile(
    r"\s*(?:,|&|\+|/|;|\(|\))\s*|\s+(?:feat\.?|featuring|ft\.?|with|and|x|vs\.?|duet with|"
    r"presents|starring|introducing|from|of the|prod\.? by)\s+", re.I)
# Single acts and words that the crude split would cut in two.
WHOLE = ("Tyler, The Creator", "Earth, Wind & Fire", "Love And Theft", "Rock And Hyde", "DAY6 (Even of Day)",
         "Anna of the North", "Alton McClain & Destiny", "Al (He's the King) Hirt", "Vargas & Lagola",
         "Red Velvet - IRENE & SEULGI", "Tones And I", "(G)I-DLE", "(G)I\u2010DLE", "Jesse & Joy", "Jowell & Randy",
         "Ayo & Teo", "Matheus & Kauan", "Faith, Hope And Charity", "Young T & Bugsey", "Milo & Otis",
         "Ponderosa Twins + One", "K/DA", "Matt And Kim", "Tegan And Sara", "Robert & Johnny",
         "Hugo & G", "Mufasa & Hypeman", "Jaron And The Long Road To Love")
WHOLE_RE = re.compile("|".join(re.escape(w) for w in sorted(WHOLE, key=len, reverse=True)), re.I)
OTHER_SCRIPT = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")


def fold(name):
    """Letters and digits only, without case or diacritics."""
    text = unicodedata.normalize("NFKD", name).casefold()
    return unicodedata.normalize("NFC", "".join(c for c in text if c.isalnum()))


def split(credit):
    """The acts of a credit, crudely."""
    kept = []

    def hide(match):
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    parts = [p.strip() for p in JOINT.split(WHOLE_RE.sub(hide, credit)) if p and p.strip()]
    return [re.sub("\x00(\\d+)\x00", lambda m: kept[int(m[1])], p) for p in parts]


def table(path):
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def chart_rows(data):
    """(source, credit, title, year) of every chart row."""
    for folder, source, title in (("billboard-hot-100", "hot-100", "song"),
                                  ("billboard-global-200", "global-200", "name")):
        for path in sorted((data / folder).glob("*.json")):
            if path.stat().st_size == 0:
                continue
            for row in json.loads(path.read_text(encoding="utf-8"))["data"]:
                yield source, row["artist"], row[title], int(path.stem[:4])
    for path in sorted((data / "korea-music-shows").glob("*.csv")):
        for row in table(path):
            yield "music-shows", row["Artist"], row["Song"], int(path.stem[:4])
    for row in table(data / "spotify-weekly/weekly_kr_merged.csv"):
        yield "spotify-kr", row["performer"], row["song"], int(row["chart_date"][:4])
    for row in table(data / "spotify-2023/spotify-2023.csv"):
        yield "spotify-2023", row["artist(s)_name"], row["track_name"], int(row["released_year"])
    for row in table(data / "spotify-weekly/spotify_top_songs_audio_features.csv"):
        yield "spotify-top", row["artist_names"], row["track_name"], None


def people(data):
    """(source, name, context) of every idol and group."""
    net = json.loads((data / "kpop-people/kpopnet.json").read_text(encoding="utf-8"))
    groups = {g["id"]: g["name"] for g in net["groups"]}
    for g in net["groups"]:
        yield "kpopnet", g["name"], dict(type="group", korean=g["name_original"],
                                         agency=g["agency_name"], debut=g["debut_date"])
    for p in net["idols"]:
        yield "kpopnet", p["name"], dict(
            type="idol", group=[groups[i] for i in p["groups"]], korean=p["name_original"],
            real_name=p["real_name"], debut=p["debut_date"], birth=p["birth_date"])
    api = json.loads((data / "kpop-groups/groups.json").read_text(encoding="utf-8"))
    for g in (g for kind in api.values() for g in kind):
        names, debut = g["groupInfo"]["names"], g["groupInfo"]["debutDate"]
        shown = names["stage"] or names["korean"]
        if not shown:
            continue
        yield "kpop-groups", shown, dict(type="group", korean=names["korean"], debut=debut,
                                         japanese=names["japanese"], company=g["company"]["current"])
        for m in g["memberHistory"].get("currentMembers") or []:
            yield "kpop-groups", m["name"], dict(type="idol", group=[shown], group_debut=debut)
    for r in table(data / "kpop-people/kpop_idols.csv"):
        groups_of = [g for g in (r["Group"], r["Other Group"]) if g]
        yield "idols-csv", r["Stage Name"], dict(
            type="idol", group=groups_of, korean=r["K. Stage Name"], real_name=r["Full Name"],
            birth=r["Date of Birth"], country=r["Country"])
    for kind in "boy", "girl":
        for r in table(data / f"kpop-people/kpop_idols_{kind}_groups.csv"):
            yield "groups-csv", r["Name"], dict(type=f"{kind} group", short=r["Short"], korean=r["Korean Name"],
                                                debut=r["Debut"], company=r["Company"])
    acts = {}
    for r in table(data / "kbs-weekly/umetniki.csv"):
        acts[r["sifra_umetnika"]] = r["ime_umetnika"]
        yield "kbs", r["ime_umetnika"], dict(type={"SK": "group", "SO": "solo"}.get(r["tip"]), debut=r["debut"])
    for r in table(data / "kbs-weekly/clani_skupin.csv"):
        yield "kbs", r["clan"], dict(type="idol", group=[acts.get(r["sifra_umetnika"])])


def bare(data):
    """(source, name, context) of the acts that come with a genre or a country only."""
    for r in table(data / "spotify-artist-genres/data_w_genres.csv"):
        genres = ast.literal_eval(r["genres"])
        if genres:
            yield "genres", r["artists"], dict(genres=genres[:4])
    gml = (data / "artist-network/artists.gml").read_text(encoding="utf-8")
    node = r'node \[\s+id \d+\s+label "([^"]*)"\s+(?:country "([^"]*)")?\s*(?:tags "([^"]*)")?'
    for name, country, tag in re.findall(node, gml):
        yield "artist-network", name, dict(country=country, tag=tag)
    for r in table(data / "youtube-artists/artists.csv"):
        yield "youtube", r["name"], dict(country=r["country"], genre=r["macro_genre"])


def mentions(data):
    """Every mention; a chart or song mention carries its first row and its `crossing`."""
    first = {}
    for source, credit, title, year in chart_rows(data):
        for name in set(split(credit)):
            at = (source, name, credit)
            if at not in first or (year or 9999) < (first[at]["year"] or 9999):
                first[at] = dict(credit=credit, title=title.strip(), year=year)
    for r in table(data / "kpop-songs/song_list.csv"):
        for name in set(split(r["track_artist"])):
            at = ("kpop-songs", name, r["track_artist"])
            if at not in first or int(r["year"]) < first[at]["year"]:
                first[at] = dict(credit=r["track_artist"], title=r["title"], year=int(r["year"]), label=r["label"])
    for (source, name, credit), context in first.items():
        year = context["year"]
        recent = year >= 2009 if year else True  # the undated table holds the streaming years only
        yield dict(name=name, source=source, context=context,
                   crossing=KIND[source] == "chart" and recent and len(split(credit)) > 1)
    seen = set()
    for source, name, context in [*people(data), *bare(data)]:
        name = html(name).strip()
        context = {k: v for k, v in context.items() if v and v != [None]}
        key = json.dumps([source, name, context], ensure_ascii=False)
        if name and key not in seen:
            seen.add(key)
            yield dict(name=name, source=source, context=context, crossing=False)


def html(text):
    """Undo the character references of the network file."""
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), text).replace("&amp;", "&").replace("&quot;", '"')


def rank(text):
    return hashlib.sha256((SALT + text).encode()).hexdigest()


def key(m):
    return json.dumps([m["name"], m["source"], m["context"]], ensure_ascii=False, sort_keys=True)


def first_of(found):
    """The mention that stands for several: a crossing if there is one, else the first by rank."""
    return min(found, key=lambda m: (not m["crossing"], rank(key(m))))


def candidates(all_mentions):
    """(stratum, what is drawn once, a, b)"""
    by_fold = defaultdict(list)
    by_korean = defaultdict(list)
    for m in all_mentions:
        by_fold[fold(m["name"])].append(m)
        if m["context"].get("korean"):
            by_korean[fold(m["context"]["korean"])].append(m)
    by_fold.pop("", None)

    def contested(name):
        """Whether the sources give the name more than one group or country; a quarter of the others passes too."""
        found = by_fold[name]
        groups = {fold(g) for m in found for g in m["context"].get("group", ())}
        lands = {m["context"]["country"].lower() for m in found if m["source"] in ("artist-network", "youtube")
                 and m["context"].get("country", "Unknown") != "Unknown"}
        if any(KIND[m["source"]] == "people" for m in found):
            lands.add("south korea")
        return len(groups) > 1 or len(lands) > 1 or rank("all" + name)[0] in "0123"

    def of(name, *kinds):
        return sorted((m for m in by_fold.get(name, ()) if KIND[m["source"]] in kinds), key=lambda m: rank(key(m)))

    for name, found in by_fold.items():
        charts, folk, songs, plain = (of(name, k) for k in ("chart", "people", "songs", "bare"))
        crossing = [m for m in charts if m["crossing"]]
        if crossing and contested(name) and ((" " not in crossing[0]["name"] and len(name) <= 7) or rank(name)[0] == "0"):
            # A short single word is where namesakes are; longer names are drawn one time in sixteen.
            for other in {m["source"]: m for m in reversed(folk + songs + plain)}.values():
                # The genres file mostly agrees with the charts, so it is drawn one time in eight.
                if other["source"] not in ("genres", "youtube") or rank(key(other))[0] in "01":
                    yield "chart-other", name + "|" + other["source"], first_of(crossing), other
        if folk and plain and contested(name):
            yield "people-bare", name, folk[0], plain[0]
        if songs and contested(name) and (charts or folk or plain):
            yield "songs-other", name, songs[0], (plain or charts or folk)[0]
        idols = [m for m in folk if m["context"].get("group")]
        for a in idols[:1]:
            for b in idols[1:]:
                if not {fold(g) for g in a["context"]["group"]} & {fold(g) for g in b["context"]["group"]}:
                    yield "stage-name", name, a, b
                    break
        printed = [m for m in found if m["source"] != "artist-network"]
        for a in (crossing or printed)[:1]:
            for b in sorted(printed, key=lambda m: rank(key(m))):
                if a["name"] != b["name"] and a["source"] != b["source"] and not OTHER_SCRIPT.search(name):
                    if a["crossing"] or rank(name)[0] in "01":
                        yield "case", name, a, b
                    break
        if OTHER_SCRIPT.search(name):
            for p in by_korean.get(name, ()):
                latin = fold(p["context"].get("real_name", "") if rank(name)[0] in "0123" else p["name"])
                for b in [m for m in by_fold.get(latin, ()) if not OTHER_SCRIPT.search(m["name"])][:40]:
                    if songs and KIND[b["source"]] != "songs":
                        yield "script", name + "|" + latin, songs[0], first_of(of(latin, "chart") or [b])
                        break
    # (c) Near spellings: an act of a crossing, or of the people, against everything.
    crossed = sorted((n for n in by_fold if len(n) >= 4 and any(m["crossing"] for m in by_fold[n])), key=rank)
    known = sorted((n for n in by_fold if len(n) >= 4 and of(n, "people")), key=rank)
    left = list(dict.fromkeys(crossed[:1200] + known[:400]))
    right = [n for n in by_fold if len(n) >= 4]
    scores = process.cdist(left, right, scorer=fuzz.ratio, score_cutoff=85, workers=-1)
    for i, name in enumerate(left):
        near = [right[j] for j in scores[i].nonzero()[0] if right[j] != name]
        for other in sorted(near, key=lambda n: rank(name + n))[:1]:
            yield "near", "|".join(sorted((name, other))), first_of(by_fold[name]), first_of(by_fold[other])
    # (f) A group that is printed in charts and a member of it, each as a chart prints it if one does.
    for m in sorted((m for m in all_mentions if m["context"].get("group")), key=lambda m: rank(key(m))):
        for group in m["context"]["group"]:
            charted = [c for c in of(fold(group), "chart", "songs") if c["crossing"] or c["source"] != "hot-100"]
            if charted:
                solo = [s for s in of(fold(m["name"]), "chart") if s["crossing"]]
                if solo and rank(key(m))[0] in "01234567" and fold(m["name"]) != fold(group):
                    yield "member", fold(group) + "|" + fold(m["name"]), first_of(charted), first_of(solo)
                elif rank(key(m))[0] in "89":
                    yield "member", fold(group), first_of(charted), m
                break


def draw(data):
    found = sorted(mentions(data), key=lambda m: (m["source"], key(m)))
    strata = defaultdict(dict)
    for stratum, once, a, b in candidates(found):
        strata[stratum].setdefault(once, (a, b))
    taken = set()
    for stratum, size in SIZES.items():
        ordered = sorted(strata[stratum].items(), key=lambda item: rank(stratum + "|" + item[0]))
        print(stratum, len(ordered), file=sys.stderr)
        for once, (a, b) in ordered:
            both = frozenset((key(a), key(b)))
            if size and both not in taken:
                taken.add(both)
                size -= 1
                sides = [{k: m[k] for k in ("name", "source", "context")} for m in (a, b)]
                yield dict(a=sides[0], b=sides[1], stratum=stratum, crossing=a["crossing"] or b["crossing"])


if __name__ == "__main__":
    for pair in draw(Path(sys.argv[1])):
        print(json.dumps(pair, ensure_ascii=False))
