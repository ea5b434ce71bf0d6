"""Questions about pages of Korean reports, read by a machine from scans (a part of an Allganize collection)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import Asked, Collection, Document, require

PAGES = "allganize_pages.jsonl.gz"
QUESTIONS = "allganize_qa.jsonl.gz"


def read_allganize(folder: Path) -> Collection:
    """Read ``allganize_pages.jsonl.gz`` and ``allganize_qa.jsonl.gz``; the first gold page of a question counts.

    :raises MissingData: when one of them is not there.
    """
    documents = tuple(Document(row["doc_id"], normalise_page(row["contents"])) for row in _rows(folder, PAGES))
    questions = tuple(
        Asked(normalise_page(row["query"]), row["gold_doc_ids"][0][0], tuple(row["answers"]))
        for row in _rows(folder, QUESTIONS)
    )
    whole = tuple(document for document in documents if document.text.strip())
    return Collection("allganize", "Allganize, questions about report pages", whole, questions)


def _rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(require(folder, name), "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
