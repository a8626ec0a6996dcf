"""Signals: the shipped definitions, a user's own, and the mistakes that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kollabo.answers.ranking.signals import load_signals
from kollabo.errors import DataFileError

MINE = """
name = "radio"
metrics = ["airplay"]
transform = "count"
"""


def test_every_shipped_signal_says_what_it_measures_and_what_it_is_blind_to() -> None:
    signals = load_signals()
    assert {"charts", "shows", "streams", "views", "listening", "attention", "playlists"} <= set(
        signals
    )
    assert all(one.measures and one.blind_to and one.unit for one in signals.values())


def test_a_chart_is_read_by_one_signal() -> None:
    """Music shows are charts by their figures, and another signal by what they are."""
    for chart in ("Billboard Hot 100", "Korean music shows: Inkigayo"):
        assert len([one for one in load_signals().values() if one.reads(chart, "rank")]) == 1


def test_a_new_metric_needs_a_file_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "radio.toml").write_text(MINE)
    signal = load_signals([tmp_path])["radio"]
    assert signal.reads("Any station", "airplay")
    assert (signal.absent, signal.weight, signal.totals) == ("unknown", 1.0, False)


def test_a_users_signal_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(MINE.replace("radio", "charts"))
    assert load_signals([tmp_path])["charts"].metrics == ("airplay",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "not valid TOML"),
        ('metrics = ["a"]\ntransform = "count"', "needs 'name'"),
        (MINE + 'colour = "red"', "unknown key 'colour'"),
        (MINE.replace('"count"', '"log"'), "'transform' is 'log'"),
        (MINE.replace('["airplay"]', '"airplay"'), "'metrics' must be a list"),
        (MINE + "weight = -1", "'weight' must be a number"),
        (MINE + "weight = true", "'weight' must be a number"),
        (MINE + "title = 3", "'title' must be a text"),
    ],
)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "radio.toml").write_text(text)
    with pytest.raises(DataFileError, match=says) as found:
        load_signals([tmp_path])
    assert "radio.toml" in str(found.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no such folder"):
        load_signals([tmp_path / "none"])
