"""``chat``: the page is served, takes work from ``ingest`` while it owns the library, and ends cleanly."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_world import PAGES, Cli, command, environment

from assistant.errors import InputError, LibraryError
from assistant.library import Library
from assistant.settings import Settings
from ui.cli import handover
from ui.cli.chat import adder

PAGE = PAGES / "nuri-third-launch.txt"
OTHER = PAGES / "cop28-dubai.txt"
READY = r"Citedesk is ready: (http://127\.0\.0\.1:\d+)\n"


@contextmanager
def served(place: Path, *arguments: object, announces: str = READY) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A chat server on a free port, and its address."""
    started = subprocess.Popen(
        command("chat", "--library", "lib", "--model", "extractive", "--port", 0, *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=place,
        env=environment(),
    )
    try:
        assert started.stdout is not None
        line = started.stdout.readline()
        ready = re.fullmatch(announces, line)
        assert ready, line
        yield started, ready[1]
    finally:
        if started.poll() is None:
            started.kill()
        started.communicate()


@pytest.mark.slow
def test_a_served_library_is_added_to_and_read(process: Cli, tmp_path: Path) -> None:
    with served(tmp_path, "--with", PAGE) as (running, url):
        with urllib.request.urlopen(url, timeout=30) as page:
            assert page.status == 200
        handed = process("ingest", OTHER, "nowhere.txt", "-", "--library", "lib", "--json", stdin=b"Too little.")
        assert handed.status == 1
        assert "citedesk chat" in handed.err
        assert json.loads(handed.out)["counts"]["added"] >= 1
        asked = process("ask", "When did COP28 end?", "--library", "lib", "--model", "extractive", "--json")
        assert asked.status == 0
        assert any("COP28" in found["title"] for found in json.loads(asked.out)["evidence"])
        assert process("doctor", "--repair", "--library", "lib").status == 3
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
    assert not (tmp_path / "lib" / "lock.json").exists()
    assert process("doctor", "--library", "lib").status == 0


@pytest.mark.slow
def test_it_serves_an_empty_library_and_ends_on_sigterm_too(tmp_path: Path) -> None:
    with served(tmp_path, "--json", announces=r'\{"url": "(.+)"\}\n') as (running, url):
        assert url.startswith("http://127.0.0.1:")
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 0
    assert not (tmp_path / "lib" / "lock.json").exists()


def test_an_address_open_to_others_is_refused(cli: Cli) -> None:
    ended = cli("chat", "--library", "lib", "--model", "extractive", "--host", "0.0.0.0", "--port", 0)
    assert ended.status == 2
    assert "--behind-proxy" in ended.err


def test_a_pasted_page_and_files_are_added(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lib", write=True) as library:
        add = adder(library, Settings(library=tmp_path / "lib"))
        assert [line.status for line in add([OTHER], PAGE.read_text(encoding="utf-8")).lines] == ["added", "added"]
        assert [line.status for line in add([OTHER], " ").lines] == ["unchanged"]


@pytest.mark.parametrize("address", ["/etc/passwd", "-", "file:///etc/passwd", "lib", " https://a.kr", "ftp://a.kr"])
def test_only_a_web_address_is_taken_for_one(tmp_path: Path, address: str) -> None:
    with Library.open(tmp_path / "lib", write=True) as library:
        add = adder(library, Settings(library=tmp_path / "lib", fetch=True))
        with pytest.raises(InputError, match="no web address"):
            add([], "", [address])


def test_addresses_are_fetched_as_carefully_as_on_the_command_line(tmp_path: Path) -> None:
    with Library.open(tmp_path / "lib", write=True) as library:
        add = adder(library, Settings(library=tmp_path / "lib", fetch=True))
        lines = add([], "", ["http://127.0.0.1:7860/", "https://[::1]/a", "http://169.254.169.254/latest"]).lines
        assert [line.status for line in lines] == ["failed"] * 3
        off = adder(library, Settings(library=tmp_path / "lib"))
        [line] = off([], "", ["https://news.example.org/a"]).lines
        assert (line.status, "fetch" in line.reason) == ("failed", True)


def test_whoever_hands_over_is_told_when_the_server_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody holds the lock, so nobody will ever do the job."""
    Library.open(tmp_path / "lib", write=True).close()
    monkeypatch.setattr(handover, "POLL_SECONDS", 0.01)
    with pytest.raises(LibraryError, match="ended before"):
        handover.hand_over([str(OTHER)], Settings(library=tmp_path / "lib"), {})


def test_an_unknown_job_and_a_failing_one_get_a_report(tmp_path: Path) -> None:
    """A job of another version, and one whose payload lacks what is needed: neither leaves its giver waiting."""
    with Library.open(tmp_path / "lib", write=True) as library:
        settings = Settings(library=tmp_path / "lib")
        unknown, broken = library.jobs.submit("dance", {}), library.jobs.submit(handover.INGEST, {})
        handover._take(library, settings)
        with pytest.raises(KeyError):
            handover._take(library, settings)
        for job in (unknown, broken):
            report = library.jobs.read(job).report
            assert report is not None
            assert report["error"]
