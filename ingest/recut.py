"""The articles of a library in another one, with passages of another size or vectors of another model: for comparing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.passages import CHUNKER_VERSION, Size, cut
from ingest.pipeline import CHUNKER

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.models.protocols import Embedder


def recut(
    source: Library, place: Path, embedder: Embedder, size: Size, progress: Callable[[int, int], None] | None = None
) -> None:
    """Make a library of the articles that another one searches; what is there already is left alone.

    A run that was interrupted is simply started again: articles that are stored are not cut again, and passages that have
    a vector are not embedded again.

    :param place: the directory of the new library; always the same one for the same articles, size and model.
    :param progress: called with the passages that have a vector, and of how many.
    """
    from assistant.library import Library

    with Library.open(place, write=True, holder="citedesk evaluate") as copy:
        copy.manifest.write(CHUNKER, _version(size))
        for listed in reversed(source.articles()):
            if not copy.has(listed.id):
                article = source.article(listed.id)
                copy.add(article, cut(article, size))
        copy.index_pending(embedder, progress)


def _version(size: Size) -> str:
    """What the manifest says of how the passages were cut; other sizes than ours are refused by ``citedesk ingest``."""
    return CHUNKER_VERSION if size == Size() else f"{CHUNKER_VERSION} ({size.target} to {size.limit} characters)"
