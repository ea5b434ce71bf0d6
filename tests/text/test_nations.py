"""Countries by all that they are called in English."""

from __future__ import annotations

import pytest

from assistant.text.lexicon import countries
from assistant.text.nations import called, country_of, country_places
from assistant.text.numbers import find_quantities


@pytest.mark.parametrize(
    ("name", "country"),
    [("American", "united states"), ("U.S.", "united states"), ("US", "united states"), ("British", "united kingdom"),
     ("UK", "united kingdom"), ("South Korean", "south korea"), ("libyan", "libya"), ("Japan", "japan"),
     ("us", ""), ("Korean", ""), ("Tuesday", "")],
)  # fmt: skip
def test_a_name_and_its_country(name: str, country: str) -> None:
    assert country_of(name) == country


def test_every_country_is_one_of_the_lexicon() -> None:
    names = {country_of(name) for name in ("American", "British", "Turkish", "Czech", "Emirati", "Dutch", "Filipino")}
    assert names <= countries()
    assert all(called(name) for name in names)


def test_common_words_are_no_countries() -> None:
    assert country_places("They polish a turkey in china for us; US-led, South American and West Indian.") == []
    assert [country for *_, country in country_places("South Korean and North Korean, U.S. and Britain's.")] == [
        "south korea", "north korea", "united states", "united kingdom",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["one of the largest ports", "no one came", "the only one left", "one another"])
def test_one_that_counts_nothing(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("text", ["one man came", "one in five", "one million won", "it took one day of work"])
def test_one_that_counts(text: str) -> None:
    assert find_quantities(text)
