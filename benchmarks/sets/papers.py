"""Full articles of Korean papers, as their sites printed them."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import require

FILE = "news_ko_papers.jsonl.gz"


@dataclass(frozen=True)
class Paper:
    """An article of a paper; ``published`` is its day (``YYYY-MM-DD``)."""

    id: str
    title: str
    outlet: str
    author: str
    published: str
    body: str


def read_papers(folder: Path) -> list[Paper]:
    """Read ``news_ko_papers.jsonl.gz``, in its order.

    :raises MissingData: when the file is not there.
    """
    with gzip.open(require(folder, FILE), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Paper(
            str(row["id"]),
            normalise_page(row["title"] or ""),
            row["publisher"] or "",
            row["journalist"] or "",
            row["date"] or "",
            normalise_page(row["body"] or ""),
        )
        for row in rows
    ]
