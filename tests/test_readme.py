"""What README and docs say can be done: the Python of the README runs, and every command and option exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.answering import bridge, checking, reading, support, writer
from assistant.answering.phrases import REFUSAL
from assistant.errors import ModelNotFoundError
from assistant.settings import Settings
from benchmarks.options import parser
from ui.cli.app import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
SAMPLE = ("nuri-third-launch.txt", "nuri-second-launch.txt", "danuri-lunar-orbit.html", "cop28-dubai.txt")
NOT_OURS = {"--editable", "--scripted", "--citedesk-pages", "--citedesk-cache"}
"""Options of pip, of the script that makes the pictures, and of pytest with the plugin."""


def options_of(command: str) -> set[str]:
    found = {
        option for parameter in COMMANDS[command].params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    return found | {"--help"}


def options_of_benchmarks() -> set[str]:
    return {option for action in parser("benchmarks", "")._actions for option in action.option_strings} | {"--list"}


def code_of(page: Path) -> list[str]:
    """Lines of blocks and spans of code, each on its own."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.M | re.S)
    plain = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    indented = [line.strip() for line in plain.splitlines() if line.startswith("    ")]
    return [line for block in blocks for line in block.splitlines()] + indented + re.findall(r"`([^`\n]+)`", plain)


def commands_in(page: Path) -> list[tuple[str, str]]:
    """Every ``citedesk COMMAND …`` in code, as (command, the rest of its line)."""
    found = []
    for line in code_of(page):
        found += re.findall(r"(?:^|[\s/])citedesk ([a-z]+)\b([^|>#]*)", line)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_exist_with_their_options(page: Path) -> None:
    named = commands_in(page)
    assert [name for name, _ in named if name not in COMMANDS] == []
    given = {(name, option) for name, rest in named for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)}
    assert [(name, option) for name, option in given if option not in options_of(name)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_that_stand_alone_exist(page: Path) -> None:
    known = {"--version", *NOT_OURS, *options_of_benchmarks()}.union(*map(options_of, COMMANDS))
    alone = {span.split()[0].partition("=")[0] for span in code_of(page) if span.startswith("--")}
    assert alone - known == set()


def test_the_pages_name_all_commands() -> None:
    """A check of the checks: the search for commands finds them."""
    assert {name for name, _ in commands_in(README)} == set(COMMANDS)


def test_the_commands_of_the_readme_are_right_usage() -> None:
    lines = [line[2:] for line in code_of(README) if line.startswith("$ citedesk ")]
    assert lines
    for line in lines:
        _, name, *arguments = shlex.split(line)
        assert COMMANDS[name].make_context(name, arguments)


def test_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {name for page in PAGES for line in code_of(page) for name in re.findall(r"^(?:\$ )?make ([a-z]+)", line)}
    assert {"run", "test"} <= named <= targets


def test_benchmarks_that_are_named_exist() -> None:
    named = {name for page in PAGES for line in code_of(page) for name in re.findall(r"-m benchmarks\.([a-z]+)", line)}
    assert named
    assert [name for name in named if not (ROOT / "benchmarks" / f"{name}.py").exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert {page for page in pages if f"({page})" not in index} == set()


def test_settings_that_the_readme_names_exist() -> None:
    named = {name.lower() for name in re.findall(r"CITEDESK_([A-Z_]+)", README.read_text(encoding="utf-8"))}
    assert {"model", "rights"} <= set(Settings.model_fields)
    assert named <= set(Settings.model_fields)


def test_the_page_about_answers_has_the_numbers_of_the_code() -> None:
    page = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
    weights = [f"| {weight} | {name} |" for name, weight in reading._WEIGHTS.items()]
    assert re.findall(r"\| 0\.\d+ \| [a-z]+ \|", page)[: len(weights)] == weights
    for stated in (
        f"`reading.ENOUGH` = {reading.ENOUGH}",
        f"`reading.CONTENT` = {reading.CONTENT}",
        f"the {reading._DENSE_POOL} sentences that cover most",
        f"{support.SENTENCE:.0f} for a term in the sentence itself, {support.PASSAGE} in its passage, "
        f"{support.TITLE} in the headline, {support.ARTICLE} else",
        f"covers at least {writer.SURE} of the question",
        f"cosine from {bridge.FAR}, certain from {bridge.NEAR}",
        f"at least {checking.PARTLY_SHARE} of the claim's terms",
        f"at least {checking.VERIFIED_SHARE} of them",
        *REFUSAL.values(),
    ):
        assert stated in page.replace("\n", " ")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a few of the sample pages, and no settings of whoever runs the tests."""
    pages = tmp_path / "examples" / "pages"
    pages.mkdir(parents=True)
    for name in SAMPLE:
        shutil.copy(ROOT / "examples" / "pages" / name, pages / name)
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("CITEDESK_") and name != "CITEDESK_CACHE":
            monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.slow
def test_the_python_of_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    try:
        for block in re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S):
            exec(compile(block, "README.md", "exec"), names)
    except ModelNotFoundError as missing:
        pytest.skip(str(missing))
    printed = capsys.readouterr().out
    assert names["report"].counts["added"] == len(SAMPLE)
    assert not names["answer"].refused
    assert "25일" in names["answer"].text
    assert "누리호 3차 발사" in printed
    assert printed.count("verified") == sum(len(claim.citations) for claim in names["answer"].claims) > 0
    assert "25 May 2023" in printed
    assert "The articles do not say" not in printed
