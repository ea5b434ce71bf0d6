"""``models`` and ``doctor``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from cli_world import Cli

from assistant.library import Library


def test_models_say_what_is_there_and_from_where(cli: Cli) -> None:
    rows = json.loads(cli("models", "--json").out)
    assert [(row["role"], row["name"]) for row in rows][:2] == [
        ("embedding", "multilingual-e5-small"),
        ("chat", "local"),
    ]
    assert set(rows[0]) >= {"role", "name", "present", "source", "path", "size_bytes", "sha256"}
    shown = cli("models", "list").out
    assert "multilingual-e5-small" in shown
    assert "extractive" in shown


def test_models_that_are_missing_are_a_failure_of_fetch(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "citedesk.toml").write_text('embedding = "no/such-model"\nchat_gguf = "no/such.gguf"\n')
    monkeypatch.setenv("CITEDESK_CACHE", str(tmp_path / "cache"))
    shown = cli("models")
    assert shown.status == 0
    assert shown.out.count("missing") == 2
    assert "There is no chat model at no/such.gguf." in shown.out
    fetched = cli("models", "fetch", "--json")
    assert fetched.status == 1
    assert [row["present"] for row in json.loads(fetched.out)] == [False, False, True]


def test_a_sound_library_has_nothing_to_repair(cli: Cli, library: Path) -> None:
    ended = cli("doctor", "--library", library)
    assert ended.status == 0
    assert "Nothing differs." in ended.out
    assert json.loads(cli("doctor", "--library", library, "--json").out)["healthy"] is True


def test_what_differs_is_named_then_repaired(cli: Cli, library: Path, tmp_path: Path) -> None:
    """The vector index is deleted; it is derived, so the doctor can make it anew."""
    copy = tmp_path / "copy"
    shutil.copytree(library, copy)
    for directory in copy.glob("chroma-*"):
        shutil.rmtree(directory)
    sick = cli("doctor", "--library", copy)
    assert sick.status == 1
    assert "differs: " in sick.out
    assert "--repair" in sick.out
    assert cli("doctor", "--library", copy, "--repair").status == 0
    assert "Nothing differs." in cli("doctor", "--library", copy).out


def test_the_index_is_rebuilt_and_the_vectors_made_anew(cli: Cli, library: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(library, copy)
    with Library.open(copy) as before:
        passages = before.counts().passages
    assert cli("doctor", "--library", copy, "--rebuild", "--reembed").status == 0
    with Library.open(copy) as after:
        assert (after.counts().vectors, after.counts().pending) == (passages, 0)
