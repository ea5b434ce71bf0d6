"""Numbers and dates of a quote, said in the other language by code: 3억 달러 = 300 million dollars."""

from __future__ import annotations

from datetime import date

from assistant.text.dates import find_dates, say_date
from assistant.text.language import language_of
from assistant.text.numbers import Quantity, find_quantities, say_quantity


def gloss(text: str, language: str, anchor: date | None = None) -> str:
    """What the numbers and dates of a text mean in a language, as "a = b; c = d"; empty when nothing needs saying.

    :param anchor: the day the text was published, against which its dates are resolved.
    """
    if language_of(text) == language:
        return ""
    dates = find_dates(text, anchor)
    quantities = find_quantities(text, [(mention.start, mention.end) for mention in dates])
    said = [(d.start, text[d.start : d.end], say_date(d, language)) for d in dates]
    said += [(q.start, text[q.start : q.end], say_quantity(q, language)) for q in quantities if _worth_saying(q)]
    return "; ".join(f"{here} = {there}" for _, here, there in sorted(said) if here != there)


def _worth_saying(quantity: Quantity) -> bool:
    return quantity.unit not in {"", "item", "clock", "minute", "unit", "times", "rank"} or quantity.value >= 10_000
