"""One snapshot as the server reads it: its catalogue, its search index, and lists made of it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property, lru_cache

from kollabo.answers.best import BestList, best
from kollabo.answers.ranking.size_ranking import SizeRanking
from kollabo.answers.scenes_list import ScenesAnswer, scenes_list
from kollabo.answers.search import SearchIndex
from kollabo.catalogue.reader import Catalogue
from kollabo.scenes.definitions import Scene
from kollabo.web.asked import Asked

_LISTS = 64  # lists kept; a song's page asks for the list it stands on


class Reading:
    """What one request answers from, from its first look to its last, whatever is imported.

    ``lists`` are remembered: the catalogue they are made of does not change.
    """

    def __init__(self, catalogue: Catalogue, scenes: Mapping[str, Scene]) -> None:
        self.catalogue = catalogue
        self.scenes = scenes
        self.index = SearchIndex(catalogue)
        self.users = 0
        self.retired = False
        self.first: tuple[Asked | None] | None = None  # what `first_question` found
        self._listed = lru_cache(maxsize=_LISTS)(self._listing)

    @property
    def name(self) -> str:
        """The snapshot's name, which stands for its whole content."""
        return self.catalogue.snapshot.name

    def listing(self, asked: Asked) -> BestList:
        """The whole list of a question. Raises UsageError for what cannot be meant."""
        return self._listed(asked)

    def _listing(self, asked: Asked) -> BestList:
        ranking = SizeRanking(weights=dict(asked.changed))
        return best(self.catalogue, asked.question(self.scenes), self.scenes, ranking=ranking)

    @cached_property
    def scenes_list(self) -> ScenesAnswer:
        return scenes_list(self.catalogue, self.scenes)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The names of the sources by their ids."""
        return dict(self.catalogue.sql("SELECT source_id, name FROM source"))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years of which the catalogue knows collaborations with evidence, the latest first."""
        rows = self.catalogue.sql(
            "SELECT DISTINCT year FROM collaboration WHERE has_evidence AND year IS NOT NULL "
            "ORDER BY year DESC"
        )
        return tuple(year for (year,) in rows)


class Users:
    """Counts who reads what; a reading that is retired closes when its last user is done."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    def enter(self, reading: Reading) -> Reading:
        with self._lock:
            reading.users += 1
        return reading

    def leave(self, reading: Reading) -> None:
        with self._lock:
            reading.users -= 1
            last = reading.retired and reading.users == 0
        if last:
            reading.catalogue.close()

    def retire(self, reading: Reading) -> None:
        with self._lock:
            reading.retired = True
            idle = reading.users == 0
        if idle:
            reading.catalogue.close()
