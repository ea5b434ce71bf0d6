"""Citation recall and precision as ALCE defines them, exactness, and numbers; cases worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from scripted_assistant import article_of, citation_of

from assistant.answer import Citation, Claim, Verdict
from assistant.evaluation.citing import (
    by_checker,
    by_entailment,
    citation_precision,
    citation_recall,
    citations_exact,
    numbers_right,
    wrong_numbers,
)

PAGE = article_of("Nuri flew on May 25. It carried 8 satellites. Rain fell in Seoul. The cost was 13억 달러.")
FLEW, CARRIED, RAIN, COST = (
    citation_of(PAGE, words)
    for words in ("Nuri flew on May 25.", "It carried 8 satellites.", "Rain fell in Seoul.", "The cost was 13억 달러.")
)


def claim(text: str, *citations: Citation, verdict: Verdict = Verdict.VERIFIED) -> Claim:
    return Claim(text=text, verdict=verdict, citations=citations)


def needs(*wanted: Citation) -> object:
    """Support that is there when all of these are cited."""

    def supports(_: Claim, cited: Sequence[Citation]) -> bool:
        return set(wanted) <= set(cited)

    return supports


def test_recall_is_the_share_of_claims_borne_out() -> None:
    """The first cites what it needs, the second something else, the third nothing: 1 / 3."""
    claims = [claim("It flew.", FLEW), claim("It flew.", RAIN), claim("It flew.")]
    assert citation_recall(claims, needs(FLEW)) == pytest.approx(1 / 3)  # type: ignore[arg-type]


def test_a_citation_beside_one_that_suffices_is_not_needed() -> None:
    """FLEW alone bears the claim out; RAIN does not, and is not missed: 1 / 2."""
    assert citation_precision([claim("It flew.", FLEW, RAIN)], needs(FLEW)) == 0.5  # type: ignore[arg-type]


def test_citations_that_bear_a_claim_out_only_together_are_all_needed() -> None:
    both = claim("It flew with 8.", FLEW, CARRIED)
    assert citation_precision([both], needs(FLEW, CARRIED)) == 1.0  # type: ignore[arg-type]
    assert citation_precision([both], needs(RAIN)) == 0.0  # type: ignore[arg-type]


def test_a_model_of_inference_sees_quotes_and_claim() -> None:
    seen = []

    def entails(premise: str, hypothesis: str) -> bool:
        seen.append((premise, hypothesis))
        return True

    assert citation_recall([claim("It flew.", FLEW, RAIN)], by_entailment(entails)) == 1.0
    assert seen == [(f"{FLEW.quote}\n{RAIN.quote}", "It flew.")]


def test_our_checker_goes_by_the_verdict_and_leaves_out_what_adds_nothing() -> None:
    """Nuri's flight is told by FLEW alone; that it carried 8 by CARRIED alone."""
    assert not by_checker(claim("It flew.", FLEW, verdict=Verdict.PARTLY), [FLEW])
    both = claim("Nuri flew on May 25 and carried 8 satellites.", FLEW, CARRIED)
    assert citation_precision([both], by_checker) == 1.0
    assert citation_precision([claim("Nuri flew on May 25.", FLEW, RAIN)], by_checker) == 0.5


def test_a_citation_that_differs_by_one_letter_is_not_exact() -> None:
    wrong = FLEW.model_copy(update={"quote": "Nuri flew on May 26."})
    assert citations_exact([FLEW, wrong], lambda _: PAGE.text) == 0.5
    assert citations_exact([], lambda _: "") is None


def test_numbers_are_compared_by_value_not_by_letters() -> None:
    assert numbers_right([claim("The cost was 1.3 billion dollars.", COST)]) == 1.0
    assert numbers_right([claim("The cost was 13 billion dollars.", COST)]) == 0.0
    assert wrong_numbers(claim("The cost was 13 billion dollars.", COST), [COST]) == ["13 billion dollars"]


def test_a_bare_day_is_read_by_the_date_of_its_article() -> None:
    page = article_of("누리호는 지난 25일 발사됐다.")
    dated = citation_of(page, page.text).model_copy(update={"published": datetime(2023, 5, 27, tzinfo=UTC)})
    assert numbers_right([claim("Nuri flew on 25 May 2023.", dated)]) == 1.0
    assert numbers_right([claim("Nuri flew on 25 June 2023.", dated)]) == 0.0


def test_numbers_of_the_question_and_of_code_may_come_back() -> None:
    assert numbers_right([claim("The 3 satellites flew on May 25.", FLEW)]) == 0.0
    assert numbers_right([claim("The 3 satellites flew on May 25.", FLEW)], "When did the 3 satellites fly?") == 1.0
    assert numbers_right([claim("Nuri flew on May 25. [= 25 May 2023] [1]", FLEW)]) == 1.0


def test_claims_without_numbers_are_not_scored() -> None:
    assert numbers_right([claim("Rain fell.", RAIN)]) is None
    assert citation_recall([], by_checker) is None
    assert citation_precision([claim("Rain fell.")], by_checker) is None
