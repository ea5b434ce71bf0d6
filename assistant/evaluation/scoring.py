"""From an answer to its result: the scores, the faults in words, and the stage that explains them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Answer, Citation
from assistant.evaluation.citing import (
    Supports,
    by_checker,
    citation_precision,
    citation_recall,
    citations_exact,
    day_of,
    is_exact,
    numbers_right,
    wrong_numbers,
)
from assistant.evaluation.facts import DATE, NUMBER, missing_from
from assistant.evaluation.faults import Fault
from assistant.evaluation.fixture import Fixture
from assistant.evaluation.korquad import character_f1, exact_match
from assistant.evaluation.matching import contains, without_marks
from assistant.evaluation.metrics import (
    absent_violated,
    all_holds,
    claims_verified,
    fact_precision,
    fact_recall,
    language_right,
    list_count_right,
    list_exact,
)
from assistant.evaluation.ranking import hit_at, ndcg_at, ranks_of, recall_at, reciprocal_rank_at
from assistant.evaluation.result import DEPTH, Result, Stage, Usage
from assistant.evaluation.spans import Corpus, Span

Scores = dict[str, float | None]
_BETWEEN = "\x00"
"""Put between quotes, so that no fact is found across two."""


def score(
    fixture: Fixture,
    answer: Answer,
    retrieved: Sequence[Span],
    corpus: Corpus,
    *,
    supports: Supports = by_checker,
    usage: Usage | None = None,
) -> Result:
    """Score an answer.

    :param retrieved: the passages found for the question, best first.
    :param supports: decides whether citations bear out a claim.
    """
    gold = gold_of(fixture, corpus)
    scores = _found(gold, retrieved, answer) | _said(fixture, answer) | _cited(fixture, gold, answer, corpus, supports)
    found = _faults(fixture, answer, scores, corpus)
    stage = _stage(fixture, answer, gold, scores, corpus) if found else None
    where = _where(fixture, stage, gold, corpus)
    scores |= {"passed": float(stage is None)}
    return Result(fixture, gold, answer, "", scores, (*where, *found), stage, usage or Usage())


def gold_of(fixture: Fixture, corpus: Corpus) -> tuple[tuple[Span, ...], ...]:
    """For each gold quote the places where it stands."""
    return tuple(corpus.find(quote, fixture.article) for quote in fixture.gold_quotes)


def _found(gold: Sequence[Sequence[Span]], retrieved: Sequence[Span], answer: Answer) -> Scores:
    ranks = ranks_of(gold, retrieved) if all(gold) else []
    legs = sorted(
        {leg for found in answer.evidence for leg in found.scores} - {"fused", "closeness", "late", "reranker"}
    )
    return {
        "hit@1": hit_at(1, ranks),
        f"hit@{DEPTH}": hit_at(DEPTH, ranks),
        f"recall@{DEPTH}": recall_at(DEPTH, ranks),
        f"mrr@{DEPTH}": reciprocal_rank_at(DEPTH, ranks),
        f"ndcg@{DEPTH}": ndcg_at(DEPTH, ranks),
        **{f"leg_{leg}": float(any(found.scores.get(leg, 0) > 0 for found in answer.evidence)) for leg in legs},
    }


def _said(fixture: Fixture, answer: Answer) -> Scores:
    facts, day = fixture.facts, day_of(citations_of(answer))
    items = [claim.text for claim in answer.claims]
    short = [each for each in facts[0] if not each.startswith((NUMBER, DATE))] if len(facts) == 1 else []
    return {
        "facts_in_answer": fact_recall(facts, answer.text, day),
        "fact_precision": fact_precision(facts, items, day),
        "facts_in_quotes": fact_recall(facts, _BETWEEN.join(each.quote for each in citations_of(answer)), day),
        "exact_match": exact_match(without_marks(answer.text), short),
        "character_f1": character_f1(without_marks(answer.text), short),
        "absent_violated": None if answer.refused else absent_violated(fixture.absent, answer.text),
        "list_count": list_count_right(fixture.count, len(items)),
        "list_exact": list_exact(fixture.count, facts, items, day),
        "numbers_right": numbers_right(answer.claims, answer.question),
        "language": language_right(fixture.language, answer.text, citations_of(answer)),
    }


def _cited(
    fixture: Fixture, gold: Sequence[Sequence[Span]], answer: Answer, corpus: Corpus, supports: Supports
) -> Scores:
    citations = citations_of(answer)
    spans = [Span(each.article_id, each.start, each.end) for each in citations]
    ranks = ranks_of(gold, spans) if all(gold) else []
    return {
        "citation_correct": hit_at(max(1, len(spans)), ranks),
        "gold_cited": recall_at(max(1, len(spans)), ranks),
        "citations_exact": citations_exact(citations, corpus.text),
        "citation_recall": citation_recall(answer.claims, supports),
        "citation_precision": citation_precision(answer.claims, supports),
        "claims_verified": claims_verified(answer.claims),
    }


def _faults(fixture: Fixture, answer: Answer, scores: Scores, corpus: Corpus) -> list[Fault]:
    if not fixture.answerable and not answer.refused:
        return [Fault("said", _short(answer.text))]
    faults = [Fault("language", fixture.language)] * (scores["language"] == 0)
    if not fixture.answerable:
        return faults
    if answer.refused:
        return [*faults, Fault("silent")]
    return faults + _wrong_words(fixture, answer, scores) + _wrong_citations(fixture, answer, scores, corpus.text)


def _wrong_words(fixture: Fixture, answer: Answer, scores: Scores) -> list[Fault]:
    day = day_of(citations_of(answer))
    faults = [Fault("lacks", fact) for fact in missing_from(fixture.facts, answer.text, day)]
    faults += [Fault("holds", words) for words in fixture.absent if contains(answer.text, words)]
    items = len(answer.claims)
    if not all_holds(None, None, fixture.count, items):
        faults.append(Fault("items", f"{items} ≠ {fixture.count}"))
    if scores["numbers_right"] not in (None, 1.0):
        wrong = [each for claim in answer.claims for each in wrong_numbers(claim, claim.citations, answer.question)]
        faults += [Fault("number", number) for number in wrong]
    return faults


def _wrong_citations(fixture: Fixture, answer: Answer, scores: Scores, text_of: Callable[[str], str]) -> list[Fault]:
    inexact = (each for each in citations_of(answer) if not is_exact(each, text_of))
    faults = [Fault("inexact", _short(each.quote)) for each in inexact]
    if not fixture.facts and scores["citation_correct"] == 0:
        faults.append(Fault("uncited"))
    return faults


def _stage(fixture: Fixture, answer: Answer, gold: Sequence[Sequence[Span]], scores: Scores, corpus: Corpus) -> Stage:
    if not fixture.answerable:
        return Stage.WRONGLY_WRITTEN if answer.refused else Stage.WRONGLY_ANSWERED
    if _uningested(fixture, gold, corpus):
        return Stage.NOT_INGESTED
    if scores[f"hit@{DEPTH}"] == 0:
        return Stage.NOT_RETRIEVED
    if answer.refused:
        return Stage.WRONGLY_REFUSED
    if scores["citation_correct"] == 0 or scores["citations_exact"] not in (None, 1.0):
        return Stage.NOT_QUOTED
    return Stage.WRONGLY_WRITTEN


def _uningested(fixture: Fixture, gold: Sequence[Sequence[Span]], corpus: Corpus) -> list[str]:
    """Gold quotes that no passage touches: they stand nowhere, or in what cleaning took out."""
    pairs = zip(fixture.gold_quotes, gold, strict=True)
    return [quote for quote, places in pairs if not any(corpus.is_searched(place) for place in places)]


def _where(fixture: Fixture, stage: Stage | None, gold: Sequence[Sequence[Span]], corpus: Corpus) -> list[Fault]:
    """The gold quote that a stage lost."""
    if stage is Stage.NOT_INGESTED:
        return [Fault("no passage", _short(quote)) for quote in _uningested(fixture, gold, corpus)]
    if stage is Stage.NOT_RETRIEVED:
        return [Fault("not found", _short(quote)) for quote in fixture.gold_quotes]
    if stage in (Stage.NOT_QUOTED, Stage.WRONGLY_REFUSED):
        return [Fault("gold", _short(quote)) for quote in fixture.gold_quotes]
    return []


def citations_of(answer: Answer) -> list[Citation]:
    """All citations of an answer, in order."""
    return [citation for claim in answer.claims for citation in claim.citations]


def _short(text: str, longest: int = 120) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
