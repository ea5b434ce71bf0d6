"""Metrics of one answer, against values worked out by hand."""

from __future__ import annotations

import pytest
from scripted_assistant import article_of, citation_of

from assistant.answer import Claim, Verdict
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


def test_facts_are_counted_as_a_share() -> None:
    """Two of three facts: 져스텍, and Lumir by its other name; 카이로스페이스 is missing: 2 / 3."""
    facts = (("져스텍", "Justek"), ("루미르", "Lumir"), ("카이로스페이스", "Kairospace"))
    assert fact_recall(facts, "져스텍 and Lumir") == pytest.approx(2 / 3)
    assert fact_recall(facts, "") == 0.0


def test_absent_is_violated_by_one_string() -> None:
    assert absent_violated(("21일", "22일"), "21 일에 발사됐다") == 1.0
    assert absent_violated(("21일",), "121일 동안") == 0.0


def test_list_count_is_exact() -> None:
    assert list_count_right(3, 3) == 1.0
    assert list_count_right(3, 4) == 0.0


def test_precision_is_the_share_of_statements_that_say_a_fact() -> None:
    """Of three statements two say a fact: 2 / 3."""
    facts = (("May 25",), ("8",))
    assert fact_precision(facts, ["It flew on May 25.", "It carried 8.", "It rained."]) == pytest.approx(2 / 3)


def test_a_list_is_exact_when_it_is_the_very_set() -> None:
    facts = (("Australia",), ("China",))
    assert list_exact(2, facts, ["Australia", "China"]) == 1.0
    assert list_exact(2, facts, ["Australia", "Japan"]) == 0.0  # one missing, one wrong
    assert list_exact(2, facts, ["Australia", "China", "Japan"]) == 0.0
    assert list_exact(2, facts, ["Australia and China"]) == 0.0  # one item, not two


def test_claims_are_counted_by_their_verdict() -> None:
    claims = [Claim(text="a", verdict=verdict) for verdict in (Verdict.VERIFIED, Verdict.PARTLY)]
    assert claims_verified(claims) == 0.5


def test_no_gold_is_not_zero() -> None:
    assert fact_recall((), "text") is None
    assert fact_precision((), ["text"]) is None
    assert fact_precision((("x",),), []) is None
    assert absent_violated((), "text") is None
    assert list_count_right(None, 3) is None
    assert list_exact(None, (), ["text"]) is None
    assert claims_verified([]) is None


def test_language_is_that_of_the_words_around_the_quotes() -> None:
    article = article_of("누리호가 발사됐다. 위성은 여덟 기다.")
    quoted = citation_of(article, "누리호가 발사됐다.")
    assert language_right("en", "The articles say:\n누리호가 발사됐다. [1]", [quoted]) == 1.0
    assert language_right("ko", "기사에는 이렇게 적혀 있습니다.\n누리호가 발사됐다. [1]", [quoted]) == 1.0
    assert language_right("en", "위성이 실렸습니다. 누리호가 발사됐다. [1]", [quoted]) == 0.0


def test_language_of_a_list_leaves_out_its_items() -> None:
    article = article_of("조선대, KAIST, 서울대 학생들이 만들었다.")
    items = [citation_of(article, article.text, name) for name in ("조선대", "KAIST", "서울대")]
    assert language_right("en", "The articles name 3.\n- 조선대 [1]\n- KAIST [1]\n- 서울대 [1]", items) == 1.0


def test_language_leaves_out_what_code_says_of_a_quote_in_brackets() -> None:
    article = article_of("다누리는 지난 5일 발사됐다.")
    text = f"In the words of the Korean articles:\n{article.text} [지난 5일 = 5 September 2024] [1]"
    assert language_right("en", text, [citation_of(article, article.text)]) == 1.0


def test_a_list_may_be_one_sentence_but_not_have_an_item_too_many() -> None:
    assert all_holds(1.0, None, 3, 1)
    assert all_holds(1.0, 0.0, 3, 3)
    assert not all_holds(1.0, None, 3, 4)
    assert not all_holds(2 / 3, None, 3, 3)
    assert not all_holds(1.0, 1.0, None, 1)
    assert all_holds(None, None, None, 9)


def test_language_of_quotes_alone_is_not_scored() -> None:
    article = article_of("누리호가 발사됐다.")
    assert language_right("en", "누리호가 발사됐다. [1]", [citation_of(article, article.text)]) is None
