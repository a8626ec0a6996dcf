"""What MusicBrainz contributes to identity: statements about acts, and who recorded what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kollabo.build.decisions import Decisions
from kollabo.build.frames import Frame
from kollabo.build.identity.statements import Statement, gather
from kollabo.build.musicbrainz.candidates import candidate_rows, candidates, current_ids
from kollabo.build.musicbrainz.recordings import Recordings
from kollabo.build.musicbrainz.source import MusicBrainz
from kollabo.build.reading import ReadPrinting
from kollabo.text.names import loose


@dataclass
class KnownActs:
    """``statements`` of all sources, MusicBrainz among them. ``name_credits``: an act is called as
    a credit that was read as several acts, so credits must be read again."""

    statements: list[Statement]
    name_credits: bool
    recordings: Recordings
    _chosen: Frame

    def recorded(self, read: Sequence[ReadPrinting]) -> frozenset[tuple[str, str]]:
        """(MBID, loose work) where MusicBrainz credits the act on a recording of a printed work."""
        works = {one.title.work: one.work_key for one in read}
        return frozenset(self.recordings.of_works(self._chosen, works))


def known_acts(
    mb: MusicBrainz,
    statements: Sequence[Statement],
    read: Sequence[ReadPrinting],
    decisions: Decisions,
) -> KnownActs:
    """All statements, with MusicBrainz's about every act that others may mean."""
    current = current_ids(mb, [one.mbid for one in statements if one.mbid])
    for one in statements:
        if one.mbid:
            one.mbid = current.get(one.mbid, one.mbid)
    names = {name for one in statements for name in one.looses}
    names |= {loose(name.name) for one in read for name in one.names}
    whole = {
        loose(one.printing.credit) for one in read if not one.printing.listed and len(one.names) > 1
    }
    names |= whole | set(map(loose, decisions.names()))
    chosen = candidates(mb, names, [one.mbid for one in statements if one.mbid])
    more = gather(*candidate_rows(mb, chosen))
    together = sorted([*statements, *more], key=lambda one: one.key)
    name_credits = any(loose(one.name) in whole for one in more)
    return KnownActs(together, name_credits, Recordings(mb, chosen), chosen)
