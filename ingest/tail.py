"""Where a text ends within the stretch of lines that holds it: comments and other articles below it are cut off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.cohesion import share, stems
from ingest.line import Line
from ingest.region import MOST_PROSE, SILENT, TEXT, Region
from ingest.traits import Trait

CLOSERS = frozenset({Trait.RELATED, Trait.COMMENTS, Trait.DATE})
"""Looks of lines below which comments or other articles stand."""
DATED = 3
"""Dates in the second half of a text from which its paragraphs are comments, or beginnings of articles."""
LEAST_TEASERS, LONGEST_TEASER = 3, 260
"""How many paragraphs, and of which mean weight, may be the beginnings of other articles."""
LONGEST_COMMENT = 6
"""Paragraphs of one comment; of all of them on average, where a heading says that they are comments."""

FRAME = frozenset({Trait.RELATED, Trait.COMMENTS, Trait.RIGHTS, Trait.POLL, Trait.DATE, Trait.BYLINE, Trait.END})
FRAME |= {Trait.APPEAL, Trait.LEGAL, Trait.LISTED}
"""Looks of lines below which no text goes on that broke off above."""
LEAST_MORE, LEAST_PARAGRAPH = 300, 80
"""Least weight of what goes on below a table or a list, and of its paragraphs on average."""
ALIKE = 0.4
"""Share of its words that it has in common with the text above."""
PARTING = frozenset({Trait.RELATED, Trait.COMMENTS, Trait.APPEAL, Trait.LEGAL, Trait.RIGHTS, Trait.POLL, Trait.TOOL})
PARTING |= {Trait.DATE, Trait.BYLINE}
"""Looks of lines behind which something else than the text may stand."""
LEAST_ABOVE = 800
"""Least weight of the text above an end for the two to be compared."""
LEAST_OTHER = 2
"""Titles one below the other that part a text from what is behind them; one alone is a subheading."""
SHORT_END = 5
"""How many times longer what stands above is than an end that is short."""
SAME, SAME_LONG = 0.22, 0.15
"""Share of its words, for a short end and a longer one, that what a frame parts from a text has in common with it if it is
of the same article. Chosen on 159 English pages of public collections."""


def trimmed(region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> Region:
    """A stretch without the other articles, comments and calls at its end, or with what goes on below a table."""
    shorter = _of_one_subject(_above_lists(region, lines, traits), lines, traits)
    return shorter if shorter != region else _continued(region, lines, traits)


def _continued(region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> Region:
    """A stretch with the paragraphs below it that speak of the same things, if no frame stands between."""
    stop = next((at for at in range(region.last + 1, len(lines)) if traits[at] in FRAME), len(lines))
    behind = [at for at in range(region.last + 1, stop) if traits[at] in TEXT]
    above = [at for at in range(region.first, region.last + 1) if traits[at] in TEXT]
    if sum(lines[at].weight for at in behind) < max(LEAST_MORE, LEAST_PARAGRAPH * len(behind)):
        return region
    alike = share(stems(lines[at].text for at in behind), stems(lines[at].text for at in above))
    return region if alike is None or alike < ALIKE else Region(region.first, behind[-1], region.score)


def _of_one_subject(region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> Region:
    """A stretch up to where its frame parts it from an end, at most half as long, that speaks of something else."""
    texts = [at for at in range(region.first, region.last + 1) if traits[at] in TEXT]
    said = {at: stems([lines[at].text]) for at in texts}
    total = sum(lines[at].weight for at in texts)
    above = 0
    for at, following in pairwise(texts):
        above += lines[at].weight
        if above < LEAST_ABOVE or (total - above) * 2 > above or not _parted(traits, at, following):
            continue
        known = frozenset[str]().union(*(said[one] for one in texts if one <= at))
        told = frozenset[str]().union(*(said[one] for one in texts if one > at))
        alike = share(told, known)
        short = (total - above) * SHORT_END <= above
        if alike is not None and alike < (SAME if short else SAME_LONG):
            return Region(region.first, at, region.score)
    return region


def _parted(traits: Sequence[Trait], at: int, following: int) -> bool:
    between = traits[at + 1 : following]
    titles = sum(trait in (Trait.HEADLINE, Trait.SHORT) for trait in between)
    return titles >= LEAST_OTHER or any(trait in PARTING for trait in between)


def _above_lists(region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> Region:
    """A stretch without what stands at its end below a heading such as "related", or a date: comments, and other
    articles with a sentence or two each.
    """
    inside = range(region.first, region.last + 1)
    total = sum(lines[at].weight for at in inside if traits[at] in TEXT)
    before = 0
    for at in inside:
        before += lines[at].weight if traits[at] in TEXT else 0
        enough = before > MOST_PROSE and (before * 2 > total or traits[at] is Trait.COMMENTS)
        if traits[at] in CLOSERS and enough and not _goes_on(lines, traits, at, region):
            return Region(region.first, at - 1, region.score)
    return region


def _goes_on(lines: Sequence[Line], traits: Sequence[Trait], at: int, region: Region) -> bool:
    """Whether paragraphs follow one another below a line; comments do too, each below its date."""
    runs = [0]
    pairs = 0
    for one, other in pairwise(
        [traits[at], *(trait for trait in traits[at + 1 : region.last + 1] if trait not in SILENT)]
    ):
        pairs += one in TEXT and other in TEXT
        runs[-1] += other in TEXT
        if other is Trait.DATE:
            runs.append(0)
    dates = len(runs) - (traits[at] is not Trait.DATE)
    texts = [lines[one].weight for one in range(at + 1, region.last + 1) if traits[one] in TEXT]
    told = pairs > 0 or len(texts) < LEAST_TEASERS or sum(texts) > LONGEST_TEASER * len(texts)
    headed = traits[at] is Trait.COMMENTS and len(texts) <= dates * LONGEST_COMMENT
    return told and (dates < DATED or (max(runs) > LONGEST_COMMENT and not headed))
