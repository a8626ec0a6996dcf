"""What every format says of a song alike: its names elsewhere, its credit, its codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from kollabo.answers.best import Entry
from kollabo.answers.crossings import Crossing
from kollabo.answers.edition import Edition
from kollabo.publish.article.facts import facts_of_entry
from kollabo.publish.article.sentences import sentences_of
from kollabo.publish.language import Language
from kollabo.publish.links import web_links
from kollabo.publish.plain import one_line

MUSICBRAINZ = "https://musicbrainz.org"
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}\d{7}")


@dataclass(frozen=True)
class Performer:
    """An act; ``same_as`` is its page at MusicBrainz, where its id there is known."""

    name: str
    role: str | None
    same_as: str | None


@dataclass(frozen=True)
class Recording:
    """A ranked song. ``released`` is None where the date is only inferred."""

    song_id: str
    uri: str
    rank: int
    title: str
    credit: str
    performers: tuple[Performer, ...]
    released: str | None
    languages: tuple[str, ...]
    belongs_to: str | None
    isrcs: tuple[str, ...]
    same_as: tuple[str, ...]
    links: tuple[str, ...]
    reason: str


def recordings(edition: Edition, language: Language) -> tuple[Recording, ...]:
    """The ranked songs, best first; what is said of them in a language."""
    return tuple(_recording(edition, entry, language) for entry in edition.listing.entries)


def uri_of(*names: object) -> str:
    """A name for the whole world (urn:uuid), always the same for the same thing."""
    return uuid5(NAMESPACE_URL, "/".join(["kollabo", *map(str, names)])).urn


def list_uri(edition: Edition) -> str:
    question = edition.listing.question
    sides = sorted(scene.name for scene in question.sides)
    return uri_of("list", *sides, question.year, question.year_means)


def _recording(edition: Edition, entry: Entry, language: Language) -> Recording:
    song, ranked = entry.crossing, entry.ranked
    assert ranked is not None
    said = edition.songs[song.song_id].statements
    isrcs = sorted({one.value.replace("-", "").upper() for one in said if one.fact == "isrc"})
    mbids = sorted({one.value.lower() for one in said if one.fact == "recording"} | _linked(song))
    return Recording(
        song.song_id,
        uri_of("song", song.song_id),
        ranked.rank,
        one_line(song.title),
        one_line(song.credit),
        tuple(
            Performer(one_line(one.act.name), one.role, artist_page(one.act.artist_id))
            for one in song.acts
        ),
        None if song.released_inferred else song.released,
        song.languages,
        one_line(song.belongs_to) if song.belongs_to else None,
        tuple(one for one in isrcs if _ISRC.fullmatch(one)),
        _pages("recording", mbids),
        web_links(song.links),
        _reason(edition, entry, language),
    )


def _linked(song: Crossing) -> set[str]:
    """The recordings at MusicBrainz that the song's links lead to."""
    page = f"{MUSICBRAINZ}/recording/"
    return {link.removeprefix(page).lower() for link in song.links if link.startswith(page)}


def _reason(edition: Edition, entry: Entry, language: Language) -> str:
    """What the article says of its charts and counts."""
    told = sentences_of(facts_of_entry(edition, entry), language)
    return " ".join(one.text for one in told if one.kind.startswith(("chart_", "total.")))


def artist_page(artist_id: str) -> str | None:
    """The act's page at MusicBrainz: an act's id is its MBID where that is known."""
    return next(iter(_pages("artist", [artist_id])), None)


def _pages(kind: str, mbids: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{MUSICBRAINZ}/{kind}/{mbid}" for mbid in mbids if _MBID.fullmatch(mbid))
