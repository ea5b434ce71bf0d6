"""The plugin of pytest, run by pytest in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ExampleLibrary

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "fixtures.jsonl"


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder, with the plugin as it is installed, or named where the package was not installed anew."""
    installed = any(each.value == "ui.pytest_plugin" for each in entry_points(group="pytest11"))
    named = () if installed else ("-p", "ui.pytest_plugin")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *named, *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False
    )


def test_nothing_of_citedesk_is_loaded_by_it() -> None:
    code = "import ui.pytest_plugin, sys; print(sorted({'assistant', 'ingest', 'ui.cli'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_without_its_option_it_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    done = run_pytest(tmp_path)
    assert "1 passed" in done.stdout


def test_a_malformed_file_fails_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,question\na,When?\n")
    done = run_pytest(tmp_path, "--citedesk-fixtures", "mine.csv")
    assert done.returncode != 0
    assert "mine.csv, line 2" in done.stdout
    assert "Traceback" not in done.stdout


@pytest.mark.slow
def test_questions_are_tests(tmp_path: Path, example_library: ExampleLibrary) -> None:
    """One that is right, one whose fact is wrong, one that is no more than a proposal."""
    rows = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    right = next(row for row in rows if row["id"] == "nuri-third-altitude-ko")
    wrong = right | {"id": "wrong", "facts": [["900㎞"]], "tags": ["planted"]}
    proposal = right | {"id": "proposal", "accepted": False}
    lines = [json.dumps(row, ensure_ascii=False) for row in (right, wrong, proposal)]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    options = ("--citedesk-fixtures", "mine.jsonl", "--citedesk-library", str(example_library.path))
    done = run_pytest(tmp_path, *options, "--citedesk-model", "extractive", ".")
    assert "1 failed, 2 passed" in done.stdout
    assert "the answer lacks “900㎞”" in done.stdout
    assert "wrongly written" in done.stdout
    assert "Traceback" not in done.stdout
