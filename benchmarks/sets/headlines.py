"""News whose headline looks for its own text: whole articles of Korean papers, and leads from many sites."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import Asked, Collection, Document, beginning, require
from benchmarks.sets.korquad import read_korquad
from benchmarks.sets.papers import read_papers

LEADS = "news_leads_2025.jsonl.gz"
POOL = 3000
"""Leads that are looked through, evenly spread over the year."""


def read_titles(folder: Path) -> Collection:
    """The articles of ``news_ko_papers.jsonl.gz`` as a library keeps them: whoever types a headline looks for its article.

    A text that several articles share is one document, under the first of their headlines.

    :raises MissingData: when the file is not there.
    """
    told = _told(folder)
    documents = {text: Document(id, text, article=title) for id, title, text in reversed(told)}
    questions = tuple(Asked(title, documents[text].id) for _, title, text in told)
    title = "Korean papers, headline to article"
    return Collection("titles", title, tuple(documents.values()), questions, headlines=True)


def read_untitled(folder: Path) -> Collection:
    """The same articles without their headlines: which of the papers told it under these words, by the text alone.

    :raises MissingData: when the file is not there.
    """
    documents, questions = _paired(_told(folder))
    return Collection("untitled", "Korean papers, headline to text without headline", documents, questions)


def read_leads(folder: Path) -> Collection:
    """Headlines and leads of ``news_leads_2025.jsonl.gz``, Korean and English, where the two are not the same words.

    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, LEADS), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    told = [
        (str(at), normalise_page(row["title"]), normalise_page(row["lead"]))
        for at, row in enumerate(rows)
        if row["lang"] != "ja" and not row["lead"].strip().startswith(row["title"].strip())
    ]
    size = min(POOL, len(told))
    documents, questions = _paired(told[at * len(told) // size] for at in range(size))
    return Collection("leads", "News of 2025, headline to lead", documents, questions)


def read_korquad_among_news(folder: Path) -> Collection:
    """KorQuAD with the articles of ``news_ko_papers.jsonl.gz`` among its paragraphs.

    :raises MissingData: when one of the files is not there.
    """
    korquad, news = read_korquad(folder), read_untitled(folder)
    others = tuple(replace(document, id=f"news-{document.id}") for document in news.documents)
    return replace(korquad, name="korquad_news", title="KorQuAD 1.0 among news articles",
                   documents=korquad.documents + others)  # fmt: skip


def _told(folder: Path) -> list[tuple[str, str, str]]:
    """Id, headline and beginning of the articles that have both."""
    told = [(paper.id, paper.title, beginning(paper.body)) for paper in read_papers(folder)]
    return [each for each in told if each[1].strip() and each[2].strip()]


def _paired(told: Iterable[tuple[str, str, str]]) -> tuple[tuple[Document, ...], tuple[Asked, ...]]:
    documents: dict[str, Document] = {}
    questions = []
    for id, title, text in told:
        if title.strip() and text.strip():
            document = documents.setdefault(text, Document(id, text))
            questions.append(Asked(title, document.id))
    return tuple(documents.values()), tuple(questions)
