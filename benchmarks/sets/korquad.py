"""KorQuAD 1.0: Korean questions about paragraphs of Wikipedia, with the words that answer them.

S. Lim, M. Kim, J. Lee, KorQuAD1.0: Korean QA Dataset for Machine Reading Comprehension (2019).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import Asked, Collection, Document, require

FILE = "korquad1.json.gz"


def read_korquad(folder: Path) -> Collection:
    """Read ``korquad1.json.gz``: a document for each paragraph; equal paragraphs count as one.

    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, FILE), "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    documents: dict[str, Document] = {}
    questions = []
    for number, (title, paragraph) in enumerate(_paragraphs(articles)):
        text = normalise_page(paragraph["context"])
        document = documents.setdefault(text, Document(str(number), text, normalise_page(title)))
        questions += [_question(asked, document.id) for asked in paragraph["qas"]]
    return Collection("korquad", "KorQuAD 1.0", tuple(documents.values()), tuple(questions))


def _paragraphs(articles: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((article["title"], paragraph) for article in articles for paragraph in article["paragraphs"])


def _question(asked: dict[str, Any], gold: str) -> Asked:
    answers = dict.fromkeys(normalise_page(answer["text"]) for answer in asked["answers"])
    return Asked(normalise_page(asked["question"]), gold, tuple(answers))
