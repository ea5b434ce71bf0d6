"""News pages as they were copied or scraped, with what stands in the article."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.text.normalise import normalise_page
from benchmarks.sets.corpus import require

SPLICED = "pages_spliced.jsonl.gz"
GOLD = "pages_with_gold.jsonl.gz"
NEWSIS = "newsis_raw.jsonl.gz"
RELIABLE = 0.95
"""Share of the gold's paragraphs that must stand in the page for the gold to count as reliable."""
BEGINNINGS = "goose3"
"""The collection whose golds are only the beginnings of its articles: its own tests compare no more. Of 21 golds that
were read beside their pages, 18 stop within the first sentences, most of them in the middle of one, and the article goes
on right behind; three are whole. Precision would punish whoever finds the article."""
NAME = re.compile(r"[가-힣]{2,4}")
PLACE = re.compile(r"^[가-힣]{2,6}\s?=")
AFTER_NAME = re.compile(r"\s*(?:[가-힣]{0,4}기자|특파원|논설위원)\b.*|\s*\([^)]*\)")
NOT_NAMES = frozenset({"김기자", "조선일보", "편집부"})
"""Bylines of the spliced set that name nobody."""


@dataclass(frozen=True)
class Page:
    """A page and its gold; ``date`` is a day (YYYY-MM-DD), empty values are unknown; not ``whole`` where the gold is but
    the beginning of the article.
    """

    id: str
    text: str
    body: str
    language: str
    frame: str
    whole: bool = True
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()


def read_spliced(folder: Path) -> list[Page]:
    """Korean articles inside the frames of real pages, with exact gold. Authors only where the page prints them.

    :raises MissingData: when the file is not there.
    """
    return [
        Page(
            id=row["id"],
            text=normalise_page(row["page_text"]),
            body=normalise_page(row["body"]),
            language="ko",
            frame=row["frame"],
            title=normalise_page(row["title"]),
            date=row["date"][:10],
            authors=_printed(row["byline"] or "", row["page_text"]),
        )
        for row in _rows(folder, SPLICED)
    ]


def read_gold(folder: Path) -> list[Page]:
    """Pages of six public collections as plain text, whose gold stands in them (``gold_par_found``).

    ``frame`` is the collection; ``language`` is "en", "ko" or "other".

    :raises MissingData: when the file is not there.
    """
    return [
        Page(
            id=row["id"],
            text=normalise_page(row["page_text"]),
            body=normalise_page(row["gold_body"]),
            language=row["lang"],
            frame=row["set"],
            whole=row["set"] != BEGINNINGS,
            title=normalise_page(row["title"] or ""),
            date=(row["date"] or "")[:10],
        )
        for row in _rows(folder, GOLD)
        if (row["gold_par_found"] or 0) >= RELIABLE
    ]


def read_newsis(folder: Path) -> list[Page]:
    """Articles of Newsis as scraped: title, date and text, scripts, addresses and advertising kept in the text.

    There is no gold: ``body`` is the text as scraped (see :func:`benchmarks.truth.true_text`).

    :raises MissingData: when the file is not there.
    """
    return [
        Page(
            id=row["id"],
            text=normalise_page(f"{row['title']}\n{row['date']}\n\n{row['content']}"),
            body=normalise_page(row["content"]),
            language="ko",
            frame="newsis",
            title=normalise_page(row["title"]),
        )
        for row in _rows(folder, NEWSIS)
        if row["content"].strip()
    ]


def _printed(byline: str, page: str) -> tuple[str, ...]:
    plain = AFTER_NAME.sub("", PLACE.sub("", byline.strip()))
    names = [] if plain in NOT_NAMES else NAME.findall(plain)
    return tuple(name for name in names if re.search(rf"(?<![가-힣]){name}\s?(?:[가-힣]{{0,4}}기자|·|,)", page))


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(require(folder, name), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
