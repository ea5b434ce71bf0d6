"""A small assistant with memory: it answers from prepared articles and keeps what it was asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from assistant.answer import (
    Answer,
    Citation,
    Claim,
    Draft,
    Evidence,
    EvidenceFound,
    Filters,
    Finished,
    StreamEvent,
    Turn,
    Verdict,
)
from assistant.article import Article, Block, BlockKind
from assistant.errors import InputError
from assistant.settings import Settings
from ui.ports import Watch

KST = timezone(timedelta(hours=9))
Parts = Sequence[tuple[BlockKind, str]]

SUMMIT: Parts = (
    (BlockKind.MENU, "기사 검색\n정치\n경제\n국제\n로그인\n\n"),
    (BlockKind.TITLE, "한·싱가포르, 소형원전·AI 협력 양해각서 5건 서명\n\n"),
    (BlockKind.BYLINE, "김하늘 기자\n"),
    (BlockKind.DATE, "입력 2026-03-03 09:10\n\n"),
    (BlockKind.DECK, "자유무역협정 20년 만에 고치기로\n3억 달러 규모 펀드도 조성\n\n"),
    (BlockKind.OTHER, "이미지 확대\n"),
    (BlockKind.CAPTION, "두 나라 정상이 2일 싱가포르에서 열린 회담에 앞서 악수하고 있다. 연합 제공\n\n"),
    (
        BlockKind.BODY,
        "한국과 싱가포르가 2일 정상회담을 열고 자유무역협정(FTA) 개선 협상을 시작하기로 했다. "
        "두 나라는 이 자리에서 ‘소형원전(SMR) 협력 양해각서’ 등 모두 5건의 양해각서에 서명했다.\n\n"
        "나머지 네 건은 ‘공공안전 분야 인공지능 협력’, ‘지식재산 강화’, ‘과학기술 협력’, ‘환경위성 공동 활용’에 "
        "관한 것이다.\n\n"
        "정부는 2030년까지 싱가포르에 3억 달러(약 4386억원) 규모의 펀드를 만들겠다고 밝혔다. "
        "인공지능 행사에서는 국내 기업이 전력을 적게 쓰는 반도체를 시연했다.\n\n",
    ),
    (BlockKind.SIGN_OFF, "싱가포르 김하늘 기자\n\n"),
    (BlockKind.COPYRIGHT, "ⓒ 한빛일보. 무단 전재·재배포와 AI 학습 이용을 금합니다.\n"),
    (BlockKind.POLL, "투표\n올림픽 중계를 한 방송사가 도맡아도 될까요?\n1. 괜찮다\n2. 안 된다\n"),
    (BlockKind.RELATED, "많이 본 뉴스\n서울 지하철 요금 오른다\n"),
)
HARBOUR: Parts = (
    (BlockKind.MENU, "Home\nWorld\nBusiness\nSign in\n\n"),
    (BlockKind.TITLE, "Harbour Post: Singapore and Korea reopen their trade pact\n\n"),
    (BlockKind.DATE, "Mar 4, 2026\n\n"),
    (
        BlockKind.BODY,
        "Singapore and South Korea agreed to reopen the free trade agreement that took effect twenty years ago. "
        "Officials said that five memoranda were signed, the first of them on small modular reactors.\n\n"
        "The two sides will hold the first round of talks before the summer.\n",
    ),
)


def make_article(parts: Parts, **about: object) -> Article:
    """An article whose blocks are the given parts."""
    text, blocks = "", []
    for kind, part in parts:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(part)))
        text += part
    title = next((part.strip() for kind, part in parts if kind is BlockKind.TITLE), "untitled")
    return Article.model_validate({"id": Article.id_of(text), "text": text, "blocks": blocks, "title": title} | about)


def cite(article: Article, quote: str, focus: str = "") -> Citation:
    """A citation of exact words of an article."""
    start = article.text.index(quote)
    kind = next(block.kind for block in article.blocks if block.start <= start < block.end)
    at = start + quote.index(focus) if focus else None
    return Citation(
        article_id=article.id, title=article.title, outlet=article.outlet, published=article.published,
        url=article.url, rights=article.rights, kind=kind, quote=quote, start=start, end=start + len(quote),
        focus_start=at, focus_end=None if at is None else at + len(focus),
    )  # fmt: skip


def found(article: Article, quote: str, rank: int) -> Evidence:
    """A piece of evidence with exact words of an article."""
    made = cite(article, quote)
    return Evidence(
        rank=rank, passage_id=f"{article.id}:{rank}", article_id=article.id, title=made.title, outlet=made.outlet,
        published=made.published, url=made.url, rights=made.rights, kind=made.kind, text=quote, start=made.start,
        end=made.end, language=article.language, scores={"fused": 1 / rank},
    )  # fmt: skip


def summit() -> Article:
    return make_article(
        SUMMIT, outlet="한빛일보", authors=("김하늘",), published=datetime(2026, 3, 3, 9, 10, tzinfo=KST),
        section="정치", url="https://news.example/politics/1", rights="무단 전재·재배포와 AI 학습 이용을 금합니다.",
    )  # fmt: skip


def harbour() -> Article:
    return make_article(
        HARBOUR, outlet="Harbour Post", published=datetime(2026, 3, 4, tzinfo=KST), language="en",
        url="https://harbour.example/world/2",
    )  # fmt: skip


def claim(text: str, verdict: Verdict, *citations: Citation, why: str = "") -> Claim:
    """A claim of an answer."""
    return Claim(text=text, verdict=verdict, citations=citations, reasons=(why,) if why else ())


def good_answer(question: str) -> Answer:
    """An answer with every verdict, two articles, a caption and words in focus."""
    korean, english = summit(), harbour()
    signed = "두 나라는 이 자리에서 ‘소형원전(SMR) 협력 양해각서’ 등 모두 5건의 양해각서에 서명했다."
    rest = korean.text[korean.text.index("나머지 네 건은") : korean.text.index("\n\n정부는")]
    caption = "두 나라 정상이 2일 싱가포르에서 열린 회담에 앞서 악수하고 있다."
    memoranda = "Officials said that five memoranda were signed, the first of them on small modular reactors."
    reactors = cite(korean, signed, "소형원전(SMR) 협력 양해각서"), cite(english, memoranda, "small modular reactors")
    two = cite(korean, rest, "‘과학기술 협력’, ‘환경위성 공동 활용’")
    claims = (
        claim("소형원전(SMR) 협력", Verdict.VERIFIED, *reactors),
        claim("공공안전 분야 인공지능 협력", Verdict.VERIFIED, cite(korean, rest, "공공안전 분야 인공지능 협력")),
        claim("지식재산 강화", Verdict.VERIFIED, cite(korean, rest, "지식재산 강화")),
        claim("과학기술 협력과 환경위성 공동 활용", Verdict.PARTLY, two, why="두 건이 한 문장에 합쳐졌습니다"),
        claim("서명은 2일 싱가포르에서 이루어졌습니다", Verdict.UNSUPPORTED, cite(korean, caption),
              why="회담 장소만 사진 설명에 나옵니다"),
    )  # fmt: skip
    left_out = claim("펀드는 30억 달러입니다.", Verdict.UNSUPPORTED, why="기사에는 3억 달러입니다")
    evidence = (
        found(korean, signed + "\n\n" + rest, 1),
        found(english, memoranda, 2),
        found(korean, caption, 3),
        found(korean, "정부는 2030년까지 싱가포르에 3억 달러(약 4386억원) 규모의 펀드를 만들겠다고 밝혔다.", 4),
        found(english, "The two sides will hold the first round of talks before the summer.", 5),
    )
    return Answer(
        question=question, language="ko", text="기사에는 양해각서 5건이 나옵니다.", claims=claims, evidence=evidence,
        lead="기사에는 양해각서 5건이 나옵니다.", notes=("기사는 ‘5건’이라고 적었고, 5건을 모두 찾았습니다.",),
        dropped=(left_out,), timings={"evidence": 0.11, "finished": 2.4}, as_of=datetime(2026, 3, 4, tzinfo=KST),
    )  # fmt: skip


def refusal(question: str) -> Answer:
    """An answer that says that the articles do not say."""
    evidence = (found(summit(), "자유무역협정 20년 만에 고치기로", 1),)
    return Answer(
        question=question, text="기사에는 그 내용이 없습니다.", refused=True, evidence=evidence,
        refusal="가장 가까운 대목은 자유무역협정에 관한 것입니다.", timings={"finished": 0.2},
    )  # fmt: skip


def script_of(answer: Answer) -> list[StreamEvent]:
    """The events of an answer: its evidence, a draft in pieces, the answer."""
    text = answer.lead + "\n" + "\n".join(f"- {claim.text}" for claim in answer.claims)
    pieces = [text[at : at + 6] for at in range(0, len(text), 6)] if answer.claims else []
    first = EvidenceFound(evidence=answer.evidence, standalone_question=answer.question)
    return [first, *(Draft(delta=piece) for piece in pieces), Finished(answer=answer)]


@dataclass(frozen=True)
class Row:
    """A line of the list of articles."""

    id: str
    title: str
    outlet: str
    published: datetime | None
    rights: str
    passages: int
    section: str = ""
    language: str = "ko"


@dataclass(frozen=True)
class Line:
    """A line of a report."""

    source: str
    status: str
    article_id: str = ""
    title: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """What was added."""

    lines: Sequence[Line]


def by_id(*articles: Article) -> dict[str, Article]:
    return {each.id: each for each in articles}


@dataclass
class ScriptedAssistant:
    """Plays prepared events, with a pause before each, and remembers the questions, histories and endings."""

    articles_by_id: dict[str, Article] = field(default_factory=lambda: by_id(summit(), harbour()))
    script: Callable[[str], Sequence[StreamEvent]] = lambda question: script_of(good_answer(question))
    pause: float = 0.01
    settings: Settings = field(default_factory=lambda: Settings(model="extractive", max_file_bytes=200_000))
    model_name: str = "extractive"
    asked: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)
    filtered: list[Filters | None] = field(default_factory=list)
    suggestions: Sequence[str] = ()
    models: list[str | None] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def astream(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        today: date | None = None,
        model: str | None = None,
    ) -> AsyncIterator[StreamEvent]:
        self.asked.append((question, tuple(history)))
        self.models.append(model)
        self.filtered.append(filters)
        try:
            for event in self.script(question):
                await asyncio.sleep(self.pause)
                yield event
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled.append(question)
            raise
        self.finished.append(question)

    def suggest(self, answer: Answer, filters: Filters | None = None, asked: Sequence[str] = ()) -> Sequence[str]:
        return [question for question in self.suggestions if question not in asked]

    def search(
        self, question: str, k: int = 10, filters: Filters | None = None, today: date | None = None
    ) -> list[Evidence]:
        return list(good_answer(question).evidence[:k])

    def article(self, article_id: str) -> Article:
        if article_id not in self.articles_by_id:
            raise InputError(f"There is no article {article_id}.")
        return self.articles_by_id[article_id]

    def articles(self) -> list[Row]:
        known = self.articles_by_id.values()
        return [
            Row(each.id, each.title, each.outlet, each.published, each.rights, 3, each.section, each.language)
            for each in known
        ]

    def add(
        self, paths: Sequence[Path], text: str, addresses: Sequence[str] = (), watch: Watch | None = None
    ) -> Report:
        """What ``ingest`` does: a line for each file; the first line of a page is its title, the rest its text."""
        given = [(str(path), path.read_bytes()) for path in paths] + ([("pasted", text.encode())] if text else [])
        return Report([self._line(source, content) for source, content in given])

    def _line(self, source: str, content: bytes) -> Line:
        try:
            page = content.decode("utf-8").strip()
        except UnicodeDecodeError:
            return Line(source, "failed", reason=f"{source} is not text.")
        title, _, body = page.partition("\n")
        if not body.strip():
            return Line(source, "skipped", title=title, reason="There is no article on this page, only a line.")
        article = make_article(((BlockKind.TITLE, title + "\n"), (BlockKind.BODY, body)))
        known = article.id in self.articles_by_id
        self.articles_by_id[article.id] = article
        return Line(source, "unchanged" if known else "added", article.id, title)
