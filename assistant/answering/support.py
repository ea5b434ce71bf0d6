"""How well a stretch of text speaks of what the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.bridge import Bridge
from assistant.answering.window import Window, window
from assistant.question.terms import Term

SENTENCE, PASSAGE, ARTICLE = 1.0, 0.8, 0.4
"""What a term is worth found in the sentence itself, near it, or elsewhere in its article."""


@dataclass(frozen=True)
class Support:
    """The terms of a question in one place: strength of each (0..1), and their weighted mean."""

    strengths: tuple[float, ...]
    coverage: float
    names_missing: tuple[str, ...]


class Matcher:
    """Looks for terms by their forms first, and by meaning where that fails."""

    def __init__(self, bridge: Bridge, terms: Sequence[Term], rarity: dict[str, float]) -> None:
        self._bridge = bridge
        self.terms = tuple(terms)
        self._weights = [term.weight * rarity.get(term.text, 1.0) for term in self.terms]
        self._found: dict[tuple[str, str], float] = {}

    def strength(self, term: Term, where: Window) -> float:
        """How surely a text names a term, 0 to 1."""
        key = (term.text, where.text)
        if key not in self._found:
            self._found[key] = self._look(term, where)
        return self._found[key]

    def _look(self, term: Term, where: Window) -> float:
        if where.names(term):
            return 1.0
        if term.parts:
            return sum(part.weight * self.strength(part, where) for part in term.parts) / sum(
                p.weight for p in term.parts
            )
        if term.closed or term.text[0].isdigit():
            return 0.0
        return self._bridge.strength(term.text, where.nouns, name=term.name)

    def support(self, sentence: str, near: str, article: str) -> Support:
        """The terms in a sentence, what stands near it, and its article (by forms only, since it may be long)."""
        strengths, missing = [], []
        for term in self.terms:
            found = max(
                SENTENCE * self.strength(term, window(sentence)),
                PASSAGE * self.strength(term, window(near)),
                ARTICLE * _by_forms(term, window(article)),
            )
            strengths.append(found)
            missing += [name.text for name in names_in(term) if not self._named(name, sentence, near, article)]
        total = sum(self._weights)
        coverage = sum(w * s for w, s in zip(self._weights, strengths, strict=True)) / total if total else 1.0
        return Support(tuple(strengths), coverage, tuple(missing))

    def _named(self, name: Term, sentence: str, near: str, article: str) -> bool:
        return (
            self.strength(name, window(sentence)) > 0
            or self.strength(name, window(near)) > 0
            or window(article).names(name)
        )


def names_in(term: Term) -> list[Term]:
    """The names that a term is or holds."""
    return [name for name in (term, *term.parts) if name.name]


def _by_forms(term: Term, where: Window) -> float:
    """Strength by forms alone, parts counted in."""
    if where.names(term) or not term.parts:
        return float(where.names(term))
    return sum(part.weight * where.names(part) for part in term.parts) / sum(part.weight for part in term.parts)
