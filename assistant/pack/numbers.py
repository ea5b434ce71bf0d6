"""Numbers and dates of a claim, looked for by value in the words that it cites."""

from __future__ import annotations

from datetime import date

from assistant.answer import Claim
from assistant.text.dates import DateMention, find_dates
from assistant.text.numbers import Quantity, find_quantities


def unproved_numbers(claim: Claim) -> list[str]:
    """The numbers and dates of a claim, in its own words, that no quote of it states.

    Words such as "yesterday" in an article without a date say nothing that could be compared.
    """
    quotes = [(one.quote, one.published.date() if one.published else None) for one in claim.citations]
    dates = [mention for quote, anchor in quotes for mention in find_dates(quote, anchor)]
    quantities = [quantity for quote, anchor in quotes for quantity in _quantities(quote, anchor)]
    anchors = {anchor for _, anchor in quotes} or {None}
    return min((_missing(claim.text, anchor, dates, quantities) for anchor in anchors), key=len)


def _missing(text: str, anchor: date | None, dates: list[DateMention], quantities: list[Quantity]) -> list[str]:
    wrong = [text[mine.start : mine.end] for mine in find_dates(text, anchor)
             if any(mine.parts) and not any(mine.agrees(other) for other in dates)]  # fmt: skip
    wrong += [text[mine.start : mine.end] for mine in _quantities(text, anchor)
              if not any(mine.agrees(other) for other in quantities)]  # fmt: skip
    return [part.strip() for part in wrong]


def _quantities(text: str, anchor: date | None) -> list[Quantity]:
    return find_quantities(text, [(mention.start, mention.end) for mention in find_dates(text, anchor)])
