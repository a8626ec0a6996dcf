"""Every table of the catalogue by name; `kollabo.catalogue.tables` defines them, layer by layer.

**Printed** tables hold what sources print, **MusicBrainz** tables what its dumps say, **finished**
tables what the build makes of both and questions read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from kollabo.catalogue.tables.finished import FINISHED
from kollabo.catalogue.tables.musicbrainz import MUSICBRAINZ
from kollabo.catalogue.tables.printed import PRINTED
from kollabo.catalogue.tables.table import Column, Table, Type

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "AGELESS",
    "FACTS",
    "FINISHED",
    "LEADS_ALONE",
    "MUSICBRAINZ",
    "PRINTED",
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "Table",
    "Type",
    "arrow_schema",
]

SCHEMA_VERSION = 2

# How the ids of the shipped facts begin: by it the build and the answers know that they win.
FACTS = "facts-"

# How the ids of sources begin that name a song by its lead act alone, as titles of articles do.
LEADS_ALONE = "pageviews-"

# Metrics that count old songs as well as new ones: to be seen in them says nothing of a song's age.
AGELESS = ("listens", "listeners", "pageviews", "playlists")

TABLES: dict[str, Table] = {table.name: table for table in (*PRINTED, *MUSICBRAINZ, *FINISHED)}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table. Loads pyarrow: only the write side asks."""
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(),
        "int": pa.int64(),
        "real": pa.float64(),
        "flag": pa.bool_(),
        "day": pa.date32(),
        "time": pa.timestamp("us", tz="UTC"),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema(
        pa.field(column.name, types[column.type], nullable=not column.required)
        for column in TABLES[table].columns
    )
