"""``ask --pack`` and ``verify`` on the example pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.pack import make_pack, read_pack, verify, write_pack
from ui.cli.app import run

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

NURI = "누리호 3차 발사는 언제 이뤄졌나요?"
PARIS = "When did the Paris Agreement enter into force?"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.mark.parametrize("name", ["answer.json", "answer.html"])
def test_a_pack_is_written_checked_and_its_falsification_is_caught(
    cli: Run, example_library: ExampleLibrary, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    status, _, err = cli("ask", NURI, "--model", "extractive", "--library", example_library.path, "--pack", path)
    assert status == 0
    digest = read_pack(path).digest
    assert f"digest {digest}" in err
    status, out, _ = cli("verify", path)
    assert status == 0
    assert out.startswith("excerpt ")  # the page's rights are reserved
    assert digest in out
    status, out, _ = cli("verify", path, "--library", example_library.path)
    assert (status, out.split()[0]) == (0, "proved")
    path.write_text(path.read_text(encoding="utf-8").replace("25일", "26일"), encoding="utf-8")
    status, out, _ = cli("verify", path, "--library", example_library.path)
    assert status == 1
    assert "differs" in out
    assert cli("verify", path)[0] == 1


def test_json_says_what_was_checked(cli: Run, example_library: ExampleLibrary, tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    cli("ask", PARIS, "--model", "extractive", "--library", example_library.path, "--pack", path)
    status, out, _ = cli("verify", path, "--library", example_library.path, "--json")
    said = json.loads(out)
    assert status == 0
    assert said["proved"] is True
    assert {line["status"] for line in said["lines"]} == {"proved"}
    assert said["lines"][0]["where"] == "claims[0].citations[0]"


def test_a_file_that_is_no_pack_ends_with_two(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    assert cli("verify", tmp_path / "x.json")[0] == 2
    assert cli("verify", tmp_path / "nowhere.json")[0] == 2


def test_a_pack_without_a_folder_is_refused_before_anything_is_asked(
    cli: Run, example_library: ExampleLibrary, tmp_path: Path
) -> None:
    status, out, err = cli("ask", NURI, "--library", example_library.path, "--pack", tmp_path / "no" / "pack.json")
    assert (status, out) == (2, "")
    assert "no folder" in err


def test_refusals_have_packs_too(extractive: Assistant, tmp_path: Path) -> None:
    answer = extractive.ask("Who won the 2030 World Cup?")
    assert answer.refused
    write_pack(make_pack(answer, extractive.article), tmp_path / "pack.html")
    assert verify(read_pack(tmp_path / "pack.html"), extractive.article).proved


def test_every_answer_of_the_examples_is_proved_again(extractive: Assistant, tmp_path: Path) -> None:
    for at, question in enumerate(
        [NURI, PARIS, "Which Korean shooters won gold at the Paris Olympics?", "다누리의 무게는 얼마인가?",
         "COP28에서 무엇을 합의했나?", "How much did South Korea invest in the Barakah plant?", "바라카 원전은 모두 몇 기인가?"]
    ):  # fmt: skip
        path = tmp_path / f"{at}.json"
        write_pack(make_pack(extractive.ask(question), extractive.article), path)
        result = verify(read_pack(path), extractive.article)
        assert result.proved, (question, [line for line in result.lines if line.status == "differs"])
