"""Makes the pictures of the chat page in this folder: `python docs/images/make_screenshots.py [--scripted]`.

It asks the real engine about the example pages; with ``--scripted`` the tests' prepared answer is shown instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser"), str(ROOT / "tests" / "web")]

from pages import ARGUMENTS, chromium, serve_beside  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

WIDE, SMALL = {"width": 1440, "height": 900}, {"width": 375, "height": 812}
PICTURES: dict[str, tuple[str, dict[str, Any]]] = {
    "chat.png": ("What MOUs were signed?", {"viewport": WIDE, "locale": "en-US"}),
    "chat-dark.png": (
        "What four payloads does the Vikram lander carry?",
        {"viewport": WIDE, "locale": "en-US", "color_scheme": "dark"},
    ),
    "chat-small.png": ("파리 올림픽에서 한국은 메달을 몇 개 땄나요?", {"viewport": SMALL, "locale": "ko-KR"}),
}
PATIENCE = 180_000
"""Milliseconds: the first answer loads the embedding model."""


@contextmanager
def real_site() -> Iterator[str]:
    """The page over the example articles, without a chat model."""
    from assistant import Assistant
    from assistant.library import Library
    from assistant.settings import Settings
    from ingest import ingest
    from ui.cli.chat import adder

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(library=Path(folder) / "library", model="extractive")
        with Library.open(settings.library, write=True, holder="screenshots") as library:
            ingest([ROOT / "examples" / "pages"], library=library, settings=settings)
            with serve_beside(Assistant(library, settings), adder(library, settings)) as site:
                yield site


@contextmanager
def scripted_site() -> Iterator[str]:
    """The page over the tests' prepared answer."""
    from scripted import ScriptedAssistant

    assistant = ScriptedAssistant()
    with serve_beside(assistant, assistant.add) as site:
        yield site


def take(browser: Browser, site: str, picture: str, question: str, options: dict[str, Any]) -> None:
    """Ask a question, open its first mark where there is room, and save what is seen."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".cd-welcome")
    page.fill("#cd-ask textarea", question)
    page.click("#cd-send")
    page.wait_for_selector("#cd-current .cd-footer")
    page.wait_for_selector("#cd-send", state="visible")
    if options["viewport"]["width"] >= 900:
        page.locator("#cd-current .cd-mark").first.click()
        page.wait_for_selector("#cd-quote")
    page.wait_for_timeout(1000)
    page.screenshot(path=Path(__file__).with_name(picture))
    context.close()


def main() -> None:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--scripted", action="store_true", help="show the tests' prepared answer")
    with scripted_site() if parser.parse_args().scripted else real_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium() or None, args=ARGUMENTS)
        for picture, (question, options) in PICTURES.items():
            take(browser, site, picture, question, options)
        browser.close()


if __name__ == "__main__":
    main()
