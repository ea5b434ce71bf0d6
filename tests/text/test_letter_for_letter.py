"""Quotes stand in a text letter for letter, whatever way their marks and spaces are typed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.quotes import find_quote

TEXT = "그는 “올해 3·1절에 1,300명이\n 왔다”고 ３일 말했다. 10² 30억원 SK는 $3.5 million, about -2% in Ávila."


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ('"올해 3・1절에 1,300명이 왔다"고 3일', "“올해 3·1절에 1,300명이\n 왔다”고 ３일"),
        (unicodedata.normalize("NFD", "３일 말했다"), "３일 말했다"),
        ("30억원", "30억원"),
        ("SK", "SK"),
        ("말했다.", "말했다."),
        ("$3.5\u00a0 million", "$3.5 million"),
        ("Ávila", "Ávila"),
        ("10²", "10²"),
    ],
)
def test_true_quotes_stand_where_they_are_read(quote: str, stands: str) -> None:
    place = find_quote(TEXT, quote)
    assert place is not None
    assert TEXT[slice(*place)] == stands


@pytest.mark.parametrize(
    "quote",
    [
        "300명이",
        "1,300",
        "30억",
        "0억원",
        "102",
        "3.5 million",
        "2% in",
        "illion",
        "vila",
        "3일 말했다 10²",
        "",
        " ",
        "SK가",
    ],
)
def test_what_cuts_or_changes_a_word_or_number_stands_nowhere(quote: str) -> None:
    assert find_quote(TEXT, quote) is None


@given(st.text(alphabet="가나다라 12,.·“”\"'\n\u200b", max_size=60), st.data())
def test_a_place_that_is_found_reads_like_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    place = find_quote(text, quote)
    if place is not None:
        assert "".join(text[slice(*place)].split()).replace("\u200b", "").translate(
            str.maketrans("“”", '""')
        ) == "".join(quote.split()).replace("\u200b", "").translate(str.maketrans("“”", '""'))
