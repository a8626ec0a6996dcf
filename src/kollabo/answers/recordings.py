"""Which MusicBrainz recordings the catalogue's songs are: what services can be asked about."""

from __future__ import annotations

from kollabo.catalogue.reader import Catalogue

_LINK = "https://musicbrainz.org/recording/"

_RECORDINGS = """
SELECT DISTINCT lower(replace(value, $link, '')) AS mbid
FROM song_fact JOIN song USING (song_id)
WHERE (fact = 'recording' OR (fact = 'link' AND starts_with(value, $link)))
  AND ($year IS NULL OR year = $year)
ORDER BY mbid
"""


def recordings(catalogue: Catalogue, year: int | None = None) -> list[str]:
    """The ids of all recordings known, or of those of songs released in a year."""
    rows = catalogue.sql(_RECORDINGS, {"link": _LINK, "year": year})
    return [mbid for (mbid,) in rows]
