"""The sentences of the evidence: what is read, quoted and numbered in prompts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation, Evidence
from assistant.article import SEARCHED_KINDS, Article, BlockKind, Passage
from assistant.text.sentences import sentence_spans


@dataclass(frozen=True)
class EvidenceSentence:
    """A sentence of a passage: ``article.text[start:end] == text``. ``prior`` is the fused score of its passage, 0..1."""

    article: Article
    kind: BlockKind
    start: int
    end: int
    text: str
    prior: float
    passage: str

    @property
    def key(self) -> tuple[str, int, int]:
        """Article and span: equal for the same words however they were found."""
        return self.article.id, self.start, self.end

    @property
    def anchor(self) -> date | None:
        """The day the article was published, against which its dates are resolved."""
        return self.article.published.date() if self.article.published else None

    def cite(self, focus: tuple[int, int] | None = None) -> Citation:
        """The sentence as a citation.

        :param focus: offsets in the article of the words that matter most.
        """
        return Citation(
            article_id=self.article.id,
            title=self.article.title,
            outlet=self.article.outlet,
            published=self.article.published,
            url=self.article.url,
            rights=self.article.rights,
            kind=self.kind,
            quote=self.text,
            start=self.start,
            end=self.end,
            focus_start=focus[0] if focus else None,
            focus_end=focus[1] if focus else None,
        )


def sentences_of_passage(passage: Passage | Evidence, article: Article, prior: float) -> list[EvidenceSentence]:
    """The sentences of a passage with their places in the article."""
    return [
        EvidenceSentence(
            article=article,
            kind=passage.kind,
            start=passage.start + start,
            end=passage.start + end,
            text=passage.text[start:end],
            prior=prior,
            passage=passage.text,
        )
        for start, end in whole_spans(passage.text)
    ]


_ORPHAN = re.compile(r"(?:는|을|를|에서|와|과|으로)\s|[)\]》〉」』”’]")
"""How no sentence begins: with a particle, or the end of a title that has a mark of a sentence's end in it (《퀴즈쇼!》는)."""


def whole_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a passage, with what was cut off one by a mark inside a title put back."""
    joined: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if joined and _ORPHAN.match(text, start) and "\n" not in text[joined[-1][1] : start]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def unique(sentences: Sequence[EvidenceSentence]) -> list[EvidenceSentence]:
    """Each span once, the first kept."""
    return list({sentence.key: sentence for sentence in reversed(sentences)}.values())[::-1]


def searched_text(article: Article) -> str:
    """What of an article may prove something, in order, a line per block."""
    return "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind in SEARCHED_KINDS)
