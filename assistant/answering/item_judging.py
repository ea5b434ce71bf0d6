"""Which of many enumerations is the list that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.sentences import EvidenceSentence
from assistant.answering.span import Span
from assistant.answering.support import Matcher
from assistant.answering.window import window
from assistant.question.question import Question
from assistant.question.terms import Term
from assistant.text.language import has_hangul
from assistant.text.lexicon import countries
from assistant.text.modality import Modality, modality_of
from assistant.text.morphemes import morphemes_of
from assistant.text.normalise import fold
from assistant.text.squeezing import squeeze

_NAMED = 0.5
"""Strength from which a term counts as named."""

_WEIGHTS = {"coverage": 0.5, "said": 0.3, "target": 0.15, "count": 0.3, "kind": 0.15, "names": 0.1, "asked": -0.5,
            "planned": -0.2, "more": -0.15}  # fmt: skip
"""What speaks for an enumeration: how much of the question its surroundings and its own sentence (with the one before it)
name, the target in its sentence, as many items as there should be, items of the kind that was asked for, and names; and what
speaks against it: items that the question names itself, plans where facts are asked for, and more items than there should be."""

_COUNTRIES = re.compile(r"\bcountr(?:y|ies)\b|\bnations?\b|나라|개국|국가", re.I)


@dataclass(frozen=True)
class Run:
    """An enumeration of a sentence; ``score`` says how surely it is the one that was asked for."""

    sentence: EvidenceSentence
    spans: tuple[Span, ...]
    score: float


class Judge:
    """Scores enumerations for one question.

    :param targets: the terms of the question that name what the list is of.
    :param stated: how many items there are, where anybody says so.
    :param before: the sentence before each sentence, by its key.
    """

    def __init__(
        self,
        question: Question,
        matcher: Matcher,
        targets: Sequence[Term],
        stated: int | None,
        before: Mapping[tuple[str, int, int], str],
    ) -> None:
        self._before = before
        self._question = question
        self._matcher = matcher
        self._targets = targets
        self._stated = stated
        self._countries = _COUNTRIES.search(question.standalone) is not None
        self._asked = window(question.standalone)

    def run(self, sentence: EvidenceSentence, spans: Sequence[Span], coverage: float) -> Run:
        """Score one enumeration.

        :param coverage: how much of the question the surroundings of the sentence name, 0..1.
        """
        texts = [span.text for span in spans]
        parts = {
            "coverage": coverage,
            "said": self._said(sentence),
            "target": self._names_target(sentence),
            "count": float(len(spans) == self._stated),
            "kind": self._of_kind(texts),
            "names": sum(_is_name(text) for text in texts) / max(1, len(texts)),
            "more": float(self._stated is not None and len(spans) > self._stated),
            "asked": sum(self._in_question(text) for text in texts) / max(1, len(texts)),
            "planned": float(modality_of(sentence.text) is Modality.PLANNED and not self._question.planned),
        }
        return Run(sentence, tuple(spans), sum(_WEIGHTS[name] * value for name, value in parts.items()))

    def _said(self, sentence: EvidenceSentence) -> float:
        """How much of the question a sentence names, or nearly as good, the sentence with the one before it."""
        alone, behind = sentence.text, f"{self._before.get(sentence.key, '')} {sentence.text}"
        return max(self._share(alone, sentence), 0.9 * self._share(behind, sentence))

    def _share(self, text: str, sentence: EvidenceSentence) -> float:
        here = window(text)
        total = sum(term.weight for term in self._matcher.terms) or 1.0
        return sum(t.weight * self._matcher.strength(t, here, sentence.anchor) for t in self._matcher.terms) / total

    def _names_target(self, sentence: EvidenceSentence) -> float:
        here = window(sentence.text)
        named = [self._matcher.strength(term, here) >= _NAMED for term in self._targets]
        return sum(named) / len(named) if named else 0.0

    def _of_kind(self, texts: Sequence[str]) -> float:
        """Countries where countries are asked for; the same counts against a list of countries where they are not."""
        known = sum(_is_country(text) for text in texts) / max(1, len(texts))
        return known if self._countries else -known

    def _in_question(self, text: str) -> bool:
        """Whether the question names an item itself, in either language."""
        squeezed = squeeze(text)
        others = (term for term in self._matcher.terms if term not in self._targets)
        return (len(squeezed) > 1 and squeezed in self._asked.squeezed) or any(fold(text) in t.forms for t in others)


def _is_name(text: str) -> bool:
    """Whether a phrase ends in a name: a capitalised word, or a Korean proper noun or foreign word."""
    if not has_hangul(text):
        return text.split()[-1][:1].isupper()
    last = next((one for one in reversed(morphemes_of(text)) if one.tag[0] in "NS"), None)
    return last is not None and last.tag in {"NNP", "SL"}


def _is_country(text: str) -> bool:
    bare = re.sub(r"^the\s+", "", fold(text))
    return bare in {fold(name) for name in countries()} or text in countries()
