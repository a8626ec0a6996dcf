"""`kollabo evidence`: every figure behind a song."""

from __future__ import annotations

from pathlib import Path

import click

from kollabo.cli.options import TEXT, catalogue_option, json_option

HELP = """Show every figure behind a song, each with the source, file and row it was read from.

The song is found as `kollabo song` finds it. Charts that are loaded for its time and do not hold
it are named: there it was below the last place.

\b
Examples:
  kollabo evidence Seven --by "Jung Kook"
  kollabo evidence "Left And Right" --format csv
"""


@click.command("evidence", help=HELP)
@click.argument("title", type=TEXT, metavar="TITLE")
@click.option("--by", type=TEXT, metavar="ACT", help="Only a song that credits this act.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    help="How to write it; else text.",
)
@json_option
@catalogue_option
def command(
    title: str, by: str | None, form: str | None, as_json: bool, catalogue: Path | None
) -> None:
    from kollabo.answers import song_evidence
    from kollabo.answers.lookup import find_songs, song_json
    from kollabo.catalogue.reader import open_catalogue
    from kollabo.cli import output

    form = output.form_asked(form, as_json) or "text"
    with open_catalogue(catalogue) as opened:
        found, *others = find_songs(opened, title, by=by)
        answer = song_evidence.song_evidence(opened, found.song_id)
    if form == "json":
        also = [song_json(one) for one in others]
        output.write_json({**song_evidence.as_json(answer), "others_of_this_title": also})
        return
    from kollabo.publish.evidence_text import evidence_csv, evidence_text

    output.write_text(evidence_csv(answer) if form == "csv" else evidence_text(answer, others))
