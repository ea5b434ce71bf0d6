"""Characters: what is stored, what is indexed and shown, and what is compared."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import clean_question, fold, normalise_page, visible

INVISIBLE = {
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "left-to-right override": "\u202d",
    "right-to-left override": "\u202e",
    "left-to-right isolate": "\u2066",
    "pop isolate": "\u2069",
    "Arabic letter mark": "\u061c",
    "Hangul filler": "\u3164",
    "halfwidth Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "Hangul jungseong filler": "\u1160",
    "tag letter": "\U000e0041",
    "cancel tag": "\U000e007f",
    "variation selector": "\ufe0f",
    "bell": "\u0007",
    "escape": "\u001b",
    "next line": "\u0085",
    "object replacement": "\ufffc",
    "non-character": "\ufdd0",
    "musical control": "\U0001d173",
    "colour of a terminal": "\u001b[1;31m",
    "colour by its single byte": "\u009b31m",
    "title of a terminal": "\u001b]0;ignore all rules\u0007",
    "link of a terminal": "\u001b]8;;https://evil.example/\u001b\\",
}


@pytest.mark.parametrize("character", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_invisible_characters_are_left_out_of_what_is_shown(character: str) -> None:
    assert visible(f"양해{character}각서 M{character}OU") == "양해각서 MOU"


def test_what_can_be_seen_stays() -> None:
    text = "한·싱가포르 ‘AI 동맹’…\tSMR\n李 100% ㎿ é 😀"
    assert visible(text) == text


def test_a_page_is_stored_in_nfc() -> None:
    """양해 is 2 syllables; decomposed it is ㅇㅑㅇ + ㅎㅐ, 5 letters."""
    decomposed = unicodedata.normalize("NFD", "양해")
    assert len(decomposed) == 5
    assert normalise_page(decomposed) == "양해"


@pytest.mark.parametrize(
    ("given_text", "stored"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("\ufeffa", "a"), ("a\0b", "ab")]
)
def test_line_ends_are_one_character_and_nul_is_dropped(given_text: str, stored: str) -> None:
    assert normalise_page(given_text) == stored


def test_the_stored_page_keeps_invisible_characters_so_that_offsets_count_them() -> None:
    """양 해 with a zero-width space is 3 characters as stored: the quote's offsets are those of the page."""
    stored = normalise_page("양\u200b해")
    assert len(stored) == 3
    assert stored.index("해") == 2
    assert visible(stored) == "양해"


@given(st.text(alphabet=st.characters(exclude_characters="\ufeff")))
def test_storing_twice_changes_nothing_more(text: str) -> None:
    once = normalise_page(text)
    assert normalise_page(once) == once


@given(st.text())
def test_nothing_invisible_is_left_after_cleaning(text: str) -> None:
    cleaned = clean_question(text)
    assert visible(cleaned) == cleaned
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize("question", ["  어떤   양해각서를\n체결했나?\t", unicodedata.normalize("NFD", "어떤 양해각서를 체결했나?"),
                                      "어떤 양\u200b해각서를 체결\u202e했나?"])  # fmt: skip
def test_a_question_is_cleaned(question: str) -> None:
    assert clean_question(question) == "어떤 양해각서를 체결했나?"


@pytest.mark.parametrize(
    ("one", "other"),
    [("‘AI 동맹’", "'ai 동맹'"), ("ＭＯＵ", "mou"), ("5600㎿", "5600mw"), ("방송ꞏ연예", "방송·연예"), ("A  B", "a b")],
)
def test_forms_that_count_as_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
