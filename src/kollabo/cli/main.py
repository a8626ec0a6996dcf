"""The command `kollabo`. Loads the one command that is asked for, so that a question starts fast."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from kollabo.cli.edge import guarded

# In the order of the help: what fills a catalogue, what asks it, what corrects it.
COMMANDS = {
    "import": "import_command",
    "best": "best",
    "song": "song",
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


def make_app(names: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The command line with the named commands in it."""
    app = typer.Typer(
        name="kollabo",
        help=ABOUT,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(_no_options)
    for name in names:
        import_module(f"kollabo.cli.{COMMANDS[name]}").register(app)
    return app


def _no_options() -> None:
    """Nothing: its place keeps a single loaded command a command and not the whole app."""


_no_options.__doc__ = ABOUT


def main(args: Sequence[str]) -> int:
    """Run the command line and give its exit code; whatever goes wrong is said on stderr."""
    asked = args[0] if args and args[0] in COMMANDS else None

    def invoke() -> None:
        command = typer.main.get_command(make_app([asked] if asked else tuple(COMMANDS)))
        with command.make_context("kollabo", list(args)) as context:
            command.invoke(context)

    return guarded(invoke)


def run() -> None:
    """The entry point."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
