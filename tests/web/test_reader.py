"""The reader: the whole page, and the quote marked letter for letter."""

from __future__ import annotations

import unicodedata

import pytest
from scripted import SUMMIT, cite, found, harbour, make_article, summit
from selectolax.lexbor import LexborHTMLParser

from assistant.article import SEARCHED_KINDS, Article, BlockKind
from ui.web.render.articles.reader import AROUND, MARK_ID, Marked, reader
from ui.web.render.text import visible
from ui.web.wording.words import Words, words_of

WORDS = words_of("en")


def marked_text(html: str, css: str = "mark") -> str:
    return "".join(node.text() for node in LexborHTMLParser(html).css(css))


def page_text(html: str) -> str:
    return "".join(node.text() for node in LexborHTMLParser(html).css(".cd-block"))


@pytest.mark.parametrize("article", [summit(), harbour()], ids=["korean", "english"])
def test_the_whole_page_is_there_in_order(article: Article, words: Words) -> None:
    assert page_text(reader(article, None, words)) == article.text


def test_the_quote_and_its_focus_are_marked_and_the_first_mark_is_the_anchor() -> None:
    article = summit()
    quote = "두 나라는 이 자리에서 ‘소형원전(SMR) 협력 양해각서’ 등 모두 5건의 양해각서에 서명했다."
    html = reader(article, Marked.of(cite(article, quote, "5건")), WORDS)
    assert marked_text(html) == quote
    assert marked_text(html, "mark.cd-focus") == "5건"
    anchors = LexborHTMLParser(html).css(f"#{MARK_ID}")
    assert [anchor.text() for anchor in anchors] == [quote[: quote.index("5건")]]


@pytest.mark.parametrize("start", range(0, 400, 7))
@pytest.mark.parametrize("length", [1, 2, 33, 250])
def test_any_span_is_marked_exactly(start: int, length: int) -> None:
    article = summit()
    end = min(start + length, len(article.text))
    html = reader(article, Marked(start, end, start, start, BlockKind.BODY), WORDS)
    assert marked_text(html) == article.text[start:end]
    assert page_text(html) == article.text


@pytest.mark.parametrize(
    "quote",
    [
        "가족 👩\u200d👩\u200d👧 과 👍🏽 그리고 🏳️\u200d🌈",
        unicodedata.normalize("NFD", "한국은 각서에 서명했다"),
        "cafe\u0301 re\u0301sume\u0301 a\u0328\u0301",
        "𝔘𝔫𝔦 𠮷野家 🇰🇷",
        "  spaces  and\ttabs\nand lines  ",
        "a < b && c > \"d\" 'e' &amp; </mark>",
        "abc\u202edef\u200bghi\ufeff",
    ],
)
def test_marks_hold_for_unusual_characters(quote: str) -> None:
    article = make_article(((BlockKind.TITLE, "🙂 제목\n"), (BlockKind.BODY, f"앞👍말 {quote} 뒷말 {quote}")))
    html = reader(article, Marked.of(cite(article, quote)), WORDS)
    assert marked_text(html) == visible(quote)


def test_what_is_not_searched_is_folded_away_and_what_is_searched_is_not() -> None:
    tree = LexborHTMLParser(reader(summit(), None, WORDS))
    folded = {node.attributes["class"] for node in tree.css("details .cd-block")}
    plain = {node.attributes["class"] for node in tree.css(".cd-block")} - folded
    assert plain == {f"cd-block cd-block-{kind.value}" for kind, _ in SUMMIT if kind in SEARCHED_KINDS}
    assert folded == {f"cd-block cd-block-{kind.value}" for kind, _ in SUMMIT if kind not in SEARCHED_KINDS}
    assert not tree.css("details[open]")


def test_a_mark_in_a_folded_part_opens_it() -> None:
    article = summit()
    html = reader(article, Marked(2, 5, 2, 2, BlockKind.MENU), WORDS)
    opened = LexborHTMLParser(html).css("details[open]")
    assert len(opened) == 1
    assert "기사 검색" in opened[0].text()


@pytest.mark.parametrize(
    ("quote", "kind"), [("두 나라 정상이 2일", BlockKind.CAPTION), ("3억 달러 규모 펀드도 조성", BlockKind.DECK)]
)
def test_the_reader_says_when_a_quote_is_not_from_the_text(quote: str, kind: BlockKind, words: Words) -> None:
    article = summit()
    assert words.from_kind[kind] in reader(article, Marked.of(cite(article, quote)), words)
    assert words.from_kind[kind] not in reader(article, Marked.of(cite(article, "정부는 2030년까지")), words)


def test_evidence_is_marked_like_a_citation() -> None:
    article = harbour()
    html = reader(article, Marked.of(found(article, "before the summer.", 1)), WORDS)
    assert marked_text(html) == "before the summer."


def test_the_head_names_the_outlet_the_date_the_author_and_the_rights(words: Words) -> None:
    head = LexborHTMLParser(reader(summit(), None, words)).css_first(".cd-reader-head")
    assert head is not None
    text = head.text()
    for part in ("한빛일보", "2026-03-03 09:10", "김하늘", "무단 전재·재배포와 AI 학습 이용을 금합니다.", words.rights):
        assert part in text


def test_of_a_very_long_page_the_part_around_the_quote_is_shown(words: Words) -> None:
    filler = "가" * (4 * AROUND)
    article = make_article(((BlockKind.TITLE, "제목\n"), (BlockKind.BODY, f"{filler}여기{filler}")))
    html = reader(article, Marked.of(cite(article, "여기")), words)
    assert marked_text(html) == "여기"
    assert words.shortened in html
    assert len(page_text(html)) == 2 * AROUND + 2
