"""The words of a question as one keyword leg has them, and what the library knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.retrieval.closeness import closeness
from assistant.retrieval.fusion import BIGRAMS, MORPHEMES, knowledge
from assistant.retrieval.other_language import Bilingual, token_groups
from assistant.text.keywords import bigrams, morphemes

if TYPE_CHECKING:
    from assistant.library import Leg, Library

_TOKENS = {MORPHEMES: morphemes, BIGRAMS: bigrams}


@dataclass(frozen=True)
class AskedWords:
    """The tokens of each word, in both languages, with the passages that hold each token.

    :param passages: how many passages there are.
    """

    groups: tuple[frozenset[str], ...]
    frequencies: dict[str, int]
    passages: int

    @classmethod
    def of(cls, question: str, words: Sequence[Bilingual], leg: Leg, library: Library) -> AskedWords:
        """Look a question's words up in a library.

        :param words: the words in both languages.
        """
        groups = tuple(token_groups(question, words, _TOKENS[leg]))
        tokens = sorted(frozenset().union(*groups))
        return cls(groups, library.document_frequencies(leg, tokens), library.searched())

    @cached_property
    def tokens(self) -> list[str]:
        """All tokens to look for."""
        return sorted(frozenset().union(*self.groups))

    @cached_property
    def known(self) -> float:
        """How much of the question the leg can know: :func:`~assistant.retrieval.fusion.knowledge`."""
        return knowledge(self.groups, self.frequencies, self.passages)

    def closeness(self, passage: Sequence[str]) -> float:
        """How close together a passage, given by its tokens, says what is asked."""
        return closeness(self.groups, passage, self.frequencies, self.passages)
