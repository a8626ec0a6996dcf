"""The MusicBrainz tables of a catalogue as frames, and what stands in them for nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import pyarrow as pa

from kollabo.build.frames import BuildSession, Frame
from kollabo.build.parallel import each_batch
from kollabo.catalogue.staging import Staging
from kollabo.text.names import fold, loose

_NAMES = pa.schema([("name", pa.string()), ("folded", pa.string()), ("loose", pa.string())])
_CANONICAL = "canonical-data"


class MusicBrainz:
    """One dump's tables. A statement's place is the dump's own table and row."""

    def __init__(
        self, build: BuildSession, source_id: str, tables: dict[str, Frame], layout: str
    ) -> None:
        self.build = build
        self.source_id = source_id
        self._layout = layout
        self.artist = tables["mb_artist"]
        self.alias = tables["mb_alias"]
        self.credit = tables["mb_credit"]
        self.recording = tables["mb_recording"]
        self.recording_fact = tables["mb_recording_fact"]
        self.relation = tables["mb_relation"]
        self.redirect = tables["mb_redirect"]
        names = self.artist.select("name").unionByName(self.alias.select("name")).distinct()
        folded = each_batch(_fold_names, build.batches(names))
        self.names = build.from_batches("mb_names", _NAMES, folded)

    def file(self, table: str) -> str:
        """What stands for the file where rows of a table were read."""
        return "canonical_musicbrainz_data.csv" if self._layout == _CANONICAL else f"mbdump/{table}"

    def place(self, table: str) -> list[Any]:
        """Columns of the place, for a frame that has ``row``."""
        fn = self.build.functions
        return [
            fn.lit(self.source_id).alias("source_id"),
            fn.lit(self.file(table)).alias("file"),
            "row",
        ]


def _fold_names(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Names of acts, folded. No engine folds as we do, so Python does, once for each name."""
    printed = batch["name"].to_pylist()
    columns = [printed, list(map(fold, printed)), list(map(loose, printed))]
    arrays = [pa.array(column, type=pa.string()) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=_NAMES)


def open_musicbrainz(build: BuildSession, staging: Staging) -> MusicBrainz | None:
    """The MusicBrainz tables of the catalogue in the making; None if no dump was imported."""
    found = staging.musicbrainz()
    if found is None:
        return None
    source_id, files = found
    tables = {name: build.printed(name, [path]) for name, path in files.items()}
    return MusicBrainz(build, source_id, tables, staging.report(source_id)["layout"])


@cache
def nobody() -> frozenset[str]:
    """Ids of acts that stand for no act."""
    return frozenset(_special()["nobody"].values())


@cache
def no_songs() -> frozenset[str]:
    """Titles of what is no song."""
    return frozenset(_special()["no_song"]["titles"])


def _special() -> dict[str, Any]:
    file = resources.files("kollabo") / "data" / "musicbrainz" / "special.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
