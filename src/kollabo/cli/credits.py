"""`kollabo credits`: credits and titles read, a line in, a line out."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import catalogue_option, json_option

HELP = """Read credits and titles: a line in, a line out.

Lines come from standard input. A line is a credit as printed, or JSON: {"credit": "A feat. B"},
{"title": "Song (feat. B)", "artists": ["A"]} or {"title": ..., "credit": ...}. What is known of
names comes from the catalogue. A line that cannot be read gives a line that says so.

\b
Examples:
  echo "Jung Kook Featuring Latto" | kollabo credits
  kollabo credits --json < lines.txt
  kollabo credits --json --why < lines.txt
"""


@click.command("credits", help=HELP)
@json_option
@click.option("--why", is_flag=True, help="Add the weighed reasons for every separator.")
@catalogue_option
def command(as_json: bool, why: bool, catalogue: Path | None) -> None:
    import sys

    from kollabo.cli.credit_lines import answer_lines, evidence_of
    from kollabo.cli.output import is_terminal, write_text
    from kollabo.publish.credit_lines import json_line, plain_line

    write = json_line if as_json else plain_line
    at_once = is_terminal() or sys.stdin.isatty()
    for answer in answer_lines(sys.stdin.buffer, evidence_of(catalogue), why=why):
        write_text(write(answer))
        if at_once:
            sys.stdout.flush()
