"""Proposals are accepted or rejected, one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.evaluation import Fixture, read_fixtures
from assistant.evaluation.drafting import as_yaml
from assistant.evaluation.review import Decision, decided, review


def proposal(id: str) -> Fixture:
    question = "빈칸에 들어갈 말은? 모두 ____이 투입됐다."
    return Fixture(id=id, question=question, language="ko", facts=(("number:3억원",),), accepted=False)


OWN = Fixture(id="own", question="When?", language="en", facts=(("May",),), tags=("t",))
ALL = (OWN, proposal("a"), proposal("b"), proposal("c"))


@pytest.fixture(params=["mine.yaml", "mine.jsonl"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made: Path = tmp_path / request.param
    lines = "\n".join(json.dumps(each.model_dump(mode="json"), ensure_ascii=False) for each in ALL)
    made.write_text(as_yaml(ALL) if made.suffix == ".yaml" else lines, encoding="utf-8")
    return made


def test_accepted_ones_count_rejected_ones_go_and_the_rest_waits(path: Path) -> None:
    counts = review(path, decided(frozenset({"a"}), frozenset({"b"})))
    assert counts == {Decision.ACCEPT: 1, Decision.REJECT: 1, Decision.LATER: 1}
    found = {each.id: each for each in read_fixtures(path)}
    assert list(found) == ["own", "a", "c"]
    assert [each.accepted for each in found.values()] == [True, True, False]
    assert found["own"] == OWN
    assert found["a"] == ALL[1].model_copy(update={"accepted": True})


def test_a_question_worded_anew_has_its_own_language(path: Path) -> None:
    review(path, lambda each: (Decision.ACCEPT, "How much was put in?"))
    found = {each.id: each for each in read_fixtures(path)}
    assert (found["b"].question, found["b"].language) == ("How much was put in?", "en")


def test_what_was_decided_before_an_interruption_is_kept(path: Path) -> None:
    def stop_at_b(each: Fixture) -> tuple[Decision, str]:
        if each.id == "b":
            raise KeyboardInterrupt
        return Decision.REJECT, each.question

    with pytest.raises(KeyboardInterrupt):
        review(path, stop_at_b)
    assert [each.id for each in read_fixtures(path)] == ["own", "b", "c"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_spreadsheet_is_left_to_its_program(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,question,facts,accepted\na,When?,May,no\n")
    with pytest.raises(InputError, match="neither YAML nor JSONL"):
        review(tmp_path / "mine.csv", decided(frozenset({"a"}), frozenset()))


def test_a_malformed_file_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- id: a\n")
    with pytest.raises(InputError, match=r"mine\.yaml, line 1, field 'question'"):
        review(tmp_path / "mine.yaml", decided(frozenset({"a"}), frozenset()))


def test_somebody_at_a_terminal_decides(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accept the first, word the second anew after a slip of the hand, and leave."""
    from click.testing import CliRunner
    from typer.main import get_command

    from ui.cli.app import app

    keys = "a\nz\nw\n모두 얼마가 들었나?\nq\n"
    ended = CliRunner().invoke(get_command(app), ["fixtures", "review", str(path)], input=keys)
    assert "모두 ____이 투입됐다" in ended.output
    found = {each.id: each for each in read_fixtures(path)}
    assert [(each.id, each.accepted) for each in found.values()] == [
        ("own", True),
        ("a", True),
        ("b", True),
        ("c", False),
    ]
    assert found["b"].question == "모두 얼마가 들었나?"


def test_ids_that_no_proposal_has_are_refused(path: Path) -> None:
    from ui.cli.reviewing import review_files

    with pytest.raises(InputError, match="No proposal is called own"):
        review_files([path], ["own"], [])
    assert len(read_fixtures(path)) == 4
