"""What is damaged is named, with a way out."""

import json
from pathlib import Path

import pytest
from synthetic_tables import publish

from kollabo.catalogue.reader import open_catalogue
from kollabo.catalogue.schema import SCHEMA_VERSION
from kollabo.catalogue.writer import current_snapshot, validate, write
from kollabo.errors import CatalogueError


def damage(path: Path, at: float = 0.5, length: int = 4096) -> None:
    """Turn bits over, without changing the size."""
    content = bytearray(path.read_bytes())
    start = int(len(content) * at)
    for place in range(start, min(start + length, len(content))):
        content[place] ^= 0xFF
    path.write_bytes(content)


def test_a_table_cut_short_is_named(tmp_path: Path) -> None:
    song = publish(tmp_path) / "song.parquet"
    song.write_bytes(song.read_bytes()[:-10])
    with pytest.raises(CatalogueError, match=r"song\.parquet: has \d+ bytes instead of"):
        open_catalogue(tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    (publish(tmp_path) / "song.parquet").unlink()
    with pytest.raises(CatalogueError, match=r"song\.parquet: is missing"):
        open_catalogue(tmp_path)


def test_a_damaged_end_is_met_by_the_first_question_to_the_table(tmp_path: Path) -> None:
    damage(publish(tmp_path) / "song.parquet", at=0.9)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT count(*) FROM artist") == [(3,)]
        for _ in range(2):
            with pytest.raises(CatalogueError, match=r"song\.parquet: a table .* cannot be opened"):
                catalogue.sql("SELECT count(*) FROM song")


def test_damage_inside_is_met_by_the_question_or_by_validate(tmp_path: Path) -> None:
    snapshot = publish(tmp_path, rows=4_000)
    damage(snapshot / "song.parquet", at=0, length=20_000)
    validate(snapshot)
    with pytest.raises(CatalogueError, match=r"song\.parquet: is damaged"):
        validate(snapshot, deep=True)
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT count(*) FROM artist") == [(4_000,)]
        with pytest.raises(CatalogueError, match=r"song\.parquet: is damaged"):
            catalogue.sql("SELECT sum(length(title)), sum(length(song_id)) FROM song")


def test_a_wrong_question_is_not_taken_for_damage(tmp_path: Path) -> None:
    publish(tmp_path)
    with open_catalogue(tmp_path) as catalogue:
        for query in ("SELCT 1", "SELECT mood FROM song", "SELECT 1 FROM nothing"):
            with pytest.raises(Exception, match="Error") as caught:
                catalogue.sql(query)
            assert not isinstance(caught.value, CatalogueError)


def test_a_single_changed_byte_of_the_manifest_is_noticed(tmp_path: Path) -> None:
    manifest = publish(tmp_path) / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"rows": 3', '"rows": 4', 1))
    with pytest.raises(CatalogueError, match=r"manifest\.json: the manifest is damaged"):
        open_catalogue(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", f'{{"schema": {SCHEMA_VERSION}}}'])
def test_a_manifest_that_is_none_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(CatalogueError, match=r"manifest\.json: the manifest is damaged"):
        validate(tmp_path)


@pytest.mark.parametrize(
    ("version", "remedy"), [(99, "update kollabo"), (0, "import your sources")]
)
def test_another_schema_version_says_what_to_do(tmp_path: Path, version: int, remedy: str) -> None:
    snapshot = publish(tmp_path).rename(tmp_path / "taken-out")
    content = json.loads((snapshot / "manifest.json").read_text())
    content["schema"] = version
    (snapshot / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(CatalogueError, match=f"tables of version {version}, .*{remedy}"):
        validate(snapshot)


@pytest.mark.parametrize("content", [b"", b"no name", b"000009-00000000\n", b"../../etc", b"\xff"])
def test_a_wrong_current_says_how_to_go_on(tmp_path: Path, content: bytes) -> None:
    snapshot = publish(tmp_path)
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(CatalogueError, match=r"CURRENT: .*remove this file") as caught:
        open_catalogue(tmp_path)
    assert caught.value.file == str(tmp_path / "CURRENT")
    with pytest.raises(CatalogueError, match="CURRENT"), write(tmp_path):
        pass
    (tmp_path / "CURRENT").unlink()
    assert current_snapshot(tmp_path) == snapshot


def test_a_damaged_source_is_not_carried_on(tmp_path: Path) -> None:
    snapshot = publish(tmp_path)
    (snapshot / "printed" / "chart-test-1" / "printed_song.parquet").write_bytes(b"")
    with pytest.raises(CatalogueError, match=r"printed_song\.parquet: has 0 bytes"):
        write(tmp_path).__enter__()
    with open_catalogue(tmp_path) as catalogue:
        assert catalogue.sql("SELECT count(*) FROM song") == [(3,)]


def test_a_file_in_place_of_the_folder_is_not_to_be_removed(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(CatalogueError, match=r"taken: is a file and no folder .*--catalogue"):
        open_catalogue(tmp_path / "taken")


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(CatalogueError, match=r"taken.*cannot be made.*--catalogue"):
        write(tmp_path / "taken" / "root").__enter__()
