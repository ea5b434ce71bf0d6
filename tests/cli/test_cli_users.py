"""``users``: added, listed, changed and removed, with passwords that are never arguments; and ``chat`` for others."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from cli_world import Cli

from assistant.library import Library
from ui.people.password import is_password
from ui.people.roster import Roster

PASSWORD = "a line of many words"


@pytest.fixture
def say_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\nnot read\n"))


@pytest.mark.usefixtures("say_password")
def test_added_listed_given_a_token_and_removed(cli: Cli, tmp_path: Path) -> None:
    assert "nobody has to log in" in cli("users", "--library", "lib").err
    assert cli("users", "add", "김하늘", "--library", "lib").out.startswith("김하늘 may log in now")
    person = Roster(tmp_path / "lib").people()[0]
    assert is_password(PASSWORD, person.password)
    given = cli("users", "token", "김하늘", "--library", "lib")
    found = Roster(tmp_path / "lib").with_token(given.out.strip())
    assert found is not None
    assert found.id == person.id
    assert cli("users", "--library", "lib").out == "김하늘  [has a token]\n"
    assert cli("users", "token", "김하늘", "--revoke", "--library", "lib").status == 0
    assert json.loads(cli("users", "--json", "--library", "lib").out) == [{"name": "김하늘", "token": False}]
    assert cli("users", "remove", "김하늘", "--library", "lib").status == 0
    assert json.loads(cli("users", "list", "--json", "--library", "lib").out) == []
    Library.open(tmp_path / "lib", write=True).close()  # a library can be made where there are users already


@pytest.mark.usefixtures("say_password")
def test_another_password(cli: Cli, tmp_path: Path) -> None:
    roster = Roster(tmp_path / "lib")
    roster.add("kim", "the first of two passwords")
    assert cli("users", "password", "kim", "--library", "lib").status == 0
    assert is_password(PASSWORD, roster.people()[0].password)


def test_whom_it_concerns_has_to_be_said_and_known(cli: Cli) -> None:
    for action in ("add", "password", "token", "remove"):
        assert cli("users", action, "--library", "lib").status == 2
    for action in ("password", "token", "remove"):
        ended = cli("users", action, "nobody", "--library", "lib")
        assert ended.status == 2
        assert "no user nobody" in ended.err


def test_a_short_password_adds_nobody(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    ended = cli("users", "add", "kim", "--library", "lib", "--json")
    assert ended.status == 2
    assert "10 to 1,000" in json.loads(ended.out)["error"]
    assert Roster(tmp_path / "lib").people() == ()
