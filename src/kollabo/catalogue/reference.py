"""The tables of `kollabo.catalogue.schema` as pages of documentation.

``python -m kollabo.catalogue.reference docs/catalogue.md`` renews the part between the two marks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kollabo.catalogue.schema import FINISHED, MUSICBRAINZ, PRINTED, Table

BEGIN = "<!-- tables: made from schema.py, do not edit -->"
END = "<!-- end of tables -->"


def table_reference() -> str:
    """Every table and column, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    for title, tables in (
        ("Finished tables", FINISHED),
        ("Printed tables", PRINTED),
        ("MusicBrainz tables", MUSICBRAINZ),
    ):
        yield f"### {title}"
        yield ""
        for table in tables:
            yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield f"#### `{table.name}`"
    yield ""
    yield f"{table.meaning[0].upper()}{table.meaning[1:]}."
    yield f"Key: {_names(table.key)}. Order: {_names(table.order)}."
    yield ""
    yield "| column | type | required | unit | meaning |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        required = "yes" if column.required else ""
        meaning = column.meaning.replace("|", "\\|")
        yield f"| `{column.name}` | {column.type} | {required} | {column.unit} | {meaning} |"
    yield ""


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def renewed(page: str, begin: str, end: str, made: str) -> str:
    """A page with the part between two marks made anew."""
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"the page lacks the marks {begin} and {end}")
    return f"{before}{begin}\n\n{made}\n{end}{after}"


def with_reference(page: str) -> str:
    """The page with the tables of the schema as they are."""
    return renewed(page, BEGIN, END, table_reference())


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_reference(path.read_text(encoding="utf-8")), encoding="utf-8")
