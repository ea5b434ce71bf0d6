"""Questions with right answers, and the articles that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from assistant.answer import Turn
from benchmarks.sets.corpus import Collection, Document

T = TypeVar("T")


@dataclass(frozen=True)
class Query:
    """A question.

    :param facts: what a right answer says, each fact in any of its wordings; ``number:`` and ``date:`` by value.
    :param gold: titles of the articles that answer it; its twin is asked without them.
    :param proofs: sentences one of which a right citation holds or is part of; empty where the facts themselves are looked for.
    :param choices: wordings of which ``facts`` holds the right one.
    :param count: for a list, how many items there are.
    :param pages: titles of the articles that come with the question alone; they are left out where it is.
    :param mismatch: whether the articles say that there are more items than they name.
    """

    text: str
    facts: tuple[tuple[str, ...], ...] = ()
    gold: tuple[str, ...] = ()
    answerable: bool = True
    proofs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    count: int | None = None
    mismatch: bool = False
    pages: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    today: date | None = None


@dataclass(frozen=True)
class Suite:
    """Articles as paragraphs, and questions; ``name`` stands in front of the figures.

    ``twins`` says whether each answerable question is asked again without the articles that answer it; sets that have
    unanswerable questions of their own do without.
    """

    name: str
    title: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    twins: bool = True

    def sampled(self, limit: int | None) -> Suite:
        """As many answerable and as many unanswerable questions as the limit allows, evenly spread, always the same."""
        groups = [[query for query in self.queries if query.answerable is wanted] for wanted in (True, False)]
        queries = tuple(query for group in groups for query in spread(group, limit))
        pages = {page for query in queries for page in query.pages}
        documents = tuple(each for each in self.documents if not pages or each.article in pages)
        return replace(self, documents=documents, queries=queries)


def spread(items: Sequence[T], limit: int | None) -> list[T]:
    """At most so many items, evenly spread over all; ``None`` and 0 are all."""
    if not limit or limit >= len(items):
        return list(items)
    return [items[at * len(items) // limit] for at in range(limit)]


def suite_of(collection: Collection) -> Suite:
    """The suite of a collection whose documents all have articles."""
    article = {document.id: document.article for document in collection.documents}
    queries = tuple(Query(asked.text, (asked.answers,), (article[asked.gold],)) for asked in collection.questions)
    return Suite(collection.name, collection.title, collection.documents, queries)
