"""Whether two texts are one story told twice: they share their words, and no sentence states another fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.article import SEARCHED_KINDS, Article
from assistant.library.shingles import letters, shared, shingles, sketch
from assistant.library.wordings import Wording, difference

if TYPE_CHECKING:
    from assistant.library.shingles import Hashes

SHARED = 0.5
"""Share of the shorter text's shingles that a copy has in common with the other. Of 134 pairs over it among 2,459 articles
of six papers, all of 40 that were looked at tell one story; between 0.3 and 0.4 some tell two."""

SHORTEST = 80
"""Shingles below which a text is too short to be called a copy (about 90 letters: a headline and a sentence)."""

LOPSIDED = 0.2
"""The shorter text has at least this share of the longer one's shingles; a round-up of many stories is a copy of none."""

ALIKE = 0.6
"""Share of letter pairs from which on two sentences count as one sentence, edited."""

_SENTENCE_END = re.compile(r"(?<=[.!?。])[\"'”’)\]]*\s+|\n+|(?<=[다요]\.)(?=[가-힣A-Z])")
"""Where a sentence ends; some papers leave out the blank after it."""


@dataclass(frozen=True)
class Told:
    """What an article tells: its searched text, and the day from which its dates are to be understood."""

    text: str
    day: date | None = None

    @classmethod
    def by(cls, article: Article) -> Told:
        """What an article's title, deck, body and captions tell."""
        parts = [article.text[block.start : block.end] for block in article.blocks if block.kind in SEARCHED_KINDS]
        return cls("\n".join(parts), _day(article.published))

    @cached_property
    def letters(self) -> str:
        """Its letters and digits."""
        return letters(self.text)

    @cached_property
    def shingles(self) -> Hashes:
        """Its shingles."""
        return shingles(self.letters)

    @cached_property
    def sketch(self) -> Hashes:
        """Those of its shingles that are kept; none for a text that is too short to be called a copy."""
        return sketch(self.shingles)[: len(self.shingles) if len(self.shingles) >= SHORTEST else 0]

    @cached_property
    def triples(self) -> frozenset[str]:
        """All runs of three of its letters."""
        return frozenset(self.letters[at : at + 3] for at in range(len(self.letters) - 2))

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Its sentences under their letters, roughly cut: only equal and similar ones are looked for."""
        return {key: part.strip() for part in _SENTENCE_END.split(self.text) if (key := letters(part))}


def overlap(one: Told, other: Told) -> float:
    """The share of the shorter text that the other one has too, in shingles; 0 for texts too short or too unequal."""
    sizes = sorted((len(one.shingles), len(other.shingles)))
    if sizes[0] < SHORTEST or sizes[0] < LOPSIDED * sizes[1]:
        return 0.0
    return shared(one.shingles, other.shingles)


def resemblance(one: Told, other: Told) -> float:
    """The share of the shorter text's triples of letters that the other one has too.

    One changed number breaks twelve shingles, but only a few triples: this sees a short page as what it was before it was
    corrected. It says little about articles of different origin.
    """
    least = min(len(one.triples), len(other.triples))
    return len(one.triples & other.triples) / least if least else 0.0


def disagreement(one: Told, other: Told) -> str:
    """What the texts state differently, as "9억 ≠ 3억"; empty when nothing was found.

    Only sentences that both have, in two wordings, are compared: a sentence that one of them leaves out says nothing.
    """
    for mine, theirs in _edited(one, other):
        found = difference(Wording(mine, one.day), Wording(theirs, other.day))
        if found:
            return found
    return ""


def _day(when: datetime | None) -> date | None:
    return when.date() if when is not None else None


def _edited(one: Told, other: Told) -> Iterator[tuple[str, str]]:
    """Pairs of sentences that are each other's nearest, and near enough."""
    mine = {key: _pairs(key) for key in one.sentences if key not in other.letters}
    theirs = {key: _pairs(key) for key in other.sentences if key not in one.letters}
    for key, pairs in mine.items():
        best = max(theirs, key=lambda each: _alike(pairs, theirs[each]), default=None)
        if best is None or _alike(pairs, theirs[best]) < ALIKE:
            continue
        if key == max(mine, key=lambda each: _alike(mine[each], theirs[best])):
            yield one.sentences[key], other.sentences[best]


def _pairs(said: str) -> frozenset[str]:
    return frozenset(said[at : at + 2] for at in range(len(said) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)
