"""Logging in with a browser, without scripts too; and that one person sees nothing of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pages import PATIENCE, Watch, serve_beside
from scripted import ScriptedAssistant

from assistant.library import Library
from ui.people.password import Cost
from ui.people.roster import Roster
from ui.web.wording.login import login_words
from ui.web.wording.words import words_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
KIM, LEE = ("김하늘", "맞는 말 열두 글자입니다"), ("Lee", "correct horse battery")
KO, WORDS = login_words("ko"), words_of("ko")
QUESTION = "어떤 양해각서에 서명했나요?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with two users and a place to keep conversations."""
    place = tmp_path_factory.mktemp("login") / "library"
    roster = Roster(place, Cost(log_n=4))
    for name, password in (KIM, LEE):
        roster.add(name, password)
    assistant = ScriptedAssistant(pause=0.01)
    with (
        Library.open(place, write=True) as library,
        serve_beside(assistant, assistant.add, library.conversations, roster=roster) as url,
    ):
        yield url


@pytest.fixture
def watch(served: str) -> Iterator[Watch]:
    watch = Watch(served)
    yield watch
    assert watch.problems == []


def window(browser: Browser, served: str, watch: Watch, **options: object) -> Page:
    settings = {"viewport": {"width": 1440, "height": 900}, "locale": "ko-KR"} | options
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch.over(page)
    page.goto(served)
    return page


def log_in(page: Page, name: str, password: str) -> None:
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")


def ask(page: Page, question: str) -> None:
    page.fill("#cd-ask textarea", question)
    page.click("#cd-send")
    page.wait_for_selector("#cd-current .cd-footer")
    page.wait_for_selector("#cd-send", state="visible")


def test_in_and_out_again_and_two_people_see_nothing_of_each_other(browser: Browser, served: str, watch: Watch) -> None:
    kim = window(browser, served, watch)
    assert kim.url == f"{served}login"
    assert kim.evaluate("document.activeElement.name") == "name"
    log_in(kim, *KIM)
    kim.wait_for_selector(".cd-welcome")
    assert kim.locator(".cd-logout span").inner_text() == KIM[0]
    ask(kim, QUESTION)
    kim.get_by_role("tab", name=WORDS.tab_talks).click()
    kim.wait_for_selector("[data-talk]")

    lee = window(browser, served, watch, locale="en-US")
    log_in(lee, *LEE)
    lee.wait_for_selector(".cd-welcome")
    assert lee.locator(".cd-logout span").inner_text() == LEE[0]
    lee.get_by_role("tab", name=words_of("en").tab_talks).click()
    lee.wait_for_selector(f"#cd-talk-list :text('{words_of('en').no_talks}')")
    assert QUESTION not in lee.content()

    kim.reload()
    kim.wait_for_selector(".cd-welcome")
    kim.get_by_role("tab", name=WORDS.tab_talks).click()
    kim.locator("[data-talk]").click()
    kim.wait_for_selector(f".cd-question:has-text('{QUESTION}')")
    kim.click(".cd-logout button")
    kim.wait_for_url(f"{served}login")
    kim.go_back()
    kim.wait_for_url(f"{served}login")
    assert QUESTION not in kim.content()
    for page in (kim, lee):
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_works_without_scripts_and_fits_a_narrow_window(
    browser: Browser, served: str, watch: Watch, scheme: str
) -> None:
    page = window(browser, served, watch, java_script_enabled=False, viewport={"width": 375, "height": 700},
                  color_scheme=scheme)  # fmt: skip
    assert page.locator("h1").inner_text() == KO.title
    box = page.locator("form.login").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
    for label in (KO.name, KO.password):
        assert page.get_by_label(label, exact=True).is_visible()
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    log_in(page, *KIM)
    page.wait_for_url(served)
    page.context.close()


def test_a_wrong_password_is_told_and_the_name_stays(browser: Browser, served: str) -> None:
    page = window(browser, served, Watch(served))
    log_in(page, "nobody", "not this one")
    assert page.get_by_role("alert").inner_text() == KO.wrong
    assert page.input_value("input[name=name]") == "nobody"
    assert page.input_value("input[name=password]") == ""
    assert page.evaluate("document.activeElement.name") == "password"
    page.context.close()
