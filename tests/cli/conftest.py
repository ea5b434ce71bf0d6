"""The command line run in this process or in one of its own, on a library made of the example pages."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cli_world import KEPT, PAGES, Cli, Ended, command, environment

from ui.cli.app import run


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings file, variable or library of whoever runs the tests gets in."""
    monkeypatch.chdir(tmp_path)
    for name in set(os.environ) - KEPT:
        if name.startswith("CITEDESK_"):
            monkeypatch.delenv(name)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Run a command in this process."""

    def call(*arguments: object) -> Ended:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Ended(status, printed.out, printed.err)

    return call


@pytest.fixture
def process(tmp_path: Path) -> Cli:
    """Run a command in a process of its own."""

    def call(*arguments: object, stdin: bytes = b"", **variables: str) -> Ended:
        done = subprocess.run(
            command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment(**variables),
            timeout=240,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return call


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the example pages, made by the command line; tests leave it as it is."""
    place = tmp_path_factory.mktemp("cli") / "library"
    assert run(["ingest", str(PAGES), "--library", str(place)]) == 0
    return place
