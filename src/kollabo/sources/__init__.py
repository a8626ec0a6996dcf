"""Files of charts, tracks, people and acts, read into Arrow batches of the printed tables."""

from kollabo.sources.counted import CountedReading, Counting
from kollabo.sources.layout import Layout
from kollabo.sources.opening import kinds, layouts, open_reading
from kollabo.sources.reading import Reading
from kollabo.sources.report import FileReport, Report, SetAside

__all__ = [
    "CountedReading",
    "Counting",
    "FileReport",
    "Layout",
    "Reading",
    "Report",
    "SetAside",
    "kinds",
    "layouts",
    "open_reading",
]
