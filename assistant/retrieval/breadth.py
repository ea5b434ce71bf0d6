"""Breadth of what is found: copies become one piece of evidence, and no article, story or outlet takes all places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Evidence
from assistant.text.normalise import fold

COPIED = 0.8
"""Share of a passage's triples of letters that another text must have, to print the same words. Passages of copies are cut
at other sentences, and a desk changes a word here and there; two passages that only tell of one thing share less than half."""

BEYOND = 0.15
"""What a passage beyond a limit loses of its score of 0 to 1: it gives way only to passages that fit nearly as well. Where
all that is left fits much worse, or is of the same article, nothing changes."""

WHOLE = 0.6
"""Share of the best passage's score from which on another counts for a complete list, and its article is read whole."""

MOST_WHOLE = 6
"""Articles that are read whole for a list at most; what only their passages say counts beyond them."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Candidate:
    """A passage in the running: its score, and where it comes from; an empty outlet is one that is not known."""

    id: str
    score: float
    text: str
    article: str
    story: str
    outlet: str = ""

    @cached_property
    def words(self) -> Words:
        """Its words, for comparing."""
        return Words(self.text)


class Words:
    """What a text says, for finding the same words elsewhere: its triples of letters and its numbers."""

    def __init__(self, *texts: str) -> None:
        parts = [re.sub(r"\W+", "", fold(text)) for text in texts]
        self.triples = frozenset(part[at : at + 3] for part in parts for at in range(len(part) - 2))
        self.numbers = frozenset(number for text in texts for number in _NUMBER.findall(text))

    def hold(self, other: Words) -> bool:
        """Whether another text stands in this one, but for some letters; a number that is not here is another statement."""
        if not other.triples or not other.numbers <= self.numbers:
            return False
        return len(other.triples & self.triples) >= COPIED * len(other.triples)


def most(k: int) -> tuple[int, int, int]:
    """How many of k passages one article, one story and one outlet may have before others get their turn.

    Half of the places for an article: what answers a question mostly stands in two or three passages. A story, whose copies
    are one already, may have more, and an outlet three quarters, since a collection may be mostly of one.
    """
    return max(2, -(-k // 2)), max(2, -(-5 * k // 8)), max(2, -(-3 * k // 4))


def choose(candidates: Sequence[Candidate], k: int) -> list[Candidate]:
    """The k passages to show, in the order in which they came; as many as there are when there are no more.

    Of passages with the same words the first stays. What is beyond the limits of :func:`most` loses :data:`BEYOND`.

    :param candidates: best first.
    """
    different = without_copies(candidates)
    sizes: Counter[tuple[str, str]] = Counter()
    scores = []
    for each in different:
        places = [("article", each.article), ("story", each.story), ("outlet", each.outlet)]
        sizes.update(places)
        known = zip(places, most(k), strict=True)
        scores.append(each.score - BEYOND * any(sizes[place] > limit for place, limit in known if place[1]))
    best = sorted(range(len(different)), key=lambda at: -scores[at])[:k]
    return [different[at] for at in sorted(best)]


def without_copies(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those whose words stand in better ones of other articles of the same story."""
    kept: list[Candidate] = []
    for each in candidates:
        better = [one.text for one in kept if one.story == each.story and one.article != each.article]
        if not better or not Words(*better).hold(each.words):
            kept.append(each)
    return kept


def merge(rankings: Iterable[Sequence[Evidence]], k: int) -> list[Evidence]:
    """One ranking out of those of several wordings of a question: each passage with the best of its scores.

    A wording that finds nothing can only add to what the others find, below it.
    """
    best: dict[str, Evidence] = {}
    for found in (each for ranking in rankings for each in ranking):
        known = best.get(found.passage_id)
        if known is None or _score(found) > _score(known):
            best[found.passage_id] = found
    ranked = sorted(best.values(), key=lambda found: -_score(found))[:k]
    return [found.model_copy(update={"rank": rank}) for rank, found in enumerate(ranked, 1)]


def fitting(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The passages that fit nearly as well as the best: those that a complete list is gathered from."""
    enough = WHOLE * _score(evidence[0]) if evidence else 0.0
    return [found for found in evidence if _score(found) >= enough]


def read_whole(evidence: Sequence[Evidence]) -> list[str]:
    """The articles of which a complete list reads all passages, best first."""
    return list(dict.fromkeys(found.article_id for found in fitting(evidence)))[:MOST_WHOLE]


def _score(evidence: Evidence) -> float:
    return evidence.scores.get("fused", 0.0)
