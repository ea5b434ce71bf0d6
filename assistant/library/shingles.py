"""Shingles: the overlapping pieces of a text that tell how much of it another text repeats.

A text is reduced to its letters and digits, cut into all pieces of :data:`LENGTH` of them, and each piece is hashed.
The share of the shorter text's pieces that the longer one has (containment, Broder 1997) is 1 for a copy that was cut
short, where the Jaccard coefficient that plain MinHash estimates would be the share that was kept. So the sketch is a
scaled one (FracMinHash, Irber 2022): every hash below a fixed bound, 1 in :data:`SCALE`. Two sketches give an estimate
of the containment, and two texts that share anything of length share hashes, which an index finds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from assistant.text.normalise import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

LENGTH = 12
"""Letters in a shingle, three or four Korean words without blanks. On 2,459 articles of six papers a shingle of 5 stands
in 7 articles on average and the commonest in 637; of 8 in 1.7 and 218; of 12 in 1.2 and 102; of 16 in 1.2 and 52. What is
common tells nothing and costs time; longer ones lose more to each changed word."""

SCALE = 16
"""One hash in so many is in the sketch: 57 for a median article of the six papers (900 shingles)."""

BITS = 48
"""Bits of a hash, so that SQLite keeps it in six bytes. A week of 10,000 articles has some ten million shingles: one of
them agrees by chance with a given one in 1 of 28 million cases."""

_UNSAID = re.compile(r"[\W_]+")
_BOUND = np.uint64((1 << BITS) // SCALE)
_SPREAD = tuple(np.uint64(value) for value in (0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53))
_HALF = np.uint64(33)


def letters(text: str) -> str:
    """The letters and digits of a text, folded (NFKC, lower case), without blanks and punctuation."""
    return _UNSAID.sub("", fold(text))


def shingles(said: str) -> Hashes:
    """The hashes of all shingles of some :func:`letters`, each once, in order; none for a text below one shingle.

    A polynomial hash over the code points, mixed with the finaliser of MurmurHash3 (fmix64).
    """
    codes = np.frombuffer(said.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(codes) - LENGTH + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(LENGTH):
        hashes = hashes * _SPREAD[0] + codes[at : at + count]
    for factor in _SPREAD[1:]:
        hashes = (hashes ^ (hashes >> _HALF)) * factor
    mixed: Hashes = np.unique((hashes ^ (hashes >> _HALF)) >> np.uint64(64 - BITS))
    return mixed


def sketch(hashes: Hashes) -> Hashes:
    """The hashes below the bound; ``hashes`` are in order."""
    return hashes[: int(np.searchsorted(hashes, _BOUND))]


def shared(one: Hashes, other: Hashes) -> float:
    """The share of the smaller set that the larger one has (0 when one is empty)."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0
