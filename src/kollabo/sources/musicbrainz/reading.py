"""One import of MusicBrainz: which of its dumps was given, and the reading of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kollabo.catalogue.engine import connect, modest_memory
from kollabo.errors import SourceError, UsageError
from kollabo.sources.files import plain_text
from kollabo.sources.layout import MUSICBRAINZ
from kollabo.sources.musicbrainz.canonical import read_canonical
from kollabo.sources.musicbrainz.dump import read_dump
from kollabo.sources.musicbrainz.json_dump import read_json_dump
from kollabo.sources.musicbrainz.tables import Countings
from kollabo.sources.reading import source_id_of
from kollabo.sources.report import Report

NAME = "MusicBrainz"

# The dumps MusicBrainz publishes, by how their files' names end.
_FORMS = {
    "postgresql-dump": (".tar.bz2",),
    "json-dump": (".tar.xz",),
    "canonical-data": (".csv.zst", ".tar.zst", ".csv"),
}
_READERS = {
    "postgresql-dump": read_dump,
    "json-dump": read_json_dump,
    "canonical-data": read_canonical,
}
_EXPECTED = (
    "give mbdump.tar.bz2 with mbdump-derived.tar.bz2, or artist.tar.xz with recording.tar.xz, "
    "or canonical_musicbrainz_data.csv.zst"
)

Stamp = tuple[str, int, int]  # path, bytes, time of change in nanoseconds


class MusicBrainzReading:
    """All files of one dump. Call :meth:`identify` first: it gives the source its id."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = _files_of(paths)
        self.layout = _form_of(self.paths)
        self.kind, self.name, self.region = MUSICBRAINZ, NAME, None
        self.path = plain_text(os.path.commonpath([str(path.parent) for path in self.paths]))
        self.source_id = ""
        self.hashes: dict[Path, str] = {}
        self.report = Report(MUSICBRAINZ, NAME, self.layout, self.path, None, "")

    def identify(self, known: Mapping[Stamp, str]) -> None:
        """Hash the files, but for those that ``known`` has by path, size and time of change."""
        self.hashes = {path: known.get(stamp(path)) or _sha256(path) for path in self.paths}
        content = hashlib.sha256("".join(sorted(self.hashes.values())).encode()).hexdigest()
        self.source_id = source_id_of(MUSICBRAINZ, NAME, None, self.layout, content)
        self.report = Report(MUSICBRAINZ, NAME, self.layout, self.path, None, content)

    @property
    def stamps(self) -> list[list[str | int]]:
        """What tells unchanged files by: path, bytes, time of change, hash. For the report."""
        return [[*stamp(path), digest] for path, digest in self.hashes.items()]

    def write_tables(
        self, to: Path, scratch: Path, progress: Callable[[int, int | None], None] | None = None
    ) -> None:
        """Write the tables `mb_*` into the folder ``to``; ``scratch`` is emptied by the caller."""
        scratch.mkdir(parents=True, exist_ok=True)
        counts = Countings(self.hashes)
        connection = connect(memory_limit=modest_memory(), temp=scratch / "spill")
        try:
            connection.execute("SET preserve_insertion_order = false")
            _READERS[self.layout](connection, self.paths, scratch, to, counts, progress)
        finally:
            connection.close()
        counts.finish()
        self.report.files = list(counts.files.values())
        self.report.set_aside = counts.listed


def stamp(path: Path) -> Stamp:
    found = path.stat()
    return str(path), found.st_size, found.st_mtime_ns


def _files_of(paths: Sequence[Path]) -> list[Path]:
    """The files given; of a folder, those that look like a dump."""
    ends = tuple(end for ends in _FORMS.values() for end in ends)
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.iterdir() if one.name.endswith(ends))
            if not inside:
                raise SourceError("holds no dump of MusicBrainz", file=str(path), remedy=_EXPECTED)
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise SourceError("there is no such file or folder", file=str(path))
    return list(dict.fromkeys(found))


def _form_of(paths: Sequence[Path]) -> str:
    forms = {form for path in paths for form in [_form(path)]}
    if len(forms) != 1:
        raise UsageError("these are dumps of different forms", remedy=_EXPECTED)
    return forms.pop()


def _form(path: Path) -> str:
    for form, ends in _FORMS.items():
        if path.name.endswith(ends):
            return form
    raise SourceError("is no dump of MusicBrainz, by its name", file=str(path), remedy=_EXPECTED)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"cannot be opened: {error.strerror}", file=str(path)) from error
