"""What stands beside candidates in the library: their stories, their outlets, and who else prints their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import Copy
from assistant.article import Passage
from assistant.retrieval.breadth import Candidate, Words, choose
from assistant.retrieval.fusion import Fused

if TYPE_CHECKING:
    from assistant.library import Library

MOST = 20
"""Articles of a story that are looked at for the words of a passage."""


LOOKED = 3
"""Ranked passages for each that is wanted that are looked at, so that there are some when copies are left out."""


def broad(library: Library, ranked: Sequence[Fused], k: int) -> list[Fused]:
    """The k passages to show out of all that were ranked."""
    looked = list(ranked[: LOOKED * k])
    chosen = {each.id for each in choose(_candidates(library, looked), k)}
    return [each for each in looked if each.id in chosen]


def _candidates(library: Library, ranked: Sequence[Fused]) -> list[Candidate]:
    """Ranked passages with their stories and outlets; those that are gone are left out."""
    passages = library.passages([each.id for each in ranked])
    names = list(dict.fromkeys(passage.article_id for passage in passages.values()))
    stories, known = library.stories(names), library.summaries(names)
    return [
        Candidate(each.id, each.score, passage.text, passage.article_id, stories[passage.article_id],
                  known[passage.article_id].outlet if passage.article_id in known else "")
        for each in ranked
        if (passage := passages.get(each.id)) is not None
    ]  # fmt: skip


def copies_of(library: Library, passage: Passage, allowed: frozenset[str] | None) -> tuple[Copy, ...]:
    """The other articles of a passage's story that print its words, earliest first.

    :param allowed: ids of the passages that may be used; ``None`` when all may.
    """
    others = [each for each in library.story(passage.article_id) if each.id != passage.article_id][:MOST]
    words = Words(passage.text) if others else None
    return tuple(
        Copy(article_id=each.id, title=each.title, outlet=each.outlet, published=each.published, url=each.url)
        for each in others
        if words is not None and Words(*_texts(library, each.id, allowed)).hold(words)
    )


def _texts(library: Library, article_id: str, allowed: frozenset[str] | None) -> list[str]:
    passages = library.passages_of(article_id)
    return [passage.text for passage in passages if allowed is None or passage.id in allowed]
