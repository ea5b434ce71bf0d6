"""What every system that ranks documents can do."""

from __future__ import annotations

from typing import Protocol


class System(Protocol):
    """Ranks the documents of one collection; ``name`` is that of its column and its figures."""

    @property
    def name(self) -> str:
        """How it is called in tables and figures."""
        ...

    def rank(self, question: str, k: int) -> list[str]:
        """Ids of at most k documents, best first."""
        ...
