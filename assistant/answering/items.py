"""Complete lists: all items that the articles name, reconciled with the count that they state."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.answering.enumerations import enumerations, quoted
from assistant.answering.item_counting import stated_count
from assistant.answering.item_judging import Judge, Run
from assistant.answering.item_trimming import trimmed
from assistant.answering.sentences import EvidenceSentence
from assistant.answering.span import Span
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.article import BlockKind
from assistant.question.listing import asks_for_several
from assistant.question.question import Question
from assistant.question.terms import Term
from assistant.text.normalise import fold

ENOUGH = 0.5
"""What an enumeration must score to be taken for the list that was asked for."""

_LISTING = 0.98
"""How near to the best sentence's score one that lists things must come, where the question need not want several."""

_ORDINAL = re.compile(
    r"^(?:첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth)\b", re.I
)


_ONE_OF_MANY = re.compile(r"어느\s(?!\S*들)")
"""어느 asks for one of several, unless it asks for so many of them."""


@dataclass(frozen=True)
class Item:
    """One thing of a list, with the sentence that names it; offsets are in the article."""

    text: str
    start: int
    end: int
    sentence: EvidenceSentence


@dataclass(frozen=True)
class ItemList:
    """The items found, and how many there are by the articles' own words or the question's (``None``: nobody says)."""

    items: tuple[Item, ...]
    stated: int | None = None

    def certain(self, count: int | None) -> bool:
        """Whether just as many items were found as the question says there are."""
        return count is not None and len(self.items) == count


class Rating(NamedTuple):
    """How much of the question the surroundings of a sentence name, 0..1, and how well it answers."""

    coverage: float
    score: float


def find_items(
    question: Question,
    sentences: Sequence[EvidenceSentence],
    matcher: Matcher,
    ratings: Mapping[tuple[str, int, int], Rating],
) -> ItemList:
    """All items that the sentences name of what the question asks.

    The enumeration that fits best is taken. Where it is known that there are more items than it has, the other
    enumerations of its sentence count too. Where a single thing may be asked for, there are none if a sentence that lists
    nothing answers better.

    :param ratings: by the sentence's key.
    """
    if question.count is None and _ONE_OF_MANY.search(question.standalone):
        return ItemList(())
    found = _all_items(question, sentences, matcher, {key: rating.coverage for key, rating in ratings.items()})
    if (
        not found.items
        or question.count is not None
        or found.stated is not None
        or asks_for_several(question.standalone)
    ):
        return found
    best = max(rating.score for rating in ratings.values())
    near = any(ratings[item.sentence.key].score >= _LISTING * best for item in found.items)
    return found if near else ItemList(())


def _all_items(
    question: Question,
    sentences: Sequence[EvidenceSentence],
    matcher: Matcher,
    coverage: Mapping[tuple[str, int, int], float],
) -> ItemList:
    targets = [term for term in matcher.terms if any(term.forms & target.forms for target in question.target)]
    told = [one for one in sentences if coverage.get(one.key, 0.0) >= ENOUGH - 0.1 and _is_text(one)]
    stated = _stated(question, told, targets, coverage)
    judge = Judge(question, matcher, targets, stated, _before(sentences))
    every = [judge.run(one, spans, coverage[one.key]) for one in told for spans in _spans(one, targets)]
    runs = sorted((run for run in every if len(run.spans) > 1), key=lambda run: -run.score)
    if not runs or runs[0].score < ENOUGH:
        return ItemList(_numbered(told, stated), stated)
    if stated is not None and len(runs[0].spans) != stated and (steps := _numbered(told, stated)):
        return ItemList(steps, stated)
    found = _unique(_items(_whole(runs, stated)))
    if stated is not None and len(found) < stated:
        found = _with_examples(found, every, stated, targets)
    return ItemList(tuple(found), stated)


def _before(sentences: Sequence[EvidenceSentence]) -> dict[tuple[str, int, int], str]:
    """The sentence before each sentence, in its passage."""
    order = sorted(sentences, key=lambda one: (one.article.id, one.start))
    return {b.key: a.text for a, b in itertools.pairwise(order) if a.passage == b.passage}


def _is_text(sentence: EvidenceSentence) -> bool:
    return sentence.kind not in {BlockKind.TITLE, BlockKind.DECK}


def _stated(
    question: Question,
    sentences: Sequence[EvidenceSentence],
    targets: Sequence[Term],
    coverage: Mapping[tuple[str, int, int], float],
) -> int | None:
    """How many items there are: as the question says, or the sentence nearest to it that counts the target."""
    if question.count is not None:
        return question.count
    order = sorted(sentences, key=lambda one: -coverage[one.key])
    return next((n for one in order if (n := stated_count(one.text, targets)) is not None), None)


def _spans(sentence: EvidenceSentence, targets: Sequence[Term]) -> list[list[Span]]:
    """The enumerations of a sentence, in quotation marks or not, their items without numbers and the target's name."""
    marked = quoted(sentence.text)
    naming = [span for span in marked if targets and all(window(span.text).names(term) for term in targets)]
    runs = [naming, marked, *(run for run in enumerations(sentence.text) if not _breaks(run, marked))]
    cut = [[item for span in run if (item := trimmed(span, targets)) is not None] for run in runs]
    return [run for run in cut if run]


def _breaks(run: Sequence[Span], marked: Sequence[Span]) -> bool:
    """Whether a run takes a name in quotation marks apart: ‘A 및 B 협력 MOU’ is one thing beside others."""
    for quote in marked:
        inside = [quote.start <= item.start and item.end <= quote.end for item in run]
        if any(inside) and not all(inside) and sum(inside) > 1:
            return True
    return False


def _with_examples(found: list[Item], runs: Sequence[Run], stated: int, targets: Sequence[Term]) -> list[Item]:
    """The items with the one that the sentence which counts them names itself ("‘A’ 등 5건"), where all are found then."""
    counting = [
        run
        for run in runs
        if len(run.spans) == 1
        and run.sentence.article.id == found[0].sentence.article.id
        and stated_count(run.sentence.text, targets) == stated
    ]
    both = _unique(sorted([*_items(counting), *found], key=lambda item: item.start))
    return both if len(both) == stated else found


def _whole(runs: Sequence[Run], stated: int | None) -> list[Run]:
    """The best enumeration with the others that belong to it."""
    best = runs[0]
    if stated is not None and len(best.spans) >= stated:
        return [best]
    beside = [run for run in runs[1:] if run.sentence.key == best.sentence.key and not _overlaps(run, best)]
    if stated is None:
        return [best]
    return sorted([best, *_apart(beside)], key=lambda run: run.spans[0].start)


def _apart(runs: Sequence[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if not any(_overlaps(run, other) for other in kept):
            kept.append(run)
    return kept


def _overlaps(one: Run, other: Run) -> bool:
    return one.spans[0].start < other.spans[-1].end and other.spans[0].start < one.spans[-1].end


def _numbered(sentences: Sequence[EvidenceSentence], count: int | None) -> tuple[Item, ...]:
    """Items told sentence by sentence (첫째, 둘째, …) where there are just so many."""
    numbered = [s for s in sentences if _ORDINAL.match(s.text)]
    whole = sorted((s for s in numbered if s.article.id == numbered[0].article.id), key=lambda s: s.start)
    return tuple(Item(s.text, s.start, s.end, s) for s in whole) if count and len(whole) == count else ()


def _items(runs: Iterable[Run]) -> list[Item]:
    return [
        Item(span.text, run.sentence.start + span.start, run.sentence.start + span.end, run.sentence)
        for run in runs
        for span in run.spans
    ]


def _unique(items: Iterable[Item]) -> list[Item]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(re.sub(r"\W+", "", fold(item.text)), item)
    return list(found.values())
