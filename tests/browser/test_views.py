"""Every view in both languages, light and dark, wide and narrow: as axe sees it, without anything from another host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from pages import OpenPage, serve_beside

from assistant.library import Library
from ui.web.render.login import login_page
from ui.web.wording.login import login_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WIDTHS = {1440: 900, 375: 812}
ALL = {"resultTypes": ["violations"]}
COLOURS = {**ALL, "runOnly": ["color-contrast"]}
"""In the dark nothing but colours differs."""


@pytest.fixture(scope="module")
def examined_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with every view: conversations are kept, and the assistant can be evaluated."""
    from examined import BROKEN, FIXTURES, ExaminedAssistant

    from assistant.settings import Settings

    place = tmp_path_factory.mktemp("views") / "library"
    with pytest.MonkeyPatch.context() as patch, Library.open(place, write=True, holder="tests") as library:
        patch.setenv("CITEDESK_CACHE", str(place.parent / "cache"))
        (place / "fixtures").mkdir()
        (place / "fixtures" / "mine.jsonl").write_text(FIXTURES, encoding="utf-8")
        (place / "fixtures" / "broken.csv").write_text(BROKEN, encoding="utf-8")
        settings = Settings(model="extractive", max_file_bytes=200_000, library=place)
        assistant = ExaminedAssistant(pause=0.01, settings=settings)
        with serve_beside(assistant, assistant.add, library.conversations) as site:
            yield site


LOOK = """async (options) => (await axe.run(document, options)).violations
  .filter((each) => ["serious", "critical"].includes(each.impact))
  .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)}`))"""


def each_way(page: Page, where: str, options: dict[str, Any], ready: Callable[[], object]) -> dict[str, list[str]]:
    """What axe finds to be serious or worse in a view, in both languages and widths."""
    found = {}
    for language in ("ko", "en"):
        page.click(f'[data-language="{language}"]')
        page.wait_for_function("code => document.documentElement.lang === code", arg=language)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            ready()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, language, width)
            found[f"{where} {language} {width}"] = page.evaluate(LOOK, options)
    return found


def tab(page: Page, name: str) -> None:
    page.click(f'[role=tab][data-tab-id="{name}"]')
    page.wait_for_selector(f"#cd-panel-{name}", state="visible")


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("scheme", "rules"), [("light", ALL), ("dark", COLOURS)], ids=["light", "dark"])
def test_axe_finds_nothing_serious_on_any_view(
    examined_site: str, open_page: OpenPage, scheme: str, rules: dict[str, Any]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="pip install -e .[dev]")
    page = open_page(examined_site, color_scheme=scheme)
    page.evaluate(axe.AXE_SCRIPT)
    found = each_way(page, "welcome", rules, lambda: page.wait_for_selector(".cd-welcome"))
    page.fill("#cd-ask textarea", "무엇에 서명했나요?")
    page.click("#cd-send")
    page.wait_for_selector("#cd-current .cd-footer")
    page.wait_for_selector("#cd-send", state="visible")
    found |= each_way(page, "answer", rules, lambda: page.wait_for_selector("#cd-sources-pane .cd-card"))

    def read() -> None:
        page.locator("#cd-current .cd-mark").nth(2).click()
        page.wait_for_selector("#cd-quote", state="visible")

    found |= each_way(page, "article", rules, read)
    found |= each_way(page, "library", rules, lambda: tab(page, "library"))
    found |= each_way(page, "talks", rules, lambda: tab(page, "talks"))
    tab(page, "evaluation")
    page.locator("#cd-fixture-sets input").nth(1).check()
    page.wait_for_selector("#cd-fixtures-checked .cd-notice")
    page.click("#cd-evaluate")
    page.wait_for_selector(".cd-evaluated", timeout=120_000)
    page.locator("#cd-fixture-sets input").nth(0).check()
    page.wait_for_selector(".cd-problems")
    page.click("#cd-own-fixtures .label-wrap")
    page.locator(".cd-asked summary").first.click()
    found |= each_way(page, "evaluation", rules, lambda: page.wait_for_selector(".cd-asked"))
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
    assert len(found) == 6 * 4


def test_axe_finds_nothing_serious_on_the_login_page(browser: Browser) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="pip install -e .[dev]")
    found = {}
    for scheme, width in product(("light", "dark"), WIDTHS):
        context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
        page = context.new_page()
        for language, problem in product(("ko", "en"), ("", "That is not right.")):
            page.set_content(login_page(login_words(language), "name", problem))
            page.evaluate(axe.AXE_SCRIPT)
            found[f"{scheme} {width} {language} {problem}"] = page.evaluate(LOOK, ALL)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
    assert {where: wrong for where, wrong in found.items() if wrong} == {}
