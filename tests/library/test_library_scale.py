"""No step of a search reads the whole library: shown by SQLite's own plans, and by what it reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from library_world import KST, HashEmbedder, fill, make_article

from assistant.answer import Filters
from assistant.library import Library, keyword_search
from assistant.retrieval.search import Searcher
from assistant.text.keywords import bigrams

QUESTION = "서울시는 지난주에 Wong 총리와 어떤 교류 협약을 맺었나?"
WHOLE = ("passages", "articles", "vectors", "date_mentions", "morphemes_words", "bigrams_words", "editions")
STEPS = 100
"""Instructions of SQLite's machine between two counts."""


def traced(library: Library, action: Callable[[], object]) -> list[str]:
    """The statements that an action runs, with their values put in."""
    found: list[str] = []
    connection = library._database.connection()
    connection.set_trace_callback(found.append)
    try:
        action()
    finally:
        connection.set_trace_callback(None)
    return [each for each in found if each.startswith(("SELECT", "INSERT"))]


def scans(library: Library, statements: Sequence[str]) -> list[str]:
    """What the plans of statements say of tables that they go through from end to end."""
    connection = sqlite3.connect(library.path / "library.db")
    connection.execute("CREATE TEMP TABLE allowed (number INTEGER PRIMARY KEY)")
    aliases = {"p", "a", "v", "d", "q", "e", *WHOLE}
    plans = [(sql, row[3]) for sql in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    connection.close()
    words = [(sql, plan, plan.split()) for sql, plan in plans]
    return [f"{plan}: {sql}" for sql, plan, told in words if told[0] == "SCAN" and told[1] in aliases]


def everything(library: Library) -> Callable[[], object]:
    searcher = Searcher(library, HashEmbedder())
    day = datetime(2026, 3, 5, tzinfo=KST)

    def ask() -> None:
        searcher.search(QUESTION, 8)
        searcher.search(QUESTION, 8, None, searcher.time_frame(QUESTION, date(2026, 3, 20)))
        searcher.search(QUESTION, 8, Filters(since=day, until=day))
        searcher.search("현재 협약", 8, None, searcher.time_frame("현재 협약", date(2026, 3, 20)))

    return ask


def test_no_statement_of_a_search_goes_through_a_table(library: Library, embedder: HashEmbedder) -> None:
    fill(library, range(40), embedder)
    statements = traced(library, everything(library))
    assert len(statements) > 20
    assert scans(library, statements) == []


def test_a_scan_would_be_seen(library: Library) -> None:
    assert scans(library, ["SELECT count(*) FROM passages p WHERE p.text = 'x'"]) != []


def instructions(library: Library, action: Callable[[], object]) -> int:
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    connection = library._database.connection()
    connection.set_progress_handler(tick, STEPS)
    try:
        action()
    finally:
        connection.set_progress_handler(None, 0)
    return count


def test_the_work_of_a_question_stays_the_same_while_the_library_grows(
    library: Library, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyword_search, "VISITS", 60)
    monkeypatch.setattr(keyword_search, "RESCORED", 20)
    tokens = bigrams("서울시 교류 협약")
    work = []
    for numbers in (range(100), range(100, 500)):
        fill(library, numbers)
        work.append(instructions(library, lambda: library.search_keywords("bigrams", tokens, 10)))
    assert work[1] <= 1.5 * work[0] + 2


def test_words_that_are_everywhere_do_not_look_but_count(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library, range(30))
    tokens = bigrams("서울시는 3일 미술관 교류 협약을 맺었다")
    exact = library.search_keywords("bigrams", tokens, 120)
    monkeypatch.setattr(keyword_search, "VISITS", 40)
    found = library.search_keywords("bigrams", tokens, 5)
    assert [name for name, _ in found] == [name for name, _ in exact[:5]]
    assert [score for _, score in found] == pytest.approx([score for _, score in exact[:5]])


def test_one_word_that_is_everywhere_finds_the_newest(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(library, range(30))
    monkeypatch.setattr(keyword_search, "VISITS", 10)
    monkeypatch.setattr(keyword_search, "RESCORED", 4)
    found = {name for name, _ in library.search_keywords("bigrams", ["협약"], 10)}
    assert found == {passage.id for passage in make_article(29)[1]}


def test_a_filter_is_searched_although_its_words_are_everywhere(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(library, range(30))
    _, passages = make_article(4)
    allowed = frozenset(passage.id for passage in passages)
    tokens = bigrams("서울시는 3일 미술관 교류 협약을 맺었다")
    exact = library.search_keywords("bigrams", tokens, 10, allowed)
    monkeypatch.setattr(keyword_search, "VISITS", 40)
    found = library.search_keywords("bigrams", [*tokens, *bigrams(make_article(9)[1][0].text)], 10, allowed)
    assert {name for name, _ in found} >= {name for name, _ in exact} != set()
    assert library.search_keywords("bigrams", ["없는", "협약"], 10, allowed)[0][0] in allowed


def test_counts_follow_articles_that_come_and_go(library: Library, embedder: HashEmbedder) -> None:
    articles = fill(library, range(6), embedder)
    library.delete(articles[2].id)
    assert library.searched() == 20
    assert library.document_frequencies("bigrams", ["협약"]) == {"협약": 20}
    assert library.doctor().findings == ()
    for article in articles:
        library.delete(article.id)
    assert library.searched() == 0
    assert library._database.rows("SELECT * FROM bigrams_words UNION SELECT * FROM morphemes_words") == []


def test_wrong_counts_are_found_and_put_right(place: Path) -> None:
    with Library.open(place, write=True) as library:
        fill(library, range(3))
        before = library.document_frequencies("bigrams", ["협약", "교류"])
        with library._database.transaction() as connection:
            connection.execute("UPDATE bigrams_words SET passages = 99 WHERE term = '협약'")
            connection.execute("UPDATE keyword_sizes SET tokens = 1 WHERE leg = 'morphemes'")
        assert [each.check for each in library.doctor().findings] == ["words-miscounted"]
        library.doctor(repair=True)
        assert library.doctor().findings == ()
        assert library.document_frequencies("bigrams", ["협약", "교류"]) == before
