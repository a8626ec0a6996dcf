"""Every error kollabo raises on purpose, as one readable tree.

An error says what is wrong, where (file and line where there is one) and what to do next. They are
raised typed inside and turned into a line of text and an exit code at the edge (``kollabo.cli``).
"""

from __future__ import annotations


class KollaboError(Exception):
    """The root. ``remedy`` is the next step a person can take, or empty."""

    exit_code = 1

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        self.message = message
        self.file = file
        self.line = line
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: " if self.file and self.line else ""
        where = where or (f"{self.file}: " if self.file else "")
        return f"{where}{self.message}" + (f" ({self.remedy})" if self.remedy else "")


class UsageError(KollaboError):
    """The question cannot be understood: an unknown scene, a period that ends before it starts."""

    exit_code = 2


class SourceError(KollaboError):
    """A file cannot be taken in at all. Single rows that cannot be read are set aside instead."""

    exit_code = 3


class CatalogueError(KollaboError):
    """The catalogue is missing, damaged, or of another version."""

    exit_code = 4


class CatalogueBusy(CatalogueError):
    """Another import holds the catalogue and did not finish within the waiting time."""

    exit_code = 5


class DataFileError(KollaboError):
    """One of the readable data files (scene, layout, facts, decisions) has a mistake in it."""

    exit_code = 6


class NotFound(KollaboError):
    """The question is fine and the catalogue holds nothing that answers it."""

    exit_code = 7


class ClaimsBroken(KollaboError):
    """An evaluation found that kollabo claims more than is true."""

    exit_code = 8


class ServiceError(KollaboError):
    """A service on the net did not answer, or not as it documents."""

    exit_code = 9


class SparkError(KollaboError):
    """Apache Spark cannot start (it or its Java is missing), or stopped before it was done."""

    exit_code = 10
