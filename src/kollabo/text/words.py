"""The word lists of this floor: small TOML files, read once when first asked for."""

from functools import cache
from typing import Any


@cache
def word_list(name: str) -> dict[str, Any]:
    """The tables of ``data/words/<name>.toml``."""
    # Imported here: the readers are often imported and not always asked.
    import tomllib
    from importlib.resources import files

    text = (files("kollabo") / "data" / "words" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
