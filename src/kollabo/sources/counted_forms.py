"""The official forms of listens, pageviews and playlists, and which of them a file has."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath

from kollabo.errors import SourceError, UsageError
from kollabo.sources.answered import answered
from kollabo.sources.counted import CountedReading, Counting, Form
from kollabo.sources.files import HEAD, SourceFile, find_files
from kollabo.sources.listens import figures as listen_figures
from kollabo.sources.listens.dump import listens
from kollabo.sources.packed import files_inside, is_packed, unpacked_name
from kollabo.sources.pageviews import figures as view_figures
from kollabo.sources.pageviews.dump import dumps, issue_of
from kollabo.sources.playlists import playlists

LISTENS, PAGEVIEWS, PLAYLISTS = "listens", "pageviews", "playlists"
COUNTED_KINDS = (LISTENS, PAGEVIEWS, PLAYLISTS)

_DUMP = Form(LISTENS, "listenbrainz-listens", "ListenBrainz: listens", listens)
_COUNTS = Form(
    LISTENS, "listenbrainz-figures", "ListenBrainz", partial(answered, listen_figures.items_of)
)
_VIEWS = Form(PAGEVIEWS, "wikimedia-dump", "Wikipedia", dumps)
_ARTICLES = Form(
    PAGEVIEWS, "wikimedia-figures", "Wikipedia", partial(answered, view_figures.items_of)
)
_JSPF = Form(PLAYLISTS, "jspf", "Playlists", playlists)

_EXPECTED = {
    LISTENS: "a listens dump or export (JSON lines), or JSON of ListenBrainz's statistics or "
    "popularity",
    PAGEVIEWS: "a dump named pageviews-YYYYMMDD-HH0000.gz or pageviews-YYYYMMDD-user.bz2, or "
    "JSON of the pageviews API",
    PLAYLISTS: "playlists in JSPF",
}


def open_counted(
    kind: str, path: Path, *, name: str | None, region: str | None, counting: Counting
) -> list[CountedReading]:
    """The readings of a file or folder: one for each form whose files are in it."""
    files = find_files(path)
    if not files:
        raise SourceError("there is no data file in this folder", file=str(path))
    forms: dict[Form, list[SourceFile]] = {}
    refused: list[tuple[SourceFile, str]] = []
    known: dict[str, str] = {}
    for file in files:
        form = None if file.trouble else _form(kind, file)
        if form is None:
            refused.append((file, file.trouble or f"the file is none of {kind}"))
        elif file.sha256 in known:
            refused.append((file, f"a copy of {known[file.sha256]}"))
        else:
            known[file.sha256] = file.name
            forms.setdefault(form, []).append(file)
    if not forms:
        file, reason = refused[0]
        reason = reason if file.trouble else "holds nothing that can be read"
        raise SourceError(f"{reason} as {kind}", file=str(path), remedy=f"give {_EXPECTED[kind]}")
    readings = [
        CountedReading(form, name or form.title, path, region, mine, counting)
        for form, mine in forms.items()
    ]
    readings[0].refused = refused
    return readings


def check_counting(kind: str, counting: Counting) -> None:
    """Refuse ways of counting that this kind does not have."""
    if kind not in COUNTED_KINDS and counting != Counting():
        raise UsageError(
            f"--by, --least-listeners and --as-of do not go with {kind}",
            remedy=f"they are about {', '.join(COUNTED_KINDS)}",
        )
    if kind != LISTENS and counting.least_listeners > 1:
        raise UsageError("--least-listeners goes with listens alone")
    if kind == PLAYLISTS and counting.by:
        raise UsageError("--by does not go with playlists: they are counted once")


def _form(kind: str, file: SourceFile) -> Form | None:
    if kind == PAGEVIEWS and issue_of(file.name):
        return _VIEWS
    head = _head(file).lstrip("\ufeff \t\r\n")
    if kind == PLAYLISTS:
        return _JSPF if '"playlist"' in head else None
    if kind == PAGEVIEWS:
        return _ARTICLES if '"items"' in head else None
    if '"track_metadata"' in head or _named_as_listens(file.name):
        return _DUMP
    counts = ('"total_listen_count"', '"listen_count"')
    return _COUNTS if head and any(key in head for key in counts) else None


def _named_as_listens(name: str) -> bool:
    plain = unpacked_name(name).lower()
    return PurePosixPath(plain).suffix in (".listens", ".jsonl", ".tar", ".zip")


def _head(file: SourceFile) -> str:
    if not is_packed(file.name):
        return str(file.head, "utf-8", "replace")
    with files_inside(file) as inside:
        first = next(inside, None)
        return first.stream.read(HEAD).decode("utf-8", "replace") if first else ""
