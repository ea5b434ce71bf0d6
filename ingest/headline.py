"""Which line of a page is the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.text.normalise import fold
from ingest.line import Line
from ingest.region import Region
from ingest.rules.dates import find_dates
from ingest.rules.frame import is_masthead
from ingest.traits import Trait

LOOK_UP = 60
"""How many lines above the text a headline may stand."""
LONGEST = 160
SITE = re.compile(r"\s*(?:\s[-–—|:<>«»·]{1,2}\s|\s?\|\s?|::)\s*[^|]{2,40}$")
TOKENS = re.compile(r"[a-z]{3,}|\d+|[가-힣一-龥]+")
CANDIDATES = frozenset({Trait.HEADLINE, Trait.SENTENCE, Trait.PROSE, Trait.SHORT})
PASSED = frozenset({Trait.TOOL, Trait.APPEAL, Trait.CUE, Trait.CREDIT, Trait.CAPTION, Trait.ECHO, Trait.LEGAL})
PASSED |= {Trait.BOX, Trait.LISTED}
"""What may stand between headline and text in any number: buttons, boxes, a picture."""
LEAST_SHARED = 0.2
LEAST_FIRST = 0.35
"""Share of its words in the text from which the first of two headlines, one below the other, is the title."""
TWICE, LEAST_TWICE = 0.8, 30
"""What a line gains for standing on the page twice, and its least weight: a headline does, in lists and shared links."""
FEW = 1
"""What is added to the number of a line's words, so that few of them count less."""
QUOTED = re.compile(r"[“‘\"'][^“”‘’\"]{8,}[”’\"']")
"""The headline of an interview, which need not say what it is about."""
RELATIVE = 0.8
"""A line above the best one, with a score this close to it, is the headline and the best one its deck."""


def repeats_of_first(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that print the page's first line once more (a browser puts the page's title there)."""
    names = page_titles(lines[0].text) if lines else ()
    return frozenset(at for at in range(1, len(lines)) if fold(lines[at].text) in names and _says_enough(lines[at]))


def _says_enough(line: Line) -> bool:
    """More than the name of a site, which stands on top of many pages and in their menus."""
    return line.weight >= 20 or (line.weight >= 12 and len(line.text.split()) >= 4)


def page_titles(first: str) -> tuple[str, ...]:
    """What the headline may be if a page's title is ``first``: folded, without date and without the site's name."""
    dates = [date for date in find_dates(first[:40]) if date.start <= 6]
    plain = first[dates[0].end :] if dates else first
    longest = max(plain.split(" | "), key=len)
    forms = (plain, SITE.sub("", plain), SITE.sub("", SITE.sub("", plain)), longest)
    return tuple(dict.fromkeys(fold(form) for form in forms))


def find_headline(
    lines: Sequence[Line],
    traits: Sequence[Trait],
    region: Region,
    title: str = "",
    repeated: frozenset[int] = frozenset(),
) -> int | None:
    """The line that is the headline, or ``None``.

    A line speaks for itself by repeating the page's title (or ``title``, which the markup gave), by sharing words with
    the text, and by standing near it, above a date or a byline.
    """
    known = words_of(lines, region)
    first, last = max(0, region.first - LOOK_UP), min(region.first + 1, region.last)
    names = page_titles(title) if title else ()
    times = Counter(fold(line.text) for line in lines)
    twice = {at for at, line in enumerate(lines) if line.weight >= LEAST_TWICE and times[fold(line.text)] > 1}
    scores = {
        at: _score(lines, traits, at, region, known)
        + _named(lines[at], names, at in repeated, known)
        + TWICE * (at in twice)
        for at in range(first, last)
        if _may_be(lines[at], traits[at], inside=at >= region.first, refrain=at in twice)
    }
    if not scores or max(scores.values()) < 0:
        return None
    best = max(scores, key=lambda at: (scores[at], -at))
    return _without_path(lines, scores, _above_deck(lines, traits, scores, best, known))


def words_of(lines: Sequence[Line], region: Region) -> frozenset[str]:
    """The words at the beginning of the text, by which its headline and decks are known."""
    return _tokens(" ".join(line.text for line in lines[region.first : region.last + 1])[:4000])


def _named(line: Line, names: Sequence[str], repeated: bool, known: frozenset[str]) -> float:
    """What a line gains for being the page's title; a site's name stands there too, but in few of its texts."""
    if fold(line.text) in names:
        return 4
    return 4 if repeated and shared(line, known) >= LEAST_SHARED else 0


def _without_path(lines: Sequence[Line], scores: Mapping[int, float], best: int) -> int:
    """The line that the best one repeats behind a path or a mark ("Home > News > …")."""
    for at in range(max(0, best - 8), best + 9):
        path = lines[best].text.removesuffix(lines[at].text) if at in scores else ""
        if path not in ("", lines[best].text) and lines[at].weight >= LEAST_TWICE:
            return at
    return best


def _above_deck(
    lines: Sequence[Line], traits: Sequence[Trait], scores: Mapping[int, float], best: int, known: frozenset[str]
) -> int:
    """The best line, or a line above it of which it looks like the deck."""
    own = shared(lines[best], known)
    for at in range(max(0, best - 8), best):
        line, alike = lines[at], shared(lines[at], known)
        close = scores.get(at, -9) >= scores[best] - RELATIVE and alike >= max(0.5, 0.8 * own)
        deck = lines[best].text.endswith(".") or lines[best].weight > 1.4 * line.weight
        over = at == best - 1 and deck and traits[at] is Trait.HEADLINE and alike >= 0.25
        first = at == best - 1 and traits[at] is traits[best] is Trait.HEADLINE and alike >= LEAST_FIRST
        first = first or (at == best - 1 and QUOTED.fullmatch(line.text) is not None)
        if line.weight >= max(30, lines[best].weight // 2) and (close or over or first):
            return at
    return best


def _may_be(line: Line, trait: Trait, *, inside: bool, refrain: bool) -> bool:
    """Inside the text only its first line may be: a headline that is a question or a quotation.

    A refrain of the page looks like a button and may be its headline none the less.
    """
    if is_masthead(line.text):
        return False
    if not (trait in CANDIDATES or (refrain and trait is Trait.TOOL)) or len(line.text) > LONGEST or line.weight < 12:
        return False
    return not inside or not line.text.endswith(("다.", "."))


def _score(lines: Sequence[Line], traits: Sequence[Trait], at: int, region: Region, known: frozenset[str]) -> float:
    """Up to 3 for shared words and 1.5 for a date or byline below; less for distance and unlikely looks."""
    below = any(trait in (Trait.DATE, Trait.BYLINE) for trait in traits[at + 1 : at + 5])
    above = any(trait in (Trait.DATE, Trait.BYLINE) for trait in traits[max(0, at - 6) : at])
    signs = (
        3 * _alike(lines[at], known),
        1.5 if below else -0.7 * above,
        -0.06 * sum(trait not in PASSED for trait in traits[at : region.first]),
        -1.2 * lines[at].text.endswith("."),
        -0.5 * (traits[at] is Trait.PROSE),
        -min(1.0, max(0.0, 40 - lines[at].weight) / 30),
        -0.3,
    )
    return sum(signs)


def _alike(line: Line, known: frozenset[str]) -> float:
    """As :func:`shared`, but a name or a word alone, such as a topic over the headline, tells little."""
    tokens = _tokens(line.text)
    return len(tokens & known) / (len(tokens) + FEW) if tokens else 0.0


def shared(line: Line, known: frozenset[str]) -> float:
    """The share of a line's words that the text knows."""
    tokens = _tokens(line.text)
    return len(tokens & known) / len(tokens) if tokens else 0.0


def _tokens(text: str) -> frozenset[str]:
    """Latin words and numbers, and the pairs of neighbouring Hangul syllables."""
    found: set[str] = set()
    for word in TOKENS.findall(fold(text)):
        latin = word[0].isascii()
        found.update([word] if latin else [word[at : at + 2] for at in range(max(1, len(word) - 1))])
    return frozenset(found)
