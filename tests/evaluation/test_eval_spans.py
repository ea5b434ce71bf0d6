"""Finding the gold quote again in a library."""

from __future__ import annotations

import unicodedata

from scripted_assistant import ScriptedAssistant, article_of

from assistant.evaluation.spans import Corpus, Span

MENU = article_of("Menu\nThe rocket flew on May 25.\nEnd", "pages/one.txt")
COPY = article_of("Again: The rocket flew on May 25. Twice: The rocket flew on May 25.", "pages/two.txt")


def corpus(*articles: object) -> Corpus:
    return Corpus(ScriptedAssistant(articles, {}))  # type: ignore[arg-type]


def test_the_named_file_wins() -> None:
    assert corpus(MENU, COPY).find("The rocket flew on May 25.", "one.txt") == (Span(MENU.id, 5, 31),)


def test_every_place_of_the_quote_counts() -> None:
    assert len(corpus(MENU, COPY).find("The rocket flew on May 25.", "two.txt")) == 2
    assert len(corpus(MENU, COPY).find("The rocket flew on May 25.")) == 3


def test_a_name_that_nothing_was_read_from_leaves_all_articles() -> None:
    assert len(corpus(MENU).find("The rocket flew", "elsewhere.txt")) == 1


def test_a_name_must_be_a_whole_file_name() -> None:
    """``one.txt`` is not the file ``twenty-one.txt``."""
    other = article_of("The rocket flew on May 25. Other.", "pages/twenty-one.txt")
    assert {span.article_id for span in corpus(MENU, other).find("The rocket flew", "one.txt")} == {MENU.id}


def test_rows_of_a_file_are_told_apart_by_the_quote() -> None:
    rows = [article_of(text, "pages/rows.jsonl") for text in ("First story.", "Second story.")]
    assert corpus(*rows).find("Second story", "rows.jsonl#2") == (Span(rows[1].id, 0, 12),)


def test_whitespace_may_differ_and_nothing_else() -> None:
    wrapped = article_of("The rocket\n  flew. (It did!)")
    assert corpus(wrapped).find("The rocket flew. (It did!)") == (Span(wrapped.id, 0, len(wrapped.text)),)
    assert corpus(wrapped).find("The rocket flew? (It did!)") == ()


def test_decomposed_hangul_is_found() -> None:
    article = article_of("누리호가 날았다")
    assert corpus(article).find(unicodedata.normalize("NFD", "누리호가")) == (Span(article.id, 0, 4),)


def test_the_digest_changes_with_the_articles_only() -> None:
    assert corpus(MENU, COPY).digest == corpus(COPY, MENU).digest
    assert corpus(MENU).digest != corpus(COPY).digest
