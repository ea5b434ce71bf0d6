"""A whole evaluation of a scripted assistant: scores, stages, the table and the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scripted_assistant import ScriptedAssistant, answer_of, article_of, citation_of, evidence_of, refusal_of

from assistant.answer import Answer, Claim, Turn, Verdict
from assistant.errors import CitedeskError, InputError, ModelError, ModelNotFoundError
from assistant.evaluation import Fixture, Report, evaluate
from assistant.settings import Settings

TEXT = "Nuri flew on May 25. It carried 8 satellites. The cost was 13 billion won. Rain fell in Seoul."
PAGE = article_of(TEXT, "pages/nuri.txt")
FLEW, CARRIED, COST, RAIN = (f"{sentence}." for sentence in TEXT.rstrip(".").split(". "))
FOUND = [evidence_of(PAGE, words, rank) for rank, words in enumerate((FLEW, CARRIED, COST, RAIN), 1)]


def fixture(id: str, **fields: Any) -> Fixture:
    given = {"question": f"{id}?", "language": "en", "answerable": True, "article": "nuri.txt", "tags": ("t",)}
    return Fixture(**{"id": id, **given, **fields})


def unanswerable(id: str) -> Fixture:
    return fixture(id, answerable=False, article=None, tags=("none",))


def run(
    *pairs: tuple[Fixture, Answer | CitedeskError], found: Any = FOUND, **options: Any
) -> tuple[Report, ScriptedAssistant]:
    assistant = ScriptedAssistant([PAGE], {each.question: answer for each, answer in pairs}, found)
    return evaluate([each for each, _ in pairs], assistant, **options), assistant


RIGHT = fixture("right", facts=(("May 25",),), absent=("June",), quote=FLEW)
RIGHT_ANSWER = answer_of("right?", (FLEW, citation_of(PAGE, FLEW)))


def test_a_right_answer_scores_one_everywhere() -> None:
    report, _ = run((RIGHT, RIGHT_ANSWER))
    values = {name: each.value for name, each in report.metrics.items()}
    assert {values.pop(name) for name in ("absent_violated", "false_refusals", "exact_match")} == {0.0}
    assert values.pop("character_f1") == pytest.approx(2 * 5 / (15 + 5))  # "nuriflewonmay25" and "may25"
    assert set(values.values()) == {1.0}
    assert {"hit@1", "hit@5", "ndcg@5", "facts_in_answer", "citations_exact", "citation_recall", "passed"} <= set(
        values
    )
    assert report.results[0].stage is None
    assert report.exit_status == 0


def test_the_stage_of_each_failure() -> None:
    """Each wrong in one way; the retrieved passages never touch RAIN's neighbours beyond the four sentences."""
    wrong_fact = answer_of("fact?", ("It carried 9.", citation_of(PAGE, CARRIED)))
    not_quoted = answer_of("quote?", ("It rained.", citation_of(PAGE, RAIN)))
    invented = answer_of("invented?", (RAIN, citation_of(PAGE, RAIN)))
    forbidden = answer_of("forbidden?", (f"{FLEW} Not June.", citation_of(PAGE, FLEW)))
    report, _ = run(
        (RIGHT, RIGHT_ANSWER),
        (fixture("fact", facts=(("8",),), quote=CARRIED), wrong_fact),
        (fixture("quote", facts=(("8",),), quote=CARRIED), not_quoted),
        (fixture("refused", facts=(("8",),), quote=CARRIED), refusal_of("refused?")),
        (unanswerable("silent"), refusal_of("silent?")),
        (unanswerable("invented"), invented),
        (fixture("forbidden", facts=(("May 25",),), absent=("June",), quote=FLEW), forbidden),
        (fixture("gone", facts=(("x",),), quote="Words of no article."), not_quoted),
        (fixture("broken", facts=(("x",),), quote=FLEW), ModelError("It stopped.")),
    )
    assert {each.fixture.id: each.stage for each in report.results} == {
        "right": None,
        "fact": "wrongly written",
        "quote": "not quoted",
        "refused": "wrongly refused",
        "silent": None,
        "invented": "wrongly answered",
        "forbidden": "wrongly written",
        "gone": "not ingested",
        "broken": "error",
    }
    assert report.refusals.right == report.refusals.wrong == report.refusals.missed == 1
    assert report.exit_status == 1
    assert [each.fixture.id for each in report.gold_missing] == ["gone"]


def test_what_was_not_retrieved_is_not_blamed_on_the_writer() -> None:
    asked = fixture("cost", facts=(("13 billion",),), quote=COST)
    report, _ = run((asked, refusal_of("cost?")), found=FOUND[:2])
    assert report.results[0].stage == "not retrieved"
    assert report.metrics["hit@5"].value == 0.0


def test_ranks_are_those_of_the_answer_and_a_search_fills_in() -> None:
    """With five passages in the answer nothing is searched again; with fewer the stand-alone question is."""
    extra = evidence_of(PAGE, "Nuri", 5)
    full = RIGHT_ANSWER.model_copy(update={"evidence": tuple(reversed([*FOUND, extra]))})
    report, assistant = run((RIGHT, full))
    assert assistant.searched == []
    assert report.metrics["hit@1"].value == 1.0
    _, assistant = run((RIGHT, RIGHT_ANSWER.model_copy(update={"standalone_question": "When did Nuri fly?"})))
    assert assistant.searched == [("When did Nuri fly?", 5)]


def test_facts_are_counted_in_answer_and_quotes_apart() -> None:
    """The answer says one of two facts, its quotes both: 1/2 and 2/2."""
    asked = fixture("both", facts=(("May 25",), ("8",)), quote=FLEW)
    claim = Claim(text=FLEW, verdict=Verdict.PARTLY, citations=(citation_of(PAGE, FLEW), citation_of(PAGE, CARRIED)))
    report, _ = run((asked, Answer(question="both?", text=FLEW, claims=(claim,), dropped=(claim,))))
    assert report.metrics["facts_in_answer"].value == 0.5
    assert report.metrics["facts_in_quotes"].value == 1.0
    assert report.verdicts == {"verified": 0, "partly": 1, "unsupported": 0, "dropped": 1}


def test_a_list_with_an_item_too_many_fails() -> None:
    asked = fixture("list", facts=(("May 25",),), quote=FLEW, count=1)
    answer = answer_of("list?", (FLEW, citation_of(PAGE, FLEW)), (CARRIED, citation_of(PAGE, CARRIED)))
    report, _ = run((asked, answer))
    assert report.metrics["list_count"].value == 0.0
    assert report.results[0].stage == "wrongly written"


def test_a_falsified_citation_is_seen() -> None:
    false = citation_of(PAGE, FLEW).model_copy(update={"quote": "Nuri flew on May 26."})
    report, _ = run((RIGHT, answer_of("right?", (FLEW, false))))
    assert report.metrics["citations_exact"].value == 0.0


def test_history_reaches_the_assistant_and_progress_is_told() -> None:
    turn = Turn(question="Who?", answer="Nuri.")
    told: list[tuple[int, int]] = []
    _, assistant = run(
        (RIGHT.model_copy(update={"history": (turn,)}), RIGHT_ANSWER),
        (unanswerable("silent"), refusal_of("silent?")),
        progress=lambda done, total: told.append((done, total)),
    )
    assert assistant.asked == [("right?", (turn,)), ("silent?", ())]
    assert told == [(1, 2), (2, 2)]


def test_seconds_are_medians_and_percentiles() -> None:
    """Totals 1 and 3: median 2, p95 1 + 0.95 * 2 = 2.9."""
    slow = answer_of("slow?", (FLEW, citation_of(PAGE, FLEW)), seconds=3.0)
    report, _ = run((RIGHT, RIGHT_ANSWER), (fixture("slow", facts=(("May 25",),)), slow))
    assert report.seconds["total"].median == pytest.approx(2.0)
    assert report.seconds["total"].p95 == pytest.approx(2.9)
    assert set(report.seconds) == {"evidence", "first_word", "total"}


def test_a_missing_model_stops_at_once() -> None:
    with pytest.raises(ModelNotFoundError):
        run((RIGHT, ModelNotFoundError("No model.")))


def test_pages_are_checked_before_anything_is_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'right'.*nuri\.txt"):
        run((RIGHT, RIGHT_ANSWER), pages=tmp_path)
    (tmp_path / "nuri.txt").write_text(TEXT)
    run((RIGHT, RIGHT_ANSWER), pages=tmp_path)


def test_the_file_differs_between_runs_only_in_timings() -> None:
    first, _ = run((RIGHT, RIGHT_ANSWER), (unanswerable("silent"), refusal_of("silent?")))
    later = RIGHT_ANSWER.model_copy(update={"timings": {"total": 99.0}})
    second, _ = run((RIGHT, later), (unanswerable("silent"), refusal_of("silent?")))
    one, other = json.loads(first.to_json()), json.loads(second.to_json())
    assert one.pop("timings") != other.pop("timings")
    assert json.dumps(one) == json.dumps(other)


def test_the_file_says_what_was_asked_of_what() -> None:
    assistant = ScriptedAssistant([PAGE], {"right?": RIGHT_ANSWER}, FOUND, Settings(library=Path("/secret/place")))
    found = evaluate([RIGHT], assistant).to_dict()
    assert found["corpus"]["articles"] == 1
    assert len(found["corpus"]["sha256"]) == len(found["fixtures"]["sha256"]) == 64
    assert "library" not in found["settings"]
    question = found["questions"][0]
    assert question["expected"]["id"] == question["id"] == "right"
    assert question["answer"]["claims"][0]["citations"][0]["quote"] == FLEW
    assert "timings" not in question["answer"]
    assert question["scores"]["list_count"] is None
    assert found["by_tag"]["t"]["questions_asked"] == 1


def test_the_table_shows_metrics_groups_and_failures() -> None:
    report, _ = run(
        (RIGHT, RIGHT_ANSWER),
        (fixture("fact", facts=(("8",),), quote="no such words"), refusal_of("fact?")),
        (fixture("evil", facts=(("x",),), question="\x1b[31mred?"), ModelError("boom\x07")),
    )
    table = report.table()
    assert "3 questions (3 answerable, 0 not), 1 articles, model scripted" in table
    assert "facts_in_answer         0.500     2" in table  # 1 of the right one, 0 of the refused one
    assert "absent_violated         0.000     1   0.000 to 0.000  (lower is better)" in table
    assert "not ingested  fact: fact?" in table
    assert "evil: boom" in table
    assert "stands nowhere in the library: fact" in table
    assert not {"\x1b", "\x07"} & set(table)
