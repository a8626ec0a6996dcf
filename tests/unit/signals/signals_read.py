"""Reading counted sources whole, as the tests want them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kollabo.sources import Counting, Report, open_reading

RECORDING = "13dd61c7-ce73-4e97-9f0c-9f0e53144411"


class Read:
    """All statements and the one report of a source."""

    def __init__(self, kind: str, path: Path, **counting: Any) -> None:
        self.readings = list(open_reading(kind, path, counting=Counting(**counting)))
        self.songs: list[dict[str, Any]] = []
        self.figures: list[dict[str, Any]] = []
        for reading in self.readings:
            for table, batch in reading.batches():
                rows = self.figures if table == "printed_observation" else self.songs
                rows.extend(batch.to_pylist())
            for file in reading.report.files:
                assert file.rows_read == file.rows_taken + file.rows_set_aside, file
                assert min(file.rows_taken, file.rows_set_aside) >= 0, file

    @property
    def report(self) -> Report:
        (reading,) = self.readings
        return reading.report

    @property
    def values(self) -> dict[tuple[str, str, str, str], float]:
        """Title, credit, metric and first day (or "to date") to the figure."""
        found = {
            (one["title"], one["credit"], one["metric"], str(one["period_from"] or "to date")): one[
                "value"
            ]
            for one in self.figures
        }
        assert len(found) == len(self.figures)
        return found

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(one.row, one.reason) for one in self.report.set_aside]


def listen(
    title: Any = "Glass Harbour",
    acts: Any = "Haneul Seo feat. Dax Verano",
    *,
    at: Any = 1_689_300_000,  # 2023-07-14
    user: str | None = "ana",
    mapping: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """One listen as ListenBrainz writes it."""
    metadata = {"track_name": title, "artist_name": acts, "additional_info": {}}
    if mapping:
        metadata["mbid_mapping"] = mapping
    said = {"listened_at": at, "track_metadata": metadata}
    return {**said, "user_name": user} if user else said


def lines(*items: Any) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
