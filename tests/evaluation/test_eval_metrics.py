"""Metrics of one answer, against values worked out by hand."""

from __future__ import annotations

import pytest
from scripted_assistant import article_of, citation_of

from assistant.evaluation.metrics import (
    absent_violated,
    all_holds,
    citation_correct,
    citations_exact,
    facts_found,
    hit_at,
    language_right,
    list_count_right,
)
from assistant.evaluation.spans import Span

GOLD = (Span("a", 100, 150),)


def test_hit_needs_one_shared_character_in_the_same_article() -> None:
    assert hit_at(1, GOLD, [Span("a", 149, 300)]) == 1.0
    assert hit_at(1, GOLD, [Span("a", 150, 300)]) == 0.0  # ends where the other begins
    assert hit_at(1, GOLD, [Span("b", 100, 150)]) == 0.0  # another article


def test_hit_at_five_looks_at_five_passages() -> None:
    wrong = [Span("a", number, number + 1) for number in range(5)]
    assert hit_at(1, GOLD, [wrong[0], Span("a", 120, 130)]) == 0.0
    assert hit_at(5, GOLD, [*wrong[:4], Span("a", 120, 130)]) == 1.0
    assert hit_at(5, GOLD, [*wrong, Span("a", 120, 130)]) == 0.0


def test_hit_of_a_quote_that_stands_twice_counts_either_place() -> None:
    assert hit_at(1, (*GOLD, Span("a", 0, 10)), [Span("a", 5, 6)]) == 1.0


def test_facts_are_counted_as_a_share() -> None:
    """Two of three facts: 져스텍, and Lumir by its other name; 카이로스페이스 is missing: 2 / 3."""
    facts = (("져스텍", "Justek"), ("루미르", "Lumir"), ("카이로스페이스", "Kairospace"))
    assert facts_found(facts, "져스텍 and Lumir") == pytest.approx(2 / 3)
    assert facts_found(facts, "") == 0.0


def test_absent_is_violated_by_one_string() -> None:
    assert absent_violated(("21일", "22일"), "21 일에 발사됐다") == 1.0
    assert absent_violated(("21일",), "121일 동안") == 0.0


def test_list_count_is_exact() -> None:
    assert list_count_right(3, 3) == 1.0
    assert list_count_right(3, 4) == 0.0


def test_citation_is_correct_when_one_of_several_touches_the_gold() -> None:
    assert citation_correct(GOLD, [Span("a", 0, 5), Span("a", 140, 160)]) == 1.0
    assert citation_correct(GOLD, [Span("a", 0, 5)]) == 0.0
    assert citation_correct(GOLD, []) == 0.0


def test_a_citation_that_differs_by_one_letter_is_not_exact() -> None:
    """One of two quotes equals its slice: 1 / 2."""
    article = article_of("The rocket flew. It landed.")
    right = citation_of(article, "The rocket flew.")
    wrong = right.model_copy(update={"quote": "The rocket flew!"})
    assert citations_exact([right, wrong], lambda _: article.text) == 0.5


def test_no_gold_is_not_zero() -> None:
    assert hit_at(1, (), [Span("a", 0, 1)]) is None
    assert facts_found((), "text") is None
    assert absent_violated((), "text") is None
    assert list_count_right(None, 3) is None
    assert citation_correct((), [Span("a", 0, 1)]) is None
    assert citations_exact([], lambda _: "") is None


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
