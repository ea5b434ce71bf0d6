"""Words of news in both languages."""

from __future__ import annotations

import pytest

from assistant.text.lexicon import countries, english_to_korean, korean_to_english, stem_term
from assistant.text.wordlists import word_list


@pytest.mark.parametrize(
    ("english", "korean"),
    [("MOUs", "양해각서"), ("memorandum of understanding", "양해각서"), ("prime minister", "총리"), ("president", "대통령"),
     ("satellites", "위성"), ("small modular reactor", "소형원전"), ("Singapore", "싱가포르"), ("Japan", "일본"),
     ("signed", "체결"), ("fund", "펀드"), ("base rate", "기준금리"), ("public safety", "공공안전")],
)  # fmt: skip
def test_a_term_and_its_translation(english: str, korean: str) -> None:
    assert korean in english_to_korean()[stem_term(english)]
    assert stem_term(english) in korean_to_english()[korean]


def test_both_directions_hold_the_same_pairs() -> None:
    there = {(term, word) for term, words in english_to_korean().items() for word in words}
    back = {(term, word) for word, terms in korean_to_english().items() for term in terms}
    assert there == back
    assert len(there) > 300


def test_no_half_of_a_pair_is_empty() -> None:
    assert all(term.strip() for term in english_to_korean())
    assert all(word.strip() for word in korean_to_english())


@pytest.mark.parametrize(
    "name", ["singapore", "싱가포르", "japan", "일본", "south korea", "한국", "us", "미국", "vietnam", "베트남"]
)
def test_countries_are_known_in_both_languages(name: str) -> None:
    assert name in countries()


@pytest.mark.parametrize("name", ["world", "서울", "european union", "agreement", ""])
def test_what_is_no_country(name: str) -> None:
    assert name not in countries()


@pytest.mark.parametrize(
    "name", ["english_stopwords", "question_words_en", "question_words_ko", "common_en", "common_ko"]
)
def test_word_lists_hold_words_and_no_comments(name: str) -> None:
    words = word_list(name)
    assert len(words) >= 10
    assert not any(word.startswith("#") or not word.strip() for word in words)
