"""Versions of one article: which pages are, which is the newest, and what is searched."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_world import HashEmbedder, snapshot
from newsroom import HEADLINE, PUBLISHED, SENTENCES, article, passages_of, store

from assistant.answer import Filters
from assistant.article import Article
from assistant.library import Added, Library
from assistant.library.addresses import address_of

URL = "https://news.example/view?idxno=1234"
EDITED = article(" ".join(SENTENCES[:-1]), url=URL)
FIRST = article(url=URL)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.news.example/a/1", "http://news.example/a/1/"),
        ("https://news.example/a/1", "https://m.news.example/a/1#comments"),
        ("https://news.example/a/1?utm_source=x&fbclid=2", "https://NEWS.example/a/1"),
        ("https://news.example/v?b=2&id=1", "https://news.example/v?id=1&b=2&ref=home"),
        ("https://news.example/%EA%B0%80", "https://news.example/가"),
        ("https://n.news.naver.com/article/001/0014?sid=105", "https://n.news.naver.com/article/001/0014"),
        ("https://news.example:443/a", "news.example/a"),
    ],
)
def test_one_address_in_two_spellings(one: str, other: str) -> None:
    assert address_of(one) == address_of(other) != ""


@pytest.mark.parametrize("parameter", ["id", "aid", "idxno", "no", "newsid", "articleId", "sid"])
def test_parameters_that_name_an_article_are_kept(parameter: str) -> None:
    first, second = (address_of(f"https://news.example/view?{parameter}={number}") for number in (1, 2))
    assert first != second


@pytest.mark.parametrize(
    "url", ["", "https://news.example", "https://www.news.example/?utm_source=x", "https://[", "x:y"]
)
def test_a_front_page_names_no_article(url: str) -> None:
    assert address_of(url) == ""


@given(st.text())
def test_any_text_has_an_address_or_none(text: str) -> None:
    assert address_of(text) == address_of(f" {text} ")
    page = f"https://news.example/a/{quote(text, safe='')}b"
    assert address_of(f"{page}/?utm_source={quote(text, safe='')}#top") == address_of(page) != ""


def found_by_words(library: Library, word: str) -> set[str]:
    found = library.search_keywords("bigrams", [word[:2], word[1:3]], 50)
    return {name.split(":")[0] for name, _ in found}


def test_an_edited_page_supersedes_the_one_before(library: Library, embedder: HashEmbedder) -> None:
    assert store(library, FIRST) == [Added.NEW]
    library.index_pending(embedder)
    assert store(library, EDITED) == [Added.VERSION]
    library.index_pending(embedder)
    assert [each.id for each in library.articles()] == [EDITED.id]
    assert [(each.id, each.current) for each in library.versions(FIRST.id)] == [(EDITED.id, True), (FIRST.id, False)]
    assert library.versions(EDITED.id) == library.versions(FIRST.id)
    assert {each.id for each in library.articles(superseded=True)} == {FIRST.id, EDITED.id}
    assert library.article(FIRST.id) == FIRST
    assert library.passages_of(FIRST.id) == []
    assert found_by_words(library, "도서관") == {EDITED.id}
    assert found_by_words(library, "어린이실") == set()
    vector = embedder.vector(passages_of(FIRST)[1].text)
    assert {name.split(":")[0] for name, _ in library.search_vectors(vector, 9)} == {EDITED.id}
    counts = library.counts()
    assert (counts.articles, counts.passages, counts.pending, counts.vectors) == (1, 2, 0, 2)
    assert library.resolve(Filters(articles=(FIRST.id,))) == frozenset()
    assert library.doctor().findings == ()


def test_it_leaves_the_search_before_chroma_is_told(library: Library, embedder: HashEmbedder) -> None:
    store(library, FIRST)
    library.index_pending(embedder)
    store(library, EDITED)
    vector = embedder.vector(passages_of(FIRST)[1].text)
    assert library.search_vectors(vector, 9) == []


def test_the_version_before_comes_back_when_the_newest_is_deleted(library: Library, embedder: HashEmbedder) -> None:
    store(library, FIRST)
    library.index_pending(embedder)
    store(library, EDITED)
    library.index_pending(embedder)
    asked = len(embedder.asked)
    library.delete(EDITED.id)
    assert [(each.id, each.current) for each in library.versions(FIRST.id)] == [(FIRST.id, True)]
    assert library.passages_of(FIRST.id) == passages_of(FIRST)
    assert found_by_words(library, "어린이실") == {FIRST.id}
    text = passages_of(FIRST)[1]
    assert library.search_vectors(embedder.vector(text.text), 1)[0][0] == text.id
    assert library.counts().vectors == 2
    assert (library.index_pending(embedder), len(embedder.asked)) == (0, asked)
    assert library.doctor().findings == ()


def test_a_vector_of_another_model_does_not_come_back(library: Library, embedder: HashEmbedder) -> None:
    from library_world import fingerprint

    store(library, FIRST)
    library.index_pending(embedder)
    store(library, EDITED)
    library.index_pending(embedder)
    other = HashEmbedder(fingerprint("hash-b"))
    library.reembed(other)
    library.delete(EDITED.id)
    assert library.counts().pending == 2
    library.index_pending(other)
    text = passages_of(FIRST)[1]
    assert library.search_vectors(other.vector(text.text), 1)[0][1] == pytest.approx(1, abs=1e-3)


def test_deleting_an_old_version_leaves_the_newest(library: Library) -> None:
    store(library, FIRST, EDITED)
    library.delete(FIRST.id)
    assert [each.id for each in library.versions(EDITED.id)] == [EDITED.id]
    assert found_by_words(library, "도서관") == {EDITED.id}
    assert library.doctor().findings == ()


def test_an_older_version_that_comes_later_is_kept_as_old(library: Library) -> None:
    newest = EDITED.model_copy(update={"updated": PUBLISHED + timedelta(hours=5)})
    assert store(library, newest, FIRST) == [Added.NEW, Added.OLD_VERSION]
    assert [each.id for each in library.versions(FIRST.id)] == [newest.id, FIRST.id]
    assert [each.id for each in library.articles()] == [newest.id]
    assert library.passages_of(FIRST.id) == []
    assert found_by_words(library, "어린이실") == set()
    assert library.doctor().findings == ()


def edition(number: int) -> Article:
    updated = PUBLISHED + timedelta(hours=number)
    return article(" ".join(SENTENCES[: 3 + number]), url=URL, updated=updated if number else None)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_dates_order_versions_whatever_came_first(place: Path, order: tuple[int, ...]) -> None:
    with Library.open(place, write=True) as library:
        store(library, *(edition(number) for number in order))
        versions = library.versions(edition(0).id)
        assert [each.id for each in versions] == [edition(number).id for number in (3, 2, 1, 0)]
        assert [each.current for each in versions] == [True, False, False, False]
        assert [each.id for each in library.articles()] == [edition(3).id]
        assert library.doctor().findings == ()
        for number in (3, 1):
            library.delete(edition(number).id)
        assert [each.id for each in library.versions(edition(0).id)] == [edition(2).id, edition(0).id]
        assert len(library.passages_of(edition(2).id)) == 2
        assert library.doctor().findings == ()


SHORTENED = " ".join(SENTENCES[:-1])
OTHER = article(
    "나래시는 올해 봄꽃 축제를 예년보다 한 주 이른 이달 셋째 주에 연다. 기온이 평년보다 높아 벚꽃이 일찍 필 것으로 보이기 때문이다. "
    "축제장에는 먹을거리 장터와 어린이 그림 대회가 마련되고, 강변길은 사흘 동안 차 없는 거리가 된다.",
    "나래시 봄꽃 축제 한 주 앞당긴다",
)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (article(), article(SHORTENED), Added.VERSION),
        (article(), article(SHORTENED, url=URL), Added.VERSION),
        (article(), article(SHORTENED, published=PUBLISHED + timedelta(hours=3)), Added.VERSION),
        (article(), article(" ".join(SENTENCES).replace("3억", "9억")), Added.VERSION),
        (article(), article(SHORTENED, title="가람시 도서관, 이젠 밤에도 갑니다"), Added.VERSION),
        (article(path="a/page.txt", published=None), article(SHORTENED, path="a/page.txt"), Added.VERSION),
        (article(), article(SHORTENED, published=PUBLISHED + timedelta(days=1)), Added.NEW),
        (article(), article(SHORTENED, outlet="나래신문"), Added.NEW),
        (article(outlet=""), article(SHORTENED, outlet=""), Added.NEW),
        (article(url=URL), article(SHORTENED, url=URL + "5"), Added.NEW),
        (article(), article(OTHER.text), Added.NEW),
        (article(path="a/page.txt"), article(OTHER.text, title="다른 글", path="a/page.txt"), Added.NEW),
    ],
)
def test_what_is_a_version_without_a_common_address(
    library: Library, first: Article, second: Article, expected: Added
) -> None:
    assert store(library, first, second) == [Added.NEW, expected]


def test_rows_of_one_file_are_not_versions_of_each_other(library: Library) -> None:
    path = "a/rows.jsonl"
    midnight = datetime(2026, 3, 3, tzinfo=PUBLISHED.tzinfo)
    web = article(title="가람시 도서관, 이젠 밤에도 갑니다", path=path, published=midnight)
    assert store(library, article(path=path, published=midnight), web) == [Added.NEW, Added.NEW]


def test_the_address_decides_even_when_nothing_else_agrees(library: Library) -> None:
    rewritten = article(OTHER.text, "다른 제목", url=URL + "&utm_source=x", outlet="한강닷컴")
    assert store(library, FIRST, rewritten) == [Added.NEW, Added.VERSION]


def test_the_same_page_again_is_unchanged_even_when_superseded(library: Library) -> None:
    assert store(library, FIRST, EDITED, FIRST, EDITED) == [
        Added.NEW, Added.VERSION, Added.UNCHANGED, Added.UNCHANGED,
    ]  # fmt: skip
    assert bool(Added.UNCHANGED) is False
    assert all([Added.NEW, Added.VERSION, Added.OLD_VERSION])


def test_a_library_that_was_edited_and_undone_is_as_before(memory: Path, embedder: HashEmbedder) -> None:
    for name in ("plain", "undone"):
        with Library.open(memory / name, write=True) as library:
            store(library, FIRST)
            library.index_pending(embedder)
            if name == "undone":
                store(library, EDITED)
                library.index_pending(embedder)
                library.delete(EDITED.id)
    assert snapshot(memory / "undone") == snapshot(memory / "plain")


def test_every_other_article_is_a_lineage_of_its_own(library: Library) -> None:
    store(library, article(), OTHER)
    assert [each.id for each in library.versions(OTHER.id)] == [OTHER.id]
    assert library.versions("0" * 24) == []
    assert library.articles(Filters(articles=(article().id,)))[0].title == HEADLINE


def test_a_short_page_with_a_corrected_number_is_a_version(library: Library) -> None:
    """Two numbers break most runs of twelve letters of a page of three sentences, not its runs of three."""
    text = "가온시는 새 버스 7대를 들여온다고 밝혔다. 예산은 46억원이며 시의회가 승인했다. 첫 차는 5월에 다닌다."
    first = article(text, path="/pages/bus.txt")
    corrected = article(text.replace("7대", "9대").replace("46억", "51억"), path="/pages/bus.txt")
    other = article("가온시의 겨울 축제가 막을 올렸다. 첫날에만 3만 명이 다녀갔다고 한다.", path="/pages/bus.txt")
    assert store(library, first, corrected, other) == [Added.NEW, Added.VERSION, Added.NEW]
