"""Follow-up questions about the example pages, each also asked in full."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Citation, Turn
from assistant.article import Article, BlockKind

if TYPE_CHECKING:
    from assistant.library import Library

FILE = Path(__file__).resolve().parents[2] / "examples" / "followups.jsonl"
RULES = "after"
"""What ``written`` says of fixtures that were written after the rules; the others were written before."""


@dataclass(frozen=True)
class Span:
    """Words of an article; the article by its id."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True)
class FollowUp:
    """A question in a conversation, the same question in full, and the words that answer it."""

    id: str
    language: str
    written: str
    history: tuple[Turn, ...]
    question: str
    full: str
    gold: Span


def read_follow_ups(library: Library, ids: dict[str, str], path: Path = FILE) -> list[FollowUp]:
    """The fixtures, their articles looked up in a library of the example pages.

    :param ids: the id of the article of each file.
    :raises ValueError: when the words of a fixture do not stand in its article.
    """
    articles = {name: library.article(id) for name, id in ids.items()}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_follow_up(row, articles) for row in rows]


def _follow_up(row: dict[str, Any], articles: dict[str, Article]) -> FollowUp:
    gold = _citation(articles[row["article"]], row["quote"])
    return FollowUp(
        id=row["id"],
        language=row["language"],
        written=row["written"],
        history=tuple(_turn(turn, articles) for turn in row["history"]),
        question=row["question"],
        full=row["full"],
        gold=Span(gold.article_id, gold.start, gold.end),
    )


def _turn(turn: dict[str, str], articles: dict[str, Article]) -> Turn:
    cited = _citation(articles[turn["article"]], turn["quote"])
    return Turn(question=turn["question"], answer=turn["answer"], citations=(cited,))


def _citation(article: Article, quote: str) -> Citation:
    start = article.text.index(quote)
    return Citation(
        article_id=article.id, title=article.title, outlet=article.outlet, published=article.published,
        kind=BlockKind.BODY, quote=quote, start=start, end=start + len(quote),
    )  # fmt: skip
