"""The search as a LangChain retriever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.answer import Filters

if TYPE_CHECKING:
    from assistant import Assistant

QUESTION = "바라카 원전의 수주액은 얼마였나?"


def test_documents_are_slices_of_their_articles(extractive: Assistant) -> None:
    documents = extractive.retriever(k=6).invoke(QUESTION)
    assert len(documents) == 6
    for document in documents:
        article = extractive.article(document.metadata["article_id"])
        assert article.text[document.metadata["start"] : document.metadata["end"]] == document.page_content


def test_documents_are_the_evidence_in_its_order(extractive: Assistant) -> None:
    documents = extractive.retriever(k=6).invoke(QUESTION)
    evidence = extractive.search(QUESTION, k=6)
    assert [document.id for document in documents] == [found.passage_id for found in evidence]
    assert documents[0].metadata["title"] == evidence[0].title


def test_filters_and_async_calls(extractive: Assistant) -> None:
    retriever = extractive.retriever(k=4, filters=Filters(languages=("en",)))
    documents = asyncio.run(retriever.ainvoke(QUESTION))
    assert len(documents) == 4
    assert {extractive.article(document.metadata["article_id"]).language for document in documents} == {"en"}


def test_it_stands_in_a_chain(extractive: Assistant) -> None:
    chain = extractive.retriever(k=2) | (lambda documents: [document.page_content for document in documents])
    assert [len(texts) for texts in [chain.invoke(QUESTION)]] == [2]
