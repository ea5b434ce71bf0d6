"""What the tests of the page share: its words and an assistant that plays prepared events."""

from __future__ import annotations

import pytest
from scripted import ScriptedAssistant

from ui.web.wording.words import Words, words_of


@pytest.fixture(params=["ko", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return words_of(request.param)


@pytest.fixture
def english() -> Words:
    return words_of("en")


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant(pause=0)
