"""How much a library holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LibraryCounts:
    """How much there is; ``pending`` passages have no vector yet, ``vectors`` are those in Chroma.

    ``vectors`` is ``None`` when another process owns the library, or Chroma cannot be used.
    """

    articles: int
    passages: int
    pending: int
    vectors: int | None
