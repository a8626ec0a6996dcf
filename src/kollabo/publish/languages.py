"""The languages of a song, by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from kollabo.answers.words import listed
from kollabo.publish.plain import one_line


def sung_words(codes: Sequence[str]) -> str:
    """ "sung in English and Spanish"; empty where no source says."""
    return f"sung in {listed([language_name(code) for code in codes])}" if codes else ""


def language_name(code: str) -> str:
    """Its name in English; the code itself where ``data/languages.toml`` has none."""
    return _names().get(code, one_line(code))


@cache
def _names() -> Mapping[str, str]:
    text = (resources.files("kollabo") / "data" / "languages.toml").read_text(encoding="utf-8")
    names: Mapping[str, str] = tomllib.loads(text)
    return names
