"""Conversations that are kept: they come back after a restart, and go when a person wants them to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, Serve, ask
from scripted import ScriptedAssistant

from assistant.library import Library
from assistant.library.conversations import Ending
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
KO = words_of("ko")
FIRST, SECOND = "어떤 양해각서에 서명했나요?", "펀드는 얼마인가요?"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True) as opened:
        yield opened


def show_list(page: Page) -> None:
    page.get_by_role("tab", name=KO.tab_talks).click()
    page.wait_for_selector("#cd-talk-list >> visible=true")


def test_a_conversation_is_reopened_after_a_restart(
    assistant: ScriptedAssistant, library: Library, serve: Serve, open_page: OpenPage
) -> None:
    first = open_page(serve(assistant, assistant.add, library.conversations))
    ask(first, FIRST)
    ask(first, SECOND)
    again = open_page(serve(assistant, assistant.add, library.conversations))
    show_list(again)
    assert again.locator("[data-talk]").count() == 1
    again.locator("[data-talk]").click()
    again.wait_for_selector("#cd-past .cd-turn")
    assert again.locator(".cd-question").all_inner_texts()[-1].endswith(SECOND)
    again.locator("#cd-past .cd-mark").first.click()
    again.wait_for_selector("#cd-quote")
    ask(again, "그건 언제까지?")
    assert [turn.question for turn in assistant.asked[-1][1]] == [FIRST, SECOND]
    assert library.conversations.summaries()[0].exchanges == 3


def test_renamed_sought_and_deleted(
    assistant: ScriptedAssistant, library: Library, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(assistant, assistant.add, library.conversations))
    ask(page, FIRST)
    show_list(page)
    page.locator(".cd-talk-row summary").click()
    page.fill(".cd-small-form input", "<b>양해각서</b>")
    page.click(".cd-talk-row .cd-small-form button")
    page.wait_for_selector(".cd-card-title:has-text('<b>양해각서</b>')")
    page.fill("#cd-seek :is(input, textarea)", "없는 말")
    page.press("#cd-seek :is(input, textarea)", "Enter")
    page.wait_for_selector(f"#cd-talk-list :text('{KO.no_talks}')")
    page.fill("#cd-seek :is(input, textarea)", "")
    page.press("#cd-seek :is(input, textarea)", "Enter")
    page.locator("[data-remove]").click()
    page.wait_for_selector(f"[data-remove]:has-text('{KO.delete_really}')")
    assert len(library.conversations.summaries()) == 1
    page.locator("[data-remove]").click()
    page.wait_for_selector(f"#cd-talk-list :text('{KO.no_talks}')")
    assert library.conversations.summaries() == []


def test_nothing_is_kept_when_the_switch_is_off(
    assistant: ScriptedAssistant, library: Library, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(assistant, assistant.add, library.conversations))
    ask(page, FIRST)
    assert len(library.conversations.summaries()) == 1
    show_list(page)
    page.locator("#cd-keep input").uncheck()
    page.wait_for_selector(f"#cd-talk-list :text('{KO.no_talks}')")
    ask(page, SECOND)
    assert library.conversations.summaries() == []
    assert page.locator(".cd-question").count() == 2


def test_thumbs_and_their_reason_are_stored(
    assistant: ScriptedAssistant, library: Library, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(serve(assistant, assistant.add, library.conversations))
    ask(page, FIRST)
    page.click("[data-rate$=down]")
    page.fill(".cd-thumbs input", "날짜가 틀렸다")
    page.click(".cd-thumbs .cd-small-form button")
    page.wait_for_selector("[data-rate$=down][aria-pressed=true]")
    kept = library.conversations
    id = kept.summaries()[0].id
    page.wait_for_timeout(300)
    assert (kept.read(id)[0].good, kept.read(id)[0].reason) == (False, "날짜가 틀렸다")
    page.click("[data-rate$=up]")
    page.wait_for_selector("[data-rate$=up][aria-pressed=true]")
    assert kept.read(id)[0].good is True


def test_what_a_killed_server_was_answering_is_marked(
    assistant: ScriptedAssistant, library: Library, serve: Serve, open_page: OpenPage
) -> None:
    kept = library.conversations
    id = kept.begin(FIRST)
    kept.ask(id, FIRST)
    kept.interrupt()
    assert kept.read(id)[0].ending is Ending.INTERRUPTED
    page = open_page(serve(assistant, assistant.add, kept))
    show_list(page)
    page.locator("[data-talk]").click()
    page.wait_for_selector(f"#cd-current :text('{KO.interrupted}')")


def test_without_a_place_to_keep_them_there_is_no_list(page: Page) -> None:
    assert page.get_by_role("tab", name=KO.tab_talks).count() == 0
