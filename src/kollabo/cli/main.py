"""The command `kollabo`. Loads only the command that is asked for: a question starts fast."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from kollabo.cli.edge import end, guarded

# In the order of the help: what fills a catalogue, what asks it, what corrects it.
COMMANDS = {
    "import": "import_command",
    "fetch": "fetch",
    "forget": "forget",
    "best": "best",
    "publish": "publish",
    "serve": "serve",
    "records": "records",
    "trend": "trend",
    "lift": "lift",
    "song": "song",
    "evidence": "evidence",
    "artist": "artist",
    "sources": "sources",
    "scenes": "scenes",
    "review": "review",
    "decide": "decide",
    "credits": "credits",
    "evaluate": "evaluate",
    "version": "version",
}

ABOUT = """The best music collaborations of a year, ranked by open evidence.

Import your own files, then ask; until then a small starter catalogue answers.

\b
Examples:
  kollabo best --year 2023 --between k-pop --and western
  kollabo import chart billboard-hot-100/
  kollabo song "Left And Right"
"""


_BEFORE_GARBAGE = 200_000  # objects made, and not given back, before Python looks for cycles


class Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"kollabo.cli.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f"; did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"there is no command '{args[0]}'{meant}")
        return super().resolve_command(ctx, args)


kollabo = Commands("kollabo", help=ABOUT, context_settings={"help_option_names": ["--help", "-h"]})


def main(args: Sequence[str]) -> int:
    """Run the command line and give its exit code; whatever goes wrong is said on stderr."""

    def invoke() -> None:
        with kollabo.make_context("kollabo", list(args)) as context:
            kollabo.invoke(context)

    return guarded(invoke)


def run() -> NoReturn:
    """The entry point."""
    # What a question makes it needs to its end: to look for garbage is a twentieth of its time.
    gc.set_threshold(_BEFORE_GARBAGE)
    if "_KOLLABO_COMPLETE" in os.environ:  # the shell asks what could be typed next
        kollabo.main(prog_name="kollabo")
    end(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
