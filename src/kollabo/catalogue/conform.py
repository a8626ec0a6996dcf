"""Rows held against the schema before they are written: columns, types, what must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kollabo.catalogue.engine import BATCH
from kollabo.catalogue.schema import TABLES, arrow_schema
from kollabo.errors import CatalogueError


def conform(table: str, batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the schema's columns, order and types; CatalogueError where it cannot be."""
    schema = arrow_schema(table)
    given = set(batch.schema.names)
    if (missing := [name for name in schema.names if name not in given]) or (
        len(batch.schema.names) != len(schema.names)
    ):
        extra = sorted(given - set(schema.names))
        raise CatalogueError(
            f"table {table}: columns missing: {missing or 'none'}; not in the schema: "
            f"{extra or 'none'}"
        )
    return pa.RecordBatch.from_arrays(
        [_column(table, field, batch.column(field.name)) for field in schema], schema=schema
    )


def _column(table: str, field: pa.Field, values: pa.Array) -> pa.Array:
    if field.nullable is False and values.null_count:
        raise CatalogueError(
            f"table {table}: column {field.name} must have a value and is null in "
            f"{values.null_count} of {len(values)} rows"
        )
    if values.type == field.type:
        return values
    try:
        return values.cast(field.type)
    # The one is raised for a value that does not fit, the other for types that never cast.
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        wanted = TABLES[table].column(field.name).type
        raise CatalogueError(
            f"table {table}: column {field.name} is {values.type} and cannot become {wanted}: "
            f"{error}"
        ) from error


def batches_of(data: pa.Table | Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    if isinstance(data, pa.Table):
        yield from data.to_batches(max_chunksize=BATCH)
    else:
        yield from data


def check_table_file(table: str, path: Path) -> None:
    """Hold a Parquet file against the schema by what stands at its end; no row is read."""
    wanted = arrow_schema(table)
    found = pq.ParquetFile(path) if path.exists() else None
    with_types = [(one.name, one.type) for one in found.schema_arrow] if found else []
    if found is None or with_types != [(one.name, one.type) for one in wanted]:
        raise CatalogueError(f"table {table} is not what the schema says", file=str(path))
    groups = [found.metadata.row_group(number) for number in range(found.num_row_groups)]
    for field in wanted:
        nulls = 0 if field.nullable else sum(_nulls(group, field.name) for group in groups)
        if nulls:
            raise CatalogueError(
                f"table {table}: column {field.name} must have a value and is null in {nulls} rows"
            )


def _nulls(group: pq.RowGroupMetaData, name: str) -> int:
    columns = map(group.column, range(group.num_columns))
    return sum(one.statistics.null_count for one in columns if one.path_in_schema == name)
