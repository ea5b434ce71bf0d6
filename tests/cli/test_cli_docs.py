"""docs/command-line.md names every command and option, and what it shows can be run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from assistant.evaluation import Fixture, read_fixtures
from ui.cli.app import app

DOCS = Path(__file__).resolve().parents[2] / "docs"
GROUP = typer.main.get_command(app)
COMMANDS = dict(GROUP.commands)  # type: ignore[attr-defined]


def section_of(name: str) -> str:
    """The part of the page about one command."""
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    found = re.search(rf"^## citedesk {name}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"docs/command-line.md has no part about {name}"
    return found[1]


def described_in(name: str) -> set[str]:
    """The options that have a line of their own in the part about a command."""
    heads = [line.partition(":")[0] for line in section_of(name).splitlines() if line.startswith("- `-")]
    return {option for head in heads for option in re.findall(r"`(--?[a-z-]+)", head)}


@pytest.mark.parametrize("name", COMMANDS)
def test_exactly_the_options_of_a_command_are_described(name: str) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("-")}
    assert described_in(name) == options - {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_and_helps(name: str) -> None:
    assert f"citedesk {name}" in section_of(name)
    command = COMMANDS[name]
    assert command.help
    assert f"citedesk {name}" in (command.epilog or "")
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", None)] == []


def examples() -> list[str]:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ citedesk ")]


@pytest.mark.parametrize("line", examples())
def test_the_examples_of_the_page_are_right_usage(line: str) -> None:
    """Each is parsed, not run."""
    _, name, *arguments = shlex.split(line.split(" | ")[-1].split(" > ")[0])
    assert COMMANDS[name].make_context(name, arguments)


def test_every_field_of_a_fixture_is_described() -> None:
    text = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    assert [name for name in Fixture.model_fields if f"| `{name}` |" not in text] == []


def test_the_fixtures_of_the_page_can_be_read(tmp_path: Path) -> None:
    text = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"^```(csv|yaml|json)\n(.*?)^```", text, re.M | re.S))
    for suffix, count in (("csv", 4), ("yaml", 2), ("json", 4)):
        path = tmp_path / f"mine.{suffix}"
        path.write_text(blocks[suffix], encoding="utf-8")
        assert len(read_fixtures(path)) == count
