"""Exit codes, and a standard error that says one line or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from command_line import Run, command

LIST = ("best", "--year", "2023", "--between", "k-pop", "--and", "western")


def test_a_question_says_nothing_on_stderr(process: Run) -> None:
    result = process(*LIST)
    assert (result.code, result.err) == (0, "")
    assert "Glass Harbour by Haneul Seo featuring Dax Verano" in result.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["bst"], 2, "there is no command 'bst'; did you mean 'best'? (kollabo --help)"),
        (["best"], 2, "missing option '--year' (kollabo best --help)"),
        ([*LIST[:2], "soon", *LIST[3:]], 2, "'soon' is not a valid integer"),
        ([*LIST[:-1], "nowhere"], 2, "there is no scene called 'nowhere'"),
        ([*LIST[:-1], "k-pop"], 2, "both sides are 'k-pop'"),
        ([*LIST, "--evidence-until", "2022-01-01"], 2, "before the year 2023 begins"),
        ([*LIST, "--json", "--format", "csv"], 2, "cannot both be meant"),
        ([*LIST, "--scenes", "no-such-folder"], 6, "no such folder of scenes"),
        (["import", "chart", "no-such-file.csv"], 3, "there is no such file or folder"),
        (["import", "songs", "x.csv"], 2, "'songs' is not one of"),
        (["song", "No Such Song"], 7, "no song is called 'No Such Song'"),
        (["artist", " "], 2, "the name is empty"),
        (["scenes", "--json", "show", "k-pop"], 2, "options go after 'show'"),
        (["decide", "origin", "Casey Rivers", "Atlantis"], 2, "no country of the table"),
        (["decide", "released", "Orbit", "soon"], 2, "'soon' is no date"),
        (["decide", "whole", "A & B", "C"], 2, "has no value"),
        (["decide", "act", "Kai"], 2, "the value is missing"),
        (["decide", "scene", "Kai", "k-pop", "--song", "Rover"], 2, "goes with kind act only"),
        (["decide", "collaboration", "Orbit", "perhaps"], 2, "neither yes nor no"),
    ],
)
def test_an_error_is_one_line_and_a_code(run: Run, words: list[str], code: int, says: str) -> None:
    result = run(*words)
    assert result.code == code
    assert result.out == ""
    assert result.err.startswith("kollabo: ")
    assert says in result.err
    assert result.err.count("\n") == 1


def test_no_words_show_the_help_and_are_an_error(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert "Commands:" in result.out


def test_an_error_holds_no_control_characters(process: Run) -> None:
    result = process("song", "a\x1b[31m\nb")
    assert result.code == 7
    assert "\x1b" not in result.err
    assert result.err.count("\n") == 1


def test_bytes_that_are_no_text_are_shown_and_not_fatal(library: Path) -> None:
    done = subprocess.run(
        [*map(os.fsencode, command("song")), b"\xff\xfe"],
        capture_output=True,
        env={**os.environ, "KOLLABO_HOME": str(library)},
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"kollabo: ")
    assert done.stderr.count(b"\n") == 1


def test_a_damaged_catalogue(process: Run, own: Path) -> None:
    snapshot = next((own / "snapshots").iterdir())
    for table in own.glob("snapshots/*/song.parquet"):
        table.unlink()
    result = process(*LIST, catalogue=own)
    assert result.code == 4
    assert "song.parquet: is missing" in result.err
    assert snapshot.exists()


def test_a_catalogue_that_is_being_written(process: Run, own: Path, files: Path) -> None:
    from kollabo.catalogue.locks import writer_lock

    with writer_lock(own, 0):
        words = ("import", "chart", files / "kr.csv", "--wait", "0.1")
        result = process(*words, catalogue=own)
    assert result.code == 5
    assert "another import holds the catalogue" in result.err


def test_no_traceback_is_hidden_as_success(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("never")

    monkeypatch.setattr("kollabo.answers.lookup.find_songs", broken)
    result = run("song", "Orbit")
    assert result.code == 1
    assert "ZeroDivisionError: never" in result.err
    assert result.err.splitlines()[-1].startswith("kollabo: unexpected ZeroDivisionError")


def test_a_reader_that_goes_away(library: Path) -> None:
    with subprocess.Popen(
        command(*LIST, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KOLLABO_HOME": str(library)},
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        error = running.stderr.read()
        assert (running.wait(), error) == (141, b"")


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has /dev/full, a disk that is always full"
)
def test_output_that_cannot_be_written(library: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command(*LIST),
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "KOLLABO_HOME": str(library)},
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"kollabo: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_output_is_utf8_in_any_locale(process: Run, locale: str) -> None:
    result = process(
        "artist", "Moonlit Five", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert result.code == 0
    assert "문릿파이브" in result.out


def test_ctrl_c_leaves_the_catalogue_as_it_was(own: Path, files: Path) -> None:
    before = (own / "CURRENT").read_bytes()
    with subprocess.Popen(
        command("import", "chart", files / "kr.csv", "--region", "KR"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KOLLABO_HOME": str(own)},
    ) as running:
        assert running.stderr
        assert running.stdout
        for line in running.stderr:
            if line.startswith(b"building: songs"):
                running.send_signal(signal.SIGINT)
                break
        said = running.stderr.read().decode().splitlines()
        assert running.wait() == 130
        assert running.stdout.read() == b""
    assert said[-1] == ("kollabo: stopped; nothing was imported, the catalogue is as it was before")
    assert not any("Traceback" in line for line in said)
    assert (own / "CURRENT").read_bytes() == before
    assert list((own / "staging").iterdir()) == []
