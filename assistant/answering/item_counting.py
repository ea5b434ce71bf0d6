"""How many items there are, as a sentence says right at their name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.window import window
from assistant.question.terms import Term
from assistant.text.dates import find_dates
from assistant.text.numbers import find_quantities

_COUNTERS = frozenset({"item", "person", "place", "country", "unit", "times", ""})
_AT_END = re.compile(r"\S+\s(?:모두\s|총\s|각각\s)?$")
_AT_START = re.compile(r"^(?:의)?\s?(?:[A-Za-z’'-]+\s){0,2}[\w’'-]+")


def stated_count(text: str, targets: Sequence[Term]) -> int | None:
    """The number that stands right at the target: "5건의 양해각서", "five MOUs", "금메달 13개"."""
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    for quantity in find_quantities(text, dates):
        if quantity.unit not in _COUNTERS or quantity.value != int(quantity.value):
            continue
        before, after = _AT_END.search(text[: quantity.start]), _AT_START.match(text[quantity.end :])
        around = [found[0] for found in (before, after) if found]
        if any(window(words).names(term) for words in around for term in targets[-1:]):
            return int(quantity.value)
    return None
