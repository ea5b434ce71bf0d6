"""The figures of the answers, threshold and performance benchmarks, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bench_world import LetterEmbedder

from assistant import Assistant
from assistant.answer import Answer, Citation, Claim, Filters, Verdict
from assistant.article import BlockKind
from assistant.models.embedding import load_encoder
from assistant.question.question import Kind
from assistant.settings import Settings
from benchmarks import performance
from benchmarks.answers import Trial, ask_citedesk, ask_plain, citations_exact, figures_of, scores
from benchmarks.options import Options
from benchmarks.sets.korquad import read_korquad
from benchmarks.shelf import fill
from benchmarks.speed.asking import WARM_UP, interleaved
from benchmarks.speed.ingesting import Rates
from benchmarks.threshold import best_coverage, outcome_of


def trial(**changed: Any) -> Trial:
    values: dict[str, Any] = {"in_text": True, "in_quotes": True, "refused": False, "twin_refused": True, "exact": True,
                              "seconds": 1.0, "characters": 10}  # fmt: skip
    return Trial(**{**values, **changed})


def test_scores_of_four_trials() -> None:
    found = scores(
        [
            trial(),
            trial(in_text=False, in_quotes=False, seconds=3.0, characters=30, twin_refused=False),
            trial(in_text=False, in_quotes=False, refused=True, seconds=2.0, characters=0),
            trial(in_text=False, seconds=2.0, characters=20, exact=False),
        ]
    )
    assert found["answer has gold"] == 1 / 4
    assert found["quote has gold"] == 2 / 4
    assert found["right when answered"] == 1 / 3
    assert found["false refusals"] == 1 / 4
    assert found["twins refused"] == 3 / 4
    assert found["quotes exact"] == 2 / 3
    assert found["characters, median"] == 20
    assert found["seconds, median"] == 2.0


def test_figures_of_refusals_only_leave_out_what_cannot_be_said() -> None:
    figures = figures_of([trial(refused=True, in_text=False)], ".plain")
    assert figures["answers.korquad.false_refusals.plain"] == 1.0
    assert "answers.korquad.right_when_answered.plain" not in figures
    assert "answers.korquad.seconds_median.plain" in figures


class OneArticle:
    """Stands for an assistant whose library holds one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def article(self, article_id: str) -> Any:
        return SimpleNamespace(text=self._text)


@pytest.mark.parametrize(("quote", "exact"), [("고래", True), ("고레", False)])
def test_quotes_are_compared_with_their_article(quote: str, exact: bool) -> None:
    cited = Citation(article_id="a", title="", kind=BlockKind.BODY, quote=quote, start=3, end=5)
    claim = Claim(text="…", verdict=Verdict.VERIFIED, citations=(cited,))
    assistant: Any = OneArticle("푸른 고래")
    assert citations_exact(Answer(question="?", text="…", claims=(claim,)), assistant) is exact
    assert citations_exact(Answer(question="?", text="…", dropped=(claim,)), assistant) is exact


@pytest.mark.slow
def test_questions_and_twins_are_asked(data: Path, tmp_path: Path) -> None:
    collection = read_korquad(data)
    embedder = load_encoder("multilingual-e5-small")
    library = tmp_path / "library"
    articles = fill(library, collection.documents, embedder)
    assert len(set(articles.values())) == 2
    asked = next(question for question in collection.questions if question.answers == ("300m",))
    others = Filters(articles=tuple(set(articles.values()) - {articles[asked.gold]}))
    with Assistant.open(library, settings=Settings(library=library, model="extractive")) as assistant:
        own, plain = ask_citedesk(asked, others, assistant), ask_plain(asked, assistant, embedder)
    assert (own.refused, own.in_quotes, own.exact) == (False, True, True)
    assert own.twin_refused
    assert (plain.refused, plain.twin_refused) == (False, False)
    assert plain.characters > 0


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
