"""Songs: printings of one work by one set of acts are one song, with versions."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from kollabo.build.identity.acts import Act
from kollabo.build.identity.credited import Link, mention_key
from kollabo.build.reading import ReadName, ReadPrinting
from kollabo.catalogue.schema import FACTS, LEADS_ALONE
from kollabo.text.names import loose, script

_IN_BRACKETS = re.compile(r"[(\[（【「『]([^()\[\]（）【】「」『』]+)[)\]）】」』]")
_BRACKETS = re.compile(r"\s*[(\[{（【「『].*?[)\]}）】」』]\s*")


@dataclass(frozen=True)
class Credited:
    """A name on a printing and the act it was taken for."""

    read: ReadName
    act: Act
    link: Link


@dataclass
class Song:
    """One work by one set of acts."""

    works: Counter[str] = field(default_factory=Counter)
    printings: list[tuple[ReadPrinting, tuple[Credited, ...]]] = field(default_factory=list)
    song_id: str = ""

    @property
    def title(self) -> str:
        return min(self.works.items(), key=lambda item: (-item[1], item[0]))[0]

    @property
    def acts(self) -> list[Act]:
        found = {id(one.act): one.act for _, names in self.printings for one in names}
        return sorted(found.values(), key=lambda act: act.artist_id)


def make_songs(read: Iterable[ReadPrinting], links: Mapping[tuple[str, str], Link]) -> list[Song]:
    """Group printings into songs, then join songs whose titles differ by a subtitle or a slip.

    Printings that name lead acts alone come last: they mean songs that others print whole.
    """
    leads: list[tuple[ReadPrinting, tuple[Credited, ...]]] = []
    songs: dict[tuple[str, frozenset[int]], Song] = {}
    for printing in read:
        names = _credited(printing, links)
        if _names_leads_alone(printing):
            leads.append((printing, names))
            continue
        key = (printing.work_key, frozenset(id(one.act) for one in names))
        song = songs.setdefault(key, Song())
        song.works[printing.title.work] += _weight(printing)
        song.printings.append((printing, names))
    by_acts: dict[frozenset[int], list[tuple[str, Song]]] = defaultdict(list)
    for (work, acts), song in songs.items():
        by_acts[acts].append((work, song))
    joined = [song for acts, group in by_acts.items() for song in _joined(group, len(acts))]
    joined = _with_leads(joined, leads)
    for song in joined:
        song.song_id = _song_id(song)
    return sorted(joined, key=lambda song: song.song_id)


def _names_leads_alone(printing: ReadPrinting) -> bool:
    """Whether all that print it so are sources which name a song's lead act alone."""
    sources = printing.printing.sources
    return bool(sources) and all(source.startswith(LEADS_ALONE) for source in sources)


def _with_leads(
    songs: Sequence[Song], printed: Iterable[tuple[ReadPrinting, tuple[Credited, ...]]]
) -> list[Song]:
    """The songs with printings of lead acts: an article about "Seven" by Jung Kook means the song
    with Latto, if only that can be meant; else it is a song of its own."""
    by_work: dict[str, list[tuple[frozenset[int], Song]]] = defaultdict(list)
    for song in songs:
        acts = frozenset(id(act) for act in song.acts)
        for work in {read.work_key for read, _ in song.printings}:
            by_work[work].append((acts, song))
    own: dict[tuple[str, frozenset[int]], Song] = {}
    for read, names in printed:
        acts = frozenset(id(one.act) for one in names)
        meant = _meant(acts, by_work.get(read.work_key, ()))
        if meant is None:
            meant = own.setdefault((read.work_key, acts), Song())
            meant.works[read.title.work] += read.printing.rows
        meant.printings.append((read, names))
    return [*songs, *own.values()]


def _meant(acts: frozenset[int], songs: Sequence[tuple[frozenset[int], Song]]) -> Song | None:
    """The song of just these acts, else the one whose acts all other candidates have too."""
    candidates = [(others, song) for others, song in songs if acts and acts <= others]
    for others, song in candidates:
        if all(others <= more for more, _ in candidates):
            return song
    return None


def _weight(printing: ReadPrinting) -> int:
    """How much a spelling of the title counts: its rows, and facts above all rows."""
    facts = any(source.startswith(FACTS) for source in printing.printing.sources)
    return printing.printing.rows + (1_000_000 if facts else 0)


def _credited(
    printing: ReadPrinting, links: Mapping[tuple[str, str], Link]
) -> tuple[Credited, ...]:
    found: dict[int, Credited] = {}
    for name in printing.names:
        link = links.get(mention_key(name.name, printing.work_key))
        if link is None:
            continue
        found.setdefault(id(link.act), Credited(name, link.act, link))
    names = list(found.values())
    if printing.printing.listed:
        names = _without_groups_of_members(names)
    return tuple(names)


def _without_groups_of_members(names: Sequence[Credited]) -> list[Credited]:
    """Tables that list "BTS, Jung Kook" mean the member: the group is there to be found by."""
    present = {id(one.act) for one in names}
    groups = {id(group) for one in names for group in one.act.groups if id(group) in present}
    return [one for one in names if id(one.act) not in groups]


def _joined(group: Sequence[tuple[str, Song]], acts: int) -> list[Song]:
    """Songs of the same acts with one title: alike without brackets, or but for a slip."""
    if len(group) == 1:
        return [group[0][1]]
    kept: list[tuple[str, str, Song]] = []
    plain: dict[str, Song] = {}
    for work, song in sorted(group, key=lambda pair: (-sum(pair[1].works.values()), pair[0])):
        bare = bare_key(song.title) or work
        other = plain.get(bare) or next(
            filter(None, map(plain.get, translated_keys(song.title))), None
        )
        if other is None and acts > 1:
            other = next((kin for key, _, kin in kept if _a_slip(key, bare)), None)
        if other is None:
            plain[bare] = song
            for translation in translated_keys(song.title):
                plain.setdefault(translation, song)
            kept.append((bare, work, song))
        else:
            other.works.update(song.works)
            other.printings.extend(song.printings)
    return [song for _, _, song in kept]


def bare_key(title: str) -> str:
    """The key of a title without what stands in brackets; the whole title's where that is all."""
    return loose(_BRACKETS.sub(" ", title)) or loose(title)


def translated_keys(title: str) -> list[str]:
    """Keys of a title printed in brackets behind the same title in another script."""
    inside = [found[1] for found in _IN_BRACKETS.finditer(title)]
    if not inside:
        return []
    outside = script(_BRACKETS.sub(" ", title))
    return [loose(one) for one in inside if loose(one) and script(one) not in (outside, "Common")]


def _a_slip(first: str, second: str) -> bool:
    """One letter off in eight or more, and no digit: "Vol. 2" is not "Vol. 3"."""
    if min(len(first), len(second)) < 8 or abs(len(first) - len(second)) > 1:
        return False
    if [char for char in first if char.isdigit()] != [char for char in second if char.isdigit()]:
        return False
    return OSA.distance(first, second, score_cutoff=1) <= 1


def _song_id(song: Song) -> str:
    acts = ",".join(act.artist_id for act in song.acts)
    works = min(loose(work) for work in song.works)
    return "s-" + hashlib.sha256(f"{works}|{acts}".encode()).hexdigest()[:12]
