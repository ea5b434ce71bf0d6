"""How commands end: status, messages, interruptions and closed pipes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_world import PAGES, Cli, command, environment

HOLD = """
import sys
from assistant.library import Library
with Library.open(sys.argv[1], write=True, holder="another test"):
    print("held", flush=True)
    sys.stdin.read()
"""
INTERRUPTED = "citedesk: interrupted. What was stored stays; the same command again goes on from there."


def test_done_is_zero_and_help_teaches(process: Cli) -> None:
    ended = process("--help")
    assert ended.status == 0
    assert "citedesk ingest examples/pages" in ended.out
    assert process("--version").out.startswith("citedesk 0.")


def test_no_command_shows_the_help(process: Cli) -> None:
    ended = process()
    assert ended.status == 2
    assert "Commands:" in ended.out + ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["aks", "?"],
        ["ask"],
        ["ask", "?", "--no-such-option"],
        ["ask", "?", "--since", "soon"],
        ["search", "?", "-k", "0"],
        ["chat", "--port", "99999"],
        ["articles", "destroy"],
        ["ingest"],
    ],
)
def test_wrong_usage_is_two_and_no_traceback(cli: Cli, arguments: list[str]) -> None:
    ended = cli(*arguments)
    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert ended.err


def test_a_misspelt_command_is_guessed(cli: Cli) -> None:
    assert "ingest" in cli("ingset", "x").err


def test_an_error_is_one_line_with_a_hint(process: Cli) -> None:
    ended = process("ask", "When?", "--library", "nowhere")
    assert ended.status == 2
    assert ended.out == ""
    lines = ended.err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("citedesk: There is no library in ")
    assert "citedesk ingest" in lines[0]


def test_with_json_the_error_is_an_object_too(cli: Cli) -> None:
    ended = cli("articles", "--library", "nowhere", "--json")
    assert ended.status == 2
    found = json.loads(ended.out)
    assert set(found) == {"error", "hint"}
    assert found["error"] in ended.err


def test_settings_come_from_file_variable_and_option_in_this_order(process: Cli, tmp_path: Path) -> None:
    (tmp_path / "citedesk.toml").write_text('library = "of-the-file"\n')
    (tmp_path / "other.toml").write_text('library = "of-the-other"\n')
    assert "of-the-file" in process("articles").err
    assert "of-the-other" in process("articles", "--config", "other.toml").err
    assert "of-the-variable" in process("articles", CITEDESK_LIBRARY="of-the-variable").err
    assert "of-the-option" in process("articles", "--library", "of-the-option", CITEDESK_LIBRARY="of-the-variable").err


def test_an_unknown_setting_is_wrong_usage(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "citedesk.toml").write_text("modle = 'local'\n")
    ended = cli("articles")
    assert ended.status == 2
    assert "modle" in ended.err


def test_a_library_that_another_owns_is_three(cli: Cli, library: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        ended = cli("ingest", PAGES, "--library", library)
        assert ended.status == 3
        assert "another test" in ended.err
        assert cli("articles", "--library", library).status == 0  # reading goes on
    finally:
        holder.communicate(timeout=60)


def test_a_reader_that_closes_the_pipe_is_no_error(library: Path, tmp_path: Path) -> None:
    listing = subprocess.Popen(
        command("articles", "--library", library, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        cwd=tmp_path, env=environment(),
    )  # fmt: skip
    assert listing.stdout is not None
    assert listing.stderr is not None
    listing.stdout.close()
    with listing.stderr as complaints:
        assert complaints.read() == b""
    assert listing.wait(timeout=60) == 0


def heed_interruptions() -> None:
    """A process that was started in the background passes on that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_is_130_and_one_line_at_most(tmp_path: Path) -> None:
    """Standard input never ends, so the command waits until it is interrupted: before or after it began to read."""
    waiting = subprocess.Popen(
        command("ingest", "-", "--library", "lib"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(),
        preexec_fn=heed_interruptions,
    )
    for _ in range(600):
        if (tmp_path / "lib" / "library.db").exists():
            break
        time.sleep(0.1)
    time.sleep(1)
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 130, err.decode()
    assert out == b""
    assert err.decode().strip() in ("", INTERRUPTED)
