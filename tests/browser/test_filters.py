"""Choosing on the page which articles may answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from pages import ask
from scripted import ScriptedAssistant

from assistant.answer import Filters
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
KO = words_of("ko")
QUESTION = "무엇에 서명했나요?"


def test_days_and_outlets_are_chosen_and_stay(page: Page, assistant: ScriptedAssistant) -> None:
    page.get_by_role("button", name=KO.filters).click()
    page.fill("#cd-since :is(input, textarea)", "2026.3.1")
    page.click("#cd-outlets input")
    page.get_by_role("option", name="한빛일보").click()
    page.keyboard.press("Escape")
    ask(page, QUESTION)
    expected = Filters(since=datetime(2026, 3, 1), outlets=("한빛일보",))
    assert assistant.filtered == [expected]
    ask(page, QUESTION)
    assert assistant.filtered == [expected, expected]


def test_a_day_that_is_none_is_said_and_nothing_is_asked(page: Page, assistant: ScriptedAssistant) -> None:
    page.get_by_role("button", name=KO.filters).click()
    page.fill("#cd-until :is(input, textarea)", "내일쯤")
    ask(page, QUESTION, done=".cd-error")
    assert "2026-03-01" in page.locator("#cd-current .cd-error").inner_text()
    assert assistant.asked == []
