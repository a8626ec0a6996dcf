"""A list as an Arrow table, and as Parquet: the columns are the keys of `best --json`.

Loads pyarrow when asked.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kollabo.answers.best import BestList, as_json

if TYPE_CHECKING:
    import pyarrow as pa


@cache
def listing_schema() -> pa.Schema:
    """A row a song. ``list``: ranked, also released or undecided."""
    import pyarrow as pa

    text, real, number, flag = pa.string(), pa.float64(), pa.int64(), pa.bool_()
    texts = pa.list_(text)
    act = pa.struct(
        {"name": text, "id": text, "role": text, "scenes": texts, "why": text}
        | {"origin": text, "member_of": texts}
    )
    plausible = pa.struct({"low": number, "high": number, "claim": real})
    contribution = pa.struct(
        {"signal": text, "weight": real, "share": real, "adds": real}
        | {"words": text, "missing": text}
    )
    place = pa.struct({"source": text, "file": text, "row": number})
    evidence = pa.struct(
        {"source": text, "metric": text, "value": real, "unit": text}
        | {"region": text, "period": text, "read_from": place}
    )
    return pa.schema(
        [
            pa.field("list", text, nullable=False),
            pa.field("rank", number),
            pa.field("title", text, nullable=False),
            pa.field("id", text, nullable=False),
            pa.field("artists", pa.list_(act)),
            pa.field("credit", text),
            pa.field("released", text),
            pa.field("released_inferred", flag),
            pa.field("languages", texts),
            pa.field("belongs_to", text),
            pa.field("links", texts),
            pa.field("score", real),
            pa.field("plausible_ranks", plausible),
            pa.field("reason", text),
            pa.field("contributions", pa.list_(contribution)),
            pa.field("evidence", pa.list_(evidence)),
            pa.field("undecided_because", text),
        ]
    )


def listing_arrow(answer: BestList, *, everything: bool = False) -> pa.Table:
    """The ranked songs; with ``everything`` also those that stand apart, by column ``list``."""
    import pyarrow as pa

    return pa.Table.from_pylist(_rows(answer, everything), schema=listing_schema())


def listing_parquet(answer: BestList, *, everything: bool = False) -> bytes:
    import pyarrow.parquet as pq

    out = BytesIO()
    pq.write_table(listing_arrow(answer, everything=everything), out, compression="zstd")
    return out.getvalue()


def _rows(answer: BestList, everything: bool) -> list[dict[str, Any]]:
    said = as_json(answer)
    rows = [{"list": "ranked", **one} for one in said["entries"]]
    if everything:
        rows += [{"list": "also released", **one} for one in said["also_released"]]
        rows += [{"list": "undecided", **one} for one in said["undecided"]]
    return rows
