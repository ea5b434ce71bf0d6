"""An assistant that replays answers and keeps what it was asked: a fake with memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Citation, Claim, Evidence, Filters, Turn, Verdict
from assistant.article import Article, Block, BlockKind, Passage
from assistant.errors import CitedeskError
from assistant.settings import Settings


def article_of(text: str, path: str = "") -> Article:
    """An article that is all body."""
    block = Block(kind=BlockKind.BODY, start=0, end=len(text))
    return Article(id=Article.id_of(text), text=text, blocks=(block,), title=text[:20], path=path)


def evidence_of(article: Article, words: str, rank: int = 1) -> Evidence:
    """The passage of an article that is these words."""
    start = article.text.index(words)
    return Evidence(
        rank=rank,
        passage_id=f"{article.id}:{start}",
        article_id=article.id,
        title=article.title,
        kind=BlockKind.BODY,
        text=words,
        start=start,
        end=start + len(words),
    )


def citation_of(article: Article, words: str, focus: str = "") -> Citation:
    """A citation of these words of an article, with a focus on some of them."""
    start = article.text.index(words)
    at = start + words.index(focus) if focus else None
    return Citation(
        article_id=article.id,
        title=article.title,
        kind=BlockKind.BODY,
        quote=words,
        start=start,
        end=start + len(words),
        focus_start=at,
        focus_end=None if at is None else at + len(focus),
    )


def answer_of(
    question: str, *claims: tuple[str, Citation], evidence: Sequence[Evidence] = (), seconds: float = 1.0
) -> Answer:
    """An answer made of verified claims, each with its citation."""
    made = tuple(Claim(text=text, verdict=Verdict.VERIFIED, citations=(citation,)) for text, citation in claims)
    return Answer(
        question=question,
        text="\n".join(f"{claim.text} [{number}]" for number, claim in enumerate(made, 1)),
        claims=made,
        evidence=tuple(evidence),
        timings={"evidence": seconds / 10, "first_word": seconds / 2, "total": seconds},
    )


def refusal_of(question: str) -> Answer:
    """A refusal."""
    return Answer(question=question, language="en", text="The articles do not say.", refused=True)


@dataclass(frozen=True)
class Row:
    """An article in a list."""

    id: str
    path: str


class ScriptedAssistant:
    """Gives prepared answers; ``asked``, ``searched`` and ``filtered`` remember the questions. It is its own library.

    :param unsearched: words that no passage holds; everything else of an article is one.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        answers: Mapping[str, Answer | CitedeskError],
        found: Sequence[Evidence] = (),
        settings: Settings | None = None,
        unsearched: str = "",
    ) -> None:
        self.settings = settings or Settings(model="extractive")
        self.model_name = "scripted"
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.searched: list[tuple[str, int]] = []
        self.filtered: list[Filters | None] = []
        self._unsearched = unsearched
        self._articles = {article.id: article for article in articles}
        self._answers = dict(answers)
        self._found = list(found)

    @property
    def library(self) -> ScriptedAssistant:
        """Itself."""
        return self

    def ask(self, question: str, *, filters: Filters | None = None, history: Sequence[Turn] = ()) -> Answer:
        """Replay the answer."""
        self.filtered.append(filters)
        self.asked.append((question, tuple(history)))
        answer = self._answers[question]
        if isinstance(answer, CitedeskError):
            raise answer
        return answer

    def search(self, question: str, k: int = 10, filters: Filters | None = None) -> list[Evidence]:
        """Give what was prepared, whatever is asked."""
        self.searched.append((question, k))
        return self._found[:k]

    def article(self, article_id: str) -> Article:
        """An article."""
        return self._articles[article_id]

    def articles(self) -> list[Row]:
        """The list of articles."""
        return [Row(article.id, article.path) for article in self._articles.values()]

    def passages_of(self, article_id: str) -> list[Passage]:
        """An article as one passage, or as two around what is not searched."""
        text = self._articles[article_id].text
        at = text.find(self._unsearched) if self._unsearched else -1
        spans = [(0, len(text))] if at < 0 else [(0, at), (at + len(self._unsearched), len(text))]
        return [
            Passage(
                id=Passage.id_of(article_id, start, end),
                article_id=article_id,
                kind=BlockKind.BODY,
                start=start,
                end=end,
                text=text[start:end],
            )
            for start, end in spans
            if end > start
        ]
