"""Sentences made of pieces: what the template says, and the facts that were put in.

The pieces stay apart so that a page can isolate names of another writing direction, and a test can
tell which facts a sentence claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from kollabo.answers.statements import Place


@dataclass(frozen=True)
class Part:
    """A piece of a sentence. ``fact`` names the fact it shows; None: the template's own words.

    ``about`` is the id of the song or act it names, where it names one.
    """

    text: str
    fact: str | None = None
    about: str | None = None


Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Sentence:
    """``kind`` is the template's key; ``places`` are where its facts were read."""

    kind: str
    parts: Parts
    places: tuple[Place, ...] = ()

    @property
    def text(self) -> str:
        return text_of_parts(self.parts)


def text_of_parts(parts: Parts) -> str:
    return "".join(one.text for one in parts)


def needed(template: str) -> set[str]:
    """The names of the facts a template is filled with."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def filled(template: str, facts: Mapping[str, str | Parts]) -> Parts:
    """The template with its facts. A fact that is a sentence piece by piece keeps its pieces."""
    return tuple(_filled(template, facts))


def _filled(template: str, facts: Mapping[str, str | Parts]) -> Iterator[Part]:
    for words, name, _, _ in Formatter().parse(template):
        if words:
            yield Part(words)
        if name:
            fact = facts[name]
            yield from [Part(fact, name)] if isinstance(fact, str) else fact
