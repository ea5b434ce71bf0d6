"""The dates that articles name, what servers said about pages, and the fields of pages and blocks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from library_world import KST
from newsroom import article, store

from assistant.answer import Filters
from assistant.article import Article, Block, BlockKind
from assistant.library import Library

PAGE = article(
    "시는 2일 협약을 맺었다. 지난달 회의에서 정했고 내년에 시작한다. 2024년 5월 6일과 2월 31일은 다르다.", "가람시 협약"
)


def spans(library: Library, page: Article) -> list[tuple[str, date, date]]:
    return [(page.text[each.start : each.end], each.first, each.last) for each in library.dates(page.id)]


def test_dates_are_resolved_against_the_day_of_the_article(library: Library) -> None:
    store(library, PAGE)
    assert spans(library, PAGE) == [
        ("2일", date(2026, 3, 2), date(2026, 3, 2)),
        ("지난달", date(2026, 2, 1), date(2026, 2, 28)),
        ("내년", date(2027, 1, 1), date(2027, 12, 31)),
        ("2024년 5월 6일", date(2024, 5, 6), date(2024, 5, 6)),
    ]


def test_sums_are_no_years(library: Library) -> None:
    page = article(
        "예식장에 2000만원을 쓰고 매출은 1조2000억원, 이용자는 1950만 명이며 2030년에 끝난다.", "가람시 소식"
    )
    store(library, page)
    assert [text for text, _, _ in spans(library, page)] == ["2030년"]


def test_a_day_that_no_calendar_has_is_no_date(library: Library) -> None:
    """Figures of a chart that look like one: the tenth month's day 0."""
    page = article("2013 2015 2017\n-10.0\n121명이 2025.13.1과 2025.3.0을 골랐다.", "설문")
    store(library, page)
    assert {text for text, _, _ in spans(library, page)} == {"2013", "2015"}


def test_only_searched_blocks_and_known_years_count(library: Library) -> None:
    text = "입력 2026.03.03\n가람시 3월 2일 협약\n"
    blocks = (Block(kind=BlockKind.DATE, start=0, end=14), Block(kind=BlockKind.BODY, start=14, end=len(text)))
    undated = Article(id=Article.id_of(text), text=text, blocks=blocks, title="가람시")
    dated = undated.model_copy(update={"id": "f" * 24, "published": datetime(2026, 3, 3, tzinfo=KST)})
    store(library, undated, dated)
    assert spans(library, undated) == []
    assert spans(library, dated) == [("3월 2일", date(2026, 3, 2), date(2026, 3, 2))]


def test_superseded_and_deleted_articles_are_not_named(library: Library) -> None:
    old = PAGE.model_copy(update={"url": "https://a.example/1"})
    store(library, old, article("시는 협약을 맺었다.", "가람시 협약", url="https://a.example/1"))
    assert library.timeline.passages(date(2026, 3, 2), date(2026, 3, 2), mentioned=True) == frozenset()
    assert len(library.dates(old.id)) == 4
    library.delete(old.id)
    assert library.dates(old.id) == []


def test_fetches_are_remembered_and_replaced(place: Path) -> None:
    url = "https://news.example/rss?x='"
    with Library.open(place, write=True) as library:
        assert library.fetches.get(url) is None
        library.fetches.put(url, '"abc"', "")
        library.fetches.put(url, '"abd"', "Tue, 03 Mar 2026 00:30:00 GMT")
    with Library.open(place) as reader:
        assert reader.fetches.get(url) == ('"abd"', "Tue, 03 Mar 2026 00:30:00 GMT")
        assert reader.fetches.get(url.upper()) is None


def test_language_and_page_of_blocks_and_the_printed_page_come_back(library: Library) -> None:
    text = "제목\nBody.\n끝"
    blocks = (
        Block(kind=BlockKind.TITLE, start=0, end=3, language="ko", page=1),
        Block(kind=BlockKind.BODY, start=3, end=9, language="en"),
        Block(kind=BlockKind.OTHER, start=9, end=10, page=2),
    )
    page = Article(id=Article.id_of(text), text=text, blocks=blocks, title="제목", print_page="A12", section="경제")
    store(library, page)
    assert library.article(page.id) == page


def test_articles_are_listed_by_section(library: Library) -> None:
    economy, world = article(section="경제"), article("다른 글이다.", "나라 밖", section="국제")
    store(library, economy, world)
    assert [each.id for each in library.articles(Filters(sections=("경제",)))] == [economy.id]
    assert [each.section for each in library.articles(Filters(sections=("경제", "국제")))] == ["경제", "국제"]
    assert library.resolve(Filters(sections=("국제",))) == {each.id for each in library.passages_of(world.id)}
    assert library.resolve(Filters(sections=("문화",))) == frozenset()


def test_deleting_an_article_forgets_its_fetch(library: Library) -> None:
    page = PAGE.model_copy(update={"url": "https://a.example/news/1"})
    store(library, page)
    for url in ("http://www.a.example/news/1?utm_source=x", "https://a.example/news/1", "https://a.example/news/2"):
        library.fetches.put(url, '"abc"', "")
    library.delete(page.id)
    assert library.fetches.get("http://www.a.example/news/1?utm_source=x") is None
    assert library.fetches.get("https://a.example/news/1") is None
    assert library.fetches.get("https://a.example/news/2") == ('"abc"', "")
