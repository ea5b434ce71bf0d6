"""NTREX: news articles and their translations, sentence by sentence; a headline looks for its article in the other language.

C. Federmann, T. Kocmi, Y. Xin, NTREX-128: News Test References for MT Evaluation of 128 Languages (2022).
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import Asked, Collection, Document, beginning, require

FILE = "ntrex_ko_en.jsonl.gz"
NAMES = {"ko": "Korean", "en": "English"}


def read_ntrex(folder: Path, title: str, body: str) -> Collection:
    """Read ``ntrex_ko_en.jsonl.gz``; headlines in one language, the beginnings of articles in another.

    :param title: "ko" or "en".
    :param body: "ko" or "en".
    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, FILE), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    documents = tuple(Document(row["doc_id"], beginning(normalise_page(" ".join(row[f"{body}_body"])))) for row in rows)
    questions = tuple(Asked(normalise_page(row[f"{title}_title"]), row["doc_id"]) for row in rows)
    name = f"NTREX, {NAMES[title]} headlines, {NAMES[body]} articles"
    return Collection(f"ntrex.{title}-{body}", name, documents, questions)
