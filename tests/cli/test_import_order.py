"""The order of imports does not change the answers: a real build from each order, compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sample_world

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import FINISHED
from kollabo.cli.importing import Request, import_sources
from kollabo.cli.progress import Lines


def tables(root: Path, requests: list[Request]) -> dict[str, list[Any]]:
    """Every finished table after these imports, one after another; the hour of import left out."""
    for request in requests:
        import_sources(root, request, Lines())
    with open_catalogue(root) as catalogue:
        found = {table.name: catalogue.rows(f'FROM "{table.name}"') for table in FINISHED}
    for source in found["source"]:
        del source["imported"]
    return found


def test_the_order_of_imports_changes_no_table(tmp_path: Path) -> None:
    requests = [
        Request("acts", (sample_world.write_acts(tmp_path),)),
        Request("chart", (sample_world.write_chart(tmp_path),), "Harbour Ten", "US"),
        Request("tracks", (sample_world.write_tracks(tmp_path),)),
    ]
    forward = tables(tmp_path / "forward", requests)
    backward = tables(tmp_path / "backward", requests[::-1])
    assert len(forward["song"]) > 5
    for table, rows in forward.items():
        assert rows == backward[table], table
