"""Answers made of the articles' own words, without a chat model."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Claim, Verdict
from assistant.answering.as_data import without_marks
from assistant.answering.choosing import chosen, says_little
from assistant.answering.compressing import compressed
from assistant.answering.gloss import gloss
from assistant.answering.items import Item, ItemList
from assistant.answering.lead_in import with_lead_in
from assistant.answering.phrases import phrase
from assistant.answering.reading import Reading
from assistant.answering.sentences import EvidenceSentence
from assistant.question.question import Kind
from assistant.text.language import language_of
from assistant.text.normalise import visible

_VERBATIM = ("the article's own words",)


@dataclass(frozen=True)
class Written:
    """What a way of writing brings forth: a lead, claims, and notes about them."""

    lead: str
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()
    dropped: tuple[Claim, ...] = ()


def write_extract(reading: Reading) -> Written:
    """Quote the items of a list, or the best sentences."""
    if reading.items and reading.items.items and reading.question.kind is Kind.LIST:
        return write_items(reading.items, reading.question.language)
    best = chosen(reading)
    language = reading.question.language
    foreign = any(language_of(one.sentence.text) != language for one in best)
    quotes = [compressed(one.sentence, reading.question) for one in best]
    claims = tuple(quote_claim(with_lead_in(one, quotes), language) for one in quotes)
    notes = (phrase("nearest", language),) if len(claims) > 1 and says_little(reading) else ()
    return Written(phrase("quotes_foreign" if foreign else "quotes", language), claims, notes)


def quote_claim(sentence: EvidenceSentence, language: str) -> Claim:
    """A sentence as a claim; its numbers and dates are said in the language of the question where that differs."""
    said = gloss(sentence.text, language, sentence.anchor)
    text = without_marks(visible(sentence.text))
    return Claim(
        text=f"{text} [{said}]" if said else text,
        verdict=Verdict.VERIFIED,
        reasons=_VERBATIM,
        citations=(sentence.cite(),),
    )


def write_items(found: ItemList, language: str, names: dict[Item, str] | None = None) -> Written:
    """A list, each item with the sentence that names it.

    :param names: what to call an item in the language of the question, where that is known.
    """
    claims = tuple(_item_claim(item, (names or {}).get(item, "")) for item in found.items)
    count = len(found.items)
    if found.stated is None:
        return Written(phrase("items", language, found=count), claims)
    if found.stated == count:
        return Written(phrase("items_stated", language, found=count, stated=found.stated), claims)
    return Written(phrase("items", language, found=count), claims,
                   (phrase("count_differs", language, found=count, stated=found.stated),))  # fmt: skip


def _item_claim(item: Item, name: str) -> Claim:
    own = without_marks(visible(item.text))
    return Claim(
        text=f"{name} ({own})" if name and name != own else own,
        verdict=Verdict.VERIFIED,
        reasons=(*_VERBATIM, "translated by the model") if name and name != own else _VERBATIM,
        citations=(item.sentence.cite((item.start, item.end)),),
    )
