"""Pages of the list of articles: the same articles in the same order as the whole list, a few at a time."""

from __future__ import annotations

from datetime import datetime

import pytest
from library_world import HashEmbedder, fill
from newsroom import article, store

from assistant.answer import Filters
from assistant.library import Library
from assistant.library.listing import Wanted


@pytest.fixture
def stocked(library: Library) -> Library:
    fill(library, range(12), HashEmbedder())
    store(library, article(published=None, rights="무단 전재 금지", section="사회", language="en", outlet="Daily 100%"))
    store(library, article("옛 글", url="https://n.example/a/1"), article("새 글", url="https://n.example/a/1"))
    return library


@pytest.mark.parametrize("limit", [1, 4, 5, 100])
@pytest.mark.parametrize(
    "filters",
    [Filters(), Filters(outlets=("한강일보",)), Filters(since=datetime(2026, 3, 5), until=datetime(2026, 3, 9)),
     Filters(languages=("en",)), Filters(sections=("사회", "경제"))],
)  # fmt: skip
def test_pages_together_are_the_list(stocked: Library, limit: int, filters: Filters) -> None:
    whole = stocked.articles(filters)
    pages = [stocked.listing.page(Wanted(filters=filters), limit=limit, offset=at) for at in range(0, 15, limit)]
    assert [row for page in pages for row in page.rows] == whole
    assert {page.total for page in pages} == {len(whole)}


@pytest.mark.parametrize(
    ("words", "count"),
    [("", 14), ("협약 7건", 1), ("한강일보 협약", 6), ("courier", 6), ("COURIER 9건", 1), ("없는말", 0), ("100%", 1),
     ("%", 1), ("_", 0), ("' OR 1=1 --", 0), ("협약" * 500, 0)],
)  # fmt: skip
def test_all_words_stand_in_title_or_outlet(stocked: Library, words: str, count: int) -> None:
    assert stocked.listing.page(Wanted(words)).total == count


def test_reserved_rights_are_told_apart(stocked: Library) -> None:
    found = {each: stocked.listing.page(Wanted(reserved=each)).total for each in (True, False, None)}
    assert found == {True: 1, False: 13, None: 14}


def test_what_can_be_chosen_is_what_there_is(stocked: Library) -> None:
    facets = stocked.listing.facets()
    assert facets.count == len(stocked.articles()) == 14
    assert facets.outlets == ("Daily 100%", "Seoul Courier", "한강일보")
    assert (facets.sections, facets.languages) == (("사회",), ("en", "ko"))
