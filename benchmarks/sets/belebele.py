"""Belebele: the same passages and questions in Korean and English.

L. Bandarkar et al., The Belebele Benchmark: a Parallel Reading Comprehension Dataset in 122 Language Variants (2023).
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import Asked, Collection, Document, require

FILE = "belebele_ko_en.jsonl.gz"
NAMES = {"ko": "Korean", "en": "English"}


def read_belebele(folder: Path, question: str, passage: str) -> Collection:
    """Read ``belebele_ko_en.jsonl.gz``; questions in one language about passages in another.

    :param question: "ko" or "en".
    :param passage: "ko" or "en".
    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, FILE), "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file if line.strip()]
    documents: dict[str, Document] = {}
    questions = []
    for number, row in enumerate(rows):
        text = normalise_page(row[f"{passage}_passage"])
        document = documents.setdefault(text, Document(str(number), text))
        questions.append(Asked(normalise_page(row[f"{question}_question"]), document.id))
    title = f"Belebele, {NAMES[question]} questions, {NAMES[passage]} passages"
    return Collection(f"belebele.{question}-{passage}", title, tuple(documents.values()), tuple(questions))
