"""A real browser and a real server; the assistant plays prepared events unless a test asks for the real one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "web"))

from pages import ARGUMENTS, PATIENCE, OpenPage, Serve, Watch, chromium, serve_beside
from scripted import ScriptedAssistant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; only as long as a module, since Playwright's event loop runs in this thread all the while."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e .[dev]")
    if not chromium():
        pytest.skip("There is no Chromium on this machine; `apt-get install chromium` brings one.")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server for an assistant; it ends with the test."""
    with ExitStack() as running:
        yield lambda assistant, add, kept=None: running.enter_context(serve_beside(assistant, add, kept))


@pytest.fixture
def assistant() -> ScriptedAssistant:
    """An assistant whose script a test may change before it opens a page."""
    return ScriptedAssistant(pause=0.03)


@pytest.fixture
def site(assistant: ScriptedAssistant, serve: Serve) -> str:
    return serve(assistant, assistant.add)


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open the page in a browser of its own; at the end nothing may have gone wrong on it."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_one(site: str, **options: Any) -> Page:
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "ko-KR"} | options
        contexts.append(browser.new_context(**settings))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        watches.append(Watch(site))
        watches[-1].over(page)
        page.goto(site)
        page.wait_for_selector(".cd-welcome")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [problem for watch in watches for problem in watch.problems] == []


@pytest.fixture
def page(site: str, open_page: OpenPage) -> Page:
    return open_page(site)
