"""Where a newspaper's own mark of an article's end is one, and where it stands in a box inside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.cohesion import stems
from ingest.line import Line
from ingest.newspapers import Newspaper
from ingest.region import TEXT
from ingest.traits import CLOSING, Trait, is_end

LEAST_ABOVE, LEAST_BEHIND = 120, 60
"""Least weight of prose (see :attr:`ingest.line.Line.weight`) above a mark and behind it for the text to go on there."""
LONGEST_BOX = 4
"""Lines of a box inside the text."""
ALIKE, ALIKE_SIGNED = 0.15, 0.08
"""Share of its words that the prose behind a mark has in common with the text above, and the share that does where a
byline closes it. Of 226 Korean articles the second half shares 0.29 with the first in the middle and 0.13 or more in 95 of
100; with another article it shares 0.04 in the middle, and 0.14 or more in 5 of 100."""
CLOSED = frozenset({Trait.RIGHTS, Trait.RELATED, Trait.POLL, Trait.COMMENTS, Trait.BYLINE, Trait.END})
BOXED = frozenset({Trait.SHORT, Trait.HEADLINE, Trait.APPEAL, Trait.TOOL})
LOOK_UP = 60
"""Lines above a mark whose words are the article's."""


def settle_ends(lines: Sequence[Line], traits: list[Trait], newspaper: Newspaper | None) -> frozenset[int]:
    """The lines across which no text reaches. A mark of the end amid the text becomes part of a box in ``traits``.

    :param newspaper: whose page it is; without one there are no such lines.
    """
    found: set[int] = set()
    for at, line in enumerate(lines) if newspaper else ():
        if newspaper is None or not is_end(line, newspaper):
            continue
        if not _goes_on(lines, traits, at):
            found.add(at)
        elif traits[at] not in CLOSING:
            for inside in (at, *_box(traits, at + 1)):
                traits[inside] = Trait.BOX
    return frozenset(found)


def _box(traits: Sequence[Trait], start: int) -> Iterator[int]:
    for at in range(start, min(start + LONGEST_BOX, len(traits))):
        if traits[at] not in BOXED:
            return
        yield at


def _goes_on(lines: Sequence[Line], traits: Sequence[Trait], at: int) -> bool:
    """Whether nothing has closed the text above, and what stands behind speaks of the same things."""
    above = [one for one in range(max(0, at - LOOK_UP), at) if traits[one] in TEXT]
    if sum(lines[one].weight for one in above) < LEAST_ABOVE or any(t in CLOSED for t in traits[above[-1] + 1 : at]):
        return False
    start = at + 1 + len(list(_box(traits, at + 1)))
    stop = next((one for one in range(start, len(lines)) if traits[one] in CLOSED), len(lines))
    behind = [one for one in range(start, stop) if traits[one] in TEXT]
    if behind[:1] != [start] or sum(lines[one].weight for one in behind) < LEAST_BEHIND:
        return False
    titles = sum(trait in (Trait.HEADLINE, Trait.SHORT) for trait in traits[start : behind[-1]])
    if titles * 2 > len(behind):
        return False
    known = stems(line.text for line in lines[max(0, at - LOOK_UP) : at])
    told = stems(lines[one].text for one in behind)
    signed = stop < len(lines) and traits[stop] is Trait.BYLINE
    return len(told & known) >= (ALIKE_SIGNED if signed else ALIKE) * max(1, len(told))
