"""How near two words are in meaning, across languages, by the embedding model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING

from assistant.models.protocols import Embedder
from assistant.text.language import has_hangul
from assistant.text.transliteration import sounds_alike
from assistant.text.wordlists import word_list

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Common nouns whose mean vector is what all words of a language share; taking it away leaves what tells words apart.
_COMMON = {language: sorted(word_list(f"common_{language}")) for language in ("en", "ko")}

NEAR, FAR = 0.45, 0.25
"""Centred cosines from which a word surely and surely does not name the same thing.

On 189 pairs of the lexicon, 25 other words at hand: at 0.25 a true pair is found in 77 % and the best wrong word in 20 %
(many of those related); at 0.38, 60 % and 5 %.
"""
_KEPT = 20_000


class Bridge:
    """Similarity of words by their embeddings, centred by language; vectors of words are kept."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._means: dict[str, NDArray[np.float32]] = {}
        self._lock = Lock()

    def strength(self, word: str, others: Sequence[str], *, name: bool = False) -> float:
        """How surely one of the other words, in the other language, names the same thing, 0 to 1.

        Each part of a name must sound alike or be near; names get no benefit of the doubt. Within one language words must match by their
        forms: there the nearest of many words is near whatever it means.
        """
        foreign = _foreign(word, others, name=name)
        if name:
            return float(all(self._same_name(part, foreign) for part in word.split()))
        if not foreign:
            return 0.0
        return min(1.0, max(0.0, (self._nearest(word, foreign) - FAR) / (NEAR - FAR)))

    def learn(self, comparisons: Iterable[tuple[str, Sequence[str], bool]]) -> None:
        """Look up all words that comparisons to come will need, at once: word for word it takes ten times as long.

        :param comparisons: for each, what ``strength`` will be given: the word, the others, and whether it is a name.
        """
        needed: dict[str, None] = {}
        for word, others, name in comparisons:
            if foreign := _foreign(word, others, name=name):
                needed.update(dict.fromkeys([*(word.split() if name else [word]), *foreign]))
        if needed:
            self._vectors(list(needed))

    def _same_name(self, part: str, others: Sequence[str]) -> bool:
        return bool(others) and (any(_sound(part, other) for other in others) or self._nearest(part, others) >= NEAR)

    def _nearest(self, word: str, others: Sequence[str]) -> float:
        vectors = self._vectors([word, *others])
        return float(max(vectors[1:] @ vectors[0]))

    def _vectors(self, words: list[str]) -> NDArray[np.float32]:
        import numpy as np

        with self._lock:
            missing = [word for word in dict.fromkeys(words) if word not in self._kept]
            self._keep(missing)
            found = np.stack([self._kept[word] for word in words])
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _keep(self, words: list[str]) -> None:
        import numpy as np

        if not words:
            return
        for word, vector in zip(words, self._embedder.encode_queries(words), strict=True):
            centred = vector - self._mean("ko" if has_hangul(word) else "en")
            self._kept[word] = (centred / max(float(np.linalg.norm(centred)), 1e-9)).astype(np.float32)

    def _mean(self, language: str) -> NDArray[np.float32]:
        if language not in self._means:
            self._means[language] = self._embedder.encode_queries(_COMMON[language]).mean(axis=0)
        return self._means[language]


def _foreign(word: str, others: Sequence[str], *, name: bool) -> list[str]:
    """The others that a word is compared with: none for a common word beside a few acronyms in a text of its own language."""
    foreign = [other for other in others if has_hangul(other) != has_hangul(word)]
    return foreign if name or len(foreign) * 2 >= len(others) else []


def _sound(one: str, other: str) -> bool:
    """Whether a Latin and a Hangul word sound alike; each part of a name is compared on its own."""
    latin, hangul = (other, one) if has_hangul(one) else (one, other)
    return len(latin) > 1 and sounds_alike(latin, hangul)
