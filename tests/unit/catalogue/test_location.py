"""Where the catalogue lies: the folder asked for, else KOLLABO_HOME, else the platform's."""

from pathlib import Path

import pytest

from kollabo.catalogue.location import catalogue_root, decisions_path, starter_path


def test_the_folder_asked_for_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOLLABO_HOME", "/elsewhere")
    assert catalogue_root(Path("/mine")) == Path("/mine")
    assert catalogue_root() == Path("/elsewhere")


def test_without_any_word_it_is_the_platforms_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOLLABO_HOME", raising=False)
    assert catalogue_root().name == "kollabo"
    monkeypatch.setenv("KOLLABO_HOME", "")
    assert catalogue_root().name == "kollabo"


def test_a_tilde_is_the_users_home() -> None:
    assert catalogue_root(Path("~/music")) == Path.home() / "music"


def test_the_starter_is_package_data_and_decisions_are_the_users() -> None:
    assert starter_path().parts[-3:] == ("kollabo", "data", "starter")
    assert decisions_path(Path("/mine")) == Path("/mine/decisions.toml")
