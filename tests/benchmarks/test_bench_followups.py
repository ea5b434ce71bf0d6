"""The follow-up fixtures, and that follow-ups find nearly what the same questions find when asked in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.followups import DEPTH, FULL, RAW, RULES, measure
from benchmarks.metrics import hit
from benchmarks.sets.followups import FollowUp, read_follow_ups

if TYPE_CHECKING:
    from conftest import ExampleLibrary

    from assistant import Assistant

LEAST = 60


@pytest.fixture(scope="module")
def fixtures(extractive: Assistant, example_library: ExampleLibrary) -> list[FollowUp]:
    return read_follow_ups(extractive.library, example_library.ids)


def test_there_are_enough_of_each_kind(fixtures: list[FollowUp]) -> None:
    assert len(fixtures) >= LEAST
    assert len({each.id for each in fixtures}) == len(fixtures)
    for language in ("ko", "en"):
        turns = {len(each.history) + 1 for each in fixtures if each.language == language}
        assert turns == {2, 3}
    assert min(sum(each.written == when for each in fixtures) for when in ("before", "after")) >= LEAST // 2


def test_each_quote_stands_in_its_article(fixtures: list[FollowUp], extractive: Assistant) -> None:
    for each in fixtures:
        assert each.question != each.full
        cited = [turn.citations[0] for turn in each.history]
        assert all(extractive.article(one.article_id).text[one.start : one.end] == one.quote for one in cited)


def test_follow_ups_find_nearly_what_they_find_in_full(fixtures: list[FollowUp], extractive: Assistant) -> None:
    """The target is three points of hit@5; asked as they are, without the conversation, they find less."""
    from assistant.models.embedding import load_encoder
    from assistant.question.followup import stand_alone
    from benchmarks.embedder import Remembering

    library = extractive.library
    asked = {
        FULL: [each.full for each in fixtures],
        RULES: [stand_alone(each.question, each.history, library) for each in fixtures],
        RAW: [each.question for each in fixtures],
    }
    encoder = Remembering(load_encoder(extractive.settings.embedding, dtype=extractive.settings.dtype))
    places = measure(library, encoder, fixtures, asked)
    assert hit(places[RULES], 5) >= hit(places[FULL], 5) - 0.03
    assert hit(places[RULES], 1) > hit(places[RAW], 1)
    assert all(place is None or 1 <= place <= DEPTH for found in places.values() for place in found)
