"""A fault planted in each stage turns the gate red, and the report names the stage and the quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluated import CARRIED, COST, FLEW, LEGS, PAGE, RAIN, found, report_of, right_answers
from scripted_assistant import answer_of, citation_of, refusal_of

from assistant.answer import Answer
from assistant.evaluation import Report
from assistant.evaluation.gate import hold, read_floors, repin


def planted(question: str, answer: Answer) -> Report:
    """The report when one answer is another."""
    return report_of(right_answers() | {question: answer})


def dead_leg() -> Report:
    silent = {question: answer.model_copy(update={"evidence": found({**LEGS, "morphemes": 0.0})})
              for question, answer in right_answers().items()}  # fmt: skip
    return report_of(silent)


def lost_passage() -> Report:
    elsewhere = found()[:1] + found()[3:]
    few = {question: answer.model_copy(update={"evidence": (elsewhere * 3)[:5]})
           for question, answer in right_answers().items()}  # fmt: skip
    return report_of(few | {"many?": refusal_of("many?").model_copy(update={"evidence": (elsewhere * 3)[:5]})})


def paragraph_dropped() -> Report:
    answers = right_answers() | {"many?": refusal_of("many?").model_copy(update={"evidence": found()})}
    return report_of(answers, unsearched=CARRIED)


def fuzzy_quote() -> Report:
    false = citation_of(PAGE, FLEW).model_copy(update={"quote": "Nuri flew on May 26."})
    return planted("when?", answer_of("when?", (FLEW, false), evidence=found()))


def number_unchecked() -> Report:
    return planted("cost?", answer_of("cost?", ("It cost 31 billion won.", citation_of(PAGE, COST)), evidence=found()))


def refusal_off() -> Report:
    return planted("who?", answer_of("who?", (RAIN, citation_of(PAGE, RAIN)), evidence=found()))


def wrong_language() -> Report:
    said = answer_of("many?", ("위성 8기가 실렸다.", citation_of(PAGE, CARRIED)), evidence=found())
    return planted("many?", said)


def wrong_refusal() -> Report:
    return planted("cost?", refusal_of("cost?").model_copy(update={"evidence": found()}))


def quotes_elsewhere() -> Report:
    return planted("cost?", answer_of("cost?", (RAIN, citation_of(PAGE, RAIN)), evidence=found()))


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """Floors pinned from a run in which all is right."""
    path = tmp_path / "floors.toml"
    repin(report_of(right_answers()).to_dict(), path)
    return path


def test_all_right_passes_the_gate(gate: Path) -> None:
    report = report_of(right_answers())
    assert hold(report.to_dict(), read_floors(gate)).breaches == ()
    assert report.stages == {}


@pytest.mark.parametrize(
    ("plant", "question", "stage", "words"),
    [
        (paragraph_dropped, "many", "not ingested", CARRIED),
        (lost_passage, "many", "not retrieved", CARRIED),
        (wrong_refusal, "cost", "wrongly refused", COST),
        (quotes_elsewhere, "cost", "not quoted", COST),
        (fuzzy_quote, "when", "not quoted", "Nuri flew on May 26."),
        (number_unchecked, "cost", "wrongly written", "“31 billion won” is not in the quotes"),
        (wrong_language, "many", "wrongly written", "language"),
        (refusal_off, "who", "wrongly answered", RAIN),
    ],
)
def test_a_planted_fault_is_seen(gate: Path, plant: object, question: str, stage: str, words: str) -> None:
    report: Report = plant()  # type: ignore[operator]
    saved = report.to_dict()
    held = hold(saved, read_floors(gate))
    assert any(breach.startswith("passed is 0.75, below its floor 1") for breach in held.breaches)
    failed = [each for each in saved["questions"] if not each["passed"]]
    assert [(each["id"], each["failed_at"]) for each in failed] == [(question, stage)]
    assert any(words in fault for fault in failed[0]["faults"])
    assert words in report.table()
    assert words in report.to_html()
    assert words in report.to_junit()


def test_a_dead_leg_is_seen_though_the_others_still_find_all(gate: Path) -> None:
    report = dead_leg()
    assert report.stages == {}
    held = hold(report.to_dict(), read_floors(gate))
    assert held.breaches == ("leg_morphemes is 0, below its floor 1 (stage: not retrieved)",)


def test_the_gate_names_the_stage_of_a_metric(gate: Path) -> None:
    breaches = "\n".join(hold(fuzzy_quote().to_dict(), read_floors(gate)).breaches)
    assert "citations_exact is 0.6667, below its floor 1 (stage: not quoted)" in breaches
    breaches = "\n".join(hold(wrong_refusal().to_dict(), read_floors(gate)).breaches)
    assert "false_refusals is 0.3333, above its ceiling 0 (stage: wrongly refused)" in breaches
