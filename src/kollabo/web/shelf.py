"""The snapshot that is served now, and the change to the next one while requests are running.

Each request looks whether another snapshot is current. If so the new one is opened and indexed
aside, and takes over when it is ready; until then, and where it cannot be opened, the one that is
served stays. A request reads one snapshot from beginning to end, and a snapshot that is read is
held against pruning.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kollabo.catalogue.location import catalogue_root, starter_path
from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.snapshots import current_snapshot
from kollabo.errors import KollaboError
from kollabo.scenes.definitions import Scene
from kollabo.web.reading import Reading, Users

log = logging.getLogger(__name__)

_TRY_AGAIN = 5.0  # seconds after a snapshot could not be opened


class Shelf:
    """Opens the current snapshot at once; raises CatalogueError where there is none to read."""

    def __init__(self, root: Path | None, scenes: Mapping[str, Scene]) -> None:
        self._root = catalogue_root(root).absolute()
        self._scenes = scenes
        self._users = Users()
        self._changing = threading.Lock()  # held while the next snapshot is made ready
        self._not_before = 0.0
        self._now = self._open()

    def _open(self) -> Reading:
        catalogue = open_catalogue(self._root)
        try:
            return Reading(catalogue, self._scenes)
        except BaseException:
            catalogue.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The reading for one request."""
        self._look()
        while True:
            reading = self._users.enter(self._now)
            if not reading.retired:
                break
            self._users.leave(reading)  # the next one took over between the two
        try:
            yield reading
        finally:
            self._users.leave(reading)

    def _look(self) -> None:
        """Begin to open another snapshot, if another one is current."""
        if time.monotonic() < self._not_before or self._is_current():
            return
        if self._changing.acquire(blocking=False):
            threading.Thread(target=self._change, name="next snapshot", daemon=True).start()

    def _is_current(self) -> bool:
        try:
            current = current_snapshot(self._root)
        except KollaboError:
            return False  # opening it says what is wrong
        return (current or starter_path()) == self._now.catalogue.snapshot

    def _change(self) -> None:
        try:
            if self._is_current():
                return
            new = self._open()
            old, self._now = self._now, new
            self._users.retire(old)
            log.info("serving snapshot %s in place of %s", new.name, old.name)
        # In a thread of its own nobody else would hear of it, and the old snapshot goes on.
        except Exception as error:
            self._not_before = time.monotonic() + _TRY_AGAIN
            what = str(error) if isinstance(error, KollaboError) else "unforeseen"
            log.error("the new snapshot cannot be served, the old one stays: %s", what)
            if not isinstance(error, KollaboError):
                log.exception("while opening it")
        finally:
            self._changing.release()

    def close(self) -> None:
        with self._changing:
            self._users.retire(self._now)
