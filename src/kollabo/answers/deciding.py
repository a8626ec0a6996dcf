"""Decisions ready to be taken: as the words of ``decisions.toml`` and as a command line."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kollabo.catalogue.reader import Catalogue
from kollabo.text.names import fold, loose


class Ready(NamedTuple):
    """One decision a person may take. ``fill_in`` says what must still be put in place of VALUE."""

    kind: str
    subject: str
    value: str
    song: str = ""
    why: str = ""
    fill_in: str = ""
    acts: tuple[str, ...] = ()

    def toml(self, today: dt.date) -> str:
        """The decision as it stands in ``decisions.toml``."""
        lines = ["[[decision]]", f"decided = {today}", f"kind = {_text(self.kind)}"]
        lines.append(f"subject = {_text(self.subject)}")
        if self.song:
            lines.append(f"song = {_text(self.song)}")
        if self.acts:
            lines.append(f"acts = [{', '.join(map(_text, self.acts))}]")
        lines.append(f"value = {_text(self.value)}")
        lines.append(f"why = {_text(self.why)}")
        if self.fill_in:
            lines.insert(0, f"# In place of {self.value}: {self.fill_in}.")
        return "\n".join(lines) + "\n"

    @property
    def command(self) -> str:
        """The command line that writes it."""
        words = ["kollabo", "decide"]
        if any(word.startswith("-") for word in (self.subject, self.value)):
            words.append("--")  # options cannot follow it, so song and why go before
            words[2:2] = self._options()
            return shlex.join([*words, self.kind, self.subject, self.value])
        return shlex.join([*words, self.kind, self.subject, self.value, *self._options()])

    def _options(self) -> list[str]:
        song = [f"--song={self.song}"] if self.song.startswith("-") else ["--song", self.song]
        acts = [f"--act={one}" for one in self.acts]
        why = ["--why", self.why] if self.why else []
        return (song if self.song else []) + acts + why

    def as_json(self, today: dt.date) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "subject": self.subject,
            "song": self.song or None,
            "acts": list(self.acts),
            "value": self.value,
            "fill_in": self.fill_in or None,
            "toml": self.toml(today),
            "command": self.command,
        }


def _text(value: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


# Acts that some source names, by all their names: what a reference can mean while a build runs.
_BEARERS = """
SELECT replace(n.folded, ' ', '') AS loose, n.artist_id, any_value(a.note) AS note,
       (SELECT list(DISTINCT g.name ORDER BY g.name)
        FROM membership m JOIN artist g ON g.artist_id = m.group_id
        WHERE m.member_id = n.artist_id) AS groups
FROM alias n JOIN artist a USING (artist_id)
WHERE n.kind = 'stage' AND replace(n.folded, ' ', '') IN (SELECT unnest(?))
GROUP BY ALL
ORDER BY loose, n.artist_id
"""
_SHARED = """
SELECT folded FROM artist WHERE folded IN (SELECT unnest(?)) GROUP BY folded HAVING count(*) > 1
"""


class References:
    """How decisions name acts: by the plain name where one act bears it, else "Name [group]"."""

    def __init__(self, catalogue: Catalogue, names: Sequence[str]) -> None:
        self._bearers: dict[str, dict[str, Mapping[str, Any]]] = {}
        for row in catalogue.rows(_BEARERS, [sorted({loose(name) for name in names})]):
            self._bearers.setdefault(row["loose"], {})[row["artist_id"]] = row
        folded = sorted({fold(name) for name in names})
        self._shared = {name for (name,) in catalogue.sql(_SHARED, [folded])}

    def subject(self, name: str, artist_id: str) -> str:
        """The act as the subject of a decision about it: by its id where others share its name."""
        return artist_id if fold(name) in self._shared else name

    def of(self, name: str, artist_id: str) -> str | None:
        """The act as a decision of kind ``act`` names it; None where no words would do.

        An act that no source names cannot be meant: it is made anew from credits in each build.
        """
        bearers = self._bearers.get(loose(name), {})
        mine = bearers.get(artist_id)
        if mine is None:
            return None
        if len(bearers) == 1:
            return name
        others = [row for other, row in bearers.items() if other != artist_id]
        taken = {fold(hint) for row in others for hint in _hints(row)}
        usable = (hint for hint in _hints(mine) if fold(hint) and fold(hint) not in taken)
        return next((f"{name} [{hint}]" for hint in usable if not hint.endswith((" ", "]"))), None)


def acts_meant(catalogue: Catalogue, reference: str) -> list[str]:
    """Ids of the acts that "Name [group or note]" refers to, as the build reads it."""
    name, _, hint = reference.partition("[")
    wanted = fold(hint.rstrip("] "))
    return [
        row["artist_id"]
        for row in catalogue.rows(_BEARERS, [[loose(name)]])
        if wanted in {fold(one) for one in (*_hints(row), row["artist_id"])}
    ]


def _hints(row: Mapping[str, Any]) -> list[str]:
    return [*(row["groups"] or ()), *([row["note"]] if row["note"] else ())]
