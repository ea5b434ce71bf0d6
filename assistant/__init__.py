"""Ask a collection of news articles; every claim of an answer carries the exact words of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import env

env.prepare()

if TYPE_CHECKING:
    from assistant.assistant import Assistant, ask

__all__ = ["Assistant", "ask"]


def __getattr__(name: str) -> object:
    """Load the heavy parts when they are first used."""
    if name in __all__:
        from assistant import assistant

        return getattr(assistant, name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
