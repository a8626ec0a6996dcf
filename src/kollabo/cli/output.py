"""Standard output: text, JSON, and rich tables for terminals."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from kollabo.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

_WIDTH_OF_A_PIPE = 120  # columns of a table that goes into a file


def is_terminal() -> bool:
    return sys.stdout.isatty()


def form_asked(form: str | None, as_json: bool) -> str | None:
    """The form that --format and --json ask for, or None. Raises click.UsageError."""
    if as_json and form not in (None, "json"):
        from click import UsageError

        raise UsageError(f"--json and --format {form} cannot both be meant")
    return "json" if as_json else form


def write_text(text: str, *, out: Path | None = None) -> None:
    """Write to standard output, or into the file."""
    text = text if text.endswith("\n") else text + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        write_bytes(text.encode("utf-8"), out=out)


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
    write_bytes(content)


def write_json(value: Any, *, out: Path | None = None) -> None:
    import json

    write_text(json.dumps(value, ensure_ascii=False, indent=2), out=out)


def write_bytes(content: bytes, *, out: Path | None = None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        out.write_bytes(content)


def write_tables(*parts: RenderableType, out: Path | None = None) -> None:
    """Write rich's renderables, as wide as the terminal is.

    Rich makes the text and does not write it: it would end the process when the reader goes away.
    """
    import os

    from rich.console import Console

    fixed = None if is_terminal() or os.environ.get("COLUMNS") else _WIDTH_OF_A_PIPE
    console = Console(width=fixed, highlight=False, markup=False, emoji=False)
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    write_text(capture.get(), out=out)
