"""Titles of recordings, read once each: which work, and which version of it.

MusicBrainz writes guests into the credit and versions into brackets ("(live)") or beside the title
("live, 1986-07-11: ..."), so far fewer titles need the parser than on charts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import pyarrow as pa

from kollabo.build.mashups import mashup_word
from kollabo.build.songs import bare_key, translated_keys
from kollabo.text.names import fold, loose
from kollabo.text.titles import ParsedTitle, parse_title

# Any of these may part a version, a guest or a subtitle from the work; a title without is the work.
_SIGNS = re.compile(
    r"[()\[\]{}（）【】「」『』\-–—~〜～|｜/／_]|\b(?:feat|ft|featuring|remix)\b|w/", re.IGNORECASE
)
_ONE_BRACKET = re.compile(r"([^()]*[^()\s])\s+\(([^()]+)\)")
_ANYTHING = "x"  # a work that says nothing of itself
# No act is called so: the parser is not to look for one at the beginning of the title.
_NO_ACT = ("\x00",)

TITLES = pa.schema(
    [
        ("title", pa.string()),
        ("comment", pa.string()),
        ("printed", pa.string()),
        ("work", pa.string()),
        ("loose_work", pa.string()),
        ("folded", pa.string()),
        ("title_key", pa.int64()),
        ("plain_key", pa.int64()),
        ("other_key", pa.int64()),
        ("version", pa.string()),
        ("version_text", pa.string()),
        ("belongs_to", pa.string()),
        ("mashup", pa.string()),
    ]
)


@dataclass(frozen=True)
class RecordingTitle:
    """A title read. ``bare`` is the key under which recordings of one work meet, ``other`` the key
    of its name in another script; ``remixers`` are who made it another work."""

    work: str
    bare: str
    other: str | None
    version: str | None
    version_text: str
    belongs_to: str | None
    remixers: tuple[str, ...]


def read_recording_title(title: str, comment: str = "") -> RecordingTitle:
    """Read a title with what stands beside it."""
    work, version, text, belongs_to = title.strip(), None, "", None
    remixers: tuple[str, ...] = ()
    if _SIGNS.search(title):
        parsed, work = _parsed(title)
        version, text = parsed.version, parsed.version_text
        belongs_to, remixers = parsed.belongs_to, parsed.remixers
    if comment and version is None:
        said = _parsed_bracket(comment.partition(",")[0].strip())
        if said.work == _ANYTHING:
            version, text = said.version, comment
            remixers = said.remixers
    other = next(iter(translated_keys(work)), None)
    return RecordingTitle(work, bare_key(work), other, version, text, belongs_to, remixers)


def _parsed(title: str) -> tuple[ParsedTitle, str]:
    """A title parsed, and its work. Most have one bracket at the end and nothing else to read: what
    it says does not depend on what stands before it, and a few say the most of them."""
    plain = _ONE_BRACKET.fullmatch(title.strip())
    if plain and not _SIGNS.search(plain[1]):
        said = _parsed_bracket(plain[2])
        if said.work == _ANYTHING:
            return said, plain[1]
    parsed = parse_title(title, _NO_ACT)
    return parsed, parsed.work


@lru_cache(maxsize=65_536)
def _parsed_bracket(content: str) -> ParsedTitle:
    return parse_title(f"{_ANYTHING} ({content})", _NO_ACT)


def song_key(read: RecordingTitle) -> str:
    """What two recordings by the same acts must share to be one song."""
    remixed = "".join(f"\x1f{name}" for name in sorted(map(loose, read.remixers)))
    return read.bare + remixed


def hashed(key: str) -> int:
    """64 bits of a key, the same on every machine: far less to sort and group than the text."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def read_titles(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch of distinct ``title`` and ``comment`` as a batch of :data:`TITLES`."""
    pairs = zip(batch["title"].to_pylist(), batch["comment"].to_pylist(), strict=True)
    rows = [_row(title, comment) for title, comment in pairs]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(TITLES)
    arrays = [
        pa.array(values, type=kind.type) for values, kind in zip(columns, TITLES, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=TITLES)


def _row(title: str, comment: str) -> tuple[object, ...]:
    read = read_recording_title(title, comment)
    # A remix by somebody else is a work of its own, and is called as it is printed.
    work = title.strip() if read.remixers else read.work
    said_beside = f"{title} ({comment})" if read.version_text == comment else title
    return (
        title,
        comment,
        said_beside if comment else title,
        work,
        loose(work),
        fold(work),
        hashed(song_key(read)),
        hashed(read.bare),
        hashed(read.other) if read.other and not read.remixers else None,
        read.version,
        read.version_text or None,
        read.belongs_to,
        mashup_word(title) or (mashup_word(comment) if comment else None),
    )
