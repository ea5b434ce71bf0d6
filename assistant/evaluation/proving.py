"""Fixtures held against a library: do their quotes stand there, and do they prove what they are to prove."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.evaluation.facts import missing_from
from assistant.evaluation.fixture import FIXES, Fixture
from assistant.evaluation.fixture_file import FixtureFile, Problem
from assistant.evaluation.matching import contains
from assistant.evaluation.spans import Corpus

_BETWEEN = "\x00"


def doubts(file: FixtureFile) -> list[Problem]:
    """What is odd about fixtures by themselves: facts that no quote says, words to be absent that a quote holds."""
    return [
        Problem(file.path, file.lines[fixture.id], field, message, fix, warning=True)
        for fixture in file.fixtures
        for field, message, fix in _odd(fixture)
    ]


def unproven(file: FixtureFile, corpus: Corpus) -> list[Problem]:
    """What a library does not bear out: quotes that stand nowhere, or only in what is not searched; unknown articles."""
    return [
        Problem(file.path, file.lines[fixture.id], field, message, fix)
        for fixture in file.fixtures
        for field, message, fix in _unproven(fixture, corpus)
    ]


def _odd(fixture: Fixture) -> Iterator[tuple[str, str, str]]:
    quotes = _BETWEEN.join(fixture.gold_quotes)
    if not quotes:
        return
    for fact in missing_from(fixture.facts, quotes):
        yield "facts", f"no quote says {fact!r}", "Take a quote that does, or add another way to say it."
    for words in fixture.absent:
        if contains(quotes, words):
            yield "absent", f"the quote holds {words!r}", "Take it out of `absent`, or take another quote."


def _unproven(fixture: Fixture, corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    if fixture.article and not corpus.called(fixture.article):
        yield "article", f"no article was read from {fixture.article!r}", FIXES["article"]
    for quote in fixture.gold_quotes:
        places = corpus.find(quote, fixture.article)
        field = "quote" if quote == fixture.quote else "quotes"
        if not places:
            yield field, f"{quote!r} stands nowhere in the library", "Copy the words out of the article."
        elif not any(corpus.is_searched(place) for place in places):
            said = f"{quote!r} stands only in what is not searched (a menu, say)"
            yield field, said, "`citedesk articles show ID --blocks` shows how the page was read."
