"""From a path to readings: which layout reads which file, and what to say of the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from kollabo.errors import SourceError, UsageError
from kollabo.sources.counted import AS_IT_COMES, CountedReading, Counting
from kollabo.sources.counted_forms import COUNTED_KINDS, check_counting, open_counted
from kollabo.sources.countries import Countries
from kollabo.sources.files import SourceFile, find_files, inside_name, read_head
from kollabo.sources.layout import KINDS, MUSICBRAINZ, Layout
from kollabo.sources.layout_files import read_layouts
from kollabo.sources.reading import Assigned, Reading, Refused
from kollabo.sources.record import Unreadable
from kollabo.sources.sniff import Fit, best_fit, by_name, missing_columns


def kinds() -> tuple[str, ...]:
    """What can be imported."""
    return (*KINDS, MUSICBRAINZ, *COUNTED_KINDS)


def layouts(folders: Sequence[Path] = ()) -> list[Layout]:
    """All layouts by name: the shipped ones and those in the user's own folders."""
    return read_layouts(folders)


def open_reading(
    kind: str,
    path: Path,
    *,
    name: str | None = None,
    region: str | None = None,
    layout: str | None = None,
    layout_folders: Sequence[Path] = (),
    counting: Counting = AS_IT_COMES,
) -> Sequence[Reading | CountedReading]:
    """The readings of a file or folder: one for each layout whose files are in it.

    SourceError if nothing in it can be read as this kind; single files and rows that cannot are
    set aside by the readings' reports.
    """
    here = (*KINDS, *COUNTED_KINDS)
    if kind not in here:
        raise UsageError(f"'{kind}' cannot be imported", remedy=f"one of {', '.join(here)}")
    check_counting(kind, counting)
    where = _region(region) if region else None
    if kind in COUNTED_KINDS:
        if layout is not None:
            raise UsageError(f"--layout does not go with {kind}: its forms are known")
        return open_counted(kind, path, name=name, region=where, counting=counting)
    known = read_layouts(layout_folders)
    chosen = _chosen(known, kind, layout)
    files = find_files(path)
    if not files:
        raise SourceError("there is no data file in this folder", file=str(path))
    fits, refused = _assign(files, chosen)
    refused = [(file, _foreign(file, known, kind) or reason) for file, reason in refused]
    if not fits:
        raise _nothing_fits(path, kind, chosen, refused)
    found: list[Reading] = []
    for plan in dict.fromkeys(fit.layout.name for _, fit in fits):
        mine = [(file, fit) for file, fit in fits if fit.layout.name == plan]
        read = mine[0][1].layout
        assigned = [_with_companion(file, fit, path) for file, fit in mine]
        own = name or (_stem(path) if read.generic else read.title)
        found.append(Reading(kind, own, read, path, where, assigned, [] if found else refused))
    return found


def _region(text: str) -> str:
    """A region as the tables write it: a country's code, or 'world'."""
    if text.strip().casefold() in ("world", "global"):
        return "world"
    try:
        return Countries.read().code(text)
    except Unreadable as error:
        raise UsageError(f"region {error}", remedy="a country like KR, or 'world'") from None


def _chosen(known: Sequence[Layout], kind: str, name: str | None) -> list[Layout]:
    if name is None:
        return [layout for layout in known if kind in layout.kinds]
    named = [layout for layout in known if layout.name == name]
    if not named:
        names = ", ".join(layout.name for layout in known if kind in layout.kinds)
        raise UsageError(f"there is no layout '{name}'", remedy=f"{kind} layouts: {names}")
    if kind not in named[0].kinds:
        raise UsageError(f"layout '{name}' reads {' and '.join(named[0].kinds)}, not {kind}")
    return named


def _assign(
    files: Sequence[SourceFile], chosen: Sequence[Layout]
) -> tuple[list[tuple[SourceFile, Fit]], list[Refused]]:
    """Each file with the layout that fits; broken files go by their name to a layout in use."""
    fits = {
        file.name: fit for file in files if not file.trouble and (fit := best_fit(file, chosen))
    }
    used = list({fit.layout.name: fit.layout for fit in fits.values()}.values())
    for file in files:
        if file.name not in fits and not file.trouble and (fit := by_name(file, used)):
            fits[file.name] = fit
    refused = [
        (file, file.trouble or "no layout of this kind fits the file")
        for file in files
        if file.name not in fits
    ]
    return [(file, fits[file.name]) for file in files if file.name in fits], refused


def _foreign(file: SourceFile, known: Sequence[Layout], kind: str) -> str | None:
    """What to say of a file that is of another kind."""
    if file.trouble:
        return None
    others = [layout for layout in known if kind not in layout.kinds and not layout.generic]
    fit = best_fit(file, others)
    if fit is None:
        return None
    other = fit.layout.kinds[0]
    return f"the file holds {fit.layout.title}: import it as {other}"


def _with_companion(file: SourceFile, fit: Fit, path: Path) -> Assigned:
    join = fit.part.join
    if join is None:
        return Assigned(file, fit.part)
    folder = PurePosixPath(file.name).parent
    companion = read_head(file.path.parent / join.file, inside_name(str(folder / join.file)))
    return Assigned(file, fit.part, companion)


def _nothing_fits(
    path: Path, kind: str, chosen: Sequence[Layout], refused: Sequence[Refused]
) -> SourceError:
    file, reason = refused[0]
    where = str(path) if len(refused) == 1 else f"{path} ({len(refused)} files, first {file.name})"
    if len(chosen) == 1:
        missing = [missing_columns(file, part) for part in chosen[0].parts]
        lacking = ", ".join(sorted(missing, key=len)[0]) or "its rows"
        return SourceError(f"does not fit layout {chosen[0].name}: lacks {lacking}", file=where)
    expected = ", ".join(layout.name for layout in chosen)
    return SourceError(
        reason if file.trouble or "import it as" in reason else f"fits no {kind} layout",
        file=where,
        remedy=f"expected one of {expected}; docs/sources.md shows how to write a layout",
    )


def _stem(path: Path) -> str:
    return inside_name(path.resolve().stem) or "source"
