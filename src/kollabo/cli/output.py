"""Standard output: text, JSON, and rich tables for terminals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kollabo.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDTH_OF_A_PIPE = 120  # columns of a table that goes into a file


def is_terminal() -> bool:
    return sys.stdout.isatty()


def write_text(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write(content: str | bytes) -> None:
    """Text, or bytes that no terminal can show."""
    if isinstance(content, str):
        write_text(content)
        return
    if is_terminal():
        raise UsageError(
            "this form is no text and would garble the terminal", remedy="send it to a file: > FILE"
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_json(value: Any) -> None:
    import json

    write_text(json.dumps(value, ensure_ascii=False, indent=2))


def write_tables(*parts: RenderableType) -> None:
    """Print rich's renderables, as wide as the terminal is.

    Rich makes the text and does not write it: it would end the process when the reader goes away.
    """
    import os

    from rich.console import Console

    fixed = None if is_terminal() or os.environ.get("COLUMNS") else _WIDTH_OF_A_PIPE
    console = Console(width=fixed, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    write_text(capture.get())
