"""``watch``: what is in a folder, and what comes into it, until it is told to end."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_world import PAGES, Cli, command, environment
from hypothesis import given
from hypothesis import strategies as st

from ingest.source import Source
from ui.cli.handover import _given, _told


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A folder of one page, being watched."""
    (tmp_path / "pages").mkdir()
    copy("nuri-third-launch.txt", tmp_path)
    arguments = command("watch", "pages", "--library", "lib", "--settle", "0.5", "--json")
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment()
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


def copy(name: str, place: Path) -> None:
    (place / "pages" / name).write_bytes((PAGES / name).read_bytes())


def next_line(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    found: dict[str, str] = json.loads(process.stdout.readline())
    return found


def test_a_folder_is_kept_up_to_date(watching: subprocess.Popen[str], tmp_path: Path, cli: Cli) -> None:
    assert "누리호" in next_line(watching)["title"]
    assert watching.stderr is not None
    assert "watching pages" in watching.stderr.readline()
    (tmp_path / "pages" / ".unseen.txt").write_text("이것은 읽지 않는다.\n")
    copy("cop28-dubai.txt", tmp_path)
    line = next_line(watching)
    assert (line["status"], Path(line["source"]).name) == ("added", "cop28-dubai.txt")
    listed = cli("articles", "--library", tmp_path / "lib", "--json")  # nobody holds the lock meanwhile
    assert len(json.loads(listed.out)) == 2
    (tmp_path / "pages" / "broken.txt").write_bytes(bytes(range(256)) * 20)
    assert next_line(watching)["status"] == "failed"
    watching.send_signal(signal.SIGTERM)
    out, err = watching.communicate(timeout=60)
    assert (watching.returncode, out) == (0, "")
    assert "ended" in err


def test_what_cannot_be_watched(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("한 줄.\n")
    assert "not a folder" in cli("watch", "page.txt").err
    assert "--fetch" in cli("watch", "https://news.example.org/feed.xml").err
    assert cli("watch", str(tmp_path), "--every", "5s").status == 2
    assert cli("watch", str(tmp_path), "--every", "soon").status == 2


@given(st.text(max_size=20), st.binary(max_size=50), st.lists(st.text(max_size=9), max_size=2))
def test_a_fetched_page_reaches_the_chat_server_whole(text: str, data: bytes, notes: list[str]) -> None:
    page = Source("https://a.example.org/1", text, data, "html", url="https://a.example.org/1", notes=tuple(notes))
    assert _given(json.loads(json.dumps(_told(page)))) == page


def test_addresses_and_standard_input_are_handed_over_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [_told(source) for source in ("-", "https://news.example.org/feed.xml", "pages", Path("page.txt"))]
    assert told == ["-", "https://news.example.org/feed.xml", str(tmp_path / "pages"), str(tmp_path / "page.txt")]
