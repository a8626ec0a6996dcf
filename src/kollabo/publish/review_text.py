"""What waits for a decision, in lines, each with the commands that settle it."""

from __future__ import annotations

from collections.abc import Iterator

from kollabo.answers.review import Item, Review, What
from kollabo.answers.words import count
from kollabo.publish.plain import some, text_of

_TITLES: dict[What, str] = {
    "undecided": "Songs that may be no collaboration",
    "twice": "Songs that may be one recording, held twice",
    "unplaced": "Acts that could not be placed",
    "tied": "Acts with equally strong reasons for both sides",
    "year": "Songs that may be of another year",
    "name": "Names taken for an act without being sure",
}
_SHOWN = 10  # items of a kind
_SONGS = 3


def review_text(answer: Review, *, everything: bool = False) -> str:
    return text_of(_lines(answer, everything))


def _lines(answer: Review, everything: bool) -> Iterator[str]:
    sides = " and ".join(scene.title for scene in answer.question.sides)
    number = count(len(answer.items), "item")
    yield f"To decide between {sides} in {answer.question.year}: {number}."
    for what, title in _TITLES.items():
        items = answer.of(what)
        if not items:
            continue
        yield ""
        yield f"{title} ({len(items):,})"
        shown = items if everything else items[:_SHOWN]
        for item in shown:
            yield from _item(item)
        if len(shown) < len(items):
            yield f"  and {len(items) - len(shown):,} more; --all names them"


def _item(item: Item) -> Iterator[str]:
    yield f"  {item.subject}: {item.words}"
    songs = [
        f"{song.title} by {song.credit}" + (f": {song.evidence}" if song.evidence else "")
        for song in item.songs
    ]
    yield from (f"    {line}" for line in some(songs, _SONGS, "--json has all"))
    for option in item.options:
        fill_in = f"   # {option.value}: {option.fill_in}" if option.fill_in else ""
        yield f"    > {option.command}{fill_in}"
