"""The page of an act: who it is, which scenes it belongs to and why, and what it made with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kollabo.answers.artist import ArtistAnswer, Membership, Together
from kollabo.answers.edition import Edition
from kollabo.publish.article.model import headline, released_words
from kollabo.publish.formats.recordings import artist_page
from kollabo.publish.language import Language
from kollabo.publish.pictures.picture import Cell, PageTable
from kollabo.publish.plain import one_line
from kollabo.publish.said import Sayings
from kollabo.publish.sentences import Part, Parts


@dataclass(frozen=True)
class ActPage:
    """``listed`` are its songs on the list. ``musicbrainz`` is its page there, where known."""

    artist_id: str
    name: str
    note: str
    list_title: str
    facts: tuple[tuple[str, Parts], ...]
    listed: tuple[Parts, ...]
    scenes: PageTable | None
    collaborations: PageTable | None
    musicbrainz: str | None


def act_page(edition: Edition, answer: ArtistAnswer, language: Language) -> ActPage:
    return ActPage(
        answer.artist_id,
        one_line(answer.name),
        one_line(answer.note or ""),
        headline(edition.listing, language),
        tuple(_facts(answer, language)),
        tuple(_listed(edition, answer.artist_id, language)),
        _scenes(answer, language),
        _collaborations(answer, language),
        artist_page(answer.mbid or answer.artist_id),
    )


def _facts(answer: ArtistAnswer, language: Language) -> Iterator[tuple[str, Parts]]:
    names = [one for one in answer.aliases if one.name != answer.name]
    stage = tuple(dict.fromkeys(one_line(one.name) for one in names if one.kind != "legal"))
    civil = tuple(dict.fromkeys(one_line(one.name) for one in names if one.kind == "legal"))
    if stage:
        yield language.text("page.also_known"), language.list(stage)
    if civil:
        yield language.text("page.civil_name"), language.list(civil)
    if answer.groups:
        yield language.text("page.member_of"), _members(answer.groups, language)
    if answer.members:
        yield language.text("page.members"), _members(answer.members, language)
    if answer.origin:
        yield language.text("page.origin"), (Part(language.country(answer.origin)),)
    yield language.text("page.id"), (Part(answer.artist_id),)


def _members(acts: Sequence[Membership], language: Language) -> Parts:
    return language.list([(Part(one_line(one.name), "acts", one.artist_id),) for one in acts])


def _listed(edition: Edition, artist_id: str, language: Language) -> Iterator[Parts]:
    for entry in edition.listing.entries:
        song = entry.crossing
        if entry.ranked and artist_id in {one.act.artist_id for one in song.acts}:
            rank = language.text("page.rank_of", rank=str(entry.ranked.rank))
            yield (Part(f"{rank}: "), Part(one_line(song.title), "title", song.song_id))


def _scenes(answer: ArtistAnswer, language: Language) -> PageTable | None:
    if not answer.scenes:
        return None
    sayings = Sayings(language)
    rows = []
    for one in answer.scenes:
        said = sayings.say("why", one_line(one.why))
        why = Cell(one_line(one.why), foreign=True) if said is None else Cell(said)
        rows.append((Cell(one_line(language.scene(one.scene, one.title))), why))
    header = (language.text("page.scene"), language.text("article.reason"))
    return PageTable(language.text("page.in_scenes"), header, tuple(rows))


def _collaborations(answer: ArtistAnswer, language: Language) -> PageTable | None:
    if not answer.collaborations:
        return None
    header = ("article.song", "article.released", "page.partners", "page.role", "page.best_place")
    rows = tuple(_together(one, language) for one in reversed(answer.collaborations))
    caption = language.text("page.collaborations")
    return PageTable(caption, tuple(map(language.text, header)), rows)


def _together(one: Together, language: Language) -> tuple[Cell, ...]:
    partners = [one_line(partner.name) for partner in one.partners]
    best = ""
    if one.best:
        best = language.text(
            "page.best_place_of", place=str(one.best.place), chart=one_line(one.best.chart)
        )
    return (
        Cell(one_line(one.title), one.song_id),
        Cell(released_words(one.released, one.released_inferred, language)),
        Cell("".join(part.text for part in language.list(partners))),
        Cell(language.text(f"page.role_{one.role}") if one.role else ""),
        Cell(best),
    )
