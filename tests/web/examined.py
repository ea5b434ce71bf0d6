"""A scripted assistant that can be evaluated: what it holds, what it finds, and what it answers at once."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from scripted import ScriptedAssistant, good_answer, refusal

from assistant.answer import Answer, Filters, Turn
from assistant.article import SEARCHED_KINDS, Article, Passage

QUESTIONS: list[dict[str, object]] = [
    {"id": "five", "question": "양해각서 몇 건에 서명했나요?", "facts": [["5건"]], "tags": ["number"],
     "quote": "모두 5건의 양해각서에 서명했다"},
    {"id": "fund", "question": "펀드는 얼마인가요?", "facts": [["3억 달러"]], "tags": ["number"],
     "history": [{"question": "무엇에 서명했나요?", "answer": "양해각서 5건입니다."}],
     "filters": {"outlets": ["한빛일보"], "since": "2026-03-01"}},
    {"id": "moon", "question": "달은 <b>얼마나</b> 무거운가요?", "answerable": False, "tags": ["unanswerable"]},
]  # fmt: skip
FIXTURES = "\n".join(json.dumps(each, ensure_ascii=False) for each in QUESTIONS)
"""Three questions; the scripted answer is right for the first and wrong for the second."""
BROKEN = "id,question,facts\nfine,무엇인가요?,5건\nempty,언제인가요?,\n<i>x</i>,왜?,number:많이\n"


@dataclass(frozen=True)
class Listed:
    """An article as a library lists it."""

    id: str
    path: str


@dataclass
class Shelf:
    """The articles of a scripted assistant, as an evaluation reads them."""

    held: dict[str, Article]

    def articles(self) -> list[Listed]:
        return [Listed(id, f"{at}.txt") for at, id in enumerate(self.held)]

    def article(self, article_id: str) -> Article:
        return self.held[article_id]

    def passages_of(self, article_id: str) -> list[Passage]:
        article = self.held[article_id]
        return [
            Passage(
                id=f"{article_id}:{block.start}", article_id=article_id, start=block.start, end=block.end, kind=block.kind,
                text=article.text[block.start : block.end],
            )
            for block in article.blocks
            if block.kind in SEARCHED_KINDS
        ]  # fmt: skip


@dataclass
class ExaminedAssistant(ScriptedAssistant):
    """Answers at once, too."""

    examined: list[str] = field(default_factory=list)
    slow: float = 0.0
    """Seconds of an answer."""

    @property
    def library(self) -> Shelf:
        return Shelf(self.articles_by_id)

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        today: date | None = None,
    ) -> Answer:
        time.sleep(self.slow)
        self.examined.append(question)
        return refusal(question) if "달은" in question else good_answer(question)
