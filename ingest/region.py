"""Where on a page the article's own text stands.

Every line gets a score: prose counts for its length, whatever belongs to a page's frame against it. The text is the
stretch with the highest sum. A stretch ends at its peak when the sum has since dropped by more than ``DROP`` (as in the
X-drop extension of sequence alignment, Altschul et al. 1990, section "Methods"), or at a barrier: a closing notice with
other articles or a poll behind it. A stretch that a date, a byline or a repeated headline announces is preferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.line import Line
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
    Trait.BEGIN: -100_000,
    Trait.END: -100_000,
    Trait.BOX: 0,
    Trait.LISTED: 0,
}
"""A newspaper's own marks are barriers: no text reaches across them."""
NUMBER, LONGEST_NUMBER = -2, 12
"""Score of a short line without letters beside another: charts and tables inside a text print them by the dozen."""
LEAST_ENDED = 120
"""Sum of a stretch from which what stands below a newspaper's mark of the end is not preferred to it."""
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
TEXT = frozenset({Trait.PROSE, Trait.SENTENCE})
SILENT = frozenset({Trait.CUE, Trait.CREDIT, Trait.CAPTION, Trait.ECHO, Trait.TOOL, Trait.APPEAL, Trait.BYLINE})
SILENT |= {Trait.BOX, Trait.LISTED}
BOXED = frozenset({Trait.TOOL, Trait.APPEAL, Trait.LEGAL, Trait.SHORT})
WIDE_BOXED = frozenset({Trait.HEADLINE, Trait.COMMENTS, Trait.RELATED})
"""What else such a box may hold when it has asked twice."""
AROUND = 3
"""Lines on each side that tell whether prose stands among prose."""
SPARSE, DENSE = 0.35, 0.7
"""Share of prose around a line, by length and by lines, below which it hardly counts and from which it counts in full."""
BOX = 200


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``first`` to ``last`` (inclusive) hold the text; ``score`` is their sum."""

    first: int
    last: int
    score: int


def find_region(
    lines: Sequence[Line],
    traits: Sequence[Trait],
    hints: Sequence[int] = (),
    repeated: frozenset[int] = frozenset(),
    ends: frozenset[int] = frozenset(),
) -> Region | None:
    """The stretch of lines that holds the article's text, or ``None`` where nothing reads like prose.

    :param hints: what an extractor that saw the markup adds to the score of each line; empty for none.
    :param repeated: lines that repeat the page's first line: very likely the headline.
    :param ends: lines that the page's newspaper is known to print below its articles.
    """
    scores = [_score(lines, traits, at) for at in range(len(lines))]
    _thin_out(lines, traits, scores)
    _forgive_boxes(traits, scores)
    scores = [score + hint for score, hint in zip(scores, hints or [0] * len(scores), strict=True)]
    scores = [-BARRIER if at in ends else score for at, score in enumerate(scores)]
    best: Region | None = None
    best_score = 0
    for region in _stretches(scores):
        if best and best.score >= LEAST_ENDED and any(best.last < end < region.first for end in ends):
            break
        score = region.score + (ANNOUNCED if _is_announced(region, traits, repeated) else 0)
        if score > best_score:
            best, best_score = region, score
    return best


def _score(lines: Sequence[Line], traits: Sequence[Trait], at: int) -> int:
    trait, weight = traits[at], lines[at].weight
    if trait is Trait.PROSE:
        return min(weight, MOST_PROSE)
    if trait is Trait.TOOL and _is_figure(lines, at):
        return NUMBER
    if trait is Trait.SENTENCE:
        return weight // 2
    if trait is Trait.HEADLINE:
        return -(10 + weight // 6)
    if trait is Trait.RIGHTS and closes_article(traits, at):
        return -BARRIER
    if trait is Trait.RIGHTS and at and traits[at - 1] in TEXT and traits[at + 1 : at + 3] == [Trait.PROSE] * 2:
        return SCORE[Trait.SHORT]
    return SCORE[trait]


def _is_figure(lines: Sequence[Line], at: int) -> bool:
    """Whether a line without letters stands beside another one."""
    return _is_number(lines[at]) and any(
        _is_number(line) for line in lines[max(0, at - 1) : at + 2] if line is not lines[at]
    )


def _is_number(line: Line) -> bool:
    return len(line.text) <= LONGEST_NUMBER and not any(char.isalpha() for char in line.text)


def _thin_out(lines: Sequence[Line], traits: Sequence[Trait], scores: list[int]) -> None:
    """Prose counts less where titles, names and dates stand around it: it is the first sentence of another article."""
    weights = [(line.weight, line.weight if trait in TEXT else 0) for line, trait in zip(lines, traits, strict=True)]
    listed = _listed(traits)
    told = [at for at in range(len(traits)) if traits[at] not in SILENT and not listed[at]]
    for place, at in enumerate(told):
        if traits[at] in TEXT and len(told) > 2 * AROUND:
            near = told[max(0, place - AROUND) : place + AROUND + 1]
            share = sum(weights[one][1] for one in near) / max(1, sum(weights[one][0] for one in near))
            prose = (share + sum(weights[one][1] > 0 for one in near) / len(near)) / 2
            scores[at] = int(scores[at] * min(1.0, max(0.1, (prose - SPARSE) / (DENSE - SPARSE))))


def _listed(traits: Sequence[Trait]) -> list[bool]:
    """Which lines are a heading such as "related", or one of the titles right below it."""
    found: list[bool] = []
    for trait in traits:
        below = bool(found) and found[-1] and trait in (Trait.HEADLINE, Trait.SHORT)
        found.append(below or trait in (Trait.RELATED, Trait.POLL))
    return found


def _forgive_boxes(traits: Sequence[Trait], scores: list[int]) -> None:
    """However long a box inside the text that asks to sign up, it costs no more than ``BOX``."""
    at = 0
    while at < len(traits):
        end = at
        asked = 0
        while end < len(traits) and (traits[end] in BOXED or (asked > 1 and traits[end] in WIDE_BOXED)):
            asked += traits[end] is Trait.APPEAL
            end += 1
        total = -sum(scores[at:end])
        if total > BOX:
            scores[at:end] = [score * BOX // total for score in scores[at:end]]
        at = max(end, at + 1)


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
    return any(traits[at] in (Trait.DATE, Trait.BYLINE, Trait.BEGIN) or at in repeated for at in before)
