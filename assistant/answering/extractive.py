"""Answers made of the articles' own words, without a chat model."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Claim, Verdict
from assistant.answering.as_data import without_marks
from assistant.answering.compressing import compressed
from assistant.answering.expected import counts_target
from assistant.answering.gloss import gloss
from assistant.answering.items import Item, ItemList
from assistant.answering.lead_in import with_lead_in
from assistant.answering.phrases import phrase
from assistant.answering.reading import Reading, Scored
from assistant.answering.sentences import EvidenceSentence
from assistant.question.question import Kind
from assistant.text.language import language_of
from assistant.text.normalise import visible

_CLOSE = 0.92
"""How near to the best sentence's score another must come to be quoted too."""

_MOST = {Kind.LIST: 6, Kind.OTHER: 3}

_OWN = 0.8
"""Share of what is asked about the names that the best sentence must say itself, lest others be quoted with it."""

_NEAR = 0.75
"""How near the others must come then; ``docs/answers.md`` says what that gains."""

_UNSURE = {Kind.AMOUNT: 2, Kind.COUNT: 2, Kind.DATE: 2}
_FEW = 4
"""How many are quoted then, and one more that follows the best; of numbers fewer, since they would seem to differ."""
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
    best = _best(reading)
    language = reading.question.language
    foreign = any(language_of(one.sentence.text) != language for one in best)
    quotes = [compressed(one.sentence, reading.question) for one in best]
    claims = tuple(quote_claim(with_lead_in(one, quotes), language) for one in quotes)
    return Written(phrase("quotes_foreign" if foreign else "quotes", language), claims)


def _best(reading: Reading) -> list[Scored]:
    """The best sentence, and those that come near it; more, and what follows it, if it says little of what is asked itself or not who."""
    top, kind = reading.scored[0], reading.question.kind
    told = top.typed or kind is not Kind.WHO
    sure = (told and top.support.own >= _OWN) or counts_target(reading.question, top.sentence.text)
    most = _MOST.get(kind, 1) if sure else max(_UNSURE.get(kind, _FEW), _MOST.get(kind, 1))
    least = (_CLOSE if sure else _NEAR) * top.score
    lowest = top.support.coverage - 0.1 if sure else 0.0
    fitting = [one for one in reading.scored if one.typed or not top.typed]
    close = [one for one in fitting if one.score >= least and one.support.coverage >= lowest][:most]
    following = _next(reading, top) if kind is Kind.LIST or not sure else None
    if following is None or following in close or (top.typed and not following.typed):
        return close
    return [*close, following]


def _next(reading: Reading, one: Scored) -> Scored | None:
    """The sentence after one, in its passage: where a sentence only counts or names things, the next one tells of them."""
    here = one.sentence
    after = [
        other
        for other in (*reading.scored, *reading.beside)
        if other.sentence.passage == here.passage and other.sentence.start >= here.end
    ]
    return min(after, key=lambda other: other.sentence.start, default=None)


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
