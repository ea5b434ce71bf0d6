"""The figures of the answers, threshold and performance benchmarks, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bench_world import LetterEmbedder

from assistant.answer import Answer, Citation, Claim, Verdict
from assistant.answering.phrases import phrase
from assistant.article import BlockKind
from assistant.question.question import Kind
from benchmarks import answers, performance
from benchmarks.answering.scores import overall, scores
from benchmarks.answering.suite import Query
from benchmarks.answering.trial import Seconds, Trial, trial_of
from benchmarks.options import Options
from benchmarks.sets.questions import READERS
from benchmarks.speed.asking import WARM_UP, interleaved
from benchmarks.speed.ingesting import Rates
from benchmarks.threshold import best_coverage, outcome_of

QUERY = Query("등대는 언제 섰나?", (("1931년",),), ("등대",))


def trial(query: Query = QUERY, **changed: Any) -> Trial:
    values: dict[str, Any] = {"refused": False, "contains_gold": True, "citation_has_gold": True, "char_f1": 1.0,
                              "language": 1.0, "seconds": Seconds(0.1, 0.5, 1.0), "characters": 10,
                              "twin_refused": True, "quotes": 1}  # fmt: skip
    return Trial(query=query, **{**values, **changed})


def test_scores_of_four_trials() -> None:
    found = scores(
        [
            trial(),
            trial(contains_gold=False, citation_has_gold=False, char_f1=0.2, characters=30, twin_refused=False),
            trial(contains_gold=False, citation_has_gold=False, char_f1=0.0, refused=True, characters=0),
            trial(contains_gold=False, char_f1=0.4, characters=20),
        ]
    )
    assert found["contains_gold"] == 1 / 4
    assert found["citation_has_gold"] == 2 / 4
    assert found["right_when_answered"] == 1 / 3
    assert found["char_f1"] == pytest.approx(0.4)
    assert found["false_refusals"] == 1 / 4
    assert found["refusal_recall"] == 3 / 4
    assert found["refusal_precision"] == 3 / 4
    assert found["refusal_f1"] == 3 / 4
    assert found["characters"] == 20
    assert "list_exact" not in found


def test_unanswerable_questions_of_a_set_take_the_place_of_twins() -> None:
    none = replace(QUERY, answerable=False, facts=())
    found = scores(
        [trial(twin_refused=None), trial(none, refused=True, twin_refused=None), trial(none, twin_refused=None)]
    )
    assert (found["refusal_recall"], found["refusal_precision"], found["contains_gold"]) == (1 / 2, 1.0, 1.0)


def test_what_holds_over_all_sets() -> None:
    found = overall(
        [trial(inexact=1, quotes=3, unquoted=("3억",)), trial(seconds=Seconds(0.3, 0.5, 3.0), list_exact=1.0)]
    )
    assert found["citations.exact"] == 3 / 4
    assert found["numbers.unquoted"] == 1
    assert (found["lists.n"], found["lists.exact"]) == (1, 1.0)
    assert found["seconds.total"] == 2.0


class OneArticle:
    """Stands for an assistant whose library holds one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def article(self, article_id: str) -> Any:
        return SimpleNamespace(text=self._text)


class FirstChoice:
    """Takes the first choice for the nearest."""

    def nearest(self, text: str, choices: Sequence[str]) -> str:
        return choices[0]


def scored(claims: tuple[Claim, ...], query: Query = QUERY, **said: Any) -> Trial:
    assistant: Any = OneArticle("푸른 고래")
    answer = Answer(question=query.text, text="\n".join(claim.text for claim in claims), claims=claims, **said)
    return trial_of(query, answer, Seconds(0.1, 0.5, 1.0), None, assistant, FirstChoice())


def claim_of(text: str, quote: str = "고래") -> Claim:
    cited = Citation(article_id="a", title="", kind=BlockKind.BODY, quote=quote, start=3, end=5)
    return Claim(text=text, verdict=Verdict.VERIFIED, citations=(cited,))


@pytest.mark.parametrize(("quote", "inexact"), [("고래", 0), ("고레", 1)])
def test_quotes_are_compared_with_their_article(quote: str, inexact: int) -> None:
    assert scored((claim_of("고래가 왔다.", quote),)).inexact == inexact
    assert scored((), dropped=(claim_of("고래가 왔다.", quote),)).inexact == inexact


def test_a_number_that_no_quote_carries_is_counted() -> None:
    assert len(scored((claim_of("고래 12마리가 1931년에 왔다."),)).unquoted) == 2
    assert scored((claim_of("고래가 왔다."),)).unquoted == ()


def test_a_list_is_right_when_it_is_the_whole_set() -> None:
    query = Query("무엇이 있나?", (("고래",), ("매",)), count=2, mismatch=True)
    assert scored((claim_of("고래"), claim_of("매")), query).list_exact == 1.0
    assert scored((claim_of("고래"), claim_of("곰")), query).list_exact == 0.0
    note = phrase("count_differs", "ko", stated=5, found=2)
    assert scored((claim_of("고래"), claim_of("매")), query, notes=(note,)).mismatch_flagged is True
    assert scored((claim_of("고래"), claim_of("매")), query).mismatch_flagged is False


def test_choices_are_told_by_their_words_before_their_meaning() -> None:
    query = Query("무엇이 왔나?", (("매",),), choices=("고래", "매"))
    assert scored((claim_of("매가 왔다."),), query).choice_right is True
    assert scored((claim_of("새가 왔다."),), query).choice_right is False


@pytest.mark.slow
def test_questions_and_twins_are_asked(data: Path, tmp_path: Path) -> None:
    outcome = answers.run(Options(data=data, limit=2, sets=("korquad", "none"), keep=tmp_path / "kept"))
    assert outcome.figures["korquad.n"] == 2
    assert outcome.figures["citations.exact"] == 1.0
    assert outcome.figures["numbers.unquoted"] == 0.0
    assert {"korquad.contains_gold", "korquad.contains_gold.plain", "seconds.total.plain"} <= set(outcome.figures)
    assert outcome.skipped == [f"There is no set 'none'; there are {', '.join(READERS)}"]
    again = answers.run(Options(data=data, limit=2, sets=("korquad",), keep=tmp_path / "kept"))
    assert again.figures["korquad.char_f1"] == outcome.figures["korquad.char_f1"]


def test_sets_that_are_absent_are_named(tmp_path: Path) -> None:
    outcome = answers.run(Options(data=tmp_path, sets=("squad2", "clapnq", "realtimeqa", "belebele", "allganize")))
    assert outcome.figures == {}
    assert len(outcome.skipped) == 5


def one(coverage: float, *, typed: bool = True, missing: tuple[str, ...] = (), content: float = 1.0) -> Any:
    support = SimpleNamespace(coverage=coverage, content=content, names_missing=missing)
    return SimpleNamespace(support=support, typed=typed)


@pytest.mark.parametrize(("kind", "best"), [(Kind.OTHER, 0.8), (Kind.DATE, 0.6)])
def test_the_best_coverage_is_of_sentences_that_may_answer(kind: Kind, best: float) -> None:
    scored = (one(0.9, missing=("섬",)), one(0.95, content=0.1), one(0.8, typed=False), one(0.6))
    reading: Any = SimpleNamespace(question=SimpleNamespace(kind=kind), scored=scored)
    assert best_coverage(reading) == best


def test_thresholds_by_hand() -> None:
    figures = outcome_of("set", [(0.45, 0.2), (0.55, 0.35), (0.9, 0.55), (1.0, 0.0)]).figures
    assert figures["threshold.korquad.false_refusals.0.5"] == 1 / 4
    assert figures["threshold.korquad.twins_refused.0.5"] == 3 / 4
    assert figures["threshold.korquad.false_refusals.0.3"] == 0
    assert figures["threshold.korquad.twins_refused.0.3"] == 2 / 4


def test_questions_that_need_a_conversation_are_left_out(tmp_path: Path) -> None:
    rows = [{"question": "하나?"}, {"question": "그건?", "history": [{"question": "하나?"}]}, {"question": "둘?"}]
    fixtures = tmp_path / "fixtures.jsonl"
    fixtures.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    assert performance.read_questions(fixtures) == ["하나?", "둘?"]


def test_systems_take_turns() -> None:
    asked: list[tuple[str, str]] = []
    systems = {name: lambda text, name=name: asked.append((name, text)) for name in ("a", "b")}
    seconds = interleaved(systems, ["x", "y"])
    assert asked[len(WARM_UP) * 2 :] == [("b", "x"), ("a", "x"), ("a", "y"), ("b", "y")]
    assert [len(found) for found in seconds.values()] == [2, 2]


def test_the_ratio_of_rates_is_the_median_of_the_rounds() -> None:
    rates = Rates(
        passages=9,
        whole={"bfloat16": [8.0, 3.0, 9.0], "float32": [4.0, 3.0, 3.0]},
        alone={"bfloat16": [2.0], "float32": [1.0]},
    )
    figures = rates.figures()
    assert figures["ingest.bfloat16_to_float32"] == 2.0
    assert figures["ingest.passages_per_second.bfloat16"] == 8.0
    assert figures["embed.bfloat16_to_float32"] == 2.0
    assert "N" not in rates.table().head


def test_absent_pages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performance, "EXAMPLES", tmp_path)
    outcome = performance.run(Options())
    assert [name for name in ("pages", "fixtures.jsonl") if name not in " ".join(outcome.skipped)] == []
    assert outcome.figures == {}


def test_letters_are_vectors(letters: LetterEmbedder) -> None:
    near, far = letters.encode_queries(["고래 바다", "매 하늘"]) @ letters.encode_queries(["바다 고래"])[0]
    assert near > far
