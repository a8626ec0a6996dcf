"""What is wrong with a dump ends the import with a plain word, whatever the decoder does."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest
from read_dump import Read
from small_dump import World, members_of, write_archive

from kollabo.errors import SourceError, UsageError
from kollabo.sources import unpacking
from kollabo.sources.musicbrainz.archive import members
from kollabo.sources.musicbrainz.reading import MusicBrainzReading


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    world = World()
    for number in range(30):
        world.recording(f"Song {number}", ("A", " & "), (f"B {number}", ""), dates=[(2020, 1, 2)])
    return write_archive(tmp_path / "mbdump.tar.bz2", members_of(world.tables, derived=False))


@pytest.fixture
def quick_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decoder that starts in a moment: it is the same bytes that are damaged."""
    program = shutil.which("lbzip2") or shutil.which("bzip2")
    if program is None:
        pytest.skip("neither lbzip2 nor bzip2 is installed")
    monkeypatch.setattr(unpacking, "decoder_command", lambda name: [program, "-d", "-c"])


def content(archive: Path) -> list[tuple[str, bytes]]:
    with members(archive) as found:
        return [(one.name, b"".join(one.blocks())) for one in found]


def content_or_error(archive: Path) -> list[tuple[str, bytes]] | str:
    """What is read, else what the error says, which names the file."""
    try:
        return content(archive)
    except SourceError as error:
        return str(error) if str(archive) in str(error) else "the file is not named"


def test_each_of_a_thousand_flipped_bits_is_an_error_that_names_the_file(
    archive: Path, quick_decoder: None
) -> None:
    whole, before = archive.read_bytes(), content(archive)
    for number in range(1_000):
        place = random.Random(number).randrange(len(whole) * 8)
        _flip(archive, whole, place)
        found = content_or_error(archive)
        assert found == before or "download it again" in found, f"bit {place}"


def test_the_shipped_decoder_ends_with_a_word_too(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [sys.executable, str(Path(unpacking.__file__).with_name("unpack.py")), "bz2"]
    monkeypatch.setattr(unpacking, "decoder_command", lambda name: own)
    whole, before = archive.read_bytes(), content(archive)
    for number in range(8):
        place = random.Random(number).randrange(len(whole) * 8)
        _flip(archive, whole, place)
        found = content_or_error(archive)
        assert found == before or "download it again" in found, f"bit {place}"


def _flip(path: Path, whole: bytes, bit: int) -> None:
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(changed)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_torn_archive_is_an_error(read: Read, archive: Path, share: float) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(SourceError, match="damaged or cut off"):
        read([archive])


def test_a_decoder_that_is_killed_is_an_error(
    read: Read, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "decoder_command", lambda name: ["sh", "-c", "kill -9 $$"])
    with pytest.raises(SourceError, match="its decoder ended with -9"):
        read([archive])


def test_another_schema_number_is_refused_early_naming_both(read: Read, tmp_path: Path) -> None:
    first = write_archive(tmp_path / "mbdump.tar.bz2", [], schema="32")
    with pytest.raises(SourceError, match=r"schema '32'; this kollabo reads schema 31 .*update"):
        read([first])


def test_what_is_no_dump_of_musicbrainz_is_refused(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no SCHEMA_SEQUENCE"):
        read([write_archive(tmp_path / "x.tar.bz2", [], schema=None)])


def test_missing_tables_are_named(read: Read, tmp_path: Path) -> None:
    there = [one for one in members_of({}, derived=False) if one[0] != "mbdump/track"]
    with pytest.raises(SourceError, match="lacks the tables track "):
        read([write_archive(tmp_path / "mbdump.tar.bz2", there)])


def test_the_derived_archive_alone_is_not_enough(read: Read, tmp_path: Path) -> None:
    derived = write_archive(tmp_path / "mbdump-derived.tar.bz2", members_of({}, derived=True))
    with pytest.raises(SourceError, match=r"lacks the tables .*recording.*give mbdump\.tar\.bz2"):
        read([derived])


def test_a_table_that_comes_twice_is_refused(read: Read, tmp_path: Path, archive: Path) -> None:
    again = tmp_path / "again.tar.bz2"
    shutil.copy(archive, again)
    with pytest.raises(SourceError, match="two archives hold the table"):
        read([archive, again])


def test_files_of_different_forms_are_not_read_together(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "recording.tar.xz"
    other.write_bytes(b"")
    with pytest.raises(UsageError, match="different forms"):
        MusicBrainzReading([archive, other])


def test_a_file_by_another_name_is_not_guessed_at(tmp_path: Path) -> None:
    other = tmp_path / "songs.txt"
    other.write_bytes(b"")
    with pytest.raises(SourceError, match=r"no dump of MusicBrainz, by its name .*give mbdump"):
        MusicBrainzReading([other])
