"""From a path to readings: sniffing, foreign files, ids that stay, folders that set traps."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from tests_sources_read import read

from kollabo.catalogue.schema import arrow_schema
from kollabo.errors import DataFileError, SourceError, UsageError
from kollabo.sources import kinds, layouts, open_reading
from kollabo.sources.batches import Batches

Write = Callable[[str, str | bytes], Path]
CHART = "date,rank,title,artist\n2023-07-14,1,S,A\n"
ACTS = "artists,genres\nA,[]\n"


def test_kinds_and_layouts() -> None:
    written_by_layouts = ("chart", "tracks", "people", "acts")
    assert kinds() == (*written_by_layouts, "musicbrainz", "listens", "pageviews", "playlists")
    named = [layout.name for layout in layouts()]
    assert named == sorted(named)
    assert {"billboard-hot-100", "chart-csv", "acts-csv", "songs-csv"} <= set(named)
    assert all(layout.about and layout.title for layout in layouts())


def test_the_same_input_has_the_same_id_wherever_it_lies(write: Write, tmp_path: Path) -> None:
    write("a/x/chart.csv", CHART)
    write("b/y/chart.csv", CHART)
    (one,) = open_reading("chart", tmp_path / "a" / "x", name="C", region="KR")
    (two,) = open_reading("chart", tmp_path / "b" / "y" / "chart.csv", name="C", region="KR")
    assert one.source_id == two.source_id
    assert one.source_id.startswith("chart-c-")
    (other,) = open_reading("chart", tmp_path / "a", name="C", region="JP")
    assert other.source_id != one.source_id
    write("b/y/chart.csv", CHART + "2023-07-14,2,T,A\n")
    (changed,) = open_reading("chart", tmp_path / "b", name="C", region="KR")
    assert changed.source_id != one.source_id


def test_names_beyond_ascii_still_make_an_id(write: Write) -> None:
    (reading,) = open_reading("chart", write("차트.csv", CHART))
    assert reading.name == "차트"
    assert reading.source_id.startswith("chart-source-")


def test_batches_can_be_read_again_and_follow_the_schema(write: Write) -> None:
    (reading,) = open_reading("chart", write("chart.csv", CHART))
    seen: list[tuple[int, int | None]] = []
    for _ in range(2):
        batches = list(reading.batches(lambda done, total: seen.append((done, total))))
        assert [table for table, _ in batches] == ["printed_observation"]
        assert batches[0][1].schema.equals(arrow_schema("printed_observation"))
        assert reading.report.rows_taken == 1
    assert seen == [(len(CHART), len(CHART))] * 2


def test_batches_are_bounded(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kollabo.sources.batches.BATCH_ROWS", 10)
    rows = "".join(f"2023-07-14,{rank},S{rank},A\n" for rank in range(1, 36))
    (reading,) = open_reading("chart", write("c.csv", "date,rank,title,artist\n" + rows))
    assert [batch.num_rows for _, batch in reading.batches()] == [10, 10, 10, 5]
    assert isinstance(next(iter(Batches().flush()), None), pa.RecordBatch | None)


def test_a_file_of_another_kind_is_named_as_such(write: Write, tmp_path: Path) -> None:
    write("d/chart.csv", CHART)
    write("d/genres.csv", ACTS)
    write("d/photo.bin", b"\x89PNG\x00\xff")
    _, (report,) = read("chart", tmp_path / "d")
    assert [(one.file, one.row, one.reason) for one in report.set_aside] == [
        ("genres.csv", 0, "the file holds Spotify genres of acts: import it as acts"),
        ("photo.bin", 0, "no layout of this kind fits the file"),
    ]
    with pytest.raises(SourceError, match="import it as acts"):
        open_reading("chart", tmp_path / "d" / "genres.csv")


def test_errors_say_what_was_expected(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        open_reading("chart", tmp_path / "nowhere.csv")
    write("e/README.md", "")
    with pytest.raises(SourceError, match="no data file"):
        open_reading("chart", tmp_path / "e")
    with pytest.raises(SourceError, match=r"x\.csv.*fits no chart layout.*billboard-hot-100"):
        open_reading("chart", write("x.csv", "a,b\n1,2\n"))
    with pytest.raises(SourceError, match="lacks 'song', 'artist', 'date', 'this_week'"):
        open_reading("chart", write("y.json", "[]"), layout="billboard-hot-100")
    with pytest.raises(UsageError, match="no layout 'nope'"):
        open_reading("chart", write("x.csv", CHART), layout="nope")
    with pytest.raises(UsageError, match="reads acts"):
        open_reading("chart", write("x.csv", CHART), layout="artist-network")
    with pytest.raises(UsageError, match="cannot be imported"):
        open_reading("songs", write("x.csv", CHART))
    with pytest.raises(UsageError, match="no country"):
        open_reading("chart", write("x.csv", CHART), region="Atlantis")
    with pytest.raises(SourceError):
        open_reading("chart", Path("nul\0byte"))


def test_broken_files_of_a_folder_go_by_their_name(write: Write, tmp_path: Path) -> None:
    item = {"song": "S", "artist": "A", "this_week": 1, "last_week": None, "peak_position": 1}
    write("h/2023-07-29.json", json.dumps({"date": "2023-07-29", "data": [item]}))
    write("h/2023-08-05.json", "")
    write("h/2023-08-12.json", '{"date": "2023-08-12", "da')
    _, (report,) = read("chart", tmp_path / "h")
    assert [file.rows_read for file in report.files] == [1, 1, 1]
    assert [(one.file, one.row) for one in report.set_aside] == [
        ("2023-08-05.json", 0), ("2023-08-12.json", 0),
    ]  # fmt: skip
    assert report.set_aside[0].reason == "the file is empty"


def test_links_and_odd_files_do_not_stop_a_folder(write: Write, tmp_path: Path) -> None:
    write("f/chart.csv", CHART)
    write("f/.hidden", "x")
    (tmp_path / "f" / "inner.csv").mkdir()
    (tmp_path / "f" / "loop").symlink_to(tmp_path / "f")
    (tmp_path / "f" / "self.csv").symlink_to(tmp_path / "f" / "self.csv")
    (tmp_path / "f" / "gone.csv").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "f" / "pipe.csv")
    (tmp_path / "f" / os.fsdecode(b"bad\xff.csv")).write_text("x")
    _, (report,) = read("chart", tmp_path / "f")
    assert report.rows_taken == 1
    assert {one.file for one in report.set_aside} == {
        "loop", "self.csv", "gone.csv", "pipe.csv", "bad\\udcff.csv",
    }  # fmt: skip
    with pytest.raises(SourceError):
        open_reading("chart", tmp_path / "f" / "self.csv")


def test_layouts_of_ones_own(write: Write, tmp_path: Path) -> None:
    write("mine/my-chart.toml", 'kind = "chart"\ntitle = "Mine"\nregion = "SI"\n'
          '[song]\ntitle = "skladba"\ncredit = "kdo"\n[[figure]]\nmetric = "rank"\n'
          'column = "kje"\n[period]\ndate = "dan"\n[dates]\nformats = ["D. M. YYYY"]\n'
          )  # fmt: skip
    path = write("l.csv", "dan,kje,skladba,kdo\n5. 1. 2023,1,S,A\n")
    tables, (report,) = read("chart", path, layout_folders=[tmp_path / "mine"])
    assert (report.layout, report.name, report.region) == ("my-chart", "Mine", "SI")
    assert str(tables["printed_observation"][0]["period_to"]) == "2023-01-05"


GOOD = 'kind = "chart"\n[song]\ntitle = "t"\ncredit = "c"\n[[figure]]\nmetric = "rank"\n' \
    'column = "r"\n[period]\ndate = "d"\n'  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind = ", "no readable TOML"),
        (b"\xff", "no readable TOML"),
        ("", "'kind' must be"),
        ('kind = "songs"', "'kind' must be"),
        (GOOD.replace("credit", "kredit"), "unknown key 'kredit'"),
        (GOOD.replace('credit = "c"\n', ""), "either 'credit' or 'artists'"),
        (GOOD.replace('title = "t"\n', ""), "column of the title"),
        (GOOD.replace('"rank"', '"height"'), "metric"),
        (GOOD.replace('column = "r"\n', ""), "needs 'column'"),
        (GOOD.replace('date = "d"', 'date = 5'), "'date' must be a column"),
        (GOOD.replace('date = "d"', 'to = "2023-01-01"'), "without quotes"),
        (GOOD + '[dates]\nformats = ["MM"]', "date pattern"),
        (GOOD + '[csv]\nencoding = "klingon"', "unknown encoding"),
        (GOOD + '[csv]\ndelimiter = "::"', "one character"),
        (GOOD + '[[mark]]\nnote = "x"\npattern = "("', "no regular expression"),
        (GOOD + '[chart]\nplaces = "many"', "'places' must be"),
        ('kind = "acts"\n[[act]]\nid = "x"', "column of the name"),
        ('kind = "acts"\nact = 5', "list of tables"),
        ('kind = "acts"\n[[act]]\nname = {}', "needs 'column' or 'const'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_layout_names_file_and_key(
    write: Write, tmp_path: Path, text: str | bytes, words: str
) -> None:
    write("mine/wrong.toml", text)
    with pytest.raises(DataFileError, match=r"wrong\.toml.*") as caught:
        layouts([tmp_path / "mine"])
    assert words in str(caught.value)
    with pytest.raises(DataFileError, match="no such folder"):
        layouts([tmp_path / "none"])


def test_a_file_that_changes_before_it_is_read_ends_the_import(write: Write) -> None:
    path = write("chart.csv", CHART)
    (reading,) = open_reading("chart", path)
    write("chart.csv", CHART + "2023-07-14,2,T,B\n")
    with pytest.raises(SourceError, match=r"chart\.csv.*changed or taken away"):
        list(reading.batches())


def test_a_file_that_changes_while_it_is_read_ends_the_import(write: Write) -> None:
    path = write("chart.csv", CHART + "2023-07-14,2,T,B\n" * 60_000)
    (reading,) = open_reading("chart", path)
    batches = reading.batches()
    next(batches)
    with path.open("a", encoding="utf-8") as file:
        file.write("2023-07-14,3,U,C\n")
    with pytest.raises(SourceError, match=r"chart\.csv.*changed or taken away"):
        list(batches)


def test_a_file_that_is_taken_away_ends_the_import(write: Write, tmp_path: Path) -> None:
    """It was there when the import began: the old rows must not give way to nothing."""
    write("charts/a.csv", CHART)
    path = write("charts/b.csv", CHART)
    (reading,) = open_reading("chart", tmp_path / "charts")
    path.unlink()
    with pytest.raises(SourceError, match=r"b\.csv.*changed or taken away"):
        list(reading.batches())


def test_a_reason_that_quotes_broken_text_can_be_shown(write: Write) -> None:
    path = write("c.json", '[{"date": "\\ud800\\u009b2J", "rank": "\\ud800", "title": "T",'
                 ' "artist": "A"}]')  # fmt: skip
    _, (report,) = read("chart", path)
    (aside,) = report.set_aside
    assert aside.reason.isprintable()
    assert aside.text.isprintable()
