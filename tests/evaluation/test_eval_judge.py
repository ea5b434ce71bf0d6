"""A chat model's opinion of answers: advice, kept apart from all that is measured."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from evaluated import FIXTURES, PAGE, found, right_answers
from saying_model import SayingModel
from scripted_assistant import ScriptedAssistant, answer_of, citation_of

from assistant.evaluation import Report, evaluate
from assistant.evaluation.gate import Floors, hold
from assistant.evaluation.judging import ModelJudge, agreement, kappa
from assistant.evaluation.kept_assistant import kept_chat
from assistant.settings import Settings

GRADES = {"when?": "2", "many?": "Grade: 1.", "cost?": "I would say that it is right."}
PATIENT = Settings(tries=1, first_token_seconds=60)


def judged(model: SayingModel, kept: Path | None = None) -> Report:
    judge = ModelJudge(kept_chat(model, PATIENT, kept), "judge-x", PATIENT)
    return evaluate(FIXTURES, ScriptedAssistant([PAGE], right_answers(), found()), judge=judge)


def test_grades_are_read_and_what_is_none_is_left_out() -> None:
    """2 is 1, 1 is a half, words are no grade; a refusal is not asked about. Mean of 1 and 1/2: 0.75."""
    model = SayingModel(replies=GRADES)
    said = judged(model).to_dict()["advisory"]
    assert said["grades"] == {"when": 1.0, "many": 0.5, "cost": None}
    assert (said["judge"], said["mean"], said["n"], said["ungraded"]) == ("judge-x", 0.75, 2, 1)
    assert said["agreement"] == 0.5  # we found both right, it only one
    assert len({text.splitlines()[0] for text in model.asked}) == 3
    assert all(prompt.startswith("judge.") for prompt in said["prompts"])


def test_it_sees_the_facts_and_the_answer_as_data() -> None:
    model = SayingModel(replies=GRADES)
    judged(model)
    asked = next(text for text in model.asked if "many?" in text)
    assert "- number:8" in asked
    assert "It carried 8 satellites." in asked


def test_it_is_no_metric_and_no_gate_holds_it() -> None:
    plain = evaluate(FIXTURES, ScriptedAssistant([PAGE], right_answers(), found()))
    report = judged(SayingModel(replies={}, otherwise="0"))
    assert report.to_dict()["metrics"] == plain.to_dict()["metrics"]
    assert hold(report.to_dict(), Floors(floors={"passed": 1.0})).breaches == ()
    assert plain.to_dict()["advisory"] is None


def test_it_is_shown_under_its_name_as_advice() -> None:
    report = judged(SayingModel(replies={}, otherwise="2"))
    assert "Advice, not a metric: judge-x gives 1.000 over 3 answers" in report.table()
    assert "judge-x" in report.to_html()
    assert "모델의 조언" in report.to_html()
    assert "judge-x" not in report.to_junit()


def test_a_model_that_says_nothing_grades_nothing() -> None:
    report = judged(SayingModel(replies={}))
    assert report.to_dict()["advisory"]["mean"] is None
    assert "graded nothing (3 asked)" in report.table()
    assert "judge-x" in report.table()
    report.to_html()


def test_a_second_run_asks_it_nothing(tmp_path: Path) -> None:
    first, second = SayingModel(replies=GRADES), SayingModel(replies=GRADES)
    reports = [judged(model, tmp_path).to_json() for model in (first, second)]
    assert len(first.asked) == 3
    assert second.asked == []
    assert reports[0] == reports[1]


def test_what_stands_for_a_wrong_answer_is_no_grade() -> None:
    """Years and decimals in a reply are not taken for the digit."""
    model = SayingModel(replies={}, otherwise="In 2023, 1.5 or so, which is 12.")
    assert judged(model).to_dict()["advisory"]["ungraded"] == 3


def test_kappa_by_hand() -> None:
    """4 pairs, 3 agree; both say yes half the time, so chance agrees on 0.5: (0.75 - 0.5) / 0.5, with 2 of 4 and 1 of 4
    yeses chance is 2/4 * 1/4 + 2/4 * 3/4 = 0.5 too.
    """
    pairs = [(True, True), (True, False), (False, False), (False, False)]
    assert agreement(pairs) == 0.75
    assert kappa(pairs) == pytest.approx(0.5)
    assert kappa([(True, True)]) is None
    assert kappa([]) is agreement([]) is None


def test_kappa_agrees_with_scikit_learn() -> None:
    from sklearn.metrics import cohen_kappa_score

    draw = Random(7)
    for _ in range(20):
        pairs = [(draw.random() < 0.6, draw.random() < 0.4) for _ in range(30)]
        assert kappa(pairs) == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_markup_in_its_name_stays_text() -> None:
    judge = ModelJudge(SayingModel(replies={}, otherwise="2"), "<script>", PATIENT)
    answers = right_answers() | {"when?": answer_of("when?", ("May 25.", citation_of(PAGE, "Nuri flew on May 25.")))}
    page = evaluate(FIXTURES, ScriptedAssistant([PAGE], answers, found()), judge=judge).to_html()
    assert "<script>" not in page
