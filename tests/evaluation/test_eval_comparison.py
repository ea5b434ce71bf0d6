"""Two reports, question by question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluated import CARRIED, COST, FIXTURES, PAGE, RAIN, found, report_of, right_answers
from scripted_assistant import answer_of, citation_of, refusal_of

from assistant.errors import InputError
from assistant.evaluation import compare, read_report

REFUSED = {"cost?": refusal_of("cost?").model_copy(update={"evidence": found()})}
RAINED = {"many?": answer_of("many?", (RAIN, citation_of(PAGE, RAIN)), evidence=found())}


def test_what_broke_and_what_was_mended() -> None:
    """Before, "cost" was refused; after, "many" cites the rain."""
    before, after = report_of(right_answers() | REFUSED), report_of(right_answers() | RAINED)
    found = compare(before.to_dict(), after.to_dict())
    assert [(each.id, each.before, each.after) for each in found.broken] == [("many", None, "not quoted")]
    assert [(each.id, each.before, each.after) for each in found.mended] == [("cost", "wrongly refused", None)]
    assert found.warnings == found.moved == ()
    passed = next(each for each in found.metrics if each.name == "passed")
    assert (passed.before, passed.after, passed.n, passed.p, passed.test) == (0.75, 0.75, 4, 1.0, "McNemar")
    table = found.table()
    assert "many: right → not quoted" in table
    assert CARRIED in table  # the quote that was lost
    assert COST not in table  # what is right now has no faults to show
    assert json.loads(json.dumps(found.to_dict()))["broken"][0]["answers"][1].startswith(RAIN)


def test_scores_between_0_and_1_are_tested_by_bootstrap() -> None:
    before, after = report_of(right_answers() | RAINED), report_of(right_answers())
    changes = {each.name: each for each in compare(before.to_dict(), after.to_dict()).metrics}
    assert changes["character_f1"].test == "bootstrap"
    assert changes["citation_correct"].test == "McNemar"
    assert changes["citation_correct"].p == 1.0  # one that changed says nothing: 2 * 1/2
    assert changes["citation_correct"].low <= changes["citation_correct"].after - changes["citation_correct"].before


def test_a_question_that_fails_elsewhere_is_neither() -> None:
    refused = {"many?": refusal_of("many?").model_copy(update={"evidence": found()})}
    changed = compare(report_of(right_answers() | RAINED).to_dict(), report_of(right_answers() | refused).to_dict())
    assert [(each.before, each.after) for each in changed.moved] == [("not quoted", "wrongly refused")]


def test_what_is_not_comparable_is_said() -> None:
    altered = (FIXTURES[0].model_copy(update={"tags": ("other",)}), *FIXTURES[1:3])
    before = report_of(right_answers()).to_dict()
    after = report_of(right_answers(), fixtures=altered, unsearched=RAIN).to_dict()
    warnings = " ".join(compare(before, after).warnings)
    assert "different collections" in warnings
    assert "1 fixtures were changed in between: when" in warnings
    assert "1 questions are in one report only" in warnings


def test_a_report_is_read_from_its_file_or_folder(tmp_path: Path) -> None:
    report = report_of(right_answers())
    (tmp_path / "report.json").write_text(report.to_json(), encoding="utf-8")
    assert read_report(tmp_path) == read_report(tmp_path / "report.json") == json.loads(report.to_json())


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    for name, text in (("a.json", "{"), ("b.json", "[]"), ("c.json", '{"format": 1, "questions": []}')):
        (tmp_path / name).write_text(text)
        with pytest.raises(InputError, match=name):
            read_report(tmp_path / name)
    with pytest.raises(InputError, match="There is no report"):
        read_report(tmp_path / "none.json")
