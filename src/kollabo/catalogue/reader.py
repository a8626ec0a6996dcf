"""Reading a catalogue: one open snapshot, asked in SQL. Loads DuckDB and nothing else of weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from kollabo.catalogue.engine import MISTAKES, EngineError, Views
from kollabo.catalogue.location import MANIFEST, PRINTED, catalogue_root, starter_path, table_file
from kollabo.catalogue.locks import Hold, hold
from kollabo.catalogue.manifest import Manifest, read_manifest
from kollabo.catalogue.schema import FINISHED
from kollabo.catalogue.snapshots import take_current
from kollabo.catalogue.verify import check_file
from kollabo.errors import CatalogueError

if TYPE_CHECKING:
    import pyarrow as pa

Parameters = Sequence[Any] | Mapping[str, Any]
T = TypeVar("T")


class Catalogue:
    """One snapshot, read-only, every finished table a view by its name.

    It answers from the same snapshot until closed, whatever is imported meanwhile, and may be asked
    from several threads. A time comes as UTC without a zone.
    """

    def __init__(self, snapshot: Path, held: Hold, *, is_starter: bool = False) -> None:
        self.snapshot = snapshot
        self.is_starter = is_starter
        self._held = held
        try:
            self.manifest: Manifest = read_manifest(snapshot)
            self._check(deep=False)
            self._views = Views(
                {table.name: snapshot / table_file(table.name) for table in FINISHED}
            )
        except BaseException:
            held.release()
            raise

    def _check(self, *, deep: bool) -> None:
        for table in FINISHED:
            record = self.manifest.tables.get(table.name)
            if record is None:
                raise CatalogueError(
                    f"the table {table.name} is missing", file=str(self.snapshot / MANIFEST)
                )
            check_file(self.snapshot / table_file(table.name), record, deep=deep)

    def printed(self, table: str) -> list[Path]:
        """The files of a printed table, one for each source, in the order of the sources' ids."""
        folder = self.snapshot / PRINTED
        return [folder / one / table_file(table) for one in sorted(self.manifest.sources)]

    def sql(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Parameters: a sequence for ``?``, a mapping for ``$name``."""
        return self._ask(query, parameters)[1]

    def rows(self, query: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows of a query, each by the names of its columns."""
        names, rows = self._ask(query, parameters)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def arrow(self, query: str) -> pa.Table:
        """The rows of a query as an Arrow table. Loads pyarrow."""
        return self._asked(query, lambda cursor: cursor.sql(query).to_arrow_table())

    def _ask(self, query: str, parameters: Parameters) -> tuple[list[str], list[tuple[Any, ...]]]:
        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)

        def ask(cursor: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
            cursor.execute(query, given or None)
            return [column[0] for column in cursor.description], cursor.fetchall()

        return self._asked(query, ask)

    def _asked(self, query: str, ask: Callable[[Any], T]) -> T:
        with closing(self._views.cursor_for(query)) as cursor:
            try:
                return ask(cursor)
            except MISTAKES:
                raise
            except EngineError:
                self._check(deep=True)  # if a file is damaged, that is the error to tell
                raise

    def close(self) -> None:
        self._views.close()
        self._held.release()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_catalogue(root: Path | None = None, *, starter_if_empty: bool = True) -> Catalogue:
    """Open the current snapshot; of an empty catalogue the starter that comes with kollabo.

    Raises CatalogueError where there is neither, or where it is damaged or of another version.
    """
    root = catalogue_root(root).absolute()
    found = take_current(root, _hold)
    if found is not None:
        return Catalogue(*found)
    starter = starter_path()
    if starter_if_empty and (held := hold(starter)) is not None:
        return Catalogue(starter, held, is_starter=True)
    raise CatalogueError(
        "there is no catalogue here yet",
        file=str(root),
        remedy="import a source first, or name another folder with --catalogue or KOLLABO_HOME",
    )


def _hold(snapshot: Path) -> tuple[Path, Hold] | None:
    held = hold(snapshot)
    return (snapshot, held) if held else None
