"""Articles with a headline, a lead and paragraphs, for the tests of versions, stories and dates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from library_world import KST

from assistant.article import Article, Block, BlockKind, Passage
from assistant.library import Added, Library

HEADLINE = "가람시, 시립도서관 여섯 곳 밤 열 시까지 연다"
SENTENCES = (
    "가람시는 다음 달부터 시립도서관 여섯 곳의 문 닫는 시각을 오후 6시에서 오후 10시로 늦춘다고 2일 밝혔다.",
    "낮에 도서관을 찾기 어려운 직장인과 학생이 퇴근하거나 하교한 뒤에도 책을 빌릴 수 있게 하려는 것이다.",
    "시는 야간 근무자 24명을 새로 뽑고 인건비와 냉난방비로 올해 3억 원을 쓰기로 했다.",
    "지난해 시범 운영한 강변도서관에서는 저녁 시간 이용자가 하루 평균 180명으로 낮 이용자의 절반에 이르렀다.",
    "김하늘 도서관정책과장은 “밤에도 불이 켜진 도서관이 동네의 사랑방이 되기를 바란다”고 말했다.",
    "시는 반응이 좋으면 내년에 나머지 도서관 아홉 곳에도 야간 개관을 넓힐 계획이다.",
    "주차장은 야간에 무료로 쓸 수 있으며 어린이실은 지금처럼 오후 6시에 문을 닫는다.",
)
PUBLISHED = datetime(2026, 3, 3, 9, 30, tzinfo=KST)


def article(body: str = " ".join(SENTENCES), title: str = HEADLINE, **fields: Any) -> Article:
    """A page of a headline and a body, without an address."""
    text = f"{title}\n{body}"
    cut = len(title) + 1
    blocks = (Block(kind=BlockKind.TITLE, start=0, end=cut), Block(kind=BlockKind.BODY, start=cut, end=len(text)))
    given = {"outlet": "한강일보", "published": PUBLISHED} | fields
    return Article(id=Article.id_of(text), text=text, blocks=blocks, title=title, **given)


def passages_of(page: Article) -> list[Passage]:
    """One passage a block."""
    return [
        Passage(
            id=Passage.id_of(page.id, block.start, block.end),
            article_id=page.id,
            kind=block.kind,
            start=block.start,
            end=block.end,
            text=page.text[block.start : block.end],
        )
        for block in page.blocks
    ]


def store(library: Library, *pages: Article) -> list[Added]:
    return [library.add(page, passages_of(page)) for page in pages]
