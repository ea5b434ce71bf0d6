"""Makes the pictures of the chat page in this folder: `python docs/images/make_screenshots.py [NAME …]`.

The real engine answers about the example pages, in the articles' own words; without names all pictures are made.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from pages import ARGUMENTS, chromium, serve_beside  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

WIDE, SMALL = (1440, 900), (375, 812)
PATIENCE = 300_000
"""Milliseconds: the first answer loads the embedding model."""
COLOURS, LARGEST = 256, 200_000
"""Colours of a picture, and its bytes at most."""


@dataclass(frozen=True)
class Picture:
    """What is shown: a question that was asked, perhaps, and what was opened then."""

    question: str
    show: Callable[[Page], None]
    size: tuple[int, int] = WIDE
    locale: str = "en-US"
    scheme: str = "light"


def nothing_more(page: Page) -> None:
    """Leave the page as it is after the answer."""


def open_first_mark(page: Page) -> None:
    """Open the article of the first quote."""
    page.locator("#cd-current .cd-mark").first.click()
    page.wait_for_selector("#cd-quote")


def open_library(page: Page) -> None:
    """Show the list of articles."""
    page.click("[role=tab][data-tab-id=library]")
    page.wait_for_selector("#cd-articles .cd-card", state="visible")


def open_evaluation(page: Page) -> None:
    """Evaluate a few questions, one of which fails."""
    page.click("[role=tab][data-tab-id=evaluation]")
    page.locator("#cd-fixture-sets").get_by_label("fixtures/news.jsonl").check()
    page.wait_for_selector("#cd-evaluate:not([disabled])")
    page.click("#cd-evaluate")
    page.wait_for_selector(".cd-evaluated")
    page.locator("#cd-evaluation-progress").evaluate("element => element.scrollIntoView()")


PICTURES = {
    "chat": Picture("What four payloads does the Vikram lander carry?", open_first_mark),
    "chat-dark": Picture("What MOUs were signed?", open_first_mark, scheme="dark"),
    "chat-small": Picture("파리 올림픽에서 한국은 메달을 몇 개 땄나요?", nothing_more, size=SMALL, locale="ko-KR"),
    "article": Picture("누리호 3차 발사의 목표 고도는 얼마였나요?", open_first_mark, locale="ko-KR"),
    "library": Picture("", open_library),
    "evaluation": Picture("", open_evaluation),
}
WRONG = {
    "id": "silver-medals-ko",
    "question": "파리 올림픽에서 한국은 은메달을 몇 개 땄나요?",
    "language": "ko",
    "facts": [["19개"]],
}
"""A question whose expected fact is wrong, so that the picture shows what a failure looks like."""
ASKED = 14
"""Questions of the examples that are evaluated for a picture."""


def fixtures() -> str:
    """Some questions about the example pages."""
    lines = (ROOT / "examples" / "fixtures.jsonl").read_text(encoding="utf-8").splitlines()[:ASKED]
    return "\n".join([*lines, json.dumps(WRONG, ensure_ascii=False)])


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
        (Path(folder) / "fixtures").mkdir()
        (Path(folder) / "fixtures" / "news.jsonl").write_text(fixtures(), encoding="utf-8")
        with Library.open(settings.library, write=True, holder="screenshots") as library:
            ingest([ROOT / "examples" / "pages"], library=library, settings=settings)
            assistant = Assistant(library, settings)
            assistant.ask("What was signed?")  # so that no picture shows the seconds of loading the models
            with serve_beside(assistant, adder(library, settings), library.conversations) as site:
                yield site


def take(browser: Browser, site: str, name: str, picture: Picture) -> None:
    """Ask the question, show what is to be shown, and save what is seen.

    :raises SystemExit: when the file is too large for the documentation.
    """
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=picture.locale, color_scheme=picture.scheme
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(site)
    page.wait_for_selector(".cd-welcome")
    if picture.question:
        page.fill("#cd-ask textarea", picture.question)
        page.click("#cd-send")
        page.wait_for_selector("#cd-current .cd-footer")
        page.wait_for_selector("#cd-send", state="visible")
    picture.show(page)
    page.mouse.move(2, 2)
    page.wait_for_timeout(1500)
    path = Path(__file__).with_name(f"{name}.png")
    page.screenshot(path=path)
    context.close()
    with Image.open(path) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes, more than {LARGEST}.")


def main() -> None:
    """Make the pictures that were named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"pictures to make: {', '.join(PICTURES)}")
    names = parser.parse_args().names or list(PICTURES)
    with real_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium() or None, args=ARGUMENTS)
        for name in names:
            take(browser, site, name, PICTURES[name])
        browser.close()


if __name__ == "__main__":
    main()
