"""Mashups: two recordings laid over each other by a third person, whose acts never met.

Some lists print them like any other song. Two things give them away: a word in the title or the
name of the release, and a release on which every song pairs acts of its own, none of them twice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources

from kollabo.build.songs import Song
from kollabo.text.names import fold

_FEWEST = 4  # songs; below that a split single looks the same


@cache
def mashup_words() -> frozenset[str]:
    """The words of ``data/words/mashups.txt``, folded."""
    text = (resources.files("kollabo") / "data" / "words" / "mashups.txt").read_text("utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return frozenset(fold(line) for line in lines if line)


def mashups(songs: Sequence[Song]) -> dict[str, str]:
    """song_id -> why the song looks like a mashup."""
    found = {}
    paired = _releases_of_pairs(songs)
    for song in songs:
        if len(song.acts) < 2:
            continue
        printings = [read.printing for read, _ in song.printings]
        said = [text for one in printings for text in (one.title, *one.releases, *one.notes)]
        word = next((word for text in said if (word := mashup_word(text))), None)
        release = next((name for one in printings for name in one.releases if name in paired), None)
        if word:
            found[song.song_id] = (
                f"a mashup, it seems (printed: {word!r}): its acts may never have met"
            )
        elif release:
            found[song.song_id] = (
                f"a mashup, it seems (on {release!r} every song pairs other acts): "
                "its acts may never have met"
            )
    return found


def mashup_word(text: str) -> str | None:
    """The word of a text that says it is a mashup, if there is one."""
    words = f" {fold(text)} "
    return next((word for word in sorted(mashup_words()) if f" {word} " in words), None)


def _releases_of_pairs(songs: Sequence[Song]) -> set[str]:
    """Releases of several songs, each by several acts, on which no act appears twice."""
    on: dict[str, dict[str, Song]] = defaultdict(dict)
    for song in songs:
        for read, _ in song.printings:
            for release in read.printing.releases:
                on[release][song.song_id] = song
    pairs = set()
    for release, found in on.items():
        acts = Counter(act.artist_id for song in found.values() for act in song.acts)
        each_once = len(found) >= _FEWEST and max(acts.values()) == 1
        if each_once and all(len(song.acts) > 1 for song in found.values()):
            pairs.add(release)
    return pairs
