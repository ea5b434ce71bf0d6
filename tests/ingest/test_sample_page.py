"""The real page that must always work. It is read at run time; only a few words of it, to look up, stand here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from assistant.article import SEARCHED_KINDS, Article, BlockKind
from ingest import cut, read

pytestmark = pytest.mark.shared
KOREA = timezone(timedelta(hours=9))


@pytest.fixture
def article(sample: Path) -> Article:
    return read(sample)


def kinds_at(article: Article, snippet: str) -> list[BlockKind]:
    """The kind of the block around each occurrence of a snippet."""
    found, at = [], article.text.find(snippet)
    while at >= 0:
        found.append(next(block.kind for block in article.blocks if block.start <= at < block.end))
        at = article.text.find(snippet, at + 1)
    return found


def of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end].strip() for b in article.blocks if b.kind is kind]


def test_metadata(article: Article) -> None:
    assert article.title == article.text.splitlines()[0].removeprefix(" date 2026-03-03 ")
    assert article.published == datetime(2026, 3, 3, 0, 4, tzinfo=KOREA)
    assert article.updated == article.published
    assert article.published.utcoffset() == timedelta(hours=9)
    assert article.authors == ("박기석",)
    assert article.outlet == "서울신문"
    assert "AI 학습" in article.rights
    assert article.language == "ko"


def test_the_text_is_the_whole_page(article: Article, sample: Path) -> None:
    assert article.text == sample.read_text("utf-8")
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_headline_counts_once(article: Article) -> None:
    assert kinds_at(article, article.title) == [BlockKind.OTHER, BlockKind.TITLE]


def test_nothing_around_the_article_is_searched(article: Article) -> None:
    poll = article.text.index("\n투표\n")
    for block in article.blocks:
        if block.start > poll:
            assert block.kind not in SEARCHED_KINDS
    for snippet in (
        "기사 검색",
        "사이트맵",
        "글자크기 설정",
        "무단 전재",
        "관련기사",
        "많이 본 뉴스",
        "독점",
        "close button",
    ):
        assert snippet in article.text
        assert not SEARCHED_KINDS & set(kinds_at(article, snippet))
    assert set(kinds_at(article, "박기석 기자")) == {BlockKind.BYLINE, BlockKind.SIGN_OFF}


def test_kinds_and_counts(article: Article) -> None:
    assert len(of_kind(article, BlockKind.BODY)) == 8
    assert len(of_kind(article, BlockKind.DECK)) == 5
    assert len(of_kind(article, BlockKind.CAPTION)) == 2
    assert len(of_kind(article, BlockKind.TITLE)) == 1
    assert all(text.endswith("다.") for text in of_kind(article, BlockKind.BODY))
    assert kinds_at(article, "입력 2026-03-03") == [BlockKind.DATE]
    assert kinds_at(article, "2026-03-03 6면") == [BlockKind.SIGN_OFF]
    assert kinds_at(article, "Copyright") == [BlockKind.COPYRIGHT]


def test_each_caption_is_searched_once(article: Article) -> None:
    for caption in of_kind(article, BlockKind.CAPTION):
        start = caption[:30]
        assert article.text.count(start) == 2
        assert sum(start in passage.text for passage in cut(article)) == 1
        assert caption.endswith("싱가포르 뉴스1")


def test_passages(article: Article) -> None:
    passages = cut(article)
    assert [p.kind for p in passages[:2]] == [BlockKind.TITLE, BlockKind.DECK]
    assert all(len(p.text) <= 500 for p in passages)
    assert all(article.text[p.start : p.end] == p.text for p in passages)
    mous = next(p for p in passages if "5건의 양해각서" in p.text)
    assert all(name in mous.text for name in ("SMR 협력 MOU", "지식재산", "과학기술", "환경위성"))
