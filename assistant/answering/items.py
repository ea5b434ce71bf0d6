"""Complete lists: all items that the articles name, reconciled with the count that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.enumerations import Span, enumerations, quoted
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.article import BlockKind
from assistant.question.question import Question
from assistant.question.terms import Term
from assistant.text.dates import find_dates
from assistant.text.modality import Modality, modality_of
from assistant.text.normalise import fold
from assistant.text.numbers import find_quantities

_NAMED, _TARGET_NAMED = 0.5, 0.75
"""Strengths from which a term, and the target of a list, count as named."""

_MOSTLY = 0.6
"""Share of the question's terms around an enumeration that does not name the target itself."""

_COUNTERS = frozenset({"item", "person", "place", "country", "unit", "times", ""})
_ORDINAL = re.compile(
    r"^(?:첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth)\b", re.I
)


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


def find_items(question: Question, sentences: Sequence[EvidenceSentence], matcher: Matcher) -> ItemList:
    """All items of the question's target that the sentences name as fact.

    A sentence counts when it names the target and everything else the question asks, and says that it happened
    (unless plans were asked for). When it is known how many items there are, an enumeration of just that many counts
    too where the passage around it names what is asked.
    """
    targets = [term for term in matcher.terms if any(term.forms & target.forms for target in question.target)]
    fitting = [sentence for sentence in sentences if _fits(question, sentence, matcher, targets)]
    stated = next((n for s in fitting if (n := stated_count(s.text, targets)) is not None), question.count)
    near = [one for one in sentences if one not in fitting and _near(question, one, matcher)] if stated else []
    exact = _enumerated([*fitting, *near], targets, stated)
    named = _unique(item for s in fitting for item in _items(s, _spans(s.text, targets)))
    best = exact if exact and len(named) != stated else named
    return ItemList(tuple(best), stated)


def _fits(question: Question, sentence: EvidenceSentence, matcher: Matcher, targets: Sequence[Term]) -> bool:
    here = window(sentence.text)
    if not targets or any(matcher.strength(term, here) < _TARGET_NAMED for term in targets):
        return False
    if modality_of(sentence.text) is not Modality.DONE and not question.planned:
        return False
    return all(_speaks_of(term, sentence, matcher) for term in matcher.terms if term not in targets)


def _speaks_of(term: Term, sentence: EvidenceSentence, matcher: Matcher) -> bool:
    """What is done must be said in the sentence itself; names and dates may stand near it."""
    if matcher.strength(term, window(sentence.text), sentence.anchor) >= _NAMED:
        return True
    return term.name and (
        matcher.strength(term, window(sentence.passage), sentence.anchor) >= _NAMED
        or matcher.strength(term, window(sentence.article.title)) >= _NAMED
        or matcher.published_then(term, sentence.anchor)
    )


def _near(question: Question, sentence: EvidenceSentence, matcher: Matcher) -> bool:
    """Whether the passage of a sentence, with its headline, names most of what is asked."""
    around = window(f"{sentence.article.title}\n{sentence.passage}")
    total = sum(term.weight for term in matcher.terms)
    found = sum(term.weight * (matcher.strength(term, around, sentence.anchor) >= _NAMED) for term in matcher.terms)
    planned = modality_of(sentence.text) is Modality.PLANNED and not question.planned
    return bool(total) and found / total >= _MOSTLY and not planned


def _enumerated(sentences: Sequence[EvidenceSentence], targets: Sequence[Term], count: int | None) -> list[Item]:
    """The first enumeration of exactly so many items: in one sentence, or sentence by sentence (첫째, 둘째, …)."""
    if count is None:
        return []
    for sentence in sentences:
        runs = [run for run in [quoted(sentence.text), *enumerations(sentence.text)] if len(run) == count]
        if runs and sentence.kind not in {BlockKind.TITLE, BlockKind.DECK}:
            return _items(sentence, _nearest(runs, sentence.text, targets))
    numbered = [s for s in sentences if _ORDINAL.match(s.text)]
    whole = sorted((s for s in numbered if s.article.id == numbered[0].article.id), key=lambda s: s.start)
    return [Item(s.text, s.start, s.end, s) for s in whole] if len(whole) == count else []


def _nearest(runs: Sequence[list[Span]], sentence: str, targets: Sequence[Term]) -> list[Span]:
    """The enumeration that stands nearest to a naming of the target outside of it."""
    places = [m.start() for term in targets for form in term.forms for m in re.finditer(re.escape(form), sentence)]

    def distance(run: list[Span]) -> int:
        outside = [place for place in places if not run[0].start <= place <= run[-1].end]
        return min((min(abs(at - run[0].start), abs(at - run[-1].end)) for at in outside), default=len(sentence))

    return min(runs, key=distance)


def _items(sentence: EvidenceSentence, spans: Iterable[Span]) -> list[Item]:
    return [Item(span.text, sentence.start + span.start, sentence.start + span.end, sentence) for span in spans]


def _unique(items: Iterable[Item]) -> list[Item]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(re.sub(r"\W+", "", fold(item.text)), item)
    return list(found.values())


def _spans(sentence: str, targets: Sequence[Term]) -> list[Span]:
    marked = quoted(sentence)
    naming = [span for span in marked if all(window(span.text).names(term) for term in targets)]
    if naming:
        return naming
    if len(marked) > 1:
        return marked
    runs = [run for run in enumerations(sentence) if not any(_only_target(span, targets) for span in run)]
    return runs[0] if runs else []


def _only_target(span: Span, targets: Sequence[Term]) -> bool:
    """Whether a phrase is the target's own name with a number, such as "five pillars"."""
    return any(re.sub(r"[\d\s]|개|건", "", fold(span.text)) in term.forms for term in targets)


def stated_count(text: str, targets: Sequence[Term]) -> int | None:
    """The number that stands right at the target: "5건의 양해각서", "five MOUs", "금메달 13개"."""
    dates = [(mention.start, mention.end) for mention in find_dates(text)]
    for quantity in find_quantities(text, dates):
        if quantity.unit not in _COUNTERS or quantity.value != int(quantity.value):
            continue
        around = text[max(0, quantity.start - 8) : quantity.start] + " " + text[quantity.end : quantity.end + 14]
        if any(window(around).names(term) for term in targets):
            return int(quantity.value)
    return None
