"""The word lists of this floor: small TOML files, read once when first asked for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_list(name: str) -> dict[str, Any]:
    """The tables of ``data/words/<name>.toml``."""
    text = (files("kollabo") / "data" / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
