"""Complete lists: all items that the articles name, reconciled with the count that they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.enumerations import Span, enumerations, quoted
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.question.question import Question
from assistant.question.terms import Term
from assistant.text.dates import find_dates
from assistant.text.modality import Modality, modality_of
from assistant.text.normalise import fold
from assistant.text.numbers import find_quantities

_NAMED, _TARGET_NAMED = 0.5, 0.75
"""Strengths from which a term, and the target of a list, count as named."""

_COUNTERS = frozenset({"item", "person", "place", "country", "unit", "times", ""})


@dataclass(frozen=True)
class Item:
    """One thing of a list, with the sentence that names it; offsets are in the article."""

    text: str
    start: int
    end: int
    sentence: EvidenceSentence


@dataclass(frozen=True)
class ItemList:
    """The items found, and how many there are by the articles' own words (``None`` when they do not say)."""

    items: tuple[Item, ...]
    stated: int | None = None
    stated_in: EvidenceSentence | None = None


def find_items(question: Question, sentences: Sequence[EvidenceSentence], matcher: Matcher) -> ItemList:
    """All items of the question's target that the sentences name as fact.

    A sentence counts when it names the target and everything else the question asks, and says that it happened
    (unless plans were asked for).
    """
    targets = [term for term in matcher.terms if any(term.forms & target.forms for target in question.target)]
    fitting = [sentence for sentence in sentences if _fits(question, sentence, matcher, targets)]
    items: dict[str, Item] = {}
    for sentence in fitting:
        for span in _spans(sentence, targets, matcher):
            item = Item(span.text, sentence.start + span.start, sentence.start + span.end, sentence)
            items.setdefault(re.sub(r"\W+", "", fold(span.text)), item)
    stated = next(((count, s) for s in fitting if (count := stated_count(s.text, targets, matcher)) is not None), None)
    return ItemList(tuple(items.values()), *(stated or (None, None)))


def _fits(question: Question, sentence: EvidenceSentence, matcher: Matcher, targets: Sequence[Term]) -> bool:
    here, near = window(sentence.text), window(sentence.passage)
    if not targets or any(matcher.strength(term, here) < _TARGET_NAMED for term in targets):
        return False
    if modality_of(sentence.text) is not Modality.DONE and not question.planned:
        return False
    article = window(sentence.article.title)
    others = [term for term in matcher.terms if term not in targets]
    return all(
        max(matcher.strength(term, here), matcher.strength(term, near) if term.name else 0.0) >= _NAMED
        or (term.name and article.names(term))
        for term in others
    )


def _spans(sentence: EvidenceSentence, targets: Sequence[Term], matcher: Matcher) -> list[Span]:
    marked = quoted(sentence.text)
    naming = [span for span in marked if all(window(span.text).names(term) for term in targets)]
    if naming:
        return naming
    if len(marked) > 1:
        return marked
    runs = enumerations(sentence.text)
    own = [run for run in runs if not any(_only_target(span, targets) for span in run)]
    return own[0] if own else []


def _only_target(span: Span, targets: Sequence[Term]) -> bool:
    """Whether a phrase is the target's own name with a number, such as "five pillars"."""
    return any(re.sub(r"[\d\s]|개|건", "", fold(span.text)) in term.forms for term in targets)


def stated_count(text: str, targets: Sequence[Term], matcher: Matcher) -> int | None:
    """The number that stands right at the target: "5건의 양해각서", "five MOUs", "금메달 13개"."""
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    for quantity in find_quantities(text, dates):
        if quantity.unit not in _COUNTERS or quantity.value != int(quantity.value):
            continue
        around = text[max(0, quantity.start - 8) : quantity.start] + " " + text[quantity.end : quantity.end + 14]
        if any(window(around).names(term) for term in targets):
            return int(quantity.value)
    return None
