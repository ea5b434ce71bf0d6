"""Where a text begins within the stretch of lines that holds it: what other articles say above its headline is cut off."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cohesion import share, stems
from ingest.line import Line
from ingest.region import TEXT, Region
from ingest.traits import Trait

MARKS = frozenset({Trait.DATE, Trait.BYLINE})
"""Looks of lines that stand over a text, with its headline."""
TITLES = frozenset({Trait.HEADLINE, Trait.PROSE, Trait.ECHO})
REACH = 4
"""Lines over a date or byline among which the headline stands."""
LEAST_BELOW = 500
"""Least weight of the text below such a line for what stands above it to be compared with it."""
SAME = 0.25
"""Share of its words that either side of such a line has in common with the other if both are of one article."""
NAMED = 0.45
"""By what share of its words a headline has more in common with its own text than with another."""


def beheaded(region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> Region:
    """A stretch without the teasers above the headline and date of its article, if they speak of other things."""
    found = region
    for at in range(region.first + 1, region.last):
        if traits[at] in MARKS and _announces(at, found, lines, traits):
            first = next(one for one in range(at + 1, region.last + 1) if traits[one] in TEXT)
            found = Region(first, region.last, region.score)
    return found


def _announces(at: int, region: Region, lines: Sequence[Line], traits: Sequence[Trait]) -> bool:
    """Whether a headline over this line is of the text below it, and the text above is not."""
    above = [lines[one] for one in range(region.first, at) if traits[one] in TEXT]
    below = [lines[one] for one in range(at + 1, region.last + 1) if traits[one] in TEXT]
    if not above or sum(line.weight for line in below) < LEAST_BELOW:
        return False
    known, other = stems(line.text for line in below), stems(line.text for line in above)
    alike = share(other, known), share(known, other)
    if any(one is None or one >= SAME for one in alike):
        return False
    titles = (stems([lines[one].text]) for one in range(max(0, at - REACH), at) if traits[one] in TITLES)
    return any(len(title & known) - len(title & other) >= NAMED * len(title) for title in titles if len(title) > 2)
