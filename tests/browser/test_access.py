"""With the keyboard alone, with a screen reader, and without anything jumping while an answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import OpenPage, Serve
from scripted import ScriptedAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
SHIFTS = """() => {
  window.shifts = [];
  const note = (list) => list.getEntries().forEach((each) => { if (!each.hadRecentInput) window.shifts.push(each.value); });
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  window.told = [];
  const live = document.querySelector("#cd-live");
  const tell = () => window.told.push(live.textContent);
  new MutationObserver(tell).observe(live, { childList: true, characterData: true, subtree: true });
}"""
ACTIVE = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const seen = style.outlineStyle !== "none" || at.matches("textarea, input") || style.boxShadow !== "none";
  return [at.getAttribute("data-tab-id") || at.id || at.className || at.tagName, seen && at.matches(":focus-visible")];
}"""


def active(page: Page) -> str:
    """What has the focus, which must be seen."""
    name, seen = page.evaluate(ACTIVE)
    assert seen, f"the focus on {name} is not seen"
    return str(name)


@pytest.mark.parametrize("width", [1440, 375])
def test_nothing_jumps_while_an_answer_is_written_and_only_the_end_is_read_out(
    assistant: ScriptedAssistant, serve: Serve, open_page: OpenPage, width: int
) -> None:
    assistant.pause = 0.1
    page = open_page(serve(assistant, assistant.add), viewport={"width": width, "height": 812})
    page.wait_for_timeout(500)
    page.fill("#cd-ask textarea", "무엇에 서명했나요?")
    page.click("#cd-send")
    page.wait_for_selector(".cd-draft-text")
    page.wait_for_timeout(600)  # shifts within half a second of the click are the click's own
    page.evaluate(SHIFTS)
    page.evaluate("window.shifts.length = 0")
    page.wait_for_selector("#cd-current .cd-footer")
    page.wait_for_timeout(300)
    assert sum(page.evaluate("window.shifts")) < 0.05
    told = page.evaluate("window.told")
    assert "소형원전(SMR) 협력" in told[-1]
    assert sum("소형원전" in each for each in told) == 1
    assert page.locator("[aria-live]:not(#cd-live):not(.toast-body):has(.cd-turn)").count() == 0


def test_the_whole_page_goes_with_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    assert active(page) == "cd-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#cd-ask') !== null")
    page.keyboard.type("무엇에 서명했나요?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#cd-current .cd-footer")
    page.wait_for_selector("#cd-send", state="visible")
    page.locator("[role=tab][data-tab-id=sources]").focus()
    for key, expected in (("ArrowRight", "article"), ("ArrowRight", "library"), ("Home", "sources"), ("End", "library"),
                          ("ArrowRight", "sources"), ("ArrowLeft", "library")):  # fmt: skip
        page.keyboard.press(key)
        assert active(page) == expected
        page.wait_for_selector(f"#cd-panel-{expected}", state="visible")
    assert page.locator("[role=tab][tabindex='0']").count() == 1
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('#cd-talk, .cd-head') !== null")
    mark = page.locator("#cd-current .cd-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#cd-quote")
    page.keyboard.press("Escape")
    page.wait_for_selector("#cd-tip", state="hidden")
    opened = page.locator("#cd-current details > summary").first
    opened.focus()
    page.keyboard.press("Enter")
    assert page.locator("#cd-current details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#cd-current details[open]").count() == 0


def test_labels_say_what_is_folded_and_which_language_a_quote_is_in(page: Page) -> None:
    page.fill("#cd-ask textarea", "무엇에 서명했나요?")
    page.click("#cd-send")
    page.wait_for_selector("#cd-current .cd-footer")
    button = page.locator("#cd-filters .label-wrap")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    page.wait_for_selector("#cd-filters .label-wrap[aria-expanded=true]")
    quotes = page.locator("#cd-sources-pane .cd-quote")
    languages = {quotes.nth(at).get_attribute("lang") for at in range(quotes.count())}
    assert languages == {"ko", "en"}
    labelled = page.locator("#cd-panel-sources").get_attribute("aria-labelledby")
    assert page.locator(f"#{labelled}").get_attribute("data-tab-id") == "sources"
