"""The documentation's tables are the schema's."""

from pathlib import Path

from kollabo.catalogue.reference import table_reference, with_reference
from kollabo.catalogue.schema import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "catalogue.md"


def test_the_page_matches_the_schema() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_reference(page), (
        "renew it with: python -m kollabo.catalogue.reference docs/catalogue.md"
    )


def test_every_column_is_there() -> None:
    reference = table_reference()
    for table in TABLES.values():
        part = reference.split(f"#### `{table.name}`")[1].split("####")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in part
