"""kollabo: the best collaborations of the year, found and ranked by open evidence."""

__version__ = "0.1.0"
