"""The help of every command as pages of documentation.

``python -m kollabo.cli.reference docs/cli.md`` renews the part between the two marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kollabo.catalogue.reference import renewed
from kollabo.cli.main import kollabo

BEGIN = "<!-- help: made by kollabo.cli.reference, do not edit -->"
END = "<!-- end of help -->"
_WIDTH = 80


def command_reference() -> str:
    """The help of `kollabo` and of each command, in Markdown."""
    top = click.Context(kollabo, info_name="kollabo", **kollabo.context_settings)
    return "\n".join(_pages(kollabo, top))


def _pages(command: click.Command, context: click.Context) -> Iterator[str]:
    context.terminal_width = context.max_content_width = _WIDTH
    yield f"### {context.command_path}"
    yield ""
    yield "```text"
    yield command.get_help(context)
    yield "```"
    yield ""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) is not None:
                yield from _pages(below, click.Context(below, parent=context, info_name=name))


def with_reference(page: str) -> str:
    """The page with the help of the commands as it is."""
    return renewed(page, BEGIN, END, command_reference())


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_reference(path.read_text(encoding="utf-8")), encoding="utf-8")
