"""Keyword tokens: the same thing written otherwise has the same tokens."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.text.keywords import bigrams, morphemes, stem, words

PARTICLES = ("", "은", "이", "을", "의", "도", "과", "에게", "으로", "만", "까지", "부터")
OPEN_PARTICLES = ("", "는", "가", "를", "의", "도", "와", "에서", "로", "만", "까지", "부터")


@pytest.mark.parametrize("particle", PARTICLES)
def test_president_is_found_with_any_particle(particle: str) -> None:
    assert "대통령" in morphemes(f"이재명 대통령{particle} 말했다")


@pytest.mark.parametrize("particle", OPEN_PARTICLES)
@pytest.mark.parametrize("noun", ["총리", "싱가포르"])
def test_nouns_that_end_in_a_vowel_are_found_with_any_particle(noun: str, particle: str) -> None:
    assert noun in morphemes(f"그날 {noun}{particle} 발표했다")


@pytest.mark.parametrize("text", ["TV를 켰다", "TV가 꺼졌다", "새 TV", "TV에서 봤다"])
def test_a_latin_word_is_found_with_a_korean_particle(text: str) -> None:
    assert "tv" in morphemes(text)
    assert "tv" in bigrams(text)


@pytest.mark.parametrize(
    "text", ["한·싱가포르 정상회담에서 양해각서(MOU) 5건을 체결했다", "TV를 켰다", "Élysée palace", "로런스 웡 총리"]
)
@pytest.mark.parametrize("tokens", [morphemes, bigrams, words])
def test_composed_and_decomposed_text_have_the_same_tokens(text: str, tokens: object) -> None:
    assert callable(tokens)
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(unicodedata.normalize("NFC", text)) != []


def test_invisible_characters_change_no_token() -> None:
    assert morphemes("양\u200b해각\u202e서를 체결") == morphemes("양해각서를 체결")
    assert bigrams("양\u200b해각\u202e서를 체결") == bigrams("양해각서를 체결")


def test_bigrams_by_hand() -> None:
    """양해각서 has 4 syllables and so 3 bigrams; a single syllable and Latin words stay whole."""
    assert bigrams("양해각서 MOU 칩") == ["양해", "해각", "각서", "mou", "칩"]


def test_numbers_lose_their_thousands_separators_and_keep_their_point_apart() -> None:
    assert words("1,500명 3.25%") == ["1500", "명", "3_25"]
    assert set(words("10,030원")) & set(words("10030원")) == {"10030", "원"}


@pytest.mark.parametrize(("one", "other"), [("agreements", "agreement"), ("signed", "sign"), ("signing", "sign"), ("countries", "country"),
                                            ("companies", "company"), ("satellites", "satellite"), ("launched", "launch")])  # fmt: skip
def test_english_endings_fall_away(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["gas", "is", "bus", "glass", "red", "대통령", "2030"])
def test_short_words_and_others_are_left_alone(word: str) -> None:
    assert stem(word) == word


def test_function_words_are_no_tokens() -> None:
    assert morphemes("What were the of and") == []
    assert morphemes("") == bigrams("") == words("") == []
