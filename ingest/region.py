"""Where on a page the article's own text stands.

Every line gets a score: prose counts for its length, whatever belongs to a page's frame against it. The text is the
stretch with the highest sum. A stretch ends at its peak when the sum has since dropped by more than ``DROP`` (as in the
X-drop extension of sequence alignment, Altschul et al. 1990, section "Methods"), or at a barrier: a closing notice with
other articles or a poll behind it. A stretch that a date, a byline or a repeated headline announces is preferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.traits import Trait

SCORE = {
    Trait.SHORT: -8,
    Trait.TOOL: -15,
    Trait.DATE: -30,
    Trait.BYLINE: -25,
    Trait.CUE: 0,
    Trait.CREDIT: 0,
    Trait.CAPTION: 0,
    Trait.ECHO: 0,
    Trait.APPEAL: -50,
    Trait.LEGAL: -50,
    Trait.RIGHTS: -400,
    Trait.RELATED: -70,
    Trait.POLL: -250,
    Trait.COMMENTS: -120,
}
MOST_PROSE = 500
"""Most that a single line can add, so that one long notice does not outweigh a short article."""
DROP = 350
LEAST_DROP = 60
"""A short stretch is left sooner: after this and half its peak."""
ANNOUNCED = 300
"""What a date, a byline or a repeated headline shortly before a stretch adds to its sum."""
REACH = 15
"""How many lines before a stretch may announce it; how many behind a notice make it a barrier."""
BARRIER = 100_000


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``first`` to ``last`` (inclusive) hold the text; ``score`` is their sum."""

    first: int
    last: int
    score: int


def find_region(
    lines: Sequence[Line], traits: Sequence[Trait], hints: Sequence[int] = (), repeated: frozenset[int] = frozenset()
) -> Region | None:
    """The stretch of lines that holds the article's text, or ``None`` where nothing reads like prose.

    :param hints: what an extractor that saw the markup adds to the score of each line; empty for none.
    :param repeated: lines that repeat the page's first line: very likely the headline.
    """
    scores = [_score(lines, traits, at) + (hints[at] if hints else 0) for at in range(len(lines))]
    best: Region | None = None
    best_score = 0
    for region in _stretches(scores):
        score = region.score + (ANNOUNCED if _is_announced(region, traits, repeated) else 0)
        if score > best_score:
            best, best_score = region, score
    return best


def _score(lines: Sequence[Line], traits: Sequence[Trait], at: int) -> int:
    trait, weight = traits[at], lines[at].weight
    if trait is Trait.PROSE:
        return min(weight, MOST_PROSE)
    if trait is Trait.SENTENCE:
        return weight // 2
    if trait is Trait.HEADLINE:
        return -(10 + weight // 6)
    if trait is Trait.RIGHTS and closes_article(traits, at):
        return -BARRIER
    return SCORE[trait]


def closes_article(traits: Sequence[Trait], at: int) -> bool:
    """Whether a notice ends an article for good: what follows next is a list of other articles, or a poll."""
    behind = traits[at + 1 : at + 1 + REACH]
    found = next((trait for trait in behind if trait in (Trait.RELATED, Trait.POLL, Trait.PROSE)), Trait.PROSE)
    return found is not Trait.PROSE


def _stretches(scores: Sequence[int]) -> Iterator[Region]:
    at = 0
    while at < len(scores):
        if scores[at] <= 0:
            at += 1
            continue
        region = _extend(scores, at)
        yield region
        at = region.last + 1


def _extend(scores: Sequence[int], first: int) -> Region:
    total = peak = 0
    last = first
    for at in range(first, len(scores)):
        total += scores[at]
        if total > peak:
            peak, last = total, at
        elif peak - total > min(DROP, LEAST_DROP + peak // 2):
            break
    return Region(first, last, peak)


def _is_announced(region: Region, traits: Sequence[Trait], repeated: frozenset[int]) -> bool:
    before = range(max(0, region.first - REACH), region.first + 1)
    return any(traits[at] in (Trait.DATE, Trait.BYLINE) or at in repeated for at in before)
