"""How near a passage in the other language is to a question, measured against passages that have nothing to do with it.

A cosine of an embedding model says little by itself: unrelated passages have 0.7 to 0.8 with e5. So it is counted in deviations of
unrelated passages, here a sample of the library, less what the nearest of so many would have by chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Evidence
from assistant.article import BlockKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.library import Library

SAMPLE = 300
"""Passages that stand for all others; headlines and captions among them are left out, since short texts are far from everything."""

_SHORT = frozenset({BlockKind.TITLE, BlockKind.DECK, BlockKind.CAPTION})

LEAST = 30
"""Passages of a language without which nothing can be said about the others."""

_DEVIATION = 1.4826
"""From the median distance to the median to the standard deviation of a normal distribution."""


class Nearness:
    """Nearness of passages of one library; the sample is kept until the library has doubled."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[int, dict[str, NDArray[np.float32]]] = {}

    def surplus(self, question: NDArray[np.float32], evidence: Sequence[Evidence], language: str) -> dict[str, float]:
        """For the text of each passage that is not in the question's language: deviations above the nearest of all, were none related.

        The greatest of n normal deviates is near the square root of 2 ln n (H. Cramér, Mathematical Methods of Statistics, 1946).

        :param question: vector of the question, of length 1.
        :param language: of the question.
        :returns: nothing for passages of languages that too few passages are in.
        """
        foreign = [found for found in evidence if found.language != language]
        if not foreign:
            return {}
        chance = math.sqrt(2 * math.log(max(self._library.searched(), 2)))
        vectors = self._library.vectors([found.passage_id for found in foreign])
        others = {found.language: self._others(found.language, question) for found in foreign}
        return {
            found.text: (float(vectors[found.passage_id] @ question) - middle) / deviation - chance
            for found in foreign
            if found.passage_id in vectors and (spread := others[found.language]) is not None
            for middle, deviation in [spread]
        }

    def _others(self, language: str, question: NDArray[np.float32]) -> tuple[float, float] | None:
        """Median and deviation of the cosines of other passages."""
        import numpy as np

        vectors = self._sample().get(language)
        if vectors is None or len(vectors) < LEAST:
            return None
        cosines = vectors @ question
        middle = float(np.median(cosines))
        deviation = _DEVIATION * float(np.median(np.abs(cosines - middle)))
        return (middle, deviation) if deviation > 0 else None

    def _sample(self) -> dict[str, NDArray[np.float32]]:
        """Vectors of the sample by language."""
        import numpy as np

        size = max(self._library.searched(), 1).bit_length()
        if size not in self._kept:
            ids = self._library.sample(SAMPLE)
            passages, vectors = self._library.passages(ids), self._library.vectors(ids)
            by_language: dict[str, list[NDArray[np.float32]]] = {}
            for id in passages.keys() & vectors.keys():
                if passages[id].kind in _SHORT:
                    continue
                by_language.setdefault(passages[id].language, []).append(vectors[id])
            self._kept = {size: {language: np.stack(found) for language, found in by_language.items()}}
        return self._kept[size]
